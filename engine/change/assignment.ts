import { bare } from "./field.ts";
import type { Change } from "../schema.ts";

/**
 * A change as it is typed after `mitate set`: `AC-2@web=absent`, `impact.law=high`, `S1.threat=2`; what
 * `formats/assignment.ts` reads. Undefined for the changes that this short form has no words for.
 */
export function assignment(change: Change): string | undefined {
  switch (change.type) {
    case "set-status": {
      const { control, place, status } = change;
      return `${control}${place === undefined ? "" : `@${place}`}=${status}`;
    }
    case "set-impact":
      return `impact.${change.category}=${change.level}`;
    case "set-trait":
      return change.value === null ? undefined : `profile.${bare(change.trait)}=${change.value}`;
    case "set-threat": {
      const { scenario, step, threat } = change;
      return `${scenario}${step === undefined ? "" : `/${step}`}.threat=${threat}`;
    }
    case "set-target":
      return `target.${change.damage}=${change.risk}`;
    default:
      return undefined;
  }
}
