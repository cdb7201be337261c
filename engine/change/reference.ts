import { nouns } from "../messages/findings.ts";
import { categories } from "../model.ts";
import type { ScenarioSpec, StepSpec, SystemSpec } from "../schema.ts";
import { say } from "../show.ts";
import type { Resolve } from "../resolve.ts";
import { get, isObject, type Path } from "./edit.ts";
import { fieldPath } from "./field.ts";
import { further, isList, lists, topMaps } from "./lists.ts";
import { meant, missing, type Refusal, unknownControl } from "./refusal.ts";

/** The path of a list or map to add to: `scenarios`, `steps/S1`, `guards/S1/phish`, `step/S1/phish#level`. */
export function container(spec: SystemSpec, to: string, resolve: Resolve): Path | Refusal {
  const mark = to.indexOf("#");
  if (mark >= 0) {
    const base = thing(spec, to.slice(0, mark), resolve);
    return "code" in base ? base : fieldPath(spec, base, to.slice(mark + 1));
  }
  const [word, ...ids] = to.split("/");
  if (word === "steps" && ids.length === 1) {
    const path = scenarioPath(spec, ids[0]);
    return "code" in path ? path : [...path, "steps"];
  }
  if (word === "guards" && ids.length === 2) {
    const path = stepPath(spec, ids[0], ids[1]);
    return "code" in path ? path : [...path, "guards"];
  }
  if (ids.length > 0 || to === "system") return thing(spec, to, resolve);
  const path = to.split(".");
  if (isList(path) || topMaps.includes(path[0])) return path;
  return {
    code: "change-list",
    params: { list: to, hint: meant(to, [...Object.values(lists), ...topMaps, ...further]) },
  };
}

/** The path of the thing a reference names: `scenario/S1`, `step/S1/phish`, `control/AC-2`, `system`. */
export function thing(spec: SystemSpec, reference: string, resolve: Resolve): Path | Refusal {
  const [kind, ...ids] = reference.split("/");
  if (reference === "system") return [];
  if (topMaps.includes(reference)) return [reference];
  if (kind === "control" && ids.length > 0) return controlPath(spec, ids.join("/"), resolve);
  if (kind === "scenario" && ids.length === 1) return scenarioPath(spec, ids[0]);
  if (kind === "step" && ids.length === 2) return stepPath(spec, ids[0], ids[1]);
  if (kind === "impact" && ids.length === 1) {
    return (categories as readonly string[]).includes(ids[0])
      ? ["impact", ids[0]]
      : missing("category", ids[0], categories);
  }
  if (kind === "guard" && ids.length >= 3) {
    const path = stepPath(spec, ids[0], ids[1]);
    if ("code" in path) return path;
    const guards = (get(spec, path) as StepSpec).guards ?? [];
    const control = ids.slice(2).join("/");
    const index = find(guards, control, resolve, true);
    return index < 0
      ? missing("guard", control, guards.flatMap((guard) => idOf(guard) ?? []))
      : [...path, "guards", index];
  }
  if (Object.hasOwn(lists, kind) && ids.length > 0) {
    const list = lists[kind as keyof typeof lists];
    const entries = (spec[list] ?? []) as readonly unknown[];
    const id = ids.join("/");
    const index = find(entries, id, resolve, true);
    return index < 0
      ? missing(kind as keyof typeof lists, id, entries.flatMap((entry) => idOf(entry) ?? []))
      : [list, index];
  }
  const known = ["system", ...topMaps, ...Object.keys(lists), "control", "step", "guard"];
  return { code: "change-reference", params: { reference, hint: meant(kind, known) } };
}

/** The path of a scenario. */
export function scenarioPath(spec: SystemSpec, id: string): Path | Refusal {
  const scenarios = spec.scenarios ?? [];
  const index = scenarios.findIndex((scenario) => idOf(scenario) === id);
  if (index >= 0) return ["scenarios", index];
  return missing("scenario", String(id), scenarios.flatMap((scenario) => idOf(scenario) ?? []));
}

/** The path of a step; of two with one id the first counts. */
export function stepPath(spec: SystemSpec, scenario: string, id: string): Path | Refusal {
  const path = scenarioPath(spec, scenario);
  if ("code" in path) return path;
  const steps = (get(spec, path) as ScenarioSpec).steps ?? [];
  const index = steps.findIndex((step) => idOf(step) === id);
  if (index >= 0) return [...path, "steps", index];
  const thing = say(nouns.step, { scenario, id: String(id) });
  return {
    code: "change-unknown",
    params: { thing, hint: meant(String(id), steps.flatMap((step) => idOf(step) ?? [])) },
  };
}

/** The path of a control under the spelling of the record; the canonical one where it has none. */
export function controlPath(spec: SystemSpec, id: string, resolve: Resolve): Path | Refusal {
  const controls = spec.controls ?? {};
  const wanted = resolve(String(id));
  const key = Object.hasOwn(controls, id)
    ? id
    : Object.keys(controls).find((key) => resolve(key) === wanted);
  if (key !== undefined) return ["controls", key];
  return isKnown(id, resolve) ? ["controls", wanted] : unknownControl(spec, id, resolve);
}

/** Whether the catalogues have a control: only then do two spellings of it come to the same. */
export function isKnown(id: string, resolve: Resolve): boolean {
  const control = resolve(String(id));
  return resolve(` ${control}`) === control;
}

/**
 * The position of an entry: by its id, by another spelling of its control, or `byPlace`, by its number
 * where it has no id; −1 where there is none.
 */
export function find(
  list: readonly unknown[],
  id: string,
  resolve: Resolve,
  byPlace: boolean,
): number {
  const same = list.findIndex((entry) => idOf(entry) === id);
  if (same >= 0) return same;
  const spelt = list.findIndex((entry) => {
    const own = isObject(entry) && entry.id === undefined ? idOf(entry) : undefined;
    return own !== undefined && resolve(own) === resolve(id);
  });
  if (spelt >= 0 || !byPlace || !/^\d+$/.test(id)) return spelt;
  const place = Number(id);
  return place < list.length && idOf(list[place]) === undefined ? place : -1;
}

/** What tells an entry of a list from the others; undefined for a text, a change and a nameless entry. */
export function idOf(entry: unknown): string | undefined {
  if (!isObject(entry) || "type" in entry) return undefined;
  const id = entry.id ?? entry.control ?? (entry.decision === undefined ? undefined : entry.on);
  return typeof id === "string" ? id : undefined;
}
