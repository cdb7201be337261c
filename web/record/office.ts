import type { Finding, Shelf } from "../../engine/mod.ts";
import type { Draft, Remote } from "../remote.ts";
import type { Desk, Refused } from "./desk.ts";
import type { Hand } from "./hand.ts";

/** What the desk needs and tells. */
export interface Office {
  readonly remote: Remote;
  readonly hand: Hand;
  /** The day of the analysis. */
  readonly today: string;
  readonly draft?: Draft;
  readonly shelf?: Shelf;
  /** Milliseconds, for what joins and what is shown. */
  now(): number;
  /** The desk is another one now. */
  told(desk: Desk): void;
  /**
   * Resolves when what was told is on the screen: only then the text is written and the rest found out,
   * which would have the machine do other things meanwhile. Default: at once.
   */
  shown?(): Promise<void>;
  /** Something happened that the person should know. */
  notice(what: Notice): void;
  /**
   * The longest that finding out the plan and the findings may stand in the way of the next key, in
   * milliseconds; what takes longer is done away from the page. Default: 16, which is one picture.
   */
  readonly patience?: number;
  /** The pauses of saving, in milliseconds. */
  readonly pauses?: { readonly wait: number; readonly note: number };
}

export type Notice =
  | { readonly kind: "refused"; readonly refused: readonly Refused[] }
  /** The text has errors of form: nothing may be written into it. */
  | { readonly kind: "locked" }
  /** A change would bring a value that no record may have. */
  | { readonly kind: "unfit"; readonly path: Finding["path"]; readonly message: string }
  /** The file was changed elsewhere, and taken. */
  | { readonly kind: "reloaded" }
  /** A change could not be written into the text, and was taken back. */
  | { readonly kind: "unwritten"; readonly detail: string };
