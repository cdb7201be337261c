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
  const columns = [
    { name: say(texts.record), of: base },
    ...variants.map(({ variant, result }) => ({ name: variant.id, of: result })),
  ];
  return [
    {
      kind: "table",
      caption: say(texts.variants),
      columns: [
        { title: say(texts.variant), head: true },
        { title: say(texts.verdict) },
        { title: say(texts.conformity), align: "end" },
        { title: say(texts.overNow), align: "end" },
        { title: say(texts.gapsNow), align: "end" },
        ...categories.map((category) => ({
          title: speak.word("category", category),
          align: "center" as const,
        })),
        { title: say(texts.cost), align: "end" },
      ],
      rows: columns.map(({ name, of }) => row(name, of, speak)),
    },
    ...variants.map(({ variant }) => chapter(variant, speak)),
  ];
}

function row(name: string, of: Assessment, speak: Voice): Phrase[] {
  return [
    name,
    verdict(of, speak),
    shareOf(of.baseline.all, speak),
    String(of.scenarios.filter(({ over }) => over.worst).length),
    String(of.baseline.controls.filter(({ gap }) => gap).length),
    ...categories.map((category) => worst(category, of, speak)),
    speak.number(of.plan.cost),
  ];
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
