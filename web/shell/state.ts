import type { Doc } from "../page/doc.ts";
import type { Desk } from "../record/desk.ts";
import type { FileEntry } from "../remote.ts";
import type { Remote } from "../remote.ts";
import type { Store } from "../store.ts";
import type { Beside, Loaded } from "./workspace.ts";
import type { Route } from "./route.ts";
import type { Settings } from "./settings.ts";
import type { Message, Voice } from "../plots/voice.ts";

/** Everything the page shows, in one place. */
export interface State {
  readonly settings: Settings;
  readonly route: Route;
  /** Undefined until the server has answered. */
  readonly files: readonly FileEntry[] | undefined;
  /** The records by path, read and analysed; a path without a value is being read. */
  readonly systems: ReadonlyMap<string, Loaded>;
  /** The catalogues and patterns beside them. */
  readonly beside: Beside;
  readonly notices: readonly Notice[];
  /** The open notebook. */
  readonly doc: Doc | undefined;
  /** The open record. */
  readonly desk: Desk | undefined;
  /** What stands over the page and waits for an answer. */
  readonly dialog: Dialog | undefined;
}

/** Something that happened, shown until it is put away. */
export interface Notice {
  readonly id: number;
  readonly kind: "info" | "error";
  readonly text: string;
  /** What can be done about it, such as undoing it. */
  readonly action?: Action;
}

export interface Action {
  readonly name: string;
  run(): void;
}

/** A question or a sheet over the page. `body` draws it; the answer closes it. */
export interface Dialog {
  readonly kind: string;
  readonly title: string;
  body(close: () => void): unknown;
}

/** What every part of the page works with. */
export interface App {
  readonly store: Store<State>;
  readonly remote: Remote;
  readonly storage: Storage;
  /** The day of the analyses, `YYYY-MM-DD`. */
  readonly today: string;
  /** The voice of the chosen language. */
  voice(): Voice;
  notice(kind: Notice["kind"], text: string, action?: Action): void;
  /** Reads the list of files again, and what of them changed. */
  refresh(): Promise<void>;
  /** Tells what went wrong with something that was asked of the server. */
  failed(error: unknown): void;
  dialog(dialog: Dialog | undefined): void;
  go(route: Route): void;
  /** A file has another name now: what is open under the one stays open under the other. */
  follow(from: string, to: string): void;
}

export type { Message };
