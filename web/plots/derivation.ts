import { type RuleId, rules } from "../../engine/rule.ts";
import type { Derivation } from "../../engine/mod.ts";
import { figure, type Pen, pen, type Summed } from "./figure.ts";
import type { Options } from "./voice.ts";

/**
 * A derivation as a tree that unfolds: the value, the rule with its source, the cells read with table,
 * version and provenance, notes, and below them the inputs. What stands above in full is referred to.
 * `open` is how many levels are unfolded, 1 by default.
 */
export function whyTree(
  derivation: Derivation,
  options: Options & { readonly open?: number } = {},
): Summed<Derivation> {
  const draw = pen(options);
  const name = draw.say("plot.why.name", { title: derivation.title });
  const summary = draw.say("plot.why.summary", {
    title: derivation.title,
    value: derivation.value,
    count: derivation.from.length,
  });
  const state = {
    draw,
    open: options.open ?? 1,
    seen: new Set<string>(),
    rules: new Set<string>(),
    tables: new Set<string>(),
  };
  return figure("why", { name, summary, value: derivation }, draw, node(derivation, 0, state));
}

/** The sentence for a reference that the analysis does not have. */
export function whyNot(ref: string, options: Options = {}): Summed<undefined> {
  const draw = pen(options);
  const said = draw.say("plot.why.none", { ref });
  const words = { name: said, summary: said, value: undefined };
  return figure("why", words, draw, draw.html("p", { class: "empty" }, said));
}

interface State {
  readonly draw: Pen;
  readonly open: number;
  /** References, rules and tables that stand above in full. */
  readonly seen: Set<string>;
  readonly rules: Set<string>;
  readonly tables: Set<string>;
}

function node(found: Derivation, depth: number, state: State): HTMLElement {
  const { draw, open, seen } = state;
  const { html, text, say } = draw;
  const head = [
    html("span", { class: "what" }, text(found.title)),
    html("b", { class: "value" }, text(found.value)),
  ];
  const again = seen.has(found.ref) && found.from.length > 0;
  seen.add(found.ref);
  if (again) {
    return html(
      "div",
      { class: "leaf", "data-ref": found.ref },
      ...head,
      html("span", { class: "quiet" }, say("plot.why.above")),
    );
  }
  const body = [
    ...(found.rule ? [ruleOf(found.rule, state)] : []),
    ...found.cells.map((cell) => cellOf(cell, state)),
    ...found.notes.map((note) => html("p", { class: "note" }, text(note))),
  ];
  if (body.length === 0 && found.from.length === 0) {
    return html("div", { class: "leaf", "data-ref": found.ref }, ...head);
  }
  return html(
    "details",
    { open: depth < open, "data-ref": found.ref },
    html("summary", {}, ...head),
    ...body,
    found.from.length > 0 &&
      html("ul", {}, ...found.from.map((input) => html("li", {}, node(input, depth + 1, state)))),
  );
}

/** A rule is stated in full once; after that its name is enough. */
function ruleOf(id: RuleId, { draw, rules: known }: State): HTMLElement {
  const { html, say, text } = draw;
  const { name, statement, source } = rules[id];
  const first = !known.has(id);
  known.add(id);
  return html(
    "p",
    { class: "rule" },
    say(first ? "plot.why.rule" : "plot.why.ruleAgain", { name, source }),
    first && html("small", {}, text(statement)),
  );
}

/** A table is named in full once; after that its name and its trust are enough. */
function cellOf(cell: Derivation["cells"][number], { draw, tables }: State): HTMLElement {
  const { html, say, word } = draw;
  const first = !tables.has(cell.table);
  tables.add(cell.table);
  return html(
    "p",
    { class: cell.provenance === "unverified" ? "cell unverified" : "cell" },
    say(first ? "plot.why.cell" : "plot.why.cellAgain", {
      name: cell.name,
      version: cell.version,
      provenance: word("provenance", cell.provenance),
      key: cell.key,
      value: cell.value,
    }),
  );
}
