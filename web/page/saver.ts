import type { Remote, Tagged } from "../remote.ts";
import type { Saving } from "./doc.ts";

/** Brings a text to its file a moment after each change, and never over someone else's. */
export interface Saver {
  /** The text is now this one. */
  changed(text: string): void;
  /** Saves at once what is not saved. */
  flush(): Promise<void>;
  /** The file was seen with another tag. */
  seen(etag: string | undefined): Promise<void>;
  /** Answers a conflict: keeps the text here, or takes the one there. */
  settle(keep: "mine" | "theirs"): Promise<void>;
  /** Ends; what is not saved is in the journal. */
  stop(): void;
}

/** What a saver tells and asks. */
export interface Told {
  saving(saving: Saving): void;
  /** The file holds another text now, and nothing here would be lost by taking it. */
  reloaded(text: string): void;
  saved(text: string, before: string): void;
}

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
  let theirs: Tagged | undefined;
  let running: Promise<void> | undefined;
  let saveDue: ReturnType<typeof setTimeout> | undefined;
  let noteDue: ReturnType<typeof setTimeout> | undefined;
  let over = false;

  return {
    changed(next) {
      text = next;
      if (theirs) return journal();
      if (text === base.text) {
        clearTimeout(saveDue);
        if (!running) told.saving({ kind: "saved", at });
        return;
      }
      told.saving({ kind: "dirty", at });
      journal();
      clearTimeout(saveDue);
      saveDue = setTimeout(save, wait);
    },
    async flush() {
      clearTimeout(saveDue);
      await running;
      if (!theirs) await save();
    },
    async seen(etag) {
      await running;
      if (over || theirs || etag === undefined || etag === base.etag) return;
      const now = await remote.read(path);
      if (now.etag === base.etag) return;
      if (now.text === text) base = now;
      else if (text === base.text) take(now);
      else meet(now);
    },
    async settle(keep) {
      if (!theirs) return;
      const other = theirs;
      theirs = undefined;
      if (keep === "theirs") return take(other);
      // The text there is known, so writing over it is a choice and not an accident.
      base = other;
      await save();
    },
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

  async function save(): Promise<void> {
    if (running) return running;
    if (over || text === base.text) return;
    running = write();
    await running;
    running = undefined;
    if (text !== base.text && !theirs && !over) {
      clearTimeout(saveDue);
      saveDue = setTimeout(save, wait);
    }
  }

  async function write(): Promise<void> {
    const sent = text;
    told.saving({ kind: "saving", at });
    try {
      const written = await remote.write(path, sent, base.etag);
      if (written.kind === "conflict") {
        // The same text arrived on another way: nothing to choose between.
        if (written.theirs.text !== sent) return meet(written.theirs);
        base = written.theirs;
      } else {
        const before = base.text;
        base = { text: sent, etag: written.etag };
        told.saved(sent, before);
      }
      at = Date.now();
      told.saving({ kind: text === sent ? "saved" : "dirty", at });
      if (text === sent) {
        noteDue = void clearTimeout(noteDue);
        remote.drop(path).catch(() => {});
      }
    } catch {
      told.saving({ kind: "failed", at });
      clearTimeout(saveDue);
      if (!over) saveDue = setTimeout(save, 5000);
    }
  }

  function meet(now: Tagged): void {
    theirs = now;
    clearTimeout(saveDue);
    told.saving({ kind: "conflict", at, theirs: now });
  }

  function take(now: Tagged): void {
    base = now;
    text = now.text;
    noteDue = void clearTimeout(noteDue);
    remote.drop(path).catch(() => {});
    told.reloaded(now.text);
    told.saving({ kind: "saved", at });
  }
}
