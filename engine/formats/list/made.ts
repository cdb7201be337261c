import type { System } from "../../model.ts";
import { folded } from "./name.ts";

/** The scenarios that rows make: what they are called, so that two rows do not make one twice. */
export interface Made {
  /** Ids and names, folded, each with the id. */
  readonly ids: Map<string, string>;
  readonly names: Map<string, string>;
  /** The highest number of an id `S1`, `S2` … that the record or a row has. */
  last: number;
}

export function madeFor({ scenarios }: System): Made {
  const made: Made = { ids: new Map(), names: new Map(), last: 0 };
  reserve(scenarios.map(({ id }) => id), made);
  return made;
}

/** Keeps ids that rows write themselves from being given to others. */
export function reserve(ids: readonly string[], made: Made): void {
  for (const id of ids) {
    const [, number = "0"] = /^s(\d{1,9})$/.exec(folded(id)) ?? [];
    made.last = Math.max(made.last, Number(number));
  }
}

/** Keeps in mind what a row made, by its id and name. */
export function keep(id: string, name: string, made: Made): void {
  made.ids.set(folded(id), id);
  if (name !== "") made.names.set(folded(name), id);
  reserve([id], made);
}
