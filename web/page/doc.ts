import type { CellState, Symbol } from "../frame/protocol.ts";
import type { Notebook } from "../notebook/format.ts";
import type { History } from "../notebook/undo.ts";
import type { Draft, Tagged } from "../remote.ts";
import type { Finding } from "./finder.ts";
import type { Session } from "./session.ts";

/** An open notebook, as the page shows it. What acts on it is its session. */
export interface Doc {
  readonly path: string;
  readonly history: History;
  readonly saving: Saving;
  /** Whether the cells may run: someone on this machine said so of this text. */
  readonly approved: boolean;
  /** `command`: keys act on cells; `edit`: keys write in an editor or an output. */
  readonly mode: "command" | "edit";
  /** The slide that is shown, while the notebook is presented. */
  readonly presenting: number | undefined;
  /** The outputs no longer answer: something computes that cannot be broken off. */
  readonly stuck: boolean;
  /** Whether the code is shown; without it the page is the report. */
  readonly code: boolean;
  /** The cells of the headings that are folded. */
  readonly folded: ReadonlySet<number>;
  /** What is looked for; undefined while nothing is. */
  readonly finding: Finding | undefined;
  readonly panel: "outline" | "symbols" | undefined;
  readonly states: ReadonlyMap<number, CellState>;
  readonly symbols: readonly Symbol[];
  /** A text that was typed here before and never reached the file. */
  readonly draft: Draft | undefined;
  readonly session: Session;
}

/** How the text on the screen and the file stand to each other. */
export type Saving =
  | { readonly kind: "saved"; readonly at: number | undefined }
  | { readonly kind: "dirty" | "saving"; readonly at: number | undefined }
  | { readonly kind: "failed"; readonly at: number | undefined }
  /** There is no file of this name any more. */
  | { readonly kind: "gone"; readonly at: number | undefined }
  | { readonly kind: "conflict"; readonly at: number | undefined; readonly theirs: Tagged };

/** The name of a cell on the page: its number, from 1. */
export function labelOf(notebook: Notebook, id: number, lang: "ja" | "en"): string {
  const number = notebook.cells.findIndex((cell) => cell.id === id) + 1;
  if (number === 0) return lang === "ja" ? "消えたセル" : "a cell that is gone";
  return lang === "ja" ? `セル${number}` : `cell ${number}`;
}

/** Whether a notebook opens with its code; one whose programs do not ask to be seen opens as a report. */
export function showsCode({ cells }: Notebook): boolean {
  return cells.every(({ mode, pinned }) => pinned || mode === "markdown" || mode === "formula");
}
