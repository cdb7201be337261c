import { digest, relevant, type SystemSpec, toSystem } from "../../engine/mod.ts";
import { open } from "../../engine/formats/record.ts";
import type { App } from "../shell/state.ts";
import type { Desk } from "./desk.ts";

/** A version of a record that a review was about. */
export interface Reviewed {
  readonly version: number;
  /** What the record relevantly said. */
  readonly spec: SystemSpec;
}

/**
 * What a record relevantly said when its digest was this one, if a version of the file has it. Undefined
 * while the versions are being read, and where none has it; the page is drawn again when one is found.
 */
export function reviewedState(app: App, desk: Desk, wanted: string): Reviewed | undefined {
  const key = `${desk.path} ${wanted}`;
  if (!known.has(key)) {
    known.set(key, undefined);
    find(app, desk, wanted).then((found) => {
      if (!found) return;
      known.set(key, found);
      const now = app.store.get().desk;
      app.store.set({ desk: now && { ...now } });
    }).catch(() => known.delete(key));
  }
  return known.get(key);
}

const known = new Map<string, Reviewed | undefined>();

/** Versions are tried from the latest: each has to be read and hashed. */
const most = 20;

async function find(app: App, desk: Desk, wanted: string): Promise<Reviewed | undefined> {
  const versions = await app.remote.versions(desk.path);
  for (const { id } of versions.slice(0, most)) {
    const { spec } = open(await app.remote.version(id), desk.path);
    if (spec && digest(toSystem(spec, desk.system!.shelf)) === wanted) {
      return { version: id, spec: relevant(spec) };
    }
  }
  return undefined;
}
