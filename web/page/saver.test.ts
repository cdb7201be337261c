import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { Draft, Remote, Tagged } from "../remote.ts";
import type { Saving } from "./doc.ts";
import { createSaver } from "./saver.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A file at a server, a saver for it, and what the saver said. */
function scene() {
  const file: Tagged = { text: "a", etag: "1" };
  const now = { file, down: false, drafts: [] as Draft[], writes: 0 };
  const said: Saving["kind"][] = [];
  const taken: string[] = [];
  const remote = {
    read: () => Promise.resolve(now.file),
    write(_: string, text: string, base: string) {
      now.writes++;
      if (now.down) return Promise.reject(new Error("down"));
      if (base !== now.file.etag) return Promise.resolve({ kind: "conflict", theirs: now.file });
      now.file = { text, etag: String(Number(now.file.etag) + 1) };
      return Promise.resolve({ kind: "written", etag: now.file.etag });
    },
    keep: (draft: Draft) => Promise.resolve(void now.drafts.push(draft)),
    drop: () => Promise.resolve(void now.drafts.splice(0)),
  } as unknown as Remote;
  const saver = createSaver(remote, "p", file, {
    saving: ({ kind }) => said.push(kind),
    reloaded: (text) => taken.push(text),
    saved: () => {},
  });
  return { now, said, taken, saver };
}

const wait = (time: number) => vi.advanceTimersByTimeAsync(time);

describe("a saver", () => {
  test("writes once after typing rests, and forgets the draft", async () => {
    const { now, said, saver } = scene();
    for (const text of ["ab", "abc", "abcd"]) {
      saver.changed(text);
      await wait(300);
    }
    expect(now.writes).toBe(0);
    expect(now.drafts.at(-1)?.text).toBe("abcd");
    await wait(800);
    expect(now).toMatchObject({ file: { text: "abcd" }, writes: 1, drafts: [] });
    expect(said.at(-1)).toBe("saved");
  });

  test("notes what is typed without a pause", async () => {
    const { now, saver } = scene();
    let text = "a";
    for (let turn = 0; turn < 40; turn++) {
      saver.changed(text += "b");
      await wait(50);
      expect(text.length - (now.drafts.at(-1)?.text.length ?? 1)).toBeLessThanOrEqual(4);
    }
    expect(now.writes).toBe(0);
  });

  test("writes nothing where a change was taken back", async () => {
    const { now, said, saver } = scene();
    saver.changed("b");
    saver.changed("a");
    await wait(2000);
    expect(now.writes).toBe(0);
    expect(said.at(-1)).toBe("saved");
  });

  test("tries again when the server was away", async () => {
    const { now, said, saver } = scene();
    now.down = true;
    saver.changed("b");
    await wait(1000);
    expect(said.at(-1)).toBe("failed");
    now.down = false;
    await wait(6000);
    expect(now.file.text).toBe("b");
  });

  test.each<["mine" | "theirs", string]>([["mine", "b"], ["theirs", "z"]])(
    "stops at a conflict until someone keeps %s",
    async (keep, text) => {
      const { now, said, taken, saver } = scene();
      now.file = { text: "z", etag: "9" };
      saver.changed("b");
      await wait(5000);
      expect(said.at(-1)).toBe("conflict");
      expect(now.file.text).toBe("z");
      await saver.settle(keep);
      await wait(0);
      expect(now.file.text).toBe(text);
      expect(taken).toEqual(keep === "theirs" ? ["z"] : []);
    },
  );

  test("takes what came from elsewhere where nothing is typed, and asks where something is", async () => {
    const one = scene();
    one.now.file = { text: "z", etag: "9" };
    await one.saver.seen("9");
    expect(one.taken).toEqual(["z"]);
    const two = scene();
    two.saver.changed("b");
    two.now.file = { text: "z", etag: "9" };
    await two.saver.seen("9");
    expect(two.taken).toEqual([]);
    expect(two.said.at(-1)).toBe("conflict");
  });

  test("leaves a draft behind when the page closes before it saved", () => {
    const { now, saver } = scene();
    saver.changed("b");
    saver.stop();
    expect(now.drafts.at(-1)).toMatchObject({ text: "b", base: "1" });
  });
});
