import type { Attributed, Attribution, Share } from "../../attribution.ts";
import type { LevelShift, PathShift } from "../../compare.ts";
import type { Contrast } from "../../contrast.ts";
import { describe } from "../../change.ts";
import type { Quantity } from "../../gauge.ts";
import { compare as texts } from "../../messages/compare.ts";
import { categories, type System } from "../../model.ts";
import type { Text } from "../../text.ts";
import type { Moved } from "../../worse.ts";
import { harmless } from "../column.ts";
import { type Block, mark, type Phrase, type Section } from "../document.ts";
import { dash, defence, range, symbol, type Voice } from "./voice.ts";
import { details, overview } from "./whatif.ts";

/** Two states beside each other. */
export interface Beside extends Contrast {
  /** How the two were named by who asks. */
  readonly names: readonly [string, string];
}

/** The comparison of two states as a document of its own, for a terminal and a pull request. */
export function comparisonDocument(beside: Beside, speak: Voice): Section {
  const name = harmless(speak.say(beside.other.system.name));
  return {
    kind: "section",
    id: "compare",
    title: `${name}  ${speak.say(texts.title)}`,
    blocks: comparisonChapter(beside, speak),
  };
}

/** The comparison of two states: what differs in the input, what moved, and which change moved it. */
export function comparisonChapter(beside: Beside, speak: Voice): Block[] {
  const { names, comparison, worse, better } = beside;
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
    ...(comparison.same ? [] : [
      section("worse", texts.worse, turned(worse, texts.worseNone, "bad", beside, speak), speak),
      section(
        "better",
        texts.better,
        turned(better, texts.betterNone, "good", beside, speak),
        speak,
      ),
    ]),
  ];
}

/** Changes that are told apart together carry one number, by which the causes name them. */
function inputs({ changes, attribution }: Beside, speak: Voice): Block {
  const { say } = speak;
  const text = changes === undefined
    ? texts.inputsOther
    : changes.length === 0
    ? texts.inputsNone
    : undefined;
  const body: Block = text ? { kind: "text", text: say(text) } : {
    kind: "list",
    items: (attribution?.changes ?? changes!.map((change) => [change])).flatMap((group, index) =>
      group.map((change): Phrase => [
        mark(`${index + 1}`, "strong"),
        `  ${say(describe(change))}`,
      ])
    ),
  };
  return section("inputs", texts.inputs, [body], speak);
}

function moved({ base, other, comparison, attribution }: Beside, speak: Voice): Block[] {
  const trial = { base, whatif: other, changes: [], comparison };
  return [
    overview(trial, speak, [texts.first, texts.second]),
    ...details(trial, speak),
    ...paths(comparison.paths, speak),
    ...levels(comparison.levels, speak),
    ...(attribution ? causes(attribution, base.system, speak) : []),
  ];
}

/** The paths that are there in one of two states only, scenario by scenario. */
export function paths(list: readonly PathShift[], speak: Voice): Block[] {
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
      rows: alike(shown).map((all) => [
        nameOf(all, speak),
        fromTo(all[0], system, speak),
        sharesOf(all[0], speak),
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

/** What turned for the worse or the better. */
function turned(
  list: readonly Moved[],
  none: Text,
  tone: "good" | "bad",
  { base }: Beside,
  speak: Voice,
): Block[] {
  if (list.length === 0) return [{ kind: "text", text: speak.say(none) }];
  const items = alike(list).map((all): Phrase => [
    `${nameOf(all, speak)}  `,
    mark(fromTo(all[0], base.system, speak), tone),
  ]);
  return [{ kind: "list", items }];
}

/** Numbers of one scenario that move alike for the same cause, in all its harm categories, as one. */
export function alike<M extends Moved>(list: readonly M[]): M[][] {
  const what = ({ key: _, ref, ...move }: M) => JSON.stringify([scenarioOf(ref), move]);
  return [...Map.groupBy(list, what).values()];
}

/** What numbers are about: `S1 情報漏えい、金銭・賠償` or a count. */
function nameOf(all: readonly Moved[], speak: Voice): string {
  const [{ quantity, ref }] = all;
  const moved = new Set(all.map(({ ref }) => ref.split("/")[2]));
  const words = categories.filter((one) => moved.has(one)).map((one) =>
    speak.word("category", one)
  );
  const of = ref === "" ? "" : `${scenarioOf(ref)} ${speak.list(words)}`;
  return speak.say(texts[quantity], { of });
}

function scenarioOf(ref: string): string {
  return ref.split("/")[1] ?? "";
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
