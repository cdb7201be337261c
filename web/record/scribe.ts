import type { Edit } from "../../engine/change.ts";
import type { Hand, Reading } from "./hand.ts";
import { type Patch, patched, patchOf } from "./patch.ts";

/**
 * Brings what is done to the value into the text, one thing after the other, in the order in which it
 * was done. Nothing here is waited for by whoever changes the value.
 */
export interface Scribe {
  /** The text as far as it is written. */
  text(): string;
  /** Whether a text waits to be read: until it is, nobody knows what a change would be made to. */
  isReading(): boolean;
  isBusy(): boolean;
  /** Writes edits; what that does to the text is added to `patches`. */
  splice(edits: readonly Edit[], patches: Patch[]): void;
  /** Makes stretches of text again, or takes them back; asked for when their turn has come. */
  replay(patches: () => readonly Patch[]): void;
  /** Reads another text; `taken` is told what it says, and gives the list that remembers the stretch. */
  take(text: string, taken: (taken: Taken) => Patch[]): void;
  /** Acts when no text waits to be read: at once, or after it. */
  whenRead(act: () => void): void;
  /** Gives up what was not written yet, and reads what was. */
  reset(): Promise<Taken>;
  /** Resolves when everything so far is in the text. */
  done(): Promise<void>;
}

/** A text that was read, with the record in it. */
export type Taken = Awaited<ReturnType<Hand["take"]>>;

/** What a scribe tells. */
export interface Hearing {
  /** Something is to be written: the text is behind. */
  begun(): void;
  /** What is waited for before something is written: what was done to the value is on the screen. */
  shown(): Promise<void>;
  /** Nothing is to be written any more. */
  rested(reading: Reading): Promise<void>;
  /** Something could not be written. */
  failed(error: unknown): Promise<void>;
}

/** A scribe for a text that the hand has read already. */
export function createScribe(hand: Hand, first: string, hearing: Hearing): Scribe {
  let chain: Promise<void> = Promise.resolve();
  let jobs = 0;
  let reads = 0;
  /** Jobs of an earlier age concern a value that was given up. */
  let age = 0;
  let written = first;

  const scribe: Scribe = {
    text: () => written,
    isReading: () => reads > 0,
    isBusy: () => jobs > 0,
    splice(edits, patches) {
      work(async () => {
        const patch = await hand.splice(edits);
        if (!patch) return;
        written = patched(written, patch);
        patches.push(patch);
      });
    },
    replay(patches) {
      work(async () => {
        for (const patch of patches()) {
          await hand.patch(patch);
          written = patched(written, patch);
        }
      });
    },
    take(text, taken) {
      reads++;
      work(async () => {
        const patch = patchOf(written, text);
        if (patch) {
          const patches = taken(await hand.take(text));
          written = text;
          patches.push(patch);
        }
        reads--;
      });
    },
    whenRead(act) {
      if (reads === 0) act();
      else work(() => Promise.resolve(act()));
    },
    async reset() {
      age++;
      reads = 0;
      return await hand.take(written);
    },
    done: () => chain,
  };
  return scribe;

  function work(job: () => Promise<void>): void {
    jobs++;
    hearing.begun();
    const born = age;
    chain = chain.then(async () => {
      try {
        await hearing.shown();
        if (born === age) await job();
      } catch (error) {
        await hearing.failed(error);
      }
      if (--jobs > 0) return;
      const reading = await hand.read();
      if (jobs === 0) await hearing.rested(reading);
    });
  }
}
