import * as htl from "htl";

/** The tags of HTML and SVG. */
export function give(): Record<string, unknown> {
  return { htl, html: htl.html, svg: htl.svg };
}
