import type { Notebook } from "./format.ts";

/** A notebook with another title; the heading it begins with goes along where it said the same. */
export function retitle(notebook: Notebook, title: string): Notebook {
  if (title === notebook.title) return notebook;
  const said = headingOf(notebook.title);
  const cells = notebook.cells.map((cell) => {
    if (cell !== notebook.cells.find(({ mode }) => mode === "markdown")) return cell;
    const value = withHeading(cell.value, (heading) => heading === said ? title : undefined);
    return value === cell.value ? cell : { ...cell, value };
  });
  return { ...notebook, title, cells };
}

/**
 * A text whose first heading is another one; that of each part, where it begins with parts in Japanese
 * and in English (`::: ja`, `::: en`). `title` is given the heading as written; undefined leaves it.
 */
export function withHeading(
  markdown: string,
  title: (heading: string) => string | undefined,
): string {
  let begins = true;
  return markdown.split("\n").map((line) => {
    const [, sign, heading] = /^(#[ \t]+)(.*)$/.exec(line) ?? [];
    const now = begins && sign ? title(heading.trim()) : undefined;
    if (/^ {0,3}:::+[ \t]*(?:ja|en)[ \t]*$/.test(line)) begins = true;
    else if (line.trim() !== "") begins = false;
    return now === undefined ? line : sign + headingOf(now);
  }).join("\n");
}

/** A title as the heading of a text cell: `${` in it begins no expression there. */
export function headingOf(title: string): string {
  return title.trim().replace(
    /(\\*)\$\{/g,
    (whole, slashes: string) => slashes.length % 2 ? whole : `${slashes}\\\${`,
  );
}
