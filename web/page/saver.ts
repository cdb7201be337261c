import { type Remote, RemoteError, type Tagged } from "../remote.ts";
import type { Saving } from "./doc.ts";

/** Brings a text to its file a moment after each change, and never over someone else's. */
export interface Saver {
  /** The text is now this one. */
  changed(text: string): void;
  /** The text is now this one and must not be saved as it is: only the journal learns of it. */
  hold(text: string): void;
  /** Saves at once what is not saved; `keep` makes a version of it in any case. */
  flush(keep?: boolean): Promise<void>;
  /** The file was seen with this tag; with none where it was not seen any more. */
  seen(etag: string | undefined): Promise<void>;
  /** Answers a conflict: keeps the text here, also where the file is gone, or takes the one there. */
  settle(keep: "mine" | "theirs"): Promise<void>;
  /** The file has another name now. */
  moved(path: string): void;
  /** The tag of the file as it was last read or written. */
  etag(): string;
  /** Ends; what is not saved is in the journal. */
  stop(): void;
}

/** What a saver tells and asks. */
export interface Told {
  saving(saving: Saving): void;
  /** The file holds another text now, and nothing here would be lost by taking it. */
  reloaded(text: string, etag: string): void;
  saved(text: string, before: string, etag: string): void;
}

/** Why nothing is saved before a person has chosen: the file holds another text, or there is none. */
type Halt = { readonly kind: "conflict"; readonly theirs: Tagged } | { readonly kind: "gone" };

/** A saver for a file that was read as `first`. `wait` and `note` are pauses in milliseconds. */
export function createSaver(
  remote: Remote,
  path: string,
  first: Tagged,
  told: Told,
  { wait = 800, note = 200 } = {},
): Saver {
  let base = first;
  let text = first.text;
  let at: number | undefined;
  let halt: Halt | undefined;
  let running: Promise<void> | undefined;
  let saveDue: ReturnType<typeof setTimeout> | undefined;
  let noteDue: ReturnType<typeof setTimeout> | undefined;
  let over = false;
  let held = false;

  return {
    changed(next) {
      text = next;
      held = false;
      if (halt) return journal();
      if (text === base.text) {
        clearTimeout(saveDue);
        if (!running) told.saving({ kind: "saved", at });
        return;
      }
      told.saving({ kind: "dirty", at });
      journal();
      clearTimeout(saveDue);
      saveDue = setTimeout(() => save(), wait);
    },
    hold(next) {
      text = next;
      held = true;
      clearTimeout(saveDue);
      journal();
    },
    async flush(keep = false) {
      clearTimeout(saveDue);
      await running;
      if (halt || held) return;
      const dirty = text !== base.text;
      await save(keep ? "save" : "auto");
      if (keep && !dirty) await remote.mark(path, "");
    },
    async seen(etag) {
      await running;
      if (over || isKnown(etag)) return;
      const now = await read();
      if (!over && !isKnown(now?.etag)) found(now);
    },
    async settle(keep) {
      const stood = halt;
      if (!stood) return;
      halt = undefined;
      if (stood.kind === "gone") return keep === "mine" ? await create() : undefined;
      if (keep === "theirs") return take(stood.theirs);
      // The text there is known, so writing over it is a choice and not an accident.
      base = stood.theirs;
      await save();
    },
    moved(next) {
      if (next === path) return;
      path = next;
      if (halt?.kind !== "gone") return;
      halt = undefined;
      const dirty = text !== base.text;
      told.saving({ kind: dirty ? "dirty" : "saved", at });
      if (dirty) saveDue = setTimeout(() => save(), wait);
    },
    etag: () => base.etag,
    stop() {
      over = true;
      clearTimeout(saveDue);
      if (text !== base.text) {
        noteDue = void clearTimeout(noteDue);
        remote.keep({ path, text, base: base.etag }).catch(() => {});
      }
    },
  };

  /** Within a moment of the first change that it lacks: who types without a pause must not wait for one. */
  function journal(): void {
    noteDue ??= setTimeout(() => {
      noteDue = undefined;
      if (text !== base.text) remote.keep({ path, text, base: base.etag }).catch(() => {});
    }, note);
  }

  async function save(reason: "auto" | "save" = "auto"): Promise<void> {
    if (running) return running;
    if (over || held || text === base.text) return;
    running = write(reason);
    await running;
    running = undefined;
    if (text !== base.text && !halt && !over) {
      clearTimeout(saveDue);
      saveDue = setTimeout(() => save(), wait);
    }
  }

  async function write(reason: "auto" | "save"): Promise<void> {
    const sent = text;
    told.saving({ kind: "saving", at });
    try {
      const written = await remote.write(path, sent, base.etag, reason);
      if (written.kind === "conflict") {
        // The same text arrived on another way: nothing to choose between.
        if (written.theirs.text !== sent) return meet(written.theirs);
        base = written.theirs;
      } else {
        const before = base.text;
        base = { text: sent, etag: written.etag };
        told.saved(sent, before, written.etag);
      }
      at = Date.now();
      told.saving({ kind: text === sent ? "saved" : "dirty", at });
      if (text === sent) {
        noteDue = void clearTimeout(noteDue);
        remote.drop(path).catch(() => {});
      }
    } catch (error) {
      if (isMissing(error)) return stand({ kind: "gone" });
      told.saving({ kind: "failed", at });
      clearTimeout(saveDue);
      if (!over) saveDue = setTimeout(() => save(), 5000);
    }
  }

  /** Whether the file with this tag, or without any, tells nothing new. */
  function isKnown(etag: string | undefined): boolean {
    if (!halt) return etag === base.etag;
    return etag === (halt.kind === "conflict" ? halt.theirs.etag : undefined);
  }

  /** Another text, none, or again one: taken where nothing is lost, else a person chooses. */
  function found(now: Tagged | undefined): void {
    if (!now) return stand({ kind: "gone" });
    halt = undefined;
    if (text === base.text && now.text !== text) return take(now);
    if (now.text !== text) return meet(now);
    base = now;
    told.saving({ kind: "saved", at });
  }

  async function read(): Promise<Tagged | undefined> {
    try {
      return await remote.read(path);
    } catch (error) {
      if (isMissing(error)) return undefined;
      throw error;
    }
  }

  /** Makes the file anew; where there is one again meanwhile, that is a conflict like any other. */
  async function create(): Promise<void> {
    told.saving({ kind: "saving", at });
    try {
      const before = base.text;
      base = await remote.create(path, text);
      at = Date.now();
      told.saved(base.text, before, base.etag);
      told.saving({ kind: "saved", at });
    } catch (error) {
      const there = error instanceof RemoteError && error.code === "exists";
      const now = there ? await read() : undefined;
      if (now) return meet(now);
      stand({ kind: "gone" });
      throw error;
    }
  }

  function meet(theirs: Tagged): void {
    stand({ kind: "conflict", theirs });
  }

  function stand(why: Halt): void {
    halt = why;
    clearTimeout(saveDue);
    told.saving({ ...why, at });
  }

  function take(now: Tagged): void {
    base = now;
    text = now.text;
    noteDue = void clearTimeout(noteDue);
    remote.drop(path).catch(() => {});
    told.reloaded(now.text, now.etag);
    told.saving({ kind: "saved", at });
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof RemoteError && error.code === "missing";
}
