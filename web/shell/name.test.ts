import { describe, expect, test } from "vitest";
import { RemoteError } from "../remote.ts";
import { firstFree, isNamedBy, pathFor } from "./name.ts";

test.each(
  [
    ["notebook", "検討 1/2", "notebooks/検討-1-2.html"],
    ["notebook", "??", "notebooks/notebook.html"],
    ["record", "窓口", "scenarios/窓口.yaml"],
    ["template", "Board", "notebooks/templates/Board.html"],
    ["pattern", "", "scenarios/patterns/pattern.yaml"],
  ] as const,
)("a %s called %j is the file %s", (kind, title, path) => {
  expect(pathFor(kind, title)).toBe(path);
});

test.each([
  ["notebooks/検討-1-2.html", "検討 1/2", true],
  ["notebooks/検討-2.html", "検討", true],
  ["notebooks/tour.html", "はじめに Tour", false],
])("%s called %j is named by its title: %s", (path, title, is) => {
  expect(isNamedBy(path, "notebook", title)).toBe(is);
});

describe("the first free name", () => {
  const among = (taken: readonly string[]) => async (path: string) => {
    await Promise.resolve();
    if (taken.includes(path)) throw new RemoteError("exists", path);
  };
  test.each([
    [[], "n/a.html"],
    [["n/a.html"], "n/a-2.html"],
    [["n/a.html", "n/a-2.html", "n/a-3.html"], "n/a-4.html"],
  ])("beside %j is %s", async (taken, free) => {
    expect(await firstFree("n/a.html", among(taken))).toBe(free);
  });

  test("goes on from a number that is there", async () => {
    expect(await firstFree("n/a-2.html", among(["n/a-2.html"]))).toBe("n/a-3.html");
  });

  test("is not looked for when something else is wrong", async () => {
    const act = () => Promise.reject(new RemoteError("offline", ""));
    await expect(firstFree("n/a.html", act)).rejects.toMatchObject({ code: "offline" });
  });
});
