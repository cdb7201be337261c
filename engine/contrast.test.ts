import { describe, expect, test } from "vitest";
import { assess } from "./assess.ts";
import { apply } from "./change.ts";
import { contrast } from "./contrast.ts";
import { day } from "./fixtures/record.ts";
import { opened } from "./fixtures/sample.ts";
import { comparisonDocument } from "./formats/chapters/compare.ts";
import { voice } from "./formats/chapters/voice.ts";
import { plain } from "./formats/document.ts";
import { markdown } from "./formats/markdown.ts";
import { resolver } from "./resolve.ts";
import type { Change } from "./schema.ts";
import { standard } from "./standard.ts";
import { toSystem } from "./system.ts";

const system = toSystem(opened.spec!, standard);
const base = assess(system, day);

function after(...changes: readonly Change[]) {
  const { spec, refused } = apply(system.spec, changes, resolver(system.catalogue));
  expect(refused).toEqual([]);
  return assess(toSystem(spec, standard), day);
}

describe("a contrast", () => {
  test("of a state with itself has nothing in it", () => {
    expect(contrast(base, assess(toSystem(structuredClone(opened.spec!), standard), day)))
      .toMatchObject({
        changes: [],
        attribution: undefined,
        worse: [],
        better: [],
        comparison: { same: true },
      });
  });

  test("has no causes to tell apart where there is one change, and none of two systems", () => {
    const one = after({ type: "set-status", control: "AC-2", status: "absent" });
    expect(contrast(base, one)).toMatchObject({ changes: [{}], attribution: undefined });
    const other = assess(toSystem({ ...opened.spec!, id: "another" }, standard), day);
    expect(contrast(base, other)).toMatchObject({ changes: undefined, attribution: undefined });
  });

  test("turned round turns worse into better", () => {
    const other = after(
      { type: "set-status", control: "AC-2", status: "absent" },
      { type: "set-trait", trait: "operation.remote", value: "false" },
    );
    const [there, back] = [contrast(base, other), contrast(other, base)];
    expect(there.worse.length).toBeGreaterThan(0);
    expect(there.better.length).toBeGreaterThan(0);
    const turned = (list: typeof there.worse) =>
      list.map(({ key, from, to }) => ({ key, from: to, to: from }));
    expect(turned(there.worse)).toMatchObject(
      back.better.map(({ key, from, to }) => ({ key, from, to })),
    );
    expect(turned(there.better)).toMatchObject(
      back.worse.map(({ key, from, to }) => ({ key, from, to })),
    );
    const keys = new Set(there.worse.map(({ key }) => key));
    expect(there.better.filter(({ key }) => keys.has(key))).toEqual([]);
  });
});

describe("the document of a comparison", () => {
  test("numbers changes as the causes name them, also when they are told apart by what they are about", () => {
    const controls = Object.keys(opened.spec!.controls!);
    const changes = controls.slice(0, 130).flatMap((control): Change[] => [
      { type: "set-status", control, status: "absent" },
    ]);
    const made = contrast(base, after(...changes));
    expect(made.changes!.length).toBeGreaterThan(100);
    const { blocks } = comparisonDocument({ ...made, names: ["a", "b"] }, voice("en"));
    const inputs = blocks.flatMap((block) => block.kind === "section" ? [block] : [])
      .find(({ id }) => id === "inputs")!;
    const items = inputs.blocks[0].kind === "list" ? inputs.blocks[0].items.map(plain) : [];
    expect(items).toHaveLength(made.changes!.length);
    const numbers = items.map((item) => Number.parseInt(item));
    expect(numbers.at(-1)).toBe(made.attribution!.changes.length);
    expect(made.attribution!.changes.length).toBeLessThanOrEqual(100);
  });

  test("names a scenario that only one state has", () => {
    const gone = after({ type: "remove", from: "scenarios", id: "S1" });
    const text = (...states: Parameters<typeof contrast>) =>
      markdown([comparisonDocument({ ...contrast(...states), names: ["a", "b"] }, voice("en"))]);
    expect(text(base, gone)).toMatch(/Scenarios no longer possible\n\n- S1 .+not there after/);
    expect(text(gone, base)).toMatch(/Scenarios now possible\n\n- S1 /);
  });
});
