import { expect, test } from "vitest";
import { type Finding, listed, tell } from "./finding.ts";

function finding(code: Finding["code"], index: number): Finding {
  return { code, severity: "error", on: "control/X", path: ["controls", `X-${index}`], params: {} };
}

test("of each kind a thousand findings are listed, and one tells how many more there are", () => {
  const many = Array.from({ length: 1234 }, (_, index) => finding("unknown-control", index));
  const few = [finding("impact-not-applicable", 0)];
  const all = listed([...many, ...few]);
  expect(all.slice(0, -1)).toEqual([...many.slice(0, 1000), ...few]);
  const last = all.at(-1)!;
  expect(last).toMatchObject({ severity: "error", on: "system", path: ["controls"] });
  expect(tell(last, "en")).toBe("234 more findings of this kind (unknown-control) are not listed");
  expect(tell(last, "ja")).toBe("同じ種類の指摘（unknown-control）がほかに234件あります。");
});

test("up to a thousand are all listed, as they are", () => {
  const all = Array.from({ length: 1000 }, (_, index) => finding("unknown-control", index));
  expect(listed(all)).toEqual(all);
});
