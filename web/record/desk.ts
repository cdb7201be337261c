import type { Place } from "../../engine/formats/record.ts";
import type { Assessment, Change, Finding, System, SystemSpec, Text } from "../../engine/mod.ts";
import type { Refusal } from "../../engine/change.ts";
import type { Saving } from "../page/doc.ts";
import type { Draft } from "../remote.ts";
import { type Moved, moveIn } from "./moved.ts";
import type { Step } from "./step.ts";

/**
 * The open record, as the page shows it: a value that is replaced whenever anything changes. Forms read
 * it and call `dispatch`; nothing else changes a record. The value goes first and the results with it;
 * the text follows a moment later (`writing`), and saving follows the text.
 */
export interface Desk extends Acts {
  readonly path: string;
  /** The tag of the file as it was last read or written. */
  readonly etag: string;
  /** The last step that is in the file. */
  readonly saved: number;
  /** The record as it stands on the screen; undefined where nothing could ever be read. */
  readonly spec: SystemSpec | undefined;
  readonly system: System | undefined;
  readonly assessment: Assessment | undefined;
  /** The plan, and the verdict over it, are still those of the value before: see `aheadOfPlan`. */
  readonly behind: boolean;
  /** Of the text, the record and its ratings; a moment behind the value. */
  readonly findings: readonly Finding[];
  /** Where findings of the text's form stand in it; the others are asked of `locate`. */
  readonly places: ReadonlyMap<Finding, Place>;
  /** The text that is, or will be, in the file. */
  readonly text: string;
  /** The text has not caught up with the value yet. */
  readonly writing: boolean;
  /** The text was written by hand and is being read: the value has not caught up with it yet. */
  readonly reading: boolean;
  /** False while the text has errors of form: the forms then show and do not write. */
  readonly editable: boolean;
  /** The text cannot be read: what is on the screen is the last that could be. */
  readonly stale: boolean;
  /** What was done since the record was opened, the oldest first. */
  readonly past: readonly Step[];
  /** What was undone, the next to be done again first. */
  readonly future: readonly Step[];
  /** What the results are compared with. */
  readonly base: Base;
  /** What moved since then. */
  readonly moved: readonly Moved[];
  readonly saving: RecordSaving;
  /** A text that was typed here before and never reached the file. */
  readonly draft: Draft | undefined;
}

/** What acts on the open record. */
export interface Acts {
  /** The record as it stands by now, for what is done later than it was drawn. */
  now(): Desk;
  /**
   * Makes changes as one step that can be undone. Steps with one tag and nothing between them are one:
   * what is typed into a field during one visit. What is refused is told, here and in the answer, and
   * the rest is done.
   */
  dispatch(changes: readonly Change[], label?: Text, tag?: string): readonly Refused[];
  /** Writes another text, as the text section and a restored version do. */
  rewrite(text: string, label?: Text, tag?: string): void;
  undo(): void;
  redo(): void;
  /** Undoes, or does again, until this step is the last one done; 0: until nothing is. */
  goTo(step: number): void;
  /** Compares with how the record stands now; with what was opened when `opened` is asked for. */
  pin(kind?: "pinned" | "opened"): void;
  /** Compares with another text of the record, such as a version of its file. */
  against(text: string, label: Text): void;
  /** Saves at once, and compares with that from now on. */
  save(): Promise<void>;
  /** Answers a conflict. `again`: the file as it is there, with what was changed here on top. */
  settle(keep: "mine" | "theirs" | "again"): Promise<void>;
  /** Takes up or forgets what was typed before and never saved. */
  restore(take: boolean): void;
  /** Where paths of the record stand in the text, line and column from 1. */
  locate(paths: readonly Finding["path"][]): Promise<readonly Place[]>;
  /** Resolves when the text has caught up, findings are told and nothing waits to be written. */
  settled(): Promise<void>;
  /** The file was seen with this tag; with none where it was not seen any more. */
  seen(etag: string | undefined): void;
  /** The file is called this now. */
  rename(path: string): void;
  /** Ends, when the text is written. */
  stop(): Promise<void>;
}

/** What results are compared with. */
export interface Base {
  /**
   * `opened`: how it was opened. `saved`: when it was last saved by hand. `pinned`: a point chosen.
   * `version`: another text, with its `label`.
   */
  readonly kind: "opened" | "saved" | "pinned" | "version";
  readonly label?: Text;
  readonly at: number;
  /** The last step done then; 0 where none was. */
  readonly step: number;
  readonly assessment: Assessment | undefined;
}

/** A change that could not be made, and why. */
export interface Refused {
  readonly change: Change;
  readonly problem: Refusal;
}

/** How the text and the file stand to each other; `held`: the text has errors and waits to be mended. */
export type RecordSaving = Saving | { readonly kind: "held"; readonly at: number | undefined };

/** The steps that the file has not seen. */
export function unsaved({ past, saved }: Pick<Desk, "past" | "saved">): readonly Step[] {
  return past.filter(({ id }) => id > saved);
}

/** The last of the steps since the base that moved a result; undefined where an undo moved it back. */
export function causeOf(
  { past, base }: Pick<Desk, "past" | "base">,
  { ref, aspect }: Pick<Moved, "ref" | "aspect">,
): Step | undefined {
  return past.findLast(({ id, moved }) => id > base.step && moveIn(moved, ref, aspect));
}
