import { open } from "../../engine/formats/record.ts";
import { alike, comparisonDocument } from "../../engine/formats/chapters/compare.ts";
import { voice } from "../../engine/formats/chapters/voice.ts";
import type { Block } from "../../engine/formats/document.ts";
import { markdown } from "../../engine/formats/markdown.ts";
import {
  assess,
  type Assessment,
  type Contrast,
  contrast,
  type Lang,
  standard,
  type System,
  type Text,
  toSystem,
  variant,
  variants,
  varied,
  type Verdict,
} from "../../engine/mod.ts";
import { closest } from "../../engine/nearest.ts";
import type { Shelf } from "../../engine/shelf.ts";

/** A state to compare, as texts. */
export interface Asked {
  /** The state by the name it is compared under. */
  readonly name: string;
  readonly file: string;
  /** The text of the file, or of one of its versions; undefined where there is no such version. */
  readonly text: string | undefined;
  /** The file as it is now, of which the variants are listed. */
  readonly now: string;
  /** The variant of the text; "" for the record itself. */
  readonly variant: string;
}

/** A variant a record has. */
export interface Listed {
  readonly id: string;
  readonly name: Text;
}

/** What was found of a state. */
export interface Found {
  readonly variants: readonly Listed[];
  readonly name: Text | undefined;
  /** Undefined where there is no such state. */
  readonly standing: Standing | undefined;
  /** Why there is none: nothing can be read, or the record has no such variant, perhaps a near one. */
  readonly problem: { readonly kind: "unreadable" } | {
    readonly kind: "variant";
    readonly near: string | undefined;
  } | undefined;
  /** Errors in the text: what can be read is compared. */
  readonly errors: number;
  /** Changes of the variant that no longer apply, and are left out. */
  readonly refused: number;
}

/** How a state stands, in the numbers that are shown above everything else. */
export interface Standing {
  readonly verdict: Verdict;
  readonly date: string;
  /** Scenarios over target and required controls not fully met, decided on or not. */
  readonly over: number;
  readonly gaps: number;
  /** As many of them as no decision settles. */
  readonly undecided: { readonly over: number; readonly gaps: number };
  /** In [0, 1], from its lower to its higher end. */
  readonly share: readonly [number, number];
  readonly cost: number;
}

/** A comparison as it is shown, in both languages. */
export interface Shown {
  /** Nothing that is reported differs. */
  readonly same: boolean;
  /** How many changes lead from one to the other; undefined for two systems. */
  readonly inputs: number | undefined;
  /** Results that turned, counted as they are listed. */
  readonly worse: number;
  readonly better: number;
  readonly blocks: Readonly<Record<Lang, Block[]>>;
  readonly markdown: Readonly<Record<Lang, string>>;
}

/** What was found of one or two states, and where there are two, the comparison of them. */
export interface Told {
  readonly found: readonly Found[];
  readonly shown: Shown | undefined;
}

/**
 * Where states are compared: with the catalogues beside the records, on a day. What was read last is
 * kept, so that another choice on one side reads and analyses that side only.
 */
export function bench(catalogs: Shelf["catalogs"], at: string) {
  const shelf: Shelf = { ...standard, catalogs };
  const read = remembering((file: string, text: string) => readingOf(file, text, shelf));
  return {
    compare(asked: readonly Asked[]): Told {
      const found = asked.map((one) => {
        const now = read(one.file, one.now);
        const then = one.text === undefined ? undefined : read(one.file, one.text);
        const state = then?.system && stateOf(then.system, one.variant);
        const assessment = state && assess(state, at);
        return { assessment, found: foundOf(one, now, then, assessment) };
      });
      const [base, other] = found.map(({ assessment }) => assessment);
      return {
        found: found.map(({ found }) => found),
        shown: base && other &&
          shownOf(contrast(base, other), [asked[0].name, asked[1].name]),
      };
    },
  };
}

interface Reading {
  readonly system: System | undefined;
  readonly errors: number;
}

function readingOf(file: string, text: string, shelf: Shelf): Reading {
  const { spec, findings } = open(text, file);
  return {
    system: spec && toSystem(spec, shelf),
    errors: findings.filter(({ severity }) => severity === "error").length,
  };
}

/** The last few answers are kept. */
function remembering(read: (file: string, text: string) => Reading) {
  const known = new Map<string, Reading>();
  return (file: string, text: string): Reading => {
    const key = `${file}\n${text}`;
    const made = known.get(key) ?? read(file, text);
    known.delete(key);
    known.set(key, made);
    if (known.size > most) known.delete(known.keys().next().value!);
    return made;
  };
}

/** Texts that are kept read at most: two sides, each as it is and as it was. */
const most = 6;

const varieties = new WeakMap<System, Map<string, System>>();

/** The system as a variant has it; the same object when asked again. */
function stateOf(system: System, id: string): System | undefined {
  if (id === "") return system;
  const all = varieties.get(system) ?? new Map<string, System>();
  varieties.set(system, all);
  const found = all.has(id) ? undefined : variant(system, id);
  if (found) all.set(id, varied(system, found));
  return all.get(id);
}

function foundOf(
  { variant: id }: Asked,
  now: Reading,
  then: Reading | undefined,
  assessment: Assessment | undefined,
): Found {
  const listed = now.system ? variants(now.system).map(({ id, name }) => ({ id, name })) : [];
  return {
    variants: listed,
    name: (then?.system ?? now.system)?.name,
    standing: assessment && standingOf(assessment),
    problem: assessment || !then
      ? undefined
      : then.system
      ? { kind: "variant", near: closest(id, listed.map(({ id }) => id)) }
      : { kind: "unreadable" },
    errors: then?.errors ?? 0,
    refused: then?.system && id !== "" ? variant(then.system, id)?.refused.length ?? 0 : 0,
  };
}

function standingOf({ verdict, scenarios, baseline, plan }: Assessment): Standing {
  const { best, worst } = baseline.all.share;
  return {
    verdict: verdict.verdict,
    date: verdict.date,
    over: scenarios.filter(({ over }) => over.worst).length,
    gaps: baseline.controls.filter(({ gap }) => gap).length,
    undecided: { over: verdict.now.over.length, gaps: verdict.now.gaps.length },
    share: [worst, best],
    cost: plan.cost,
  };
}

function shownOf(made: Contrast, names: readonly [string, string]): Shown {
  const documents = {
    ja: comparisonDocument({ ...made, names }, voice("ja")),
    en: comparisonDocument({ ...made, names }, voice("en")),
  };
  return {
    same: made.comparison.same,
    inputs: made.changes?.length,
    worse: alike(made.worse).length,
    better: alike(made.better).length,
    blocks: { ja: [...documents.ja.blocks], en: [...documents.en.blocks] },
    markdown: { ja: markdown([documents.ja]), en: markdown([documents.en]) },
  };
}
