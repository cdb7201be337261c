import type { Notebook } from "./format.ts";

/** A notebook with another title; its first heading goes along where it said the same. */
export function retitle(notebook: Notebook, title: string): Notebook {
  if (title === notebook.title) return notebook;
  const first = notebook.cells.find(({ mode }) => mode === "markdown");
  const said = first && heading.exec(first.value)?.[1].trim();
  if (!first || said !== headingOf(notebook.title)) return { ...notebook, title };
  const value = first.value.replace(heading, () => `# ${headingOf(title)}`);
  const cells = notebook.cells.map((cell) => cell === first ? { ...cell, value } : cell);
  return { ...notebook, title, cells };
}

/** A title as the heading of a text cell: `${` in it begins no expression there. */
export function headingOf(title: string): string {
  return title.trim().replace(
    /(\\*)\$\{/g,
    (whole, slashes: string) => slashes.length % 2 ? whole : `${slashes}\\\${`,
  );
}

/** The heading of the first level that a text begins with. */
export const heading = /^#[ \t]+(.*)/;
