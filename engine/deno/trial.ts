import { assess, type Assessment } from "../assess.ts";
import { apply, describe, type Refusal, unfit } from "../change.ts";
import { tell } from "../finding.ts";
import { toChange } from "../formats/assignment.ts";
import type { System } from "../model.ts";
import type { Change } from "../schema.ts";
import { resolver } from "../resolve.ts";
import { toSystem } from "../system.ts";
import type { Lang, Text } from "../text.ts";
import { codes, misuse, Stop } from "./stop.ts";

/** A what-if: the changes, in words as well, and the analysis with them. */
export interface Tried {
  readonly changes: readonly Change[];
  readonly texts: readonly Text[];
  readonly whatif: Assessment;
}

/** The analysis of the same record and day with changes as typed after `--set`. */
export function tried(base: Assessment, written: readonly string[]): Tried {
  const { system } = base;
  const changes = changesOf(system, written);
  const { spec } = apply(system.spec, changes, resolver(system.catalogue));
  const whatif = spec === system.spec ? base : assess(toSystem(spec, system.shelf), base.at);
  return { changes, texts: changes.map(describe), whatif };
}

/** Reads changes as typed; what cannot be read or applied ends the command with the way out. */
export function changesOf(system: System, written: readonly string[]): Change[] {
  const changes = written.map((text) => {
    const change = toChange(text);
    if (change) return change;
    throw misuse(
      `「${text}」は変更として読み取れません。AC-2=implemented や profile.exposure=closed のように書いてください。`,
      `"${text}" is not a change; write it like AC-2=implemented or profile.exposure=closed.`,
    );
  });
  const { refused } = apply(system.spec, changes, resolver(system.catalogue));
  const all = [...refused, ...changes.flatMap((change) => unfit(system, change) ?? [])];
  if (all.length > 0) throw new Stop(refusals(all), codes.misuse);
  return changes;
}

function refusals(refused: readonly Refusal[]): Text {
  const all = (lang: Lang) =>
    refused.map(({ code, params }) =>
      tell({ code, params, severity: "error", on: "", path: [] }, lang)
    ).join("\n");
  return { ja: all("ja"), en: all("en") };
}
