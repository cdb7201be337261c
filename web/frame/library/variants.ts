import type { System } from "../../../engine/mod.ts";
import { closest } from "../../../engine/nearest.ts";
import { variants, varied } from "../../../engine/variant.ts";
import { voice } from "../../plots/voice.ts";
import { type Subject, subjects, type World } from "./world.ts";

/** The variants that a record keeps. */
export function give(world: Pick<World, "systems">): Record<string, unknown> {
  const { systemOf } = subjects(world);
  return {
    /** The system as one of its variants has it, by the variant's id. */
    variant: (subject: Subject, id: string) => variantOf(systemOf(subject), id),
    /** The variants of a record: their ids, names, changes. */
    variants: (subject: Subject) => variants(systemOf(subject)),
  };
}

function variantOf(system: System, id: string): System {
  const all = variants(system);
  const found = all.find((one) => one.id === id);
  if (found) return varied(system, found);
  const ids = all.map((one) => one.id);
  const { say } = voice();
  const near = closest(id, ids);
  throw new RangeError(
    say("app.frame.noVariant", { id, known: ids.join(", ") || "—" }) +
      (near ? say("app.frame.near", { near }) : ""),
  );
}
