import { type Systems, systemsOf } from "../../frame/systems.ts";
import type { Formulas, ReportData } from "../data.ts";
import { recall } from "../formulas.ts";

export { give } from "../../frame/library/records.ts";

/** Opens the records that the file carries. */
export function open(data: ReportData, formulas: Formulas): Systems {
  recall(formulas);
  return systemsOf(data);
}
