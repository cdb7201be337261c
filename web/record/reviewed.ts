import { digest, relevant, type SystemSpec, toSystem } from "../../engine/mod.ts";
import { open } from "../../engine/formats/record.ts";
import type { App } from "../shell/state.ts";
import type { Desk } from "./desk.ts";

/**
 * What a record relevantly said when its digest was this one, if a version of the file has it. Undefined
 * while the versions are being read, and where none has it; the page is drawn again when one is found.
 */
export function reviewedState(app: App, desk: Desk, wanted: string): SystemSpec | undefined {
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
  const then = known.get(key);
  return then && relevant(then);
}

const known = new Map<string, SystemSpec | undefined>();

/** Versions are tried from the latest: each has to be read and hashed. */
const most = 20;

async function find(app: App, desk: Desk, wanted: string): Promise<SystemSpec | undefined> {
  const versions = await app.remote.versions(desk.path);
  for (const { id } of versions.slice(0, most)) {
    const { spec } = open(await app.remote.version(id), desk.path);
    if (spec && digest(toSystem(spec, desk.system!.shelf)) === wanted) return spec;
  }
  return undefined;
}
