import type { Assessment } from "../../assess.ts";
import { describe } from "../../change.ts";
import { tell } from "../../finding.ts";
import { compare as texts } from "../../messages/compare.ts";
import { categories, type Category } from "../../model.ts";
import { say as filled } from "../../show.ts";
import type { Variant } from "../../variant.ts";
import { type Block, mark, type Phrase } from "../document.ts";
import { verdict } from "./opening.ts";
import { dash, letter, range, shareOf, symbol, type Voice } from "./voice.ts";

/** A record and its variants side by side. */
export interface Board {
  readonly base: Assessment;
  readonly variants: readonly { readonly variant: Variant; readonly result: Assessment }[];
  readonly file: string;
}

/** The variants of a record beside the record: what they change, and what comes of it. */
export function board({ base, variants, file }: Board, speak: Voice): Block[] {
  const { say } = speak;
  if (variants.length === 0) return [{ kind: "text", text: say(texts.noVariants, { file }) }];
  const states = [base, ...variants.map(({ result }) => result)];
  const names = [say(texts.record), ...variants.map(({ variant }) => variant.id)];
  return [
    {
      kind: "table",
      caption: say(texts.variants),
      columns: [
        { title: say(texts.result), head: true },
        ...names.map((title) => ({ title, align: "center" as const, wrap: true })),
      ],
      rows: lines(speak).map(([name, of]) => [name, ...states.map(of)]),
    },
    ...variants.map(({ variant }) => chapter(variant, speak)),
  ];
}

/** What is shown of every state, line by line. */
function lines(speak: Voice): (readonly [string, (of: Assessment) => Phrase])[] {
  const { say } = speak;
  return [
    [say(texts.verdict), (of) => verdict(of, speak)],
    [say(texts.conformity), ({ baseline }) => shareOf(baseline.all, speak)],
    [say(texts.overNow), ({ scenarios }) => `${scenarios.filter(({ over }) => over.worst).length}`],
    [
      say(texts.possible),
      ({ scenarios }) => `${scenarios.filter(({ possible }) => possible.worst).length}`,
    ],
    [say(texts.gapsNow), ({ baseline }) => `${baseline.controls.filter(({ gap }) => gap).length}`],
    ...categories.map((category) =>
      [speak.word("category", category), (of: Assessment) => worst(category, of, speak)] as const
    ),
    [say(texts.defenceLowest), (of) => lowest(of)],
    [
      say(texts.measuresLeft),
      ({ plan }) =>
        `${plan.measures.filter(({ kind, done }) => kind === "measure" && !done).length}`,
    ],
    [say(texts.cost), ({ plan }) => speak.number(plan.cost)],
  ];
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

function chapter(variant: Variant, speak: Voice): Block {
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
    ],
  };
}

function problem(
  code: Variant["refused"][number]["code"],
  params: Variant["refused"][number]["params"],
) {
  const told = (lang: "ja" | "en") =>
    tell({ code, params, severity: "error", on: "", path: [] }, lang);
  return filled({ ja: told("ja"), en: told("en") });
}
