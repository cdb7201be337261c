import type { Lang } from "../../engine/text.ts";
import type { Cell } from "./format.ts";
import { side } from "./side.ts";

/** A heading of a notebook. */
export interface Heading {
  readonly cell: number;
  /** 1 to 6. */
  readonly level: number;
  readonly text: string;
}

/** The headings of the markdown cells in one language, in the order of the page; fenced code has none. */
export function outline(cells: readonly Cell[], lang: Lang): Heading[] {
  return cells.filter(({ mode, disabled }) => mode === "markdown" && !disabled).flatMap((cell) =>
    headings(side(cell.value, lang)).map((heading) => ({ cell: cell.id, ...heading }))
  );
}

/** The cells from a heading's cell to before the next heading of the same or a higher level. */
export function section(cells: readonly Cell[], { cell, level }: Heading): number[] {
  const from = cells.findIndex(({ id }) => id === cell);
  const rest = cells.slice(from + 1);
  const end = rest.findIndex(({ mode, value }) =>
    mode === "markdown" && headings(value).some((heading) => heading.level <= level)
  );
  return [cell, ...(end < 0 ? rest : rest.slice(0, end)).map(({ id }) => id)];
}

/** The highest level of the headings in a text, 1 before 2; undefined where there is none. */
export function levelOf(markdown: string): number | undefined {
  const levels = headings(markdown).map(({ level }) => level);
  return levels.length > 0 ? Math.min(...levels) : undefined;
}

function headings(source: string): { level: number; text: string }[] {
  const found: { level: number; text: string }[] = [];
  let fence: string | undefined;
  for (const line of source.split("\n")) {
    const mark = /^ {0,3}(`{3,}|~{3,})/.exec(line)?.[1];
    if (mark && (!fence || mark.startsWith(fence))) fence = fence ? undefined : mark;
    if (fence || mark) continue;
    const [, signs, text] = /^ {0,3}(#{1,6})\s+(.*?)(?:\s+#+)?\s*$/.exec(line) ?? [];
    if (signs && text) found.push({ level: signs.length, text: plain(text) });
  }
  return found;
}

/** A heading without the marks of emphasis, code and links. */
function plain(text: string): string {
  return text.replace(/!?\[([^\]]*)\]\([^)]*\)/g, "$1").replace(/[*`]|__/g, "").trim();
}
