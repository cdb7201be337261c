import type { Finding } from "../finding.ts";
import { mostCells } from "../rating.ts";
import { deepest } from "../schema.ts";
import { limits, type Refusal, tooMany } from "./limits.ts";

/** A refusal with the path of what there is too much of. */
export type Excess = Refusal & Pick<Finding, "path">;

type Raw = Readonly<Record<string, unknown>>;

/** What a record has too much of to be analysed; looked at before anything else is. */
export function excess(record: Raw): Excess | undefined {
  return manySteps(record) ?? manyCells(record) ?? manyChanges(record) ?? long(record, []) ??
    manyLinks(record) ?? manyPlanned(record);
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

/** The first list or map with too many entries; the cells of tables are counted elsewhere. */
function long(value: unknown, path: Excess["path"]): Excess | undefined {
  if (typeof value !== "object" || value === null || path[0] === "tables" && path.length > 1) {
    return undefined;
  }
  const held = Object.values(value);
  const limit = mostAt(path);
  if (held.length > limit) {
    if (path.length === 0) return { ...tooMany("too-many-keys", held.length, limit), path };
    const key = path.filter((key) => typeof key === "string").join(".");
    return longAt(path, key, held.length, limit);
  }
  if (path.length >= deepest || !held.some(isObject)) return undefined;
  for (const key of Object.keys(value)) {
    const inner = (value as Raw)[key];
    const found = isObject(inner) &&
      long(inner, [...path, Array.isArray(value) ? Number(key) : key]);
    if (found) return found;
  }
  return undefined;
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}

function mostAt([top, ...rest]: Excess["path"]): number {
  if (top === "variants" && rest.length === 0) return limits.variants;
  if (top !== "controls") return limits.list;
  if (rest.length === 0) return limits.controls;
  return rest.length === 2 && rest[1] === "at" ? limits.places : limits.list;
}

function longAt(path: Excess["path"], key: string, count: number, limit: number): Excess {
  const { code, params } = tooMany("too-many-entries", count, limit);
  return { code, params: { ...params, key }, path };
}

/** The cells that tables write down, and the combinations that are gone through to check them. */
function manyCells({ tables }: Raw): Excess | undefined {
  const list = listed(tables);
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

/** What steps name: a step with ten thousand guards is no step any more. */
function manyLinks({ scenarios }: Raw): Excess | undefined {
  let count = 0;
  for (const scenario of listed(scenarios)) {
    for (const step of listed(scenario?.steps)) {
      const named = [step?.guards, step?.needs, step?.independent, step?.level?.given];
      count += sum(named.map((part) => leaves(part, 0)));
    }
  }
  if (count <= limits.links) return undefined;
  return { ...tooMany("too-many-links", count, limits.links), path: ["scenarios"] };
}

/** How many things a part of a step names; a guard is one, whatever is said of it. */
function leaves(part: unknown, depth: number): number {
  if (!isObject(part)) return part === undefined ? 0 : 1;
  if ("control" in part || depth > deepest) return 1;
  let count = 0;
  for (const inner of Object.values(part)) count += leaves(inner, depth + 1);
  return count;
}

function manyPlanned({ controls }: Raw): Excess | undefined {
  let count = 0;
  for (const control of Object.values(isObject(controls) ? controls : {})) {
    const standings = Object.values(Object(control?.at)) as (string | Raw | null)[];
    count += standings.filter((one) => (isObject(one) ? one.status : one) === "planned").length;
  }
  if (count <= limits.planned) return undefined;
  return { ...tooMany("too-many-planned", count, limits.planned), path: ["controls"] };
}

/** How many entries each entry of a list has under a key. */
function sizes(list: unknown, key: string): number[] {
  return listed(list).map((entry) => {
    const held = entry?.[key];
    if (typeof held !== "object" || held === null) return 0;
    return Array.isArray(held) ? held.length : Object.keys(held).length;
  });
}

function listed(value: unknown) {
  return Array.isArray(value) ? value : [];
}

function sum(counts: readonly number[]): number {
  return counts.reduce((all, count) => all + count, 0);
}
