import type { Child } from "./element.ts";
import { figure, pen, scrolled, type Summed } from "./figure.ts";
import type { Options } from "./voice.ts";

/** A cell of a table: a text, a number, an element, or nothing. */
export type GridCell = Child;

/**
 * A table of anything, with a caption, headings and a first column that names the rows, so that it can be
 * read, listened to and scrolled by keyboard. `notes` stand below; `tall` scrolls a long one in itself.
 * Without rows it says so. At most `most` rows stand in it, 1,000 by default; the rest is counted. Value:
 * the rows.
 */
export function grid(
  caption: string,
  head: readonly string[],
  rows: readonly (readonly GridCell[])[],
  { notes = [], tall = false, most = 1000, ...options }: Options & {
    readonly notes?: readonly Child[];
    readonly tall?: boolean;
    readonly most?: number;
  } = {},
): Summed<readonly (readonly GridCell[])[]> {
  const draw = pen(options);
  const { html, say, number } = draw;
  const summary = say("plot.grid.summary", {
    caption,
    count: rows.length,
    list: draw.list(head),
  });
  if (rows.length === 0) {
    const nothing = say("plot.grid.nothing", { caption });
    const words = { name: caption, summary: nothing, value: rows };
    return figure("grid", words, draw, html("p", { class: "quiet" }, nothing));
  }
  const rest = rows.length - most;
  const stretch = scrolled(
    caption,
    draw,
    html(
      "table",
      {},
      html("caption", {}, caption),
      html("thead", {}, html("tr", {}, ...head.map((cell) => html("th", { scope: "col" }, cell)))),
      html(
        "tbody",
        {},
        ...rows.slice(0, most).map(([first, ...others]) =>
          html(
            "tr",
            {},
            html("th", { scope: "row" }, first),
            ...others.map((cell) => html("td", {}, cell)),
          )
        ),
      ),
    ),
  );
  if (tall) stretch.classList.add("tall");
  const more = rest > 0 && html("span", {}, say("plot.grid.more", { count: number(rest) }));
  return figure(
    "grid",
    { name: caption, summary, caption: [...notes, more].filter(Boolean), value: rows },
    draw,
    stretch,
  );
}
