import { expect, test } from "vitest";
import type { FileEntry, Kind } from "../remote.ts";
import { nameOfState } from "../../engine/formats/state.ts";
import { movedIn, nearRecord, statesIn } from "./states.ts";

const file = (path: string, kind: Kind = "record"): FileEntry => ({
  path,
  kind,
  title: path,
  titles: { ja: path, en: path },
  modified: 0,
  etag: path,
});
const files = [
  file("notebooks/a.html", "notebook"),
  file("scenarios/benefit-portal.yaml"),
  file("scenarios/odd#name.yaml"),
];
const [, sample, odd] = files.map(({ path }) => path);

test.each([
  [sample, `${sample}#early`, [sample, `${sample}#early`]],
  [`${sample}@3`, "#early", [`${sample}@3`, `${sample}#early`]],
  ["#early", sample, [`${sample}#early`, sample]],
  [odd, "#x", [odd, `${odd}#x`]],
  ["", "", [sample]],
  ["", `${odd}@2`, [odd, `${odd}@2`]],
  [sample, "", [sample]],
  // What is not there is named all the same, so that the page can say so.
  ["gone.yaml", "#x", ["gone.yaml", "gone.yaml#x"]],
])("an address with a=%s b=%s names these states", (a, b, names) => {
  expect(statesIn({ a, b }, files).map(nameOfState)).toEqual(names);
});

test("an empty workspace has none", () => {
  expect(statesIn({ a: "", b: "" }, [])).toEqual([]);
  expect(statesIn({ a: "", b: "#x" }, [])).toEqual([]);
});

test.each([
  ["scenarios/benefit-portl.yaml", sample],
  ["benefit-portal.yml", sample],
  ["./scenarios/benefit-portal.yaml", sample],
  ["quite-another.yaml", undefined],
])("%s may mean %s", (typed, near) => {
  expect(nearRecord(typed, files)).toBe(near);
});

test("a renamed file is followed on both sides, in every state of it", () => {
  const route = { at: "compare", a: `${odd}@3`, b: `${sample}#early` } as const;
  expect(movedIn(route, odd, "new.yaml")).toEqual({ ...route, a: "new.yaml@3" });
  expect(movedIn(route, sample, "new.yaml")).toEqual({ ...route, b: "new.yaml#early" });
  expect(movedIn(route, "other.yaml", "new.yaml")).toEqual(route);
});
