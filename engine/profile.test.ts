import { expect, test } from "vitest";
import { check } from "./check.ts";
import { assessed, steps, system } from "./fixtures/record.ts";
import { ground } from "./profile.ts";
import type { SystemSpec } from "./schema.ts";

/** The status a control shows at a place. */
function status(part: Partial<SystemSpec>, control: string, place = ""): string {
  return ground(system(part)).stood(control, place).status;
}

test("a place called like something every object has is only a place", () => {
  const controls: SystemSpec["controls"] = {
    "AC-2": "implemented",
    "AC-3": { status: "implemented", at: { web: "absent" } },
  };
  for (const place of ["constructor", "toString", "__proto__"]) {
    expect(status({ controls }, "AC-2", place), place).toBe("implemented");
    expect(status({ controls }, "AC-3", place), place).toBe("implemented");
    const scenarios = [{
      id: "S1",
      damage: "leak",
      threat: 2 as const,
      steps: [{ id: "in", place, guards: [{ control: "AC-3" }] }],
    }];
    expect(assessed({ controls, scenarios }).scenarios[0].risk.worst, place).toBe("B");
  }
});

test("a trait that is not there is unknown, whatever its name", () => {
  const scenarios = ["constructor", "toString = 1"].map((when, index) => ({
    id: `S${index}`,
    damage: "leak",
    threat: 2 as const,
    steps: steps("in").map((step) => ({ ...step, when })),
  }));
  for (const { possible } of assessed({ scenarios }).scenarios) {
    expect(possible).toEqual({ best: false, worst: true });
  }
});

test("the provider a control names must have its condition hold, even where it does not list it", () => {
  const at = (hosting: "iaas" | "on-premises") =>
    ({
      profile: { hosting },
      providers: [{ id: "cloud", when: "hosting = iaas", controls: ["PE-*"] }],
      controls: { "SC-7": { status: "inherited", from: "cloud" } },
    }) satisfies Partial<SystemSpec>;
  expect(status(at("iaas"), "SC-7")).toBe("inherited");
  expect(status(at("on-premises"), "SC-7")).toBe("absent");
  const codes = check(system(at("on-premises"))).map(({ code }) => code);
  expect(codes).toEqual(expect.arrayContaining(["inherited-without-provider", "provider-outside"]));
});
