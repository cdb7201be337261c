import { give as records } from "../../frame/library/records.ts";
import { systemsOf } from "../../frame/systems.ts";
import type { Formulas, ReportData } from "../data.ts";
import { recall } from "../formulas.ts";

/** The records that the file carries. */
export function give(
  { data, formulas }: { readonly data: ReportData; readonly formulas: Formulas },
): Record<string, unknown> {
  recall(formulas);
  return records({ systems: systemsOf(data) });
}
