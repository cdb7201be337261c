import { type Condition, holds, type System, type Truth } from "../../../../engine/mod.ts";
import { trait } from "../../../../engine/show.ts";
import { traitOf } from "../../../../engine/trait.ts";
import { statusesAt } from "./leaning.ts";
import type { Form } from "../../section.ts";

/** Something on the diagram: what it is called, and whether the profile has it. */
export interface Thing {
  /** Its address on the diagram: `component/web`, `zone/app`, `flow/3` (by position). */
  readonly key: string;
  readonly id: string;
  /** Its position in its list; −1 for what is only named, or for the zone of what has none. */
  readonly index: number;
  readonly name: string;
  readonly truth: Truth;
  /** Why the profile leaves it out, or does not say; "" where it has it. */
  readonly because: string;
}

export interface ZoneThing extends Thing {
  readonly trust: string;
  readonly nodes: readonly NodeThing[];
}

export interface NodeThing extends Thing {
  readonly role: string;
  readonly steps: number;
  readonly statuses: number;
}

export interface FlowThing extends Thing {
  readonly from: string;
  readonly to: string;
}

/** What the diagram shows. */
export interface Scene {
  readonly zones: readonly ZoneThing[];
  readonly flows: readonly FlowThing[];
}

/**
 * The zones in the order of the record, those of other parties alone (role `external`) at the far edge,
 * and last what stands in no zone; components that only flows name are shown there too.
 */
export function sceneOf(form: Form, system: System): Scene {
  const nodes = system.components.map((_, index) => nodeOf(form, system, index));
  const known = new Set(nodes.map(({ id }) => id));
  const named = new Set(
    system.flows.flatMap(({ from, to }) => [from, to]).filter((id) => !known.has(id)),
  );
  const zones = system.zones.map(({ id, name, trust }, index): ZoneThing => ({
    ...plain(`zone/${id}`, id, index, form.text(name) || id),
    trust: form.text(trust),
    nodes: nodes.filter(({ index }) => system.components[index].zone === id),
  }));
  const placed = new Set(zones.map(({ id }) => id));
  const rest = [
    ...nodes.filter(({ index }) => !placed.has(system.components[index].zone)),
    ...[...named].map((id): NodeThing => ({
      ...plain(`component/${id}`, id, -1, id),
      truth: "unknown",
      because: form.say("record.components.undescribed"),
      role: "",
      steps: 0,
      statuses: 0,
    })),
  ];
  const edge = ({ nodes }: ZoneThing) =>
    nodes.length > 0 && nodes.every(({ role }) => role === "external");
  const none: ZoneThing = {
    ...plain("zone/", "", -1, form.say("record.components.zoneless")),
    trust: "",
    nodes: rest,
  };
  return {
    zones: [
      ...zones.filter((zone) => !edge(zone)),
      ...zones.filter(edge),
      ...(rest.length > 0 ? [none] : []),
    ],
    flows: flowsOf(form, system, nodes),
  };
}

function plain(key: string, id: string, index: number, name: string): Thing {
  return { key, id, index, name, truth: "yes", because: "" };
}

function nodeOf(form: Form, system: System, index: number): NodeThing {
  const { id, name, role, when } = system.components[index];
  const steps = system.scenarios.flatMap(({ steps }) => steps).filter(({ place }) => place === id);
  return {
    ...plain(`component/${id}`, id, index, form.text(name) || id),
    ...standing(form, system, when),
    role,
    steps: steps.length,
    statuses: statusesAt(system.spec, id).length,
  };
}

/** A flow goes with its own condition and with those of both its ends. */
function flowsOf(form: Form, system: System, nodes: readonly NodeThing[]): FlowThing[] {
  return system.flows.map(({ id, from, to, name, when }, index) => {
    const own = standing(form, system, when);
    const ends = nodes.filter((node) => node.id === from || node.id === to);
    const off = [own, ...ends].find(({ truth }) => truth === "no") ??
      [own, ...ends].find(({ truth }) => truth === "unknown") ?? own;
    // The id says nothing to a reader, so a flow without a name goes without.
    const said = form.text(name);
    const { truth, because } = off;
    return {
      key: `flow/${index}`,
      id,
      index,
      name: said === id ? "" : said,
      truth,
      because,
      from,
      to,
    };
  });
}

function standing(
  { say, list, text }: Form,
  system: System,
  when: Condition | undefined,
): Pick<Thing, "truth" | "because"> {
  const { traits } = system.profile;
  const { truth, because } = holds(when, traits);
  if (truth === "yes") return { truth, because: "" };
  const reasons = because.map((name) =>
    say("plot.trait", {
      trait: traitOf(name)?.label ?? name,
      value: text(trait(name, traits[name])),
    })
  );
  return { truth, because: list(reasons) || when?.text || "" };
}
