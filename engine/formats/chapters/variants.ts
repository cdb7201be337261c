import type { Assessment } from "../../assess.ts";
import { describe } from "../../change.ts";
import { compare, type Comparison } from "../../compare.ts";
import { tell } from "../../finding.ts";
import { compare as texts } from "../../messages/compare.ts";
import { categories, type Category } from "../../model.ts";
import { say as filled } from "../../show.ts";
import type { Variant } from "../../variant.ts";
import { type Block, mark, type Phrase, plain } from "../document.ts";
import { paths } from "./compare.ts";
import { verdict } from "./opening.ts";
import { dash, defence, letter, range, shareOf, symbol, type Voice } from "./voice.ts";

/** A record and its variants side by side. */
export interface Board {
  readonly base: Assessment;
  readonly variants: readonly { readonly variant: Variant; readonly result: Assessment }[];
  readonly file: string;
}

/** The variants of a record beside the record: what they change, and what comes of it. */
export function board(of: Board, speak: Voice): Block[] {
  const { base, variants, file } = of;
  if (variants.length === 0) {
    return [{ kind: "text", text: speak.say(texts.noVariants, { file }) }];
  }
  return [
    ...boardTables(of, speak),
    ...variants.map(({ variant, result }) => chapter(variant, base, result, speak)),
  ];
}

/** The board as tables alone: the whole, then scenario by scenario; what is as in the record is quiet. */
export function boardTables({ base, variants }: Board, speak: Voice): Block[] {
  const states = [base, ...variants.map(({ result }) => result)].map((result) => ({
    result,
    comparison: compare(base, result),
  }));
  const names = [speak.say(texts.record), ...variants.map(({ variant }) => variant.id)];
  return [
    table(speak.say(texts.variants), speak.say(texts.result), names, states, lines(base, speak)),
    ...byScenario(names, states, speak),
  ];
}

/** A state of the record, and what sets it apart from the record as it is. */
interface State {
  readonly result: Assessment;
  readonly comparison: Comparison;
}

type Line = readonly [name: string, of: (state: State) => Phrase];

/** States side by side, the record first; what is as in the record is quiet. */
function table(
  caption: string,
  title: string,
  names: readonly string[],
  states: readonly State[],
  lines: readonly Line[],
): Block {
  return {
    kind: "table",
    caption,
    columns: [
      { title, head: true, wrap: true },
      ...names.map((title) => ({ title, align: "center" as const, wrap: true })),
    ],
    rows: lines.map(([name, of]) => {
      const [own, ...others] = states.map(of);
      return [name, own, ...others.map((one) => plain(one) === plain(own) ? quiet(one) : one)];
    }),
  };
}

/** The scenarios that stand differently in any state, each at its gravest. */
function byScenario(names: readonly string[], states: readonly State[], speak: Voice): Block[] {
  const { say } = speak;
  const all = new Map(
    states.flatMap(({ result }) => result.scenarios.map((one) => [one.id, one] as const)),
  );
  const moving = new Set(states.flatMap(({ comparison }) => movingIn(comparison)));
  const shown = [...all.values()].filter(({ id }) => moving.has(id));
  const still = all.size - shown.length;
  const lines = shown.map(({ id, scenario }): Line => [
    `${id} ${say(scenario.name)}`,
    ({ result }) => standing(result, id, speak),
  ]);
  const title = say(texts.byScenario);
  return [
    ...(shown.length === 0 ? [] : [table(title, title, names, states, lines)]),
    ...(still === 0 ? [] : [{
      kind: "text" as const,
      text: mark(say(texts.restSame, { count: still }), "quiet"),
    }]),
  ];
}

/** The scenarios of which anything differs. */
function movingIn({ shifts, paths, vanished, appeared }: Comparison): string[] {
  return [...[...shifts, ...paths].map(({ scenario }) => scenario), ...vanished, ...appeared];
}

function quiet(phrase: Phrase): Phrase {
  return mark(plain(phrase), "quiet");
}

/** How a scenario stands: its gravest risk and its level of defence. */
function standing({ scenarios, system }: Assessment, id: string, speak: Voice): Phrase {
  const found = scenarios.find((one) => one.id === id);
  if (!found?.possible.worst) return dash;
  const level = range(found.defence, speak, defence);
  return [
    letter(found.risk, found.over, system, speak),
    `  ${speak.say(texts.levelOf, { level })}`,
  ];
}

/** What is shown of every state, line by line. */
function lines(
  base: Assessment,
  speak: Voice,
): Line[] {
  const { say } = speak;
  const line = (name: string, of: (result: Assessment) => Phrase) =>
    [name, ({ result }: State) => of(result)] as const;
  return [
    line(say(texts.verdict), (of) => verdict(of, speak)),
    line(say(texts.required), ({ baseline }) => `${baseline.all.total}`),
    [say(texts.applyingMoved), ({ result }) => plusMinus(applying(base, result))],
    line(say(texts.conformity), ({ baseline }) => shareOf(baseline.all, speak)),
    line(
      say(texts.gapsNow),
      ({ baseline }) => `${baseline.controls.filter(({ gap }) => gap).length}`,
    ),
    line(say(texts.noDecision), ({ verdict }) => `${verdict.now.gaps.length}`),
    line(
      say(texts.overNow),
      ({ scenarios }) => `${scenarios.filter(({ over }) => over.worst).length}`,
    ),
    line(say(texts.noDecision), ({ verdict }) => `${verdict.now.over.length}`),
    line(
      say(texts.possible),
      ({ scenarios }) => `${scenarios.filter(({ possible }) => possible.worst).length}`,
    ),
    [say(texts.pathsMoved), ({ comparison }) =>
      plusMinus({
        made: comparison.paths.flatMap(({ made }) => made),
        gone: comparison.paths.flatMap(({ gone }) => gone),
      })],
    ...categories.map((category) =>
      line(speak.word("category", category), (of) => worst(category, of, speak))
    ),
    line(say(texts.defenceLowest), (of) => lowest(of)),
    line(
      say(texts.measuresLeft),
      ({ plan }) =>
        `${plan.measures.filter(({ kind, done }) => kind === "measure" && !done).length}`,
    ),
    line(say(texts.cost), ({ plan }) => speak.number(plan.cost)),
  ];
}

/** What is there in one of two states only. */
interface Turnover {
  readonly made: readonly string[];
  readonly gone: readonly string[];
}

/** Controls that are required in one of two states only. */
function applying(base: Assessment, other: Assessment): Turnover {
  const required = (of: Assessment) =>
    new Set(
      of.baseline.controls.filter(({ conformity }) => conformity !== "outside")
        .map(({ control }) => control),
    );
  const [before, after] = [required(base), required(other)];
  return { made: [...after.difference(before)], gone: [...before.difference(after)] };
}

function plusMinus({ made, gone }: Turnover): string {
  if (made.length + gone.length === 0) return dash;
  return [made.length > 0 ? `+${made.length}` : "", gone.length > 0 ? `−${gone.length}` : ""]
    .filter(Boolean).join(" ");
}

/** The lowest level of defence among the scenarios that are possible, at the worse end. */
function lowest({ scenarios }: Assessment): string {
  const levels = scenarios.map(({ defence }) => defence.worst).filter((level) => level > 0);
  return String(levels.toSorted()[0] ?? dash);
}

/** The worst risk in a category, marked where a scenario is over target in it. */
function worst(category: Category, { categories, scenarios, system }: Assessment, speak: Voice) {
  const { risk } = categories.find((one) => one.category === category)!;
  const results = scenarios.flatMap(({ results }) =>
    results.filter((one) => one.category === category)
  );
  const over = {
    best: results.some((one) => one.over.best),
    worst: results.some((one) => one.over.worst),
  };
  if (results.length === 0) return range(risk, speak, symbol) || dash;
  return letter(risk, over, system, speak);
}

function chapter(
  variant: Variant,
  base: Assessment,
  result: Assessment,
  speak: Voice,
): Block {
  const { say } = speak;
  const name = say(variant.name) === variant.id ? "" : `  ${say(variant.name)}`;
  const stands = variant.base === "" ? say(texts.record) : variant.base;
  const broken = variant.refused.map(({ index, change, code, params }): Phrase => [
    mark(
      say(texts.refusedItem, {
        index: index + 1,
        change: describe(change),
        problem: problem(code, params),
      }),
      "bad",
    ),
  ]);
  return {
    kind: "group",
    id: `variant-${variant.id}`,
    title: `${variant.id}${name}`,
    blocks: [
      { kind: "facts", rows: [[say(texts.base), stands]] },
      ...(say(variant.why) === "" ? [] : [{ kind: "text" as const, text: say(variant.why) }]),
      {
        kind: "list",
        items: variant.own.map((change, index): Phrase => [
          mark(`${index + 1}`, "strong"),
          `  ${say(describe(change))}`,
        ]),
      },
      ...(broken.length === 0 ? [] : [{ kind: "list" as const, items: broken }]),
      ...turnover(applying(base, result), speak),
      ...paths(compare(base, result).paths, speak),
    ],
  };
}

/** The controls that are required in one of the two states only. */
function turnover({ made, gone }: Turnover, speak: Voice): Block[] {
  const { say } = speak;
  const items: Phrase[] = [
    ...(gone.length > 0 ? [[mark(say(texts.gone), "strong"), `  ${gone.join(" ")}`]] : []),
    ...(made.length > 0 ? [[mark(say(texts.made), "strong"), `  ${made.join(" ")}`]] : []),
  ];
  if (items.length === 0) return [];
  return [{
    kind: "group",
    id: "applying",
    title: say(texts.applying),
    blocks: [{ kind: "list", items }],
  }];
}

function problem(
  code: Variant["refused"][number]["code"],
  params: Variant["refused"][number]["params"],
) {
  const told = (lang: "ja" | "en") =>
    tell({ code, params, severity: "error", on: "", path: [] }, lang);
  return filled({ ja: told("ja"), en: told("en") });
}
