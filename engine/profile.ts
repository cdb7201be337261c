import { type Condition, holds, type Verity } from "./condition.ts";
import {
  type Holding,
  type Interval,
  type Provider,
  type Standing,
  type Status,
  type System,
} from "./model.ts";
import { holding } from "./holding.ts";

/** What a control counts as, at a place: what is written, and both ends of what that may mean. */
export interface Stood extends Interval<Status> {
  readonly control: string;
  /** "" for the whole system. */
  readonly place: string;
  /** The status shown: the written one, or what the provider's condition makes of it. */
  readonly status: Status;
  readonly standing: Standing;
  /** Why the status shown is not simply the written one. */
  readonly cause: "written" | "unwritten" | "provider" | "no-provider" | "condition";
  readonly provider: string;
  /** Whether the control's own condition holds under this profile. */
  readonly applies: Verity;
}

/** What holds under a profile: which conditions, and how each control stands at each place. */
export interface Ground {
  readonly system: System;
  /** Whether a condition holds; remembered by its text. */
  verity(condition: Condition | undefined): Verity;
  /** How a control stands at a place; remembered. */
  stood(control: string, place: string): Stood;
  /** How a control would stand at a place if this were what the record says of it; remembered. */
  standing(held: Holding, place: string): Stood;
}

const grounds = new WeakMap<System, Ground>();

/**
 * The ground of an analysis: the profile's traits decide which conditions hold, and these decide which
 * controls apply and which a provider takes over. Mitate's default rules:
 * a control whose provider's condition does not hold is `absent`, since nobody has taken it on;
 * unassessed means anything from implemented to absent; an unknown condition means either.
 * A system has one ground, made when first asked for.
 */
export function ground(system: System): Ground {
  let ready = grounds.get(system);
  if (!ready) grounds.set(system, ready = groundOf(system));
  return ready;
}

function groundOf(system: System): Ground {
  const verities = new Map<string, Verity>();
  const standings = new Map<Holding, Map<string, Stood>>();
  const providers = covering(system.providers);
  function verity(condition: Condition | undefined): Verity {
    if (!condition) return always;
    let known = verities.get(condition.text);
    if (!known) verities.set(condition.text, known = holds(condition, system.profile.traits));
    return known;
  }
  /** The provider a control names, whether or not it lists the control; else all that list it. */
  function offering({ control, from }: Holding): readonly Provider[] {
    return from === ""
      ? providers.get(control) ?? []
      : system.providers.filter(({ id }) => id === from);
  }
  function standing(held: Holding, place: string): Stood {
    const where = Object.hasOwn(held.at, place) ? place : "";
    let at = standings.get(held);
    if (!at) standings.set(held, at = new Map());
    let known = at.get(where);
    if (!known) {
      const offered = offering(held);
      const free = held.when === undefined && offered.length === 0;
      at.set(where, known = free ? fixedAt(held, where) : stand(held, where, offered, verity));
    }
    return known;
  }
  const stood = (control: string, place: string) => standing(holding(system, control), place);
  return { system, verity, stood, standing };
}

const always: Verity = { truth: "yes", because: [] };

function covering(providers: readonly Provider[]): ReadonlyMap<string, readonly Provider[]> {
  const map = new Map<string, Provider[]>();
  for (const provider of providers) {
    for (const control of provider.controls) {
      const list = map.get(control);
      if (list) list.push(provider);
      else map.set(control, [provider]);
    }
  }
  return map;
}

const fixed = new WeakMap<Holding, Map<string, Stood>>();

/** What stands as it is written, whatever the profile: the same in every system that says so. */
function fixedAt(held: Holding, place: string): Stood {
  let at = fixed.get(held);
  if (!at) fixed.set(held, at = new Map());
  let known = at.get(place);
  if (!known) at.set(place, known = stand(held, place, [], () => always));
  return known;
}

function stand(
  held: Holding,
  place: string,
  providers: readonly Provider[],
  verity: Ground["verity"],
): Stood {
  const standing: Standing = place ? held.at[place] : held;
  const applies = verity(held.when);
  const about = { control: held.control, place, standing, applies, provider: "" };
  if (applies.truth === "no") {
    return {
      ...about,
      status: "not-applicable",
      best: "not-applicable",
      worst: "not-applicable",
      cause: "condition",
    };
  }
  const typed = place !== "" || held.typed;
  const offered = typed ? standing.status === "inherited" : true;
  if (offered && providers.length > 0) return { ...about, ...inherited(providers, verity) };
  const { status } = standing;
  const cause = typed ? "written" : "unwritten";
  if (status === "unassessed") {
    return { ...about, status, best: "implemented", worst: "absent", cause };
  }
  return { ...about, status, best: status, worst: status, cause };
}

/** Inherited while some provider's condition holds; absent while none does. */
function inherited(
  providers: readonly Provider[],
  verity: Ground["verity"],
): Pick<Stood, "status" | "best" | "worst" | "cause" | "provider"> {
  const truths = providers.map((provider) => verity(provider.when).truth);
  const sure = truths.indexOf("yes");
  if (sure >= 0) {
    return {
      status: "inherited",
      best: "inherited",
      worst: "inherited",
      cause: "provider",
      provider: providers[sure].id,
    };
  }
  const maybe = truths.indexOf("unknown");
  const provider = providers[Math.max(0, maybe)].id;
  if (maybe >= 0) {
    return {
      status: "unassessed",
      best: "inherited",
      worst: "absent",
      cause: "no-provider",
      provider,
    };
  }
  return { status: "absent", best: "absent", worst: "absent", cause: "no-provider", provider };
}
