/**
 * The inputs of Mitate: functions from a system or its results to forms with a `value` and an `input`
 * event, usable in a cell, in a report, in the sandboxed frame and in the record. Setting `value` shows
 * it in the same controls and sends no event. Their look is `plots/style.css`.
 */
export { controlPicker, scenarioPicker } from "./picker.ts";
export { form } from "./form.ts";
export { impactInput } from "./impact.ts";
export { levelPicker } from "./level.ts";
export { measurePicker } from "./measures.ts";
export { patternPicker } from "./patterns.ts";
export { profileInput } from "./profile.ts";
export { statusTable } from "./status.ts";
export type { Input } from "./input.ts";
