import type { Problem } from "../problem.ts";

/**
 * A notebook file: the HTML notebook format of Observable Notebook Kit 2, source only.
 *
 *     <!doctype html>
 *     <notebook theme="air">
 *       <title>…</title>
 *       <script id="1" type="text/markdown">
 *         # …
 *       </script>
 *     </notebook>
 *
 * Departures from the kit, all of which it reads without harm: the type `text/x-formula` (the kit takes
 * it for JavaScript and shows an error), and the attributes `data-disabled` and `data-collapsed`.
 * Types that we cannot run (sql, tex, dot, ojs, node, python, r …) are kept as they are.
 */
export interface Notebook {
  readonly title: string;
  /** The attributes of the notebook tag, such as `theme` and `readonly`. */
  readonly attributes: Attributes;
  /** In the order of the page, which says nothing about the order of computation. */
  readonly cells: readonly Cell[];
  /** What is wrong with the file as it was read. */
  readonly problems: readonly Problem[];
  /** How the file was written; what is not changed is written so again. */
  readonly origin: Origin;
}

export type Mode = "markdown" | "javascript" | "typescript" | "html" | "formula" | "unknown";
export type Attributes = Readonly<Record<string, string>>;

/** A cell as written. Edit it by making a new one: `{ ...cell, value }`. */
export interface Cell {
  /** A positive whole number, unique in the notebook; it stays with the cell when cells move. */
  readonly id: number;
  readonly mode: Mode;
  /** The source, lines ended by LF, without the indentation of the file. */
  readonly value: string;
  /** The code is shown in the report. */
  readonly pinned: boolean;
  /** The output is not shown. */
  readonly hidden: boolean;
  /** The cell takes no part: it does not run and defines nothing. */
  readonly disabled: boolean;
  /** The editor is folded. */
  readonly collapsed: boolean;
  /** The name under which the value of an expression, markdown or HTML cell is known to other cells. */
  readonly output?: string;
  /** Every other attribute, by name in lower case; `type` too, which must agree with the mode. */
  readonly attributes: Attributes;
}

/** The pieces of a file as written. Opaque: only `parse` makes and `serialize` reads it. */
export interface Origin {
  readonly newline: "\n" | "\r\n";
  readonly pieces: readonly Piece[];
  readonly title: string;
  readonly attributes: Attributes;
}

/** A stretch of a file: a cell, one of its tags, or text between. */
export type Piece =
  | { readonly kind: "text" | "open" | "title" | "close"; readonly text: string }
  | { readonly kind: "cell"; readonly text: string; readonly cell: Cell; readonly closed: boolean };

/** A new cell. Code of JavaScript and TypeScript is shown in the report unless told, as in the kit. */
export function newCell(id: number, mode: Mode, value = "", flags: Partial<Cell> = {}): Cell {
  return {
    id,
    mode,
    value,
    pinned: mode === "javascript" || mode === "typescript",
    hidden: false,
    disabled: false,
    collapsed: false,
    attributes: {},
    ...flags,
  };
}

/** An id that no cell has or had in the file as read, so that history never confuses two cells. */
export function freeId(notebook: Notebook): number {
  const read = notebook.origin.pieces.map((piece) => piece.kind === "cell" ? piece.cell.id : 0);
  const now = notebook.cells.map((cell) => cell.id);
  return Math.max(0, ...read, ...now) + 1;
}

/** The mode of a `type` attribute. No type, and the types of scripts, mean JavaScript. */
export function modeOf(type: string | undefined): Mode {
  return modes[type?.trim().toLowerCase() ?? ""] ?? "unknown";
}

/** The `type` attribute of a mode; undefined for `unknown`. */
export function typeOf(mode: Mode): string | undefined {
  return types[mode];
}

const types: Readonly<Record<Mode, string | undefined>> = {
  markdown: "text/markdown",
  javascript: "module",
  typescript: "text/x-typescript",
  html: "text/html",
  formula: "text/x-formula",
  unknown: undefined,
};
const modes: Readonly<Record<string, Mode>> = {
  "text/markdown": "markdown",
  "module": "javascript",
  "": "javascript",
  "text/javascript": "javascript",
  "application/javascript": "javascript",
  "text/x-typescript": "typescript",
  "text/html": "html",
  "text/x-formula": "formula",
};
