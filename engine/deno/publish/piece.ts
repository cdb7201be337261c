/** A stretch of a published file. All of them in their order are the file. */
export interface Piece {
  /**
   * What it is: the head, what the report rests on as data, the way in, the contents, a cell, the
   * appendix, or the scripts.
   */
  readonly part: "head" | "evidence" | "header" | "contents" | "cell" | "appendix" | "scripts";
  /** A name of its own: that of its part, or of the cell in the page, as `cell-3`. */
  readonly id: string;
  /** How people call a cell; "" for the other parts. */
  readonly label: string;
  /** How the stretch begins; nothing before it in the file does. */
  readonly begins: string;
  readonly html: string;
}
