import type { Text } from "../../engine/text.ts";
import { blank, type Cell, newCell, type Notebook, parse, serialize } from "./format.ts";
import { headingOf, withHeading } from "./title.ts";

/** What a template says of itself to those who choose one. */
export interface Leaflet {
  readonly title: Text;
  /** "" where it says nothing. */
  readonly about: Text;
}

/** What a notebook is made for. */
export interface Purpose {
  readonly title: string;
  /** The id of the record it is about; undefined where it is about none. */
  readonly system: string | undefined;
}

/**
 * The title and description of a template. Both stand in the file: the attributes `data-title-en`,
 * `data-about-ja` and `data-about-en` of its notebook tag beside the title; without them the title, and
 * the first plain paragraph of its first text, serve both languages.
 */
export function leaflet({ title, attributes, cells }: Notebook): Leaflet {
  const first = cells.find(({ mode }) => mode === "markdown")?.value ?? "";
  const { [about.ja]: ja, [about.en]: en } = attributes;
  return {
    title: { ja: title, en: attributes[titleEn] ?? title },
    about: { ja: ja ?? en ?? paragraph(first), en: en ?? ja ?? paragraph(first) },
  };
}

/**
 * A notebook from a template, as text: with its own title, which its first heading takes over, and about
 * the chosen record, which takes the place of the record the template names first.
 */
export function fromTemplate(text: string, { title, system }: Purpose): string {
  const template = parse(text);
  const { [titleEn]: _, [about.ja]: _ja, [about.en]: _en, ...attributes } = template.attributes;
  const first = template.cells.find(({ mode }) => mode === "markdown");
  const named = system === undefined ? undefined : firstNamed(template.cells);
  const cells = template.cells.map((cell) => {
    if (cell === first) return { ...cell, value: withHeading(cell.value, () => title) };
    return named === undefined ? cell : renamed(cell, named, system!);
  });
  return serialize({ ...template, title, attributes, cells });
}

/** An empty notebook, as text: its heading, and the record it is about where there is one. */
export function emptyNotebook({ title, system }: Purpose): string {
  const cells = [newCell(1, "markdown", `# ${headingOf(title)}`)];
  if (system !== undefined) {
    cells.push(newCell(2, "javascript", `const subject = system(${JSON.stringify(system)});`));
  }
  cells.push(newCell(cells.length + 1, "javascript", ""));
  return serialize({ ...blank(title), cells });
}

const titleEn = "data-title-en";
const about = { ja: "data-about-ja", en: "data-about-en" } as const;
const naming = /\bsystem\(\s*(["'])((?:(?!\1)[^\\\n])*)\1\s*\)/g;

function isCode({ mode }: Cell): boolean {
  return mode === "javascript" || mode === "typescript";
}

function firstNamed(cells: readonly Cell[]): string | undefined {
  return cells.filter(isCode).flatMap(({ value }) => [...value.matchAll(naming)])[0]?.[2];
}

function renamed(cell: Cell, from: string, to: string): Cell {
  if (!isCode(cell)) return cell;
  const value = cell.value.replace(
    naming,
    (whole, _, id) => id === from ? `system(${JSON.stringify(to)})` : whole,
  );
  return value === cell.value ? cell : { ...cell, value };
}

/** The first paragraph that is neither a heading, a quotation nor an instruction in italics. */
function paragraph(markdown: string): string {
  const plain = (text: string) => !/^(?:#|>|\*[^*]|_|```|:::|[-*+] |\d+\. )/.test(text);
  const found = markdown.split(/\n\s*\n/).map((text) => text.trim()).find((text) =>
    text !== "" && plain(text)
  );
  return found?.replace(/\s*\n\s*/g, " ") ?? "";
}
