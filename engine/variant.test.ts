import { describe, expect, test } from "vitest";
import { apply } from "./change.ts";
import { check } from "./check.ts";
import { compare } from "./compare.ts";
import { assess } from "./assess.ts";
import { day, system as small } from "./fixtures/record.ts";
import { opened } from "./fixtures/sample.ts";
import { repairs } from "./repair.ts";
import { resolver } from "./resolve.ts";
import type { SystemSpec } from "./schema.ts";
import { standard } from "./standard.ts";
import { toSystem } from "./system.ts";
import { variant, variants, varied } from "./variant.ts";

const spec: SystemSpec = {
  ...opened.spec,
  variants: [
    {
      id: "closed",
      name: { ja: "閉域", en: "Closed" },
      changes: [{ type: "set-trait", trait: "exposure", value: "closed" }],
    },
    {
      id: "both",
      base: "closed",
      changes: [{ type: "set-status", control: "AC-2", status: "absent" }],
    },
  ],
};
const system = toSystem(spec, standard);

describe("variants", () => {
  test("stand on the record or on one another", () => {
    const [closed, both] = variants(system);
    expect(closed).toMatchObject({ base: "", name: { ja: "閉域" }, refused: [] });
    expect(both.base).toBe("closed");
    expect(both.changes).toEqual([...closed.own, ...both.own]);
    expect(varied(system, both).profile.traits.exposure).toBe("closed");
  });

  test("make some scenarios impossible and open a gap, as their changes say", () => {
    const base = assess(system, day);
    const { vanished, opened } = compare(
      base,
      assess(varied(system, variant(system, "both")!), day),
    );
    expect(vanished).toContain("S1");
    expect(opened).toEqual(["AC-2"]);
  });

  test("of a name that is not there are undefined", () => {
    expect(variant(system, "nowhere")).toBeUndefined();
  });

  test("in a circle stand on the record in the end, and on a missing base too", () => {
    const round = toSystem({
      ...spec,
      variants: [{ id: "a", base: "b" }, { id: "b", base: "a" }, { id: "c", base: "gone" }],
    }, standard);
    expect(variants(round).map(({ base }) => base)).toEqual(["b", "a", ""]);
  });
});

describe("a variant that no longer applies", () => {
  const broken = toSystem({
    ...spec,
    variants: [{
      id: "old",
      changes: [
        { type: "set-status", control: "AC-2", status: "absent" },
        { type: "set-threat", scenario: "S1a", threat: 1 },
        { type: "remove", from: "measures", id: "nothing-like-it" },
      ],
    }],
  }, standard);

  test("names the changes and leaves them out", () => {
    const old = variant(broken, "old")!;
    expect(old.refused.map(({ index, code }) => [index, code])).toEqual([
      [1, "change-unknown"],
      [2, "change-entry"],
    ]);
    expect(varied(broken, old).controls.get("AC-2")?.status).toBe("absent");
    const codes = check(broken).filter(({ on }) => on === "variant/old").map(({ code }) => code);
    expect(codes).toEqual(["variant-change", "variant-change"]);
  });

  test("can be mended by reading a name as the nearest one, or by leaving the change out", () => {
    const ways = repairs(broken, variant(broken, "old")!);
    expect(ways.map(({ kind, index, to }) => [kind, index, to])).toEqual([
      ["remap", 1, expect.stringMatching(/^S1/)],
      ["drop", 1, ""],
      ["drop", 2, ""],
    ]);
    for (const { changes, index } of ways) {
      const mended = apply(broken.spec, changes, resolver(broken.catalogue));
      expect(mended.refused).toEqual([]);
      const left = variant(toSystem(mended.spec, standard), "old")!.refused;
      expect(
        left.some((one) =>
          one.index === index && one.change === broken.spec.variants![0].changes![index]
        ),
      )
        .toBe(false);
      expect(left).toHaveLength(1);
    }
  });
});

describe("a variant that contradicts itself", () => {
  test("is a finding that names both changes", () => {
    const double = small({
      variants: [{
        id: "double",
        changes: [
          { type: "set-status", control: "AC-2", status: "absent" },
          { type: "set-status", control: "ac-02", status: "implemented" },
          { type: "set-status", control: "AC-2", place: "web", status: "absent" },
        ],
      }],
      components: [{ id: "web" }],
    });
    expect(check(double).filter(({ code }) => code === "variant-conflict")).toMatchObject([
      { on: "variant/double", params: { first: 1, second: 2, what: "AC-2" } },
    ]);
  });
});
