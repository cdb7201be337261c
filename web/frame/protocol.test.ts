import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { fromFrame, tallest } from "./protocol.ts";

const say = (t: string, rest: object) => fromFrame({ v: 1, t, ...rest });

describe("messages of the frame", () => {
  test.each<[unknown]>([
    [undefined],
    [null],
    [1],
    ["ready"],
    [{ t: "ready" }],
    [{ v: 2, t: "ready" }],
    [
      { v: 1, t: "constructor" },
    ],
    [{ v: 1, t: "write" }],
    [{ v: 1, t: "exit", id: 1.5, dir: 1 }],
    [{
      v: 1,
      t: "link",
      href: "javascript:alert(1)",
    }],
  ])("%j is none", (data) => expect(fromFrame(data)).toBeUndefined());

  test("heights are held within bounds, and bad ones left out", () => {
    expect(say("want", { cells: [[1, 20.25], [2, 1e5], [3, NaN], [4, -1], [0, 5], "x"] }))
      .toEqual({ t: "want", cells: [[1, 20.25], [2, tallest]] });
  });

  test("states keep only what is known, with texts cut", () => {
    const state = { status: "error", problems: [{ code: "runtime", params: { detail: "x" } }] };
    const read = say("states", { states: [[1, state], [2, { status: "evil" }]] });
    expect(read).toMatchObject({ states: [[1, { status: "error", summary: "", waits: [] }]] });
  });

  test("whatever is sent, reading never throws and gives plain data", () => {
    const kinds = ["states", "symbols", "want", "exit", "reveal", "key", "link", "propose"];
    const keys = ["states", "symbols", "cells", "id", "dir", "top", "bottom", "changes", "system"];
    fc.assert(
      fc.property(
        fc.constantFrom(...kinds),
        fc.dictionary(fc.constantFrom(...keys), fc.anything({ maxDepth: 4 })),
        (t, rest) => {
          expect(() => say(t, rest)).not.toThrow();
        },
      ),
      { seed: 201, numRuns: 2000 },
    );
  });
});
