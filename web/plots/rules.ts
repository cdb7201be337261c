import { closest } from "../../engine/nearest.ts";
import { type Rule, type RuleId, rules } from "../../engine/rule.ts";
import { figure, type Pen, pen, type Summed } from "./figure.ts";
import type { Options } from "./voice.ts";

/** A rule of the engine with the name of the function that carries it out. */
export interface NamedRule extends Rule {
  readonly id: RuleId;
}

/**
 * Rules of the analysis as the engine has them: what each says, who says so, and how far that can be
 * trusted. All of them in the order of the analysis, or those that are named. Value: the rules as data.
 * An unknown name is a `RangeError` that names the nearest.
 */
export function ruleList(ids: readonly string[] = [], options: Options = {}): Summed<NamedRule[]> {
  const draw = pen(options);
  const known = Object.keys(rules);
  for (const id of ids) if (!Object.hasOwn(rules, id)) throw unknown(id, known, draw);
  const chosen = (ids.length > 0 ? ids : known)
    .map((id): NamedRule => ({ id: id as RuleId, ...rules[id as RuleId] }));
  const names = draw.list(chosen.map(({ name }) => name));
  const name = chosen.length === 1
    ? draw.say("plot.rules.one", { name: names })
    : draw.say("plot.rules.name");
  return figure(
    "rules",
    {
      name,
      summary: draw.say("plot.rules.summary", { count: chosen.length, list: names }),
      value: chosen,
    },
    draw,
    draw.html("dl", {}, ...chosen.map((rule) => entry(rule, draw))),
  );
}

function entry({ id, name, statement, source, provenance }: NamedRule, draw: Pen): HTMLElement {
  const { html, text, say, word } = draw;
  return html(
    "div",
    { "data-rule": id },
    html("dt", {}, text(name)),
    html(
      "dd",
      {},
      html("p", {}, text(statement)),
      html(
        "small",
        { class: "quiet" },
        // Of a rule of its own Mitate is the source, which says it already.
        provenance === "mitate"
          ? say("plot.rules.ours", { source })
          : say("plot.rules.source", { source, provenance: word("provenance", provenance) }),
      ),
    ),
  );
}

function unknown(id: string, known: readonly string[], { say }: Pen): RangeError {
  const near = closest(id, known);
  return new RangeError(
    say("plot.rules.unknown", { id, list: known.join(", ") }) +
      (near ? say("app.frame.near", { near }) : ""),
  );
}
