import { ruleList } from "../../plots/rules.ts";

/** The rules of the engine, all or those named, with text and source. */
export function give(): Record<string, unknown> {
  return { rules: (...ids: string[]) => ruleList(ids.flat()) };
}
