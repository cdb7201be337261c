import type { Analysis } from "../analysis.ts";
import type { Assessment } from "../assess.ts";
import { phrases } from "../messages/why.ts";
import type { Interval } from "../model.ts";
import type { RatingTable } from "../rating.ts";
import type { RuleId } from "../rule.ts";
import { join, plain, say, trait } from "../show.ts";
import type { Text } from "../text.ts";
import { traitOf } from "../trait.ts";

/** How a result came about: its value, the rule and table cell behind it, and what it was made from. */
export interface Derivation {
  readonly ref: string;
  readonly title: Text;
  readonly value: Text;
  readonly rule: RuleId | undefined;
  /** The cells read, with the table they stand in. */
  readonly cells: readonly Cell[];
  readonly notes: readonly Text[];
  /** The inputs, each with its own derivation, down to what the record says. */
  readonly from: readonly Derivation[];
}

/** A cell of a table, as it was read. */
export interface Cell {
  readonly table: string;
  readonly name: Text;
  readonly version: string;
  readonly provenance: string;
  readonly key: string;
  readonly value: string | number;
}

export interface Question {
  readonly analysis: Analysis;
  readonly assessment: Assessment;
  readonly ref: string;
  /** The reference without its kind. */
  readonly id: string;
}

export function derivation(
  ref: string,
  title: Text,
  value: Text,
  rest: Partial<Pick<Derivation, "rule" | "cells" | "notes" | "from">> = {},
): Derivation {
  return { ref, title, value, rule: undefined, cells: [], notes: [], from: [], ...rest };
}

/** The cells of a table at both ends; one where they agree. Keys the table lacks are left out. */
export function cells(table: RatingTable, keys: Interval<string>): Cell[] {
  return [...new Set([keys.best, keys.worst])].filter((key) => key in table.cells).map((key) => ({
    table: table.id,
    name: table.name,
    version: table.version,
    provenance: table.provenance,
    key,
    value: table.cells[key],
  }));
}

export function reason(why: Text | undefined): Text[] {
  return why && why.ja !== "" ? [say(phrases.reason, { why })] : [];
}

export function proof(evidence: Text): Text[] {
  return evidence.ja === "" ? [] : [say(phrases.evidence, { evidence })];
}

export function outside(
  verity: { truth: string; because: readonly string[] },
  analysis: Analysis,
): Text[] {
  if (verity.truth !== "no") return [];
  return [say(phrases.outside, { because: because(verity.because, analysis) })];
}

/** The traits that decided a condition, with their values: 「公開範囲：閉域」. */
export function because(names: readonly string[], { system }: Pick<Analysis, "system">): Text {
  return join(names.map((name) => {
    const label = traitOf(name)?.label ?? plain(name);
    const value = trait(name, system.profile.traits[name]);
    return { ja: `${label.ja}：${value.ja}`, en: `${label.en}: ${value.en}` };
  }));
}

export function placeName(place: string, { system }: Analysis): Text {
  return system.components.find(({ id }) => id === place)?.name ?? plain(place);
}

export function same<T>(value: T): Interval<T> {
  return { best: value, worst: value };
}

export function some<T>(value: T | undefined): T[] {
  return value === undefined ? [] : [value];
}
