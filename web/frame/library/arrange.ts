import { fold, sideBySide } from "../../plots/arrange.ts";

/** Outputs put together. */
export function give(): Record<string, unknown> {
  return {
    sideBySide: (...parts: Node[]) => sideBySide(parts.flat()),
    fold: (...given: Parameters<typeof fold>) => fold(...given),
  };
}
