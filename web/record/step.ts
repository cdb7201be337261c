import type { Change, SystemSpec, Text } from "../../engine/mod.ts";
import type { Moved } from "./moved.ts";
import type { Patch } from "./patch.ts";

/** One thing that was done to the record, and can be undone. */
export interface Step {
  readonly id: number;
  /** What was done, in words. */
  readonly label: Text;
  /** Where it came from: the forms, the text, or the file when it was changed elsewhere. */
  readonly kind: "change" | "text" | "file";
  /** The changes; where the text was written by hand, those that it comes to. */
  readonly changes: readonly Change[];
  /** When it began and when it was last added to, in milliseconds. */
  readonly at: number;
  readonly last: number;
  /** Steps with one tag, with nothing between them, are one. */
  readonly tag: string | undefined;
  readonly before: State;
  readonly after: State;
  /** What it did to the text, in order; filled as the text is written. */
  readonly patches: Patch[];
  /** The results that it moved. */
  readonly moved: readonly Moved[];
}

/** The record at one time, and whether the forms may write into its text. */
export interface State {
  readonly spec: SystemSpec | undefined;
  readonly editable: boolean;
}
