import type { Baseline, Catalog } from "./catalog.ts";
import type { Verity } from "./condition.ts";
import { levels, requiredLevel, type Requirement } from "./impact.ts";
import { holding } from "./holding.ts";
import {
  type Holding,
  type Interval,
  type Level,
  type Required,
  type Status,
  statuses,
  type System,
  type Tailoring,
} from "./model.ts";
import type { Ground, Stood } from "./profile.ts";
import { reading } from "./rating.ts";
import type { Text } from "./text.ts";

/** What a required control amounts to. `outside`: its condition does not hold under this profile. */
export type Conformity =
  | "met"
  | "partly"
  | "planned"
  | "unmet"
  | "unassessed"
  | "not-applicable"
  | "outside";

/** Why a control is required: the baselines that name it, or the tailoring that adds it. */
export interface Demand {
  readonly baselines: readonly Baseline[];
  readonly added: Text | undefined;
  /** `unknown` while an unassessed answer or trait decides whether it is required at all. */
  readonly sure: "yes" | "unknown";
}

/** A required control, what it amounts to, and from what. */
export interface ControlResult {
  readonly ref: string;
  readonly control: string;
  readonly catalog: string;
  readonly family: string;
  readonly title: Text;
  readonly demand: Demand;
  readonly conformity: Conformity;
  readonly status: Status;
  /** What it amounts to at each end; a control without unassessed inputs has equal ends. */
  readonly ends: Interval<Conformity>;
  readonly stood: Stood;
  /** Components at which it stands differently. */
  readonly exceptions: readonly Stood[];
  /** True when it is required, applies, and is not fully met: partly, planned, unmet or unassessed. */
  readonly gap: boolean;
}

/** Counts of required controls; the share is met ÷ all that apply, and never averages anything in. */
export interface Count {
  readonly ref: string;
  readonly id: string;
  readonly name: Text;
  /** Required controls that apply: met + partly + planned + unmet + unassessed. */
  readonly total: number;
  readonly met: number;
  readonly partly: number;
  readonly planned: number;
  readonly unmet: number;
  readonly unassessed: number;
  readonly notApplicable: number;
  readonly outside: number;
  /** In [0, 1]; 1 where nothing applies. */
  readonly share: Interval<number>;
}

/** The result of the baseline analysis. */
export interface BaselineResult {
  readonly level: Requirement;
  readonly all: Count;
  readonly families: readonly Count[];
  readonly catalogs: readonly Count[];
  readonly controls: readonly ControlResult[];
  /** Controls a tailoring took out, with its reason. */
  readonly removed: readonly { ref: string; control: string; title: Text; why: Text }[];
}

/**
 * Conformity: the required controls that apply, fully met ÷ all; partial, planned and unassessed are
 * counted apart. Mitate's default rule; statuses are read from the conformity table. Required are the
 * catalogue's baseline for the required level, the privacy baseline with personal data, and what
 * tailoring adds; not what it removes. Where the level itself is open, the graver one is analysed and
 * the share is an interval over all of them.
 */
export function conformity(on: Ground): BaselineResult {
  const { system } = on;
  const level = requiredLevel(system);
  const demands = demandsAt(level.worst, on);
  const controls = [...demands].map(([ref, demand]) =>
    controlResult(system.catalogue.get(ref)!, demand, holding(system, ref), on)
  );
  const shares = possibleLevels(level).map((at) => {
    const wanted = at === level.worst ? demands : demandsAt(at, on);
    return controls.filter((result) => wanted.has(result.control));
  });
  return {
    level,
    all: count("conformity", "all", allName, controls, shares),
    families: families(controls, shares, system),
    catalogs: system.method.catalogs.map((catalog) =>
      count(
        `conformity/${catalog.id}`,
        catalog.id,
        catalog.name,
        controls.filter((result) => result.catalog === catalog.id),
        shares.map((share) => share.filter((result) => result.catalog === catalog.id)),
      )
    ),
    controls,
    removed: removedAt(level.worst, on),
  };
}

const allName: Text = { ja: "全体", en: "All" };

function possibleLevels({ best, worst }: Requirement): Level[] {
  return (["low", "moderate", "high"] as const).filter((at) =>
    levels.indexOf(at) >= levels.indexOf(best) && levels.indexOf(at) <= levels.indexOf(worst)
  );
}

const selections = new WeakMap<Catalog, Map<string, ReadonlySet<string>>>();

/** The controls of a catalogue that a baseline names. */
function selection(catalog: Catalog, baseline: Baseline): ReadonlySet<string> {
  let known = selections.get(catalog);
  if (!known) selections.set(catalog, known = new Map());
  let set = known.get(baseline);
  if (!set) {
    set = new Set(
      catalog.controls.filter((c) => c.baselines.includes(baseline)).map((c) => c.id),
    );
    known.set(baseline, set);
  }
  return set;
}

/** The controls required at a level, in catalogue order. */
export function demandsAt(level: Level, on: Ground): ReadonlyMap<string, Demand> {
  const { system } = on;
  const sureLevel = requiredLevel(system).best;
  const personal = system.profile.traits["information.personal"];
  const added = tailored(system.tailoring.add, on);
  const removed = tailored(system.tailoring.remove, on);
  const demands = new Map<string, Demand>();
  for (const [ref, { catalog, control }] of system.catalogue) {
    const baselines: Baseline[] = [];
    if (selection(catalog, level).has(control.id)) baselines.push(level);
    if (personal !== false && selection(catalog, "privacy").has(control.id)) {
      baselines.push("privacy");
    }
    const add = added.get(ref);
    const remove = removed.get(ref);
    if ((baselines.length === 0 && !add) || remove?.truth === "yes") continue;
    const sure = add?.truth === "yes" || selection(catalog, sureLevel).has(control.id) ||
      (personal === true && selection(catalog, "privacy").has(control.id));
    demands.set(ref, demand(baselines, add?.entry.why, sure && !remove ? "yes" : "unknown"));
  }
  return demands;
}

const plain = new Map<string, Demand>();

/** A demand; the same object for all that catalogues demand alike. */
function demand(
  baselines: readonly Baseline[],
  added: Text | undefined,
  sure: Demand["sure"],
): Demand {
  if (added) return { baselines, added, sure };
  const key = `${baselines.join()} ${sure}`;
  let known = plain.get(key);
  if (!known) plain.set(key, known = { baselines, added, sure });
  return known;
}

function tailored(
  entries: readonly Tailoring[],
  on: Ground,
): ReadonlyMap<string, { entry: Tailoring; truth: Verity["truth"] }> {
  const map = new Map<string, { entry: Tailoring; truth: Verity["truth"] }>();
  for (const entry of entries) {
    const { truth } = on.verity(entry.when);
    if (truth === "no") continue;
    // Of several entries for one control the first counts, unless a later one is surer.
    for (const ref of entry.controls) {
      const known = map.get(ref);
      if (!known || (known.truth === "unknown" && truth === "yes")) map.set(ref, { entry, truth });
    }
  }
  return map;
}

function removedAt(level: Level, on: Ground): BaselineResult["removed"] {
  const { system } = on;
  const removed = tailored(system.tailoring.remove, on);
  return [...removed].flatMap(([control, { entry, truth }]) => {
    const known = system.catalogue.get(control);
    if (!known || truth !== "yes") return [];
    const wanted = selection(known.catalog, level).has(known.control.id) ||
      selection(known.catalog, "privacy").has(known.control.id);
    if (!wanted) return [];
    return [{ ref: `control/${control}`, control, title: known.control.title, why: entry.why }];
  });
}

/** Whether a required control would be a gap if this were what the record says of it. */
export function isGap({ control, demand }: ControlResult, held: Holding, on: Ground): boolean {
  return controlResult(on.system.catalogue.get(control)!, demand, held, on).gap;
}

/** The latest result of a control as the record holds it, and what it was read from. */
const latest = new WeakMap<Holding, {
  readonly result: ControlResult;
  readonly required: Required;
  readonly table: object;
}>();

/** What a required control amounts to; the same object as before while nothing that it says changed. */
function controlResult(
  required: Required,
  demand: Demand,
  held: Holding,
  on: Ground,
): ControlResult {
  const stood = on.standing(held, "");
  const exceptions = Object.keys(held.at).map((place) => on.standing(held, place));
  const table = on.system.method.conformity;
  const ready = latest.get(held);
  if (
    ready?.required === required && ready.table === table && ready.result.demand === demand &&
    ready.result.stood === stood &&
    exceptions.every((one, index) => one === ready.result.exceptions[index])
  ) return ready.result;
  const result = resultOf(required, demand, [stood, ...exceptions], on);
  latest.set(held, { result, required, table });
  return result;
}

function resultOf(
  { ref, catalog, control }: Required,
  demand: Demand,
  all: readonly Stood[],
  on: Ground,
): ControlResult {
  const [stood, ...exceptions] = all;
  const worst = worstOf(all.map((one) => conformityOf(one, "worst", on)));
  const best = worstOf(all.map((one) => conformityOf(one, "best", on)));
  // What may not be required or may not apply counts where it helps the better end, or hurts the worse.
  const maybe = demand.sure === "unknown" || stood.applies.truth === "unknown";
  const ends = {
    best: maybe && best !== "met" ? "outside" as const : best,
    worst: maybe && worst === "met" ? "outside" as const : worst,
  };
  const settled = worst === "outside" || worst === "not-applicable";
  // What is open but cannot make a difference, as at one component of an absent control, is not open.
  const conformity = best !== worst && !settled ? "unassessed" : worst;
  return {
    ref: `control/${ref}`,
    control: ref,
    catalog: catalog.id,
    family: control.family,
    title: control.title,
    demand,
    conformity,
    status: stood.status,
    ends,
    stood,
    exceptions,
    gap: conformity !== "met" && !settled,
  };
}

function conformityOf(stood: Stood, end: "best" | "worst", on: Ground): Conformity {
  if (stood.applies.truth === "no") return "outside";
  const status = stood[end];
  if (status === "not-applicable") return "not-applicable";
  const table = on.system.method.conformity;
  return reading(table, statuses.indexOf(status), () => ({ status })).value as Conformity;
}

const order: readonly Conformity[] = [
  "outside",
  "not-applicable",
  "met",
  "partly",
  "planned",
  "unmet",
];

/**
 * A control that stands worse at one component than elsewhere is met only partly: an exception is a
 * gap, but not the absence of the control. Mitate's default rule.
 */
function worstOf(all: readonly Conformity[]): Conformity {
  const [whole] = all;
  const ranks = all.map((one) => order.indexOf(one));
  const worst = order[Math.max(...ranks)];
  return whole === "met" && worst !== "met" ? "partly" : whole === "outside" ? "outside" : worst;
}

function byFamily(controls: readonly ControlResult[]): ReadonlyMap<string, ControlResult[]> {
  return Map.groupBy(controls, ({ catalog, family }) => `${catalog}:${family}`);
}

/** Counts per family; families of further catalogues carry the catalogue's id. */
function families(
  controls: readonly ControlResult[],
  shares: readonly (readonly ControlResult[])[],
  { method }: System,
): Count[] {
  const members = byFamily(controls);
  const sharesBy = shares.map(byFamily);
  return method.catalogs.flatMap((catalog, position) =>
    catalog.families.flatMap((family) => {
      const key = `${catalog.id}:${family.id}`;
      const own = members.get(key);
      if (!own) return [];
      const id = position === 0 ? family.id : key;
      return [
        count(`conformity/${id}`, id, family.name, own, sharesBy.map((by) => by.get(key) ?? [])),
      ];
    })
  );
}

function count(
  ref: string,
  id: string,
  name: Text,
  controls: readonly ControlResult[],
  shares: readonly (readonly ControlResult[])[],
): Count {
  const of = (wanted: Conformity) =>
    controls.filter(({ conformity }) => conformity === wanted).length;
  const notApplicable = of("not-applicable");
  const outside = of("outside");
  return {
    ref,
    id,
    name,
    total: controls.length - notApplicable - outside,
    met: of("met"),
    partly: of("partly"),
    planned: of("planned"),
    unmet: of("unmet"),
    unassessed: of("unassessed"),
    notApplicable,
    outside,
    share: {
      best: Math.max(...shares.map((list) => share(list, "best"))),
      worst: Math.min(...shares.map((list) => share(list, "worst"))),
    },
  };
}

/**
 * Met ÷ all that apply at one end. A control that may not be required at all counts at the better end
 * where that helps: met ones as required, others as not.
 */
function share(controls: readonly ControlResult[], end: "best" | "worst"): number {
  const met = (result: ControlResult) => result.ends[end] === "met";
  const applies = (result: ControlResult) =>
    result.ends[end] !== "outside" && result.ends[end] !== "not-applicable";
  const all = controls.filter(applies).length;
  return all === 0 ? 1 : controls.filter(met).length / all;
}
