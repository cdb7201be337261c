import { type ControlResult, type Status, statuses } from "../../../../engine/mod.ts";
import type { Form } from "../../section.ts";

/** Which controls of the list are shown. */
export interface Filter {
  /** Words that must stand in id, title, evidence, owner or note. */
  readonly text: string;
  /** A family, as its catalogue names it; "" for all. */
  readonly family: string;
  readonly status: Status | "";
  /** `gaps`: required and not fully met; `leaned`: some scenario leans on it; `moved`, `all`. */
  readonly kind: Kind;
}

export const kinds = ["required", "gaps", "leaned", "noted", "all"] as const;
export type Kind = typeof kinds[number];

/** A control as a row shows it. */
export interface Row {
  readonly id: string;
  readonly result: ControlResult | undefined;
}

/** Nothing left out but what is not required. */
export const everything: Filter = { text: "", family: "", status: "", kind: "required" };

/** The rows that a filter leaves, in the order of the catalogues. */
export function rowsOf(form: Form, filter: Filter): readonly Row[] {
  const { system, assessment } = form.desk;
  if (!system || !assessment) return [];
  const results = new Map(assessment.baseline.controls.map((one) => [one.control, one]));
  const leaned = filter.kind === "leaned"
    ? new Set(assessment.scenarios.flatMap(({ leans }) => leans))
    : undefined;
  const words = filter.text.toLocaleLowerCase().split(/\s+/u).filter((word) => word !== "");
  return [...system.catalogue.values()].flatMap(({ ref, control }) => {
    const result = results.get(ref);
    const fits = shown(filter.kind, ref, result, leaned, form) &&
      (filter.family === "" || control.family === filter.family) &&
      (filter.status === "" || statusOf(form, ref) === filter.status) &&
      (words.length === 0 || matches(form, ref, words));
    return fits ? [{ id: ref, result }] : [];
  });
}

function shown(
  kind: Kind,
  id: string,
  result: ControlResult | undefined,
  leaned: ReadonlySet<string> | undefined,
  { desk }: Form,
): boolean {
  switch (kind) {
    case "required":
      return result !== undefined;
    case "gaps":
      return result?.gap === true;
    case "leaned":
      return leaned!.has(id);
    case "noted":
      return desk.system!.controls.has(id);
    case "all":
      return true;
  }
}

/** The status written for the whole system; unassessed where none is. */
export function statusOf({ desk }: Form, id: string): Status {
  return desk.system!.controls.get(id)?.status ?? "unassessed";
}

function matches({ desk }: Form, id: string, words: readonly string[]): boolean {
  const { control } = desk.system!.catalogue.get(id)!;
  const held = desk.system!.controls.get(id);
  const said = [
    id,
    control.title.ja,
    control.title.en,
    ...(held ? [held.evidence, held.owner, held.note, held.why] : []).flatMap((text) =>
      text ? [text.ja, text.en] : []
    ),
  ].join("\n").toLocaleLowerCase();
  return words.every((word) => said.includes(word));
}

/** How many of the rows have each status, for the choice of statuses. */
export function tally(form: Form, rows: readonly Row[]): ReadonlyMap<Status, number> {
  const counts = new Map<Status, number>(statuses.map((status) => [status, 0]));
  for (const { id } of rows) {
    const status = statusOf(form, id);
    counts.set(status, (counts.get(status) ?? 0) + 1);
  }
  return counts;
}
