import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { type Draft, type Remote, RemoteError, type Tagged } from "../remote.ts";
import type { Saving } from "./doc.ts";
import { createSaver } from "./saver.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A file at a server, a saver for it, and what the saver said. */
function scene() {
  const file: Tagged = { text: "a", etag: "1" };
  const now = {
    file: file as Tagged | undefined,
    path: "p",
    down: false,
    drafts: [] as Draft[],
    writes: 0,
    kept: [] as string[],
  };
  const missing = (path: string) =>
    now.file && path === now.path ? undefined : Promise.reject(new RemoteError("missing", path));
  const said: Saving["kind"][] = [];
  const taken: string[] = [];
  const remote = {
    read: (path: string) => missing(path) ?? Promise.resolve(now.file),
    write(path: string, text: string, base: string, reason: string) {
      now.writes++;
      if (now.down) return Promise.reject(new Error("down"));
      const gone = missing(path);
      if (gone) return gone;
      const { etag } = now.file!;
      if (base !== etag) return Promise.resolve({ kind: "conflict", theirs: now.file });
      now.file = { text, etag: String(Number(etag) + 1) };
      if (reason === "save") now.kept.push(text);
      return Promise.resolve({ kind: "written", etag: now.file.etag });
    },
    create(path: string, text: string) {
      if (now.file) return Promise.reject(new RemoteError("exists", path));
      now.file = { text, etag: "7" };
      return Promise.resolve(now.file);
    },
    mark: () => Promise.resolve(void now.kept.push(now.file!.text)),
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
    expect(now.file?.text).toBe("b");
  });

  test.each<["mine" | "theirs", string]>([["mine", "b"], ["theirs", "z"]])(
    "stops at a conflict until someone keeps %s",
    async (keep, text) => {
      const { now, said, taken, saver } = scene();
      now.file = { text: "z", etag: "9" };
      saver.changed("b");
      await wait(5000);
      expect(said.at(-1)).toBe("conflict");
      expect(now.file?.text).toBe("z");
      await saver.settle(keep);
      await wait(0);
      expect(now.file?.text).toBe(text);
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

  test("shows the latest text of the other side, however often it changes", async () => {
    const { now, said, taken, saver } = scene();
    saver.changed("b");
    for (const etag of ["8", "9"]) {
      now.file = { text: `z${etag}`, etag };
      await saver.seen(etag);
    }
    await saver.settle("theirs");
    expect([said.at(-1), taken]).toEqual(["saved", ["z9"]]);
    now.file = { text: "b2", etag: "10" };
    saver.changed("b2");
    await saver.seen("10");
    await wait(2000);
    // Both sides came to the same text: nothing to choose, nothing to write.
    expect([said.at(-1), now.writes]).toEqual(["saved", 0]);
  });

  test.each([["seen", false], ["written", true]])(
    "says that the file is gone when that is %s, keeps a draft, and makes it anew when told",
    async (_, typing) => {
      const { now, said, saver } = scene();
      now.file = undefined;
      if (typing) saver.changed("b");
      else await saver.seen(undefined);
      await wait(2000);
      expect(said.at(-1)).toBe("gone");
      saver.changed("c");
      await wait(20_000);
      expect(now.file).toBeUndefined();
      expect(now.drafts.at(-1)?.text).toBe("c");
      await saver.settle("mine");
      expect(now.file).toEqual({ text: "c", etag: "7" });
      saver.changed("d");
      await wait(1000);
      expect([said.at(-1), now.file!.text]).toEqual(["saved", "d"]);
    },
  );

  test("a file that was gone and is there again is met like one that was changed", async () => {
    const { now, said, saver } = scene();
    now.file = undefined;
    await saver.seen(undefined);
    saver.changed("b");
    now.file = { text: "z", etag: "9" };
    await saver.settle("mine");
    expect(said.at(-1)).toBe("conflict");
    expect(now.file.text).toBe("z");
    const back = scene();
    back.now.file = undefined;
    await back.saver.seen(undefined);
    back.now.file = { text: "a", etag: "1" };
    await back.saver.seen("1");
    expect([back.said.at(-1), back.taken]).toEqual(["saved", []]);
  });

  test("goes on under another name, also where the old one was missed first", async () => {
    const { now, said, saver } = scene();
    now.path = "q";
    saver.changed("b");
    await wait(1000);
    expect(said.at(-1)).toBe("gone");
    saver.moved("q");
    await wait(1000);
    expect([said.at(-1), now.file?.text]).toEqual(["saved", "b"]);
  });

  test("makes a version when asked, of what is typed or of what is saved already", async () => {
    const { now, saver } = scene();
    await saver.flush(true);
    saver.changed("b");
    await saver.flush(true);
    await saver.flush();
    expect(now.kept).toEqual(["a", "b"]);
  });

  test("leaves a draft behind when the page closes before it saved", () => {
    const { now, saver } = scene();
    saver.changed("b");
    saver.stop();
    expect(now.drafts.at(-1)).toMatchObject({ text: "b", base: "1" });
  });
});
