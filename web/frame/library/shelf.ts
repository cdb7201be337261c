import { closest } from "../../../engine/nearest.ts";
import { ratingTable } from "../../plots/rating.ts";
import { shelfList } from "../../plots/shelf.ts";
import { type Options, voice } from "../../plots/voice.ts";
import type { Systems } from "../systems.ts";
import { type Subject, subjects, type World } from "./world.ts";

/** What is published to analyse with. */
export function give(world: Pick<World, "systems">): Record<string, unknown> {
  const { systems } = world;
  const { analysed } = subjects(world);
  return {
    /** Everything there is, or what one analysis read. */
    tables: (subject?: Subject) =>
      shelfList(subject === undefined ? systems.shelf : analysed(subject)),
    /** One table with every cell, by its id on the shelf or as it stands in a system. */
    ratingTable: (table: string | Parameters<typeof ratingTable>[0], options?: Options) =>
      ratingTable(typeof table === "string" ? tableOf(table, systems) : table, options),
  };
}

function tableOf(id: string, { shelf }: Systems) {
  const all = [...shelf.tables, ...shelf.methods.map(({ table }) => table)];
  const found = all.find((table) => table.id === id);
  if (found) return found;
  const { say } = voice();
  const ids = [...new Set(all.map((table) => table.id))];
  const near = closest(id, ids);
  throw new RangeError(
    say("plot.shelf.unknown", { id, list: ids.join(", ") }) +
      (near ? say("app.frame.near", { near }) : ""),
  );
}
