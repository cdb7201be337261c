import type { Assessment } from "../../assess.ts";
import type { Attributed, Attribution, Share } from "../../attribution.ts";
import type { Comparison, LevelShift, PathShift } from "../../compare.ts";
import { describe } from "../../change.ts";
import type { Quantity } from "../../gauge.ts";
import { compare as texts } from "../../messages/compare.ts";
import type { Category, System } from "../../model.ts";
import type { Change } from "../../schema.ts";
import type { Text } from "../../text.ts";
import type { Moved } from "../../worse.ts";
import { type Block, mark, type Phrase } from "../document.ts";
import { dash, defence, range, symbol, type Voice } from "./voice.ts";
import { details, overview } from "./whatif.ts";

/** Two states beside each other. */
export interface Beside {
  readonly base: Assessment;
  readonly other: Assessment;
  /** How the two were named by who asks. */
  readonly names: readonly [string, string];
  /** The changes that lead from one to the other; undefined for two different systems. */
  readonly changes: readonly Change[] | undefined;
  readonly comparison: Comparison;
  /** Undefined where there is nothing to tell apart. */
  readonly attribution: Attribution | undefined;
  readonly worse: readonly Moved[];
}

/** The comparison of two states: what differs in the input, what moved, and which change moved it. */
export function comparisonChapter(beside: Beside, speak: Voice): Block[] {
  const { names, comparison, worse } = beside;
  const { say } = speak;
  return [
    {
      kind: "facts",
      rows: [[say(texts.first), names[0]], [say(texts.second), names[1]]],
    },
    inputs(beside, speak),
    comparison.same
      ? section("results", texts.results, [
        { kind: "text", text: mark(say(texts.same), "strong") },
      ], speak)
      : section("results", texts.results, moved(beside, speak), speak),
    ...(comparison.same
      ? []
      : [section("worse", texts.worse, worsened(worse, beside, speak), speak)]),
  ];
}

function inputs({ changes }: Beside, speak: Voice): Block {
  const { say } = speak;
  const text = changes === undefined
    ? texts.inputsOther
    : changes.length === 0
    ? texts.inputsNone
    : undefined;
  const body: Block = text ? { kind: "text", text: say(text) } : {
    kind: "list",
    items: changes!.map((change, index): Phrase => [
      mark(`${index + 1}`, "strong"),
      `  ${say(describe(change))}`,
    ]),
  };
  return section("inputs", texts.inputs, [body], speak);
}

function moved({ base, other, comparison, attribution }: Beside, speak: Voice): Block[] {
  const trial = { base, whatif: other, changes: [], comparison };
  return [
    overview(trial, speak),
    ...details(trial, speak),
    ...paths(comparison.paths, speak),
    ...levels(comparison.levels, speak),
    ...(attribution ? causes(attribution, base.system, speak) : []),
  ];
}

function paths(list: readonly PathShift[], speak: Voice): Block[] {
  if (list.length === 0) return [];
  const { say } = speak;
  const line = (scenario: string, path: string, state: Text): Phrase => [
    `${scenario}  `,
    mark(say(state), "strong"),
    `  ${path.replaceAll("+", " → ")}`,
  ];
  const items = list.flatMap(({ scenario, gone, made, more }) => [
    ...gone.map((path) => line(scenario, path, texts.gone)),
    ...made.map((path) => line(scenario, path, texts.made)),
    ...(more ? [say(texts.morePaths, { scenario })] : []),
  ]);
  return [group("paths", texts.paths, { kind: "list", items }, speak)];
}

function levels(list: readonly LevelShift[], speak: Voice): Block[] {
  if (list.length === 0) return [];
  const { say } = speak;
  return [group("levels", texts.levels, {
    kind: "table",
    caption: say(texts.levels),
    columns: [{ title: say(texts.step), head: true }, {
      title: say(texts.level),
      align: "center",
    }],
    rows: list.map(({ ref, level }) => [
      ref.replace("step/", ""),
      `${range(level.from, speak, defence)}→${range(level.to, speak, defence)}`,
    ]),
  }, speak)];
}

/** At the worse end only, which is what letters and counts above show first; JSON has both. */
function causes({ moved }: Attribution, system: System, speak: Voice): Block[] {
  const { say } = speak;
  const shown = moved.filter(({ end }) => end === "worst");
  if (shown.length === 0) return [];
  return [
    group("causes", texts.causes, {
      kind: "table",
      caption: say(texts.causes),
      columns: [
        { title: say(texts.result), head: true, wrap: true },
        { title: say(texts.moved), align: "center" },
        { title: say(texts.by), wrap: true },
      ],
      rows: shown.map((one) => [
        nameOf(one, speak),
        fromTo(one, system, speak),
        sharesOf(one, speak),
      ]),
    }, speak),
    { kind: "text", text: mark(say(texts.causesNote), "quiet") },
  ];
}

function sharesOf({ shares, interaction }: Attributed, speak: Voice): string {
  const parts = shares.map((share) => shareOf(share, speak));
  if (interaction !== 0) {
    parts.push(speak.say(texts.together, { interaction: signed(interaction) }));
  }
  return parts.join(speak.lang === "ja" ? "、" : "; ");
}

function shareOf({ change, alone, order }: Share, { say }: Voice): string {
  const params = { change: change + 1, alone: signed(alone ?? 0), order: signed(order) };
  if (alone === undefined) return say(texts.orderOnly, params);
  return say(alone === order ? texts.alone : texts.aloneOrder, params);
}

function signed(value: number): string {
  return value > 0 ? `+${value}` : value === 0 ? "0" : `−${-value}`;
}

function worsened(list: readonly Moved[], { base }: Beside, speak: Voice): Block[] {
  const { say } = speak;
  if (list.length === 0) return [{ kind: "text", text: mark(say(texts.worseNone), "good") }];
  const items = list.map((one): Phrase => [
    `${nameOf(one, speak)}  `,
    mark(fromTo(one, base.system, speak), "bad"),
  ]);
  return [{ kind: "list", items }];
}

/** What a number is about: `S1 情報漏えい` or a count. */
function nameOf({ quantity, ref }: Moved, speak: Voice): string {
  const [, scenario, category] = ref.split("/");
  const of = ref === "" ? "" : `${scenario} ${speak.word("category", category as Category)}`;
  return speak.say(texts[quantity], { of });
}

/** A move as people read it: letters for risks, words for verdicts, numbers for the rest. */
export function fromTo({ quantity, from, to }: Moved, system: System, speak: Voice): string {
  return `${valueOf(quantity, from, system, speak)}→${valueOf(quantity, to, system, speak)}`;
}

function valueOf(quantity: Quantity, value: number, { method }: System, speak: Voice): string {
  if (quantity === "verdict") return speak.word("verdict", ["now", "plan", "not"][value]);
  if (quantity === "defence") return value === 0 ? dash : String(value);
  if (quantity !== "risk") return String(value);
  return value === 0 ? dash : speak.say(symbol(method.risk.table.scale[value - 1]));
}

function section(id: string, title: Text, blocks: readonly Block[], speak: Voice): Block {
  return { kind: "section", id, title: speak.say(title), blocks };
}

function group(id: string, title: Text, block: Block, speak: Voice): Block {
  return { kind: "group", id, title: speak.say(title), blocks: [block] };
}
