import { captioned, fold, sideBySide } from "../../plots/arrange.ts";

/** Outputs put together. */
export function give(): Record<string, unknown> {
  return {
    sideBySide: (...parts: Node[]) => sideBySide(parts.flat()),
    captioned: (...given: Parameters<typeof captioned>) => captioned(...given),
    fold: (...given: Parameters<typeof fold>) => fold(...given),
  };
}
