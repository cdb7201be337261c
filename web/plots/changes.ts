import { describe } from "../../engine/change.ts";
import type { Change } from "../../engine/mod.ts";
import { figure, pen, type Summed } from "./figure.ts";
import type { Options } from "./voice.ts";

/** Changes in words, one a line; without any, the sentence that all is as in the record. Value: they. */
export function changeList(
  changes: readonly Change[],
  options: Options = {},
): Summed<readonly Change[]> {
  const draw = pen(options);
  const { html, say, text } = draw;
  const name = say("plot.changes.name");
  const lines = changes.map((change) => text(describe(change)));
  const nothing = say("plot.changes.nothing");
  return figure(
    "changes",
    {
      name,
      summary: changes.length === 0
        ? nothing
        : say("plot.changes.summary", { count: changes.length, list: draw.list(lines) }),
      value: changes,
    },
    draw,
    ...(changes.length === 0 ? [html("p", { class: "empty" }, nothing)] : [
      html("p", { class: "title" }, html("b", {}, say("plot.changes.title"))),
      html("ul", { class: "items" }, ...lines.map((line) => html("li", {}, line))),
    ]),
  );
}
