import { describe, expect, test } from "vitest";
import type { Draft, Remote } from "./remote.ts";
import { sheltered } from "./shelter.ts";

/** A browser's storage, a server that can be away, and the two together. */
function scene() {
  const kept: Record<string, string> = {};
  const storage = Object.defineProperties(kept, {
    getItem: { value: (key: string) => kept[key] ?? null },
    setItem: { value: (key: string, text: string) => void (kept[key] = text) },
    removeItem: { value: (key: string) => void delete kept[key] },
  }) as unknown as Storage;
  const server = { away: false, draft: undefined as Draft | undefined };
  const answer = <T>(value: T) =>
    server.away ? Promise.reject(new Error("away")) : Promise.resolve(value);
  const remote = {
    keep: async (draft: Draft) => {
      await answer(undefined);
      server.draft = draft;
    },
    drop: async () => {
      await answer(undefined);
      server.draft = undefined;
    },
    draft: () => answer(server.draft),
  } as unknown as Remote;
  return { kept, server, remote: sheltered(remote, storage, "tab") };
}

const draft = (text: string, tab?: string): Draft => ({ path: "p", text, base: "1", tab });

describe("a sheltered server", () => {
  test("has what it was given, and the browser keeps nothing besides", async () => {
    const { kept, server, remote } = scene();
    await remote.keep(draft("a"));
    expect(server.draft?.text).toBe("a");
    expect(kept).toEqual({});
  });

  test("that is away leaves what was typed in the browser, until it is dropped", async () => {
    const { kept, server, remote } = scene();
    server.away = true;
    await expect(remote.keep(draft("b"))).rejects.toThrow();
    expect(await remote.draft("p")).toMatchObject({ text: "b", tab: "tab" });
    server.away = false;
    await remote.drop("p");
    expect(kept).toEqual({});
    expect(await remote.draft("p")).toBeUndefined();
  });

  test("is given a very large text first; the browser keeps it when the server is away", async () => {
    const { kept, server, remote } = scene();
    const text = "long ".repeat(200_000);
    const keeping = remote.keep(draft(text));
    expect(kept).toEqual({});
    await keeping;
    expect(server.draft?.text).toBe(text);
    server.away = true;
    await expect(remote.keep(draft(`${text}more`))).rejects.toThrow();
    expect((await remote.draft("p"))?.text).toBe(`${text}more`);
  });

  test("is asked where the browser has nothing of that file, or nothing that can be read", async () => {
    const { kept, server, remote } = scene();
    server.draft = draft("s");
    kept["mitate.draft q tab"] = JSON.stringify(draft("q"));
    kept["mitate.draft p tab"] = "{";
    expect(await remote.draft("p")).toBe(server.draft);
  });

  test("keeps what is typed in two tabs apart, and offers the later", async () => {
    const { server, remote } = scene();
    server.away = true;
    await remote.keep(draft("one", "1")).catch(() => {});
    await new Promise((done) => setTimeout(done, 2));
    await remote.keep(draft("two", "2")).catch(() => {});
    expect(await remote.draft("p")).toMatchObject({ text: "two", tab: "2" });
    await remote.drop("p", "2").catch(() => {});
    expect(await remote.draft("p")).toMatchObject({ text: "one", tab: "1" });
  });
});
