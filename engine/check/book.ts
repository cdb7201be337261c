import { normal } from "../catalog.ts";
import type { Condition } from "../condition.ts";
import type { Finding } from "../finding.ts";
import { hints } from "../messages/findings.ts";
import type { Provider, System } from "../model.ts";
import { closest, type Patience, patient } from "../nearest.ts";
import { type Ground, ground } from "../profile.ts";
import type { SystemSpec } from "../schema.ts";
import { say } from "../show.ts";
import { type Resolve, resolver } from "../resolve.ts";
import type { Text } from "../text.ts";
import { traits as shipped } from "../trait.ts";
import { severities, type Told } from "./severities.ts";
import { about } from "../show.ts";

/** A record under examination: what its references may name, and what was found so far. */
export interface Book {
  readonly system: System;
  readonly spec: SystemSpec;
  readonly ground: Ground;
  readonly found: Finding[];
  readonly resolve: Resolve;
  /** What the record defines and may therefore name, by kind. */
  readonly ids: Readonly<Record<Kind, ReadonlySet<string>>>;
  readonly providers: ReadonlyMap<string, Provider>;
  /** What is wrong with a condition, whoever uses it. */
  readonly flaws: Map<Condition, readonly Flaw[]>;
  /** Unassessed trait → how many conditions it leaves open, and where the first stands. */
  readonly open: Map<string, { count: number; readonly path: Path }>;
  /** The way out of a wrong name, by kind and name. */
  readonly hinted: Map<string, Text>;
  /** Thousands of wrong names are not all looked for: the first ones tell what went wrong. */
  readonly patience: Patience;
  /** The entry that is being examined, where what is found in it is remembered: see `remember.ts`. */
  readonly entry?: Entry;
}

/** What the examination of an entry leaned on outside of it. */
export interface Entry {
  /** Names it uses that are known. */
  readonly known: (readonly [Kind, string])[];
  /** Its conditions, which depend on the profile and are examined after it. */
  readonly conditions: { readonly written: string; readonly on: string; readonly path: Path }[];
  /** True when something in it was looked up that other entries share in, such as the way out of a wrong name. */
  shared: boolean;
}

/** Keys and positions from the top of a record. */
export type Path = Finding["path"];
export type Params = Finding["params"];
export type Kind = "zone" | "component" | "provider" | "damage" | "scenario" | "variant" | "trait";

/** What is wrong with a condition, to be reported at every place that uses it. */
export interface Flaw {
  readonly code: "condition-unreadable" | "unknown-trait" | "trait-value" | "trait-order";
  readonly params: Params;
}

/** Opens a record for examination; nothing is found yet. */
export function open(system: System): Book {
  const { spec } = system;
  const of = (list: readonly { readonly id: string }[] | undefined) =>
    new Set((list ?? []).map((entry) => entry.id));
  const own = Object.keys(spec.profile?.traits ?? {}).map((name) => `traits.${name}`);
  return {
    system,
    spec,
    ground: ground(system),
    found: [],
    resolve: resolver(system.catalogue),
    ids: {
      zone: of(spec.zones),
      component: of(spec.components),
      provider: of(spec.providers),
      damage: of(spec.damages),
      scenario: of(spec.scenarios),
      variant: of(spec.variants),
      trait: new Set([...shipped.map((trait) => trait.name), ...own]),
    },
    providers: new Map(system.providers.map((provider) => [provider.id, provider])),
    flaws: new Map(),
    open: new Map(),
    hinted: new Map(),
    patience: { left: patient },
  };
}

/** Notes a finding. Its message may call what it is on by `{of}`. */
export function report(
  book: Book,
  code: Told,
  on: string,
  path: Path,
  params: Params = {},
): void {
  const severity = severities[code];
  book.found.push({ code, severity, on, path, params: { of: about(on), ...params } });
}

/** The way out of an unknown name: the one that was meant, else the few there are. */
export function hintOf(
  book: Book,
  kind: string,
  wrong: string,
  candidates: Iterable<string>,
): Text {
  if (book.entry) book.entry.shared = true;
  // Without patience even gathering what there is would take too long.
  if (book.patience.left <= 0) return hints.define;
  return once(book, `${kind} ${wrong}`, () => {
    const all = [...candidates];
    const near = closest(wrong, all, book.patience);
    if (near !== undefined) return say(hints.meant, { word: near });
    if (all.length === 0 || all.length > fewest) return hints.define;
    return say(hints.known, { list: { ja: all.join("、"), en: all.join(", ") } });
  });
}

/** The way out of an unknown control; catalogues are too long to be listed. */
export function controlHint(book: Book, written: string): Text {
  if (book.entry) book.entry.shared = true;
  return once(book, `control ${written}`, () => {
    const near = closest(normal(written), book.system.catalogue.keys(), book.patience);
    return near === undefined ? hints.catalogue : say(hints.meant, { word: near });
  });
}

/** How many known names a message lists at most when none is near. */
const fewest = 8;

/** One wrong name may stand in many places, and looking for what was meant takes its time. */
function once({ hinted }: Book, key: string, find: () => Text): Text {
  let hint = hinted.get(key);
  if (!hint) hinted.set(key, hint = find());
  return hint;
}
