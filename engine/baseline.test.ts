import { describe, expect, test } from "vitest";
import { type BaselineResult, conformity } from "./baseline.ts";
import { only, system } from "./fixtures/record.ts";
import type { Answer, Status } from "./model.ts";
import { ground } from "./profile.ts";
import { toText } from "./text.ts";
import type { ControlSpec, SystemSpec } from "./schema.ts";

function baseline(part: Partial<SystemSpec>): BaselineResult {
  return conformity(ground(system(part)));
}

function result(found: BaselineResult, control: string) {
  return found.controls.find((one) => one.control === control);
}

/** The small record at one required level, with or without personal data. */
function at(level: Answer, personal: boolean | "unassessed" = false): BaselineResult {
  return baseline({
    impact: {
      distress: level,
      finance: "low",
      programs: "low",
      disclosure: "low",
      safety: "not-applicable",
      law: "low",
    },
    profile: { information: { personal } },
  });
}

describe("required controls", () => {
  test.each([
    ["low", false, 149],
    ["moderate", false, 287],
    ["high", false, 370],
    ["unassessed", false, 370],
  ])("level %s, personal data %s: %i controls of SP 800-53B", (level, personal, count) => {
    expect(at(level as Answer, personal).controls).toHaveLength(count);
  });

  test("the privacy baseline joins with personal data, and while that is unassessed", () => {
    const extra = result(at("low", true), "PT-2");
    expect(extra?.demand).toMatchObject({ baselines: ["privacy"], sure: "yes" });
    expect(result(at("low", "unassessed"), "PT-2")?.demand.sure).toBe("unknown");
    expect(result(at("low", false), "PT-2")).toBeUndefined();
    expect(result(at("low", true), "AC-1")?.demand.baselines).toEqual(["low", "privacy"]);
  });

  test("what only a higher level would ask for is not sure while the level is open", () => {
    const open = at("unassessed");
    expect(result(open, "AC-2")?.demand.sure).toBe("yes");
    expect(result(open, "AC-5")?.demand.sure).toBe("unknown");
    expect(open.all.share.worst).toBeLessThan(open.all.share.best);
  });

  test("tailoring adds and removes, with its reason, where its condition holds", () => {
    const tailored = (exposure: "internet" | "closed" | "unassessed") =>
      baseline({
        profile: { exposure, information: { personal: false } },
        impact: { distress: "low" },
        tailoring: {
          add: [{ controls: ["CP-9(3)"], why: "ransomware", when: "exposure = internet" }],
          remove: [{ controls: ["AC-18"], why: "no wireless", when: "exposure = closed" }],
        },
      });
    expect(result(tailored("internet"), "CP-9(3)")?.demand)
      .toMatchObject({ baselines: ["high"], added: { en: "ransomware" } });
    const closed = tailored("closed");
    expect(result(closed, "AC-18")).toBeUndefined();
    expect(closed.removed).toMatchObject([{ control: "AC-18", why: { en: "no wireless" } }]);
    const open = tailored("unassessed");
    expect(result(open, "AC-18")?.demand.sure).toBe("unknown");
    expect(open.removed).toEqual([]);
  });

  test("of two entries of tailoring for one control the surer one counts", () => {
    const add = [
      { controls: ["CP-9(3)"], why: "maybe", when: "exposure = internet" },
      { controls: ["CP-9(3)"], why: "surely" },
    ];
    const found = baseline({ profile: {}, impact: { disclosure: "low" }, tailoring: { add } });
    expect(result(found, "CP-9(3)")?.demand).toMatchObject({
      added: toText("surely"),
      sure: "yes",
    });
  });

  test("what is open at one component of an absent control changes nothing: it is not met", () => {
    const controls = { "AC-2": { status: "absent" as const, at: { web: "unassessed" as const } } };
    expect(result(baseline({ controls }), "AC-2")).toMatchObject({
      conformity: "unmet",
      ends: { best: "unmet", worst: "unmet" },
    });
  });

  test("what is added by tailoring and required by nothing else is required", () => {
    const add = [{ controls: ["CP-9(3)", "AU-9(2)"], why: "ransomware" }];
    const found = baseline({ impact: low, tailoring: { add } });
    expect(found.controls).toHaveLength(151);
    expect(result(found, "AU-9(2)")?.demand).toMatchObject({ baselines: [], sure: "yes" });
  });

  test("a whole family may be removed by a pattern", () => {
    const remove = [{ controls: ["PE-*"], why: "nothing of ours stands anywhere" }];
    const found = baseline({ impact: low, tailoring: { remove } });
    expect(found.controls.some(({ family }) => family === "PE")).toBe(false);
    expect(found.removed.length).toBeGreaterThan(5);
  });
});

const low: SystemSpec["impact"] = {
  distress: "low",
  finance: "low",
  programs: "low",
  disclosure: "low",
  safety: "low",
  law: "low",
};

/** A record that requires just these controls. */
function standing(controls: Record<string, ControlSpec>, part: Partial<SystemSpec> = {}) {
  return baseline(only({ impact: low, controls, ...part }));
}

describe("conformity", () => {
  test.each(
    [
      ["implemented", "met"],
      ["inherited", "met"],
      ["alternative", "met"],
      ["partial", "partly"],
      ["planned", "planned"],
      ["absent", "unmet"],
      ["unassessed", "unassessed"],
      ["not-applicable", "not-applicable"],
    ] as const,
  )("%s counts as %s", (status: Status, wanted) => {
    const found = standing({ "AC-2": status });
    const one = result(found, "AC-2")!;
    expect(one.conformity).toBe(wanted);
    expect(one.gap).toBe(!["met", "not-applicable"].includes(wanted));
  });

  test("is fully met ÷ all that apply; everything else is counted apart, nothing averaged in", () => {
    const { all } = standing({
      "AC-1": "implemented",
      "AC-2": "partial",
      "AC-3": "planned",
      "AC-7": "absent",
      "AC-8": "unassessed",
      "AC-14": "not-applicable",
      "AC-17": { status: "implemented", when: "exposure = closed" },
    }, { profile: { exposure: "internet", information: { personal: false } } });
    expect(all).toMatchObject({
      total: 5,
      met: 1,
      partly: 1,
      planned: 1,
      unmet: 1,
      unassessed: 1,
      notApplicable: 1,
      outside: 1,
      share: { best: 2 / 5, worst: 1 / 5 },
    });
  });

  test("a control that nobody has written about is unassessed", () => {
    const found = baseline({ impact: low });
    expect(result(found, "AC-2")).toMatchObject({ conformity: "unassessed", gap: true });
    expect(found.all).toMatchObject({ unassessed: 149, share: { best: 1, worst: 0 } });
  });

  test("with nothing that applies the share is 1", () => {
    expect(standing({ "AC-2": "not-applicable" }).all).toMatchObject({
      total: 0,
      share: { best: 1, worst: 1 },
    });
  });

  test("a control that stands worse at one component is met only partly", () => {
    const one = (status: Status, at: Status) =>
      result(standing({ "AC-2": { status, at: { web: at } } }), "AC-2")!.conformity;
    expect(one("implemented", "absent")).toBe("partly");
    expect(one("implemented", "partial")).toBe("partly");
    expect(one("implemented", "implemented")).toBe("met");
    expect(one("implemented", "unassessed")).toBe("unassessed");
    expect(one("absent", "implemented")).toBe("unmet");
    expect(one("partial", "absent")).toBe("unmet");
  });

  test("whether a control applies may be open: it counts where it helps the better end, or hurts the worse", () => {
    const share = (status: Status, exposure: "internet" | "closed" | "unassessed") =>
      standing(
        {
          "AC-2": { status, when: "exposure = internet" },
          "AC-3": "absent",
          "AC-7": "implemented",
        },
        { profile: { exposure, information: { personal: false } } },
      ).all.share;
    expect(share("implemented", "internet")).toEqual({ best: 2 / 3, worst: 2 / 3 });
    expect(share("implemented", "closed")).toEqual({ best: 1 / 2, worst: 1 / 2 });
    expect(share("implemented", "unassessed")).toEqual({ best: 2 / 3, worst: 1 / 2 });
    expect(share("absent", "unassessed")).toEqual({ best: 1 / 2, worst: 1 / 3 });
  });
});

describe("inheritance from a provider", () => {
  const provided = (hosting: string, written?: ControlSpec) =>
    result(
      baseline({
        impact: low,
        profile: {
          hosting: hosting as "iaas",
          information: { personal: false },
        },
        providers: [{ id: "cloud", when: "hosting = iaas", controls: ["PE-*"] }],
        controls: written === undefined ? {} : { "PE-3": written },
      }),
      "PE-3",
    )!;

  test("holds while the provider's condition does; then nobody has taken the control on", () => {
    expect(provided("iaas")).toMatchObject({ status: "inherited", conformity: "met" });
    expect(provided("on-premises")).toMatchObject({ status: "absent", conformity: "unmet" });
    expect(provided("unassessed")).toMatchObject({
      status: "unassessed",
      conformity: "unassessed",
      ends: { best: "met", worst: "unmet" },
    });
  });

  test("a status of one's own stands; written as inherited it follows the provider", () => {
    expect(provided("on-premises", "implemented").conformity).toBe("met");
    expect(provided("on-premises", "inherited").conformity).toBe("unmet");
    expect(provided("on-premises", { from: "cloud", evidence: "audit" }).conformity).toBe("unmet");
    expect(provided("iaas", { status: "inherited", from: "cloud" }).stood)
      .toMatchObject({ provider: "cloud", cause: "provider" });
  });
});

describe("counts", () => {
  test("per family and catalogue, in catalogue order, adding up to all", () => {
    const found = at("moderate");
    expect(found.families.map(({ id }) => id).slice(0, 3)).toEqual(["AC", "AT", "AU"]);
    expect(found.families.reduce((sum, { total }) => sum + total, 0)).toBe(287);
    expect(found.catalogs.map(({ id, total }) => [id, total])).toEqual([["sp800-53b", 287]]);
  });
});
