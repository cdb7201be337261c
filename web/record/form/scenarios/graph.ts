import type { Change, SystemSpec } from "../../../../engine/mod.ts";
import type { ScenarioSpec, StepSpec } from "../../../../engine/schema.ts";
import { groupOf, namedIn, replaced, simple, type Written, written } from "./need.ts";

/**
 * What else changes when a step is taken out of an attack: a step that needed it needs what it needed
 * itself, so that the way to it does not become shorter; where it was an entry, the need goes. A goal
 * that named it is the last step again.
 */
export function released({ id, goal, steps = [] }: ScenarioSpec, gone: string): Change[] {
  const own = steps.find((step) => step.id === gone);
  if (!own || steps.filter((step) => step.id === gone).length > 1) return [];
  const before = simple(groupOf(own.needs as Written));
  const changes = needing(steps, gone).map((step): Change => {
    const group = replaced(groupOf(step.needs as Written), gone, before);
    // Steps that needed each other in a ring would come to need themselves.
    return needs(
      id,
      step.id,
      written(replaced(replaced(group, gone, undefined), step.id, undefined)),
    );
  });
  return goal === gone ? [...changes, goalOf(id, null)] : changes;
}

/**
 * The changes that give a step another id, wherever the record names it: the needs of other steps, the
 * goal, the changes of measures and variants, and comments.
 */
export function renaming(
  spec: SystemSpec,
  { id, goal, steps = [] }: ScenarioSpec,
  from: string,
  to: string,
): Change[] {
  const field = (on: string, field: string, value: unknown): Change => ({
    type: "set-field",
    on,
    field,
    value,
  });
  const listed = (kind: "measure" | "variant", all: readonly { id: string; changes?: unknown }[]) =>
    all.flatMap((one) =>
      ((one.changes ?? []) as readonly Change[]).flatMap((change, index) => {
        const other = pointed(change, id, from, to);
        return other === change ? [] : [field(`${kind}/${one.id}`, `changes.${index}`, other)];
      })
    );
  return [
    ...needing(steps, from).map((step) =>
      needs(id, step.id, written(replaced(groupOf(step.needs as Written), from, to)))
    ),
    ...(goal === from ? [goalOf(id, to)] : []),
    ...listed("measure", spec.measures ?? []),
    ...listed("variant", spec.variants ?? []),
    ...(spec.comments ?? []).flatMap(({ on, ...rest }, index) => {
      const other = reference(on, id, from, to);
      const name = (rest as { id?: string }).id ?? index;
      return other === on ? [] : [field(`comment/${name}`, "on", other)];
    }),
    // The step itself last: until then the others find it under its old name.
    field(`step/${id}/${from}`, "id", to),
  ];
}

/** The steps that come after a step, directly or through others, and it: none of them can be needed by it. */
export function followers(steps: readonly StepSpec[], id: string): Set<string> {
  const found = new Set([id]);
  for (const one of found) for (const step of needing(steps, one)) found.add(step.id);
  return found;
}

function needing(steps: readonly StepSpec[], id: string): StepSpec[] {
  return steps.filter((step) =>
    step.id !== id && namedIn(groupOf(step.needs as Written)).includes(id)
  );
}

function needs(scenario: string, step: string, value: unknown): Change {
  return { type: "set-field", on: `step/${scenario}/${step}`, field: "needs", value };
}

function goalOf(scenario: string, value: string | null): Change {
  return { type: "set-field", on: `scenario/${scenario}`, field: "goal", value };
}

/** A change that names the step under its new id; the same change where it does not name it. */
function pointed(change: Change, scenario: string, from: string, to: string): Change {
  if ("scenario" in change) {
    return change.scenario === scenario && change.step === from ? { ...change, step: to } : change;
  }
  if (change.type === "remove" && change.from === `steps/${scenario}` && change.id === from) {
    return { ...change, id: to };
  }
  for (const key of ["on", "to", "from"] as const) {
    const old = (change as Partial<Record<typeof key, string>>)[key];
    const other = old === undefined ? old : reference(old, scenario, from, to);
    if (other !== old) return { ...change, [key]: other } as Change;
  }
  return change;
}

/** `step/S1/a`, `guard/S1/a/…`, `guards/S1/a` and what follows them, with the step's new id. */
function reference(text: string, scenario: string, from: string, to: string): string {
  const [, head, rest] = /^((?:step|guards?)\/[^/]+\/)(.*)$/s.exec(text) ?? [];
  if (head === undefined || head.split("/")[1] !== scenario || !rest.startsWith(from)) return text;
  const after = rest.slice(from.length);
  return after === "" || /^[/#@]/.test(after) ? head + to + after : text;
}
