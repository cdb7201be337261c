/**
 * A document without a look: what a report says, in what order, for the terminal (`report.ts`) and
 * the page (`page.ts`) alike, so that both always say the same.
 */
export type Block =
  | Section
  | Group
  | { readonly kind: "text"; readonly text: Phrase }
  | { readonly kind: "list"; readonly items: readonly Phrase[] }
  | Facts
  | Table;

/** A chapter with a title of its own; `id` is its anchor. */
export interface Section {
  readonly kind: "section";
  readonly id: string;
  readonly title: string;
  readonly blocks: readonly Block[];
}

/** A part of a chapter, under a smaller title. */
export interface Group {
  readonly kind: "group";
  readonly id: string;
  readonly title: Phrase;
  readonly blocks: readonly Block[];
}

/** Names and values. `close` sets short ones side by side instead of one per line. */
export interface Facts {
  readonly kind: "facts";
  readonly rows: readonly (readonly [name: string, value: Phrase])[];
  readonly close?: boolean;
}

/** A table. Cells of a row go by position; a row may end early. */
export interface Table {
  readonly kind: "table";
  readonly caption: string;
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly Phrase[])[];
  readonly foot?: readonly (readonly Phrase[])[];
}

export interface Column {
  /** A line break in it is a good place to break where room is short. */
  readonly title: string;
  readonly align?: "start" | "center" | "end";
  /** The cells of this column name their row. */
  readonly head?: boolean;
  /** Its cells may be broken over lines where the table is too wide. */
  readonly wrap?: boolean;
  /** Shown on the page only, which has room to break long texts. */
  readonly page?: boolean;
}

/** A text with marks. A string is a phrase; pieces stand one after the other without a space. */
export type Phrase = string | Piece | readonly (string | Piece)[];

/** A marked stretch of text. The mark never carries a meaning alone: the text says it too. */
export interface Piece {
  readonly text: string;
  readonly tone: Tone;
  /** The anchor of a section or group it leads to, on the page. */
  readonly to?: string;
}

/** How a stretch is meant. `risk-1` is the mildest fifth of a risk scale, `risk-5` the gravest. */
export type Tone =
  | "strong"
  | "quiet"
  | "code"
  | "good"
  | "fair"
  | "bad"
  | "link"
  | `risk-${1 | 2 | 3 | 4 | 5}`
  | `risk-${1 | 2 | 3 | 4 | 5}-over`;

/** The pieces of a phrase. */
export function pieces(phrase: Phrase): readonly (string | Piece)[] {
  return Array.isArray(phrase) ? phrase : [phrase as string | Piece];
}

/** A phrase without its marks. */
export function plain(phrase: Phrase): string {
  return pieces(phrase).map((piece) => typeof piece === "string" ? piece : piece.text).join("");
}

/** Several phrases as one, with a text between them. */
export function joined(phrases: readonly Phrase[], between: string): Phrase {
  return phrases.flatMap((phrase, index) =>
    index === 0 ? pieces(phrase) : [between, ...pieces(phrase)]
  );
}

/** A marked stretch. */
export function mark(text: string, tone: Tone, to?: string): Piece {
  return to === undefined ? { text, tone } : { text, tone, to };
}
