import type { StateName } from "../../engine/formats/state.ts";
import { nameOfState } from "../../engine/formats/state.ts";
import { asking } from "../record/hand.ts";
import type { FileEntry } from "../remote.ts";
import type { App, State } from "../shell/state.ts";
import { troubleOf } from "../shell/trouble.ts";
import type { Asked, Told } from "./bench.ts";
import { type Compared, nearRecord, recordsIn, type Side, statesIn } from "./states.ts";

/**
 * Follows the two states of the address for as long as it names a comparison: whenever one of them is
 * chosen anew or its file changes, here, in another tab or on the disk, it is read and compared again in
 * a worker. What was shown stays until the next is there. The answer ends it.
 */
export function openCompare(app: App): () => void {
  if (app.store.get().route.at !== "compare") return () => {};
  const versions = new Map<number, string>();
  let clerk: ReturnType<typeof clerkFor> | undefined;
  let turn = 0;
  let seen = "";
  const end = app.store.watch(look);
  look(app.store.get());
  return () => {
    turn++;
    end();
    clerk?.stop();
  };

  function look(now: State): void {
    const { route, files, beside } = now;
    if (route.at !== "compare" || !files) return;
    const states = statesIn(route, files);
    const key = JSON.stringify([
      states,
      states.map(({ file }) => files.find(({ path }) => path === file)?.etag),
      recordsIn(files).map(({ path }) => path),
      beside.tag,
      route.again,
    ]);
    if (key === seen) return;
    seen = key;
    follow(states, files).catch((error) => put({ working: false, trouble: troubleOf(app, error) }));
  }

  async function follow(states: readonly StateName[], files: readonly FileEntry[]): Promise<void> {
    const mine = ++turn;
    put({ sides: states.map((state, index) => sideOf(state, index)), working: true, trouble: "" });
    const read = await Promise.all(states.map((state) => readState(state, files)));
    if (mine !== turn) return;
    const asked = read.flatMap(({ asked }) => asked ?? []);
    const told = asked.length > 0 ? await work(asked) : { found: [], shown: undefined };
    if (mine !== turn) return;
    const found = told.found.values();
    const sides = read.map(({ side, asked }) => ({
      ...side,
      found: asked && found.next().value,
    }));
    put({ sides, shown: told.shown, working: false });
  }

  /** What is known of a side until it was read: what was shown of its file. */
  function sideOf(state: StateName, index: number): Side {
    const before = app.store.get().compared?.sides[index];
    const nothing: Side = { state, versions: [], found: undefined, missing: undefined };
    if (before?.state.file !== state.file) return nothing;
    const same = nameOfState(before.state) === nameOfState(state);
    if (same) return before;
    return { ...nothing, versions: before.versions, found: before.found && listOnly(before.found) };
  }

  async function readState(
    state: StateName,
    files: readonly FileEntry[],
  ): Promise<{ side: Side; asked: Asked | undefined }> {
    const { file, kind, id } = state;
    const side: Side = { state, versions: [], found: undefined, missing: undefined };
    if (!recordsIn(files).some(({ path }) => path === file)) {
      const missing = { kind: "file", near: nearRecord(file, files) } as const;
      return { side: { ...side, missing }, asked: undefined };
    }
    const [now, list] = await Promise.all([
      app.remote.read(file).then(({ text }) => text),
      // Without a history everything but a version can be compared.
      app.remote.versions(file).catch((error) => {
        if (kind === "version") throw error;
        return [];
      }),
    ]);
    const text = kind === "version" ? await versionOf(id, list) : now;
    const variant = kind === "variant" ? id : "";
    const asked = { name: nameOfState(state), file, now, text, variant };
    const missing = text === undefined ? { kind: "version" } as const : undefined;
    return { side: { ...side, versions: list, missing }, asked };
  }

  async function versionOf(
    id: string,
    list: readonly { readonly id: number }[],
  ): Promise<string | undefined> {
    const found = list.find((version) => String(version.id) === id);
    if (!found) return undefined;
    if (!versions.has(found.id)) versions.set(found.id, await app.remote.version(found.id));
    return versions.get(found.id)!;
  }

  /** Compares in a worker; one that still works on what nobody waits for is not waited for either. */
  function work(asked: readonly Asked[]): Promise<Told> {
    const { beside } = app.store.get();
    if (clerk?.busy || clerk?.tag !== beside.tag) {
      clerk?.stop();
      clerk = clerkFor(app, beside.tag);
    }
    return clerk.compare(asked);
  }

  function put(part: Partial<Compared>): void {
    app.store.set(({ compared }) => ({
      compared: { ...compared ?? nothing, ...part },
    }));
  }
}

const nothing: Compared = { sides: [], working: true, shown: undefined, trouble: "" };

function listOnly(found: NonNullable<Side["found"]>): NonNullable<Side["found"]> {
  return { ...found, standing: undefined, problem: undefined, errors: 0, refused: 0 };
}

/** A worker that compares, with the catalogues that stand beside the records now. */
function clerkFor(app: App, tag: string) {
  const worker = new Worker(new URL("../record/worker.ts", import.meta.url), { type: "module" });
  const { shelf } = app.store.get().beside;
  worker.postMessage({ catalogs: shelf.catalogs, at: app.today });
  const ask = asking(worker);
  return {
    tag,
    busy: false,
    async compare(asked: readonly Asked[]): Promise<Told> {
      this.busy = true;
      try {
        return await ask("compare", [asked]) as Told;
      } finally {
        this.busy = false;
      }
    },
    stop: () => worker.terminate(),
  };
}
