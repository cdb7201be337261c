/** A stretch of a published file. All of them in their order are the file. */
export interface Piece {
  /**
   * What it is: the head, what the report rests on as data, the way in, the contents, a cell, the
   * appendix, or the scripts.
   */
  readonly part: "head" | "evidence" | "header" | "contents" | "cell" | "appendix" | "scripts";
  /** How people call it where there are several: the label of the cell. */
  readonly label: string;
  /** How the stretch begins; nothing before it in the file does. */
  readonly begins: string;
  readonly html: string;
}
