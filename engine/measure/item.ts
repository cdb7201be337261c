import type { MeasureResult } from "../measure.ts";
import type { Measure, Phase, System } from "../model.ts";
import { resolver } from "../resolve.ts";
import type { Change } from "../schema.ts";
import { type Text, toText } from "../text.ts";

/** What the plan works on: a measure of the record, or a control the record says is planned. */
export interface Item {
  readonly id: string;
  readonly kind: MeasureResult["kind"];
  readonly name: Text;
  readonly why: Text;
  readonly owner: Text;
  readonly due: string;
  readonly phase: Phase | undefined;
  readonly cost: number | undefined;
  readonly changes: readonly Change[];
  readonly overdue: boolean;
  readonly done: boolean;
}

/** The measures of the record, then every planned control that none of them implements. */
export function itemsOf(system: System, at: string): Item[] {
  const written = system.measures.map((measure) => toItem(measure, at));
  const resolve = resolver(system.catalogue);
  const covered = new Set(
    written.filter((item) => !item.done).flatMap((item) => item.changes).flatMap((change) =>
      change.type === "set-status" ? [`${resolve(change.control)}@${change.place ?? ""}`] : []
    ),
  );
  const planned = [...system.controls.values()].flatMap((held) => {
    const places = Object.keys(held.at).filter((place) => held.at[place].status === "planned");
    return [...(held.status === "planned" ? [""] : []), ...places]
      .filter((place) => !covered.has(`${held.control}@${place}`))
      .map((place) => plannedItem(held.control, place, system, at));
  });
  // A measure may be named like a control; the planned control then takes a name no record can give.
  const taken = new Set(written.map(({ id }) => id));
  return [
    ...written,
    ...planned.map((item) => taken.has(item.id) ? { ...item, id: `planned:${item.id}` } : item),
  ];
}

function toItem(measure: Measure, at: string): Item {
  const overdue = !measure.done && measure.due !== "" && measure.due < at;
  return { ...measure, kind: "measure", overdue };
}

function plannedItem(control: string, place: string, system: System, at: string): Item {
  const held = system.controls.get(control)!;
  const standing = place ? held.at[place] : held;
  const id = place ? `${control}@${place}` : control;
  const title = system.catalogue.get(control)?.control.title ?? toText(control);
  const change: Change = { type: "set-status", control, status: "implemented" };
  return {
    id,
    kind: "planned",
    name: { ja: `${id} ${title.ja}`, en: `${id} ${title.en}` },
    why: standing.why,
    owner: standing.owner,
    due: standing.due,
    phase: undefined,
    cost: undefined,
    changes: [place ? { ...change, place } : change],
    overdue: standing.due !== "" && standing.due < at,
    done: false,
  };
}
