import { type Block, type Phrase, type Piece, pieces, plain, type Table } from "./document.ts";

/**
 * Blocks as Markdown (GitHub's flavour), for a pull request or a wiki. Texts of a record are escaped, so
 * that they can neither make links nor tags nor break a table. Ends in a line break.
 */
export function markdown(blocks: readonly Block[], level = 2): string {
  return blocks.map((block) => written(block, level)).join("\n\n").trimEnd() + "\n";
}

function written(block: Block, level: number): string {
  switch (block.kind) {
    case "section":
      return `${heading(level, block.title)}\n\n${markdown(block.blocks, level + 1).trimEnd()}`;
    case "group":
      return `${heading(level, block.title)}\n\n${markdown(block.blocks, level + 1).trimEnd()}`;
    case "text":
      return phrase(block.text);
    case "list":
      return block.items.map((item) => `- ${phrase(item)}`).join("\n");
    case "facts":
      return block.rows.map(([name, value]) => `- **${escaped(name)}**: ${phrase(value)}`)
        .join("\n");
    case "table":
      return table(block);
  }
}

function heading(level: number, title: Phrase): string {
  return `${"#".repeat(Math.min(level, 6))} ${escaped(plain(title))}`;
}

function table({ columns, rows, foot = [] }: Table): string {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  const aligned = { start: "---", center: ":-:", end: "--:" };
  const cells = (row: readonly Phrase[]) => columns.map((_, index) => phrase(row[index] ?? ""));
  return [
    line(columns.map(({ title }) => escaped(title))),
    line(columns.map(({ align = "start" }) => aligned[align])),
    ...[...rows, ...foot].map((row) => line(cells(row))),
  ].join("\n");
}

function phrase(text: Phrase): string {
  return pieces(text).map((piece) => typeof piece === "string" ? escaped(piece) : marked(piece))
    .join("");
}

/** What is marked stands out in bold; colours say nothing that the text does not. */
function marked({ text, tone }: Piece): string {
  const inner = text.trim();
  const bold = inner !== "" && (tone === "strong" || tone === "bad" || tone.endsWith("-over"));
  return bold ? text.replace(inner, () => `**${escaped(inner)}**`) : escaped(text);
}

/** One line of text without any meaning to Markdown or HTML. */
function escaped(text: string): string {
  return text.replace(/[\r\n]+/g, " ").replace(/[\\`*_{}[\]<>#|~&!@]/g, (sign) => `\\${sign}`);
}
