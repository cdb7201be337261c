import type { Assessment } from "../../engine/assess.ts";
import { check } from "../../engine/check.ts";
import { gateChapter } from "../../engine/formats/chapters/gate.ts";
import { voice } from "../../engine/formats/chapters/voice.ts";
import { type Gate, gate, gates, isGate } from "../../engine/gate.ts";
import { lint } from "../../engine/lint.ts";
import { compare as words } from "../../engine/messages/compare.ts";
import { say } from "../../engine/show.ts";
import { word } from "../../engine/messages/words.ts";
import { blocks } from "./document.ts";
import { figure, pen, type Summed } from "./figure.ts";
import type { Options } from "./voice.ts";

/**
 * Whether a record may pass a gate, with every reason; by default the gate of the phase it is in. An
 * unknown gate is a `RangeError` that names those there are. The value is the result as data.
 */
export function gateCard(
  assessment: Assessment,
  phase?: string,
  options: Options = {},
): Summed<ReturnType<typeof gate>> {
  const draw = pen(options);
  const { system } = assessment;
  const wanted = phase ?? (isGate(system.phase) ? system.phase : "design");
  if (!isGate(wanted)) throw new RangeError(`${wanted}: ${gates.join(", ")}`);
  const value = gate(wanted as Gate, assessment, [...check(system), ...lint(assessment)]);
  const name = draw.text(say(words.gate, { gate: word("phase", wanted) }));
  return figure(
    ["chapter", "gate"],
    { name, summary: name, value },
    draw,
    draw.html("p", { class: "title" }, draw.html("b", {}, name)),
    ...blocks(gateChapter(value, undefined, voice(draw.lang)), { above: name, open: true }, draw),
  );
}
