import type { Publication, Published } from "./publish.ts";
import { refuse } from "./refusal.ts";
import { Stop } from "./stop.ts";

/** Publishes for the server, a few notebooks at a time. */
export interface Press {
  /** As `publish`; refused while too many are under way, and where the notebook cannot be published. */
  readonly publish: (publication: Publication) => Promise<Published>;
}

/**
 * A press for `most` notebooks at a time. A computation that could not be stopped takes up its place
 * until it ends by itself, so that no number of them can take the whole machine.
 */
export function press(most = 2): Press {
  let busy = 0;
  return {
    async publish(publication) {
      if (busy >= most) throw refuse("busy");
      busy++;
      let ended = Promise.resolve();
      try {
        // The compiler of cells is large; a server that publishes nothing does without it.
        const { publish } = await import("./publish.ts");
        return await publish({ ...publication, working: (end) => ended = end });
      } catch (error) {
        throw error instanceof Stop ? refuse("unpublished", { detail: error.text }) : error;
      } finally {
        ended.then(() => busy--);
      }
    },
  };
}
