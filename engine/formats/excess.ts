import type { Finding } from "../finding.ts";
import { mostCells } from "../rating.ts";
import { limits, type Refusal, tooMany } from "./limits.ts";

/** A refusal with the path of what there is too much of. */
export type Excess = Refusal & Pick<Finding, "path">;

type Raw = Readonly<Record<string, unknown>>;

/** What a record has too much of to be analysed; looked at before anything else is. */
export function excess(record: Raw): Excess | undefined {
  return manySteps(record) ?? long(record, []) ?? manyCells(record) ?? manyChanges(record);
}

function manySteps({ scenarios }: Raw): Excess | undefined {
  const steps = sizes(scenarios, "steps");
  const large = steps.findIndex((count) => count > limits.scenario);
  if (large >= 0) {
    const path = ["scenarios", large];
    return { ...tooMany("scenario-too-large", steps[large], limits.scenario), path };
  }
  const all = sum(steps);
  if (all <= limits.steps) return undefined;
  return { ...tooMany("too-many-steps", all, limits.steps), path: ["scenarios"] };
}

/** The first list or map, down to the second level of the record, with too many entries. */
function long(value: unknown, path: Excess["path"]): Excess | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  const count = Array.isArray(value) ? value.length : Object.keys(value).length;
  const limit = path[0] === "controls" ? limits.controls : limits.list;
  if (path.length > 0 && count > limit) return longAt(path, path.join("."), count, limit);
  if (Array.isArray(value) || path.length === 2 || path[0] === "controls") return undefined;
  for (const [key, held] of Object.entries(value)) {
    const found = long(held, [...path, key]);
    if (found) return found;
  }
  return undefined;
}

function longAt(path: Excess["path"], key: string, count: number, limit: number): Excess {
  const { code, params } = tooMany("too-many-entries", count, limit);
  return { code, params: { ...params, key }, path };
}

/** The cells that tables write down, and the combinations that are gone through to check them. */
function manyCells({ tables }: Raw): Excess | undefined {
  const list = Array.isArray(tables) ? tables : [];
  const combined = list.map((table) => Math.min(combinations(table?.axes), mostCells));
  const count = sum(sizes(list, "cells")) + sum(combined);
  return count > limits.cells ? longAt(["tables"], "cells", count, limits.cells) : undefined;
}

function combinations(axes: unknown): number {
  return sizes(axes, "values").reduce((product, size) => product * size, 1);
}

function manyChanges({ measures, variants }: Raw): Excess | undefined {
  const planned = sizes(measures, "changes");
  if (planned.length > limits.measures) {
    const { length } = planned;
    return { ...tooMany("too-many-measures", length, limits.measures), path: ["measures"] };
  }
  const changes = sum(planned) + sum(sizes(variants, "changes"));
  if (changes <= limits.changes) return undefined;
  const path = [planned.length > 0 ? "measures" : "variants"];
  return { ...tooMany("too-many-changes", changes, limits.changes), path };
}

/** How many entries each entry of a list has under a key. */
function sizes(list: unknown, key: string): number[] {
  return (Array.isArray(list) ? list : []).map((entry) => {
    const held = entry?.[key];
    if (typeof held !== "object" || held === null) return 0;
    return Array.isArray(held) ? held.length : Object.keys(held).length;
  });
}

function sum(counts: readonly number[]): number {
  return counts.reduce((all, count) => all + count, 0);
}
