import { describe, expect, test } from "vitest";
import { tell } from "./finding.ts";
import { adopt, instance, type Pattern, suggest, toPattern } from "./library.ts";
import type { System } from "./model.ts";
import type { SystemSpec } from "./schema.ts";
import { standard } from "./standard.ts";
import { toSystem } from "./system.ts";

const web = pattern("web", "exposure = internet", ["disclosure", "law"]);
const media = pattern("media", "hosting = on-premises", ["disclosure"]);
const anyone = pattern("anyone", undefined, ["programs"]);
const patterns = [web, media, anyone];

describe("suggest", () => {
  test("what fits comes first, then what is unknown, then the rest, each by id", () => {
    const order = (profile: SystemSpec["profile"]) =>
      suggest(record({ profile }), patterns).map(({ pattern, fit }) => `${pattern.id} ${fit}`);
    expect(order({})).toEqual(["anyone yes", "media unknown", "web unknown"]);
    expect(order({ exposure: "internet" })).toEqual(["anyone yes", "web yes", "media unknown"]);
    expect(order({ exposure: "closed", hosting: "on-premises" }))
      .toEqual(["anyone yes", "media yes", "web no"]);
  });

  test("says which traits decided, with their values", () => {
    expect(proposal(record({ profile: { exposure: "closed" } }), "web").because)
      .toEqual([{ trait: "exposure", value: "closed" }]);
    expect(proposal(record({}), "web").because).toEqual([{ trait: "exposure", value: undefined }]);
  });

  test("names the damages that share harm categories, most shared first", () => {
    const damages: SystemSpec["damages"] = [
      { id: "D1", hits: ["disclosure"] },
      { id: "D2", hits: ["programs"] },
      { id: "D3", hits: { law: null, disclosure: "low" } },
      { id: "D4", hits: ["disclosure", "law"], when: "exposure = internet" },
    ];
    const system = record({ damages, profile: { exposure: "closed" } });
    expect(proposal(system, "web").damages).toEqual([
      { id: "D3", shared: ["disclosure", "law"] },
      { id: "D1", shared: ["disclosure"] },
    ]);
  });

  test("names the scenarios made from it", () => {
    const scenarios = [{ id: "S1", pattern: "web" }, { id: "S2" }, { id: "S3", pattern: "web" }];
    expect(proposal(record({ scenarios }), "web").scenarios).toEqual(["S1", "S3"]);
    expect(proposal(record({ scenarios }), "media").scenarios).toEqual([]);
  });

  test("names the roles that no component has, but not those of steps outside the profile", () => {
    const components = [{ id: "front", role: "web" }];
    expect(proposal(record({ components }), "web").missing)
      .toEqual(["maintenance", "storage", "database"]);
    const profile = { operation: { remote: false } };
    expect(proposal(record({ components, profile }), "web").missing)
      .toEqual(["storage", "database"]);
  });
});

describe("instance", () => {
  const components = [
    { id: "old", role: "database", when: "hosting = on-premises" },
    { id: "main", role: "database" },
    { id: "second", role: "database" },
    { id: "front", role: "web" },
  ];
  const profile = { hosting: "iaas" } as const;

  test("puts each step at the first component of its role that the profile allows", () => {
    const { scenario } = instance(record({ components, profile }), web);
    expect(scenario.steps?.map(({ place }) => place))
      .toEqual(["front", undefined, undefined, "main"]);
    expect(scenario.steps?.[1]).not.toHaveProperty("place");
    expect(scenario.target).toBe("main");
  });

  test("keeps the conditions, guards and needs of the pattern and records where it came from", () => {
    const { scenario, change } = instance(record({ components, profile }), web);
    expect(scenario).toMatchObject({ pattern: "web", when: "exposure = internet", threat: 2 });
    expect(scenario.steps?.[1].when).toBe("operation.remote");
    expect(scenario.steps?.[3].needs).toEqual({ any: ["enter", "maintain", "copy"] });
    expect(change).toEqual({ type: "add", to: "scenarios", value: scenario });
  });

  test("takes the number after the highest, never one that was used", () => {
    const id = (...ids: string[]) =>
      instance(record({ scenarios: ids.map((id) => ({ id })) }), web).scenario.id;
    expect(id()).toBe("S1");
    expect(id("S1", "S7", "attack")).toBe("S8");
  });

  test("serves the damage with the greatest overlap, or none", () => {
    const damage = (...hits: ("disclosure" | "law" | "programs")[][]) =>
      instance(record({ damages: hits.map((hits, at) => ({ id: `D${at + 1}`, hits })) }), web)
        .scenario.damage;
    expect(damage(["disclosure"], ["programs", "law", "disclosure"])).toBe("D2");
    expect(damage(["disclosure"], ["law"])).toBe("D1");
    expect(damage(["law"], ["disclosure"], ["disclosure"])).toBe("D2");
    expect(damage(["programs"])).toBeUndefined();
  });
});

describe("adopt", () => {
  test("numbers several scenarios one after another", () => {
    const { changes, refused } = adopt(record({ scenarios: [{ id: "S4" }] }), patterns, [
      "media",
      "web",
    ]);
    expect(refused).toEqual([]);
    expect(changes.map((change) => "value" in change && change.value)).toMatchObject([
      { id: "S5", pattern: "media" },
      { id: "S6", pattern: "web" },
    ]);
  });

  test("refuses an unknown pattern and asks what was meant", () => {
    const { changes, refused } = adopt(record({}), patterns, ["medla", "zzz"]);
    expect(changes).toEqual([]);
    expect(refused.map((finding) => tell(finding, "en"))).toEqual([
      'there is no pattern "medla"; did you mean "media"?',
      'there is no pattern "zzz"; known are: web, media, anyone',
    ]);
    expect(tell(refused[0], "ja")).toBe(
      "パターン「medla」はありません。「media」の誤りではありませんか。",
    );
  });

  test("refuses what the record already has, and the same name twice", () => {
    const scenarios = [{ id: "S1", pattern: "web" }];
    const { changes, refused } = adopt(record({ scenarios }), patterns, ["web", "media", "media"]);
    expect(changes).toHaveLength(1);
    expect(refused.map(({ code, on }) => `${code} ${on}`))
      .toEqual(["pattern-adopted scenario/S1", "pattern-adopted scenario/S2"]);
  });
});

function pattern(id: string, when: string | undefined, hits: Pattern["hits"]): Pattern {
  return toPattern({
    pattern: 1,
    id,
    name: { ja: `型${id}`, en: `Pattern ${id}` },
    about: "…",
    ...(when === undefined ? {} : { when }),
    hits: [...hits],
    attacker: "x",
    threat: 2,
    why: "y",
    target: "database",
    steps: [
      { id: "enter", place: "web", guards: [{ control: "SI-2", level: 2 }] },
      { id: "maintain", place: "maintenance", when: "operation.remote" },
      { id: "copy", place: "storage" },
      { id: "read", place: "database", needs: { any: ["enter", "maintain", "copy"] } },
    ],
  });
}

function record(spec: Partial<SystemSpec>): System {
  return toSystem({ mitate: 1, id: "test", ...spec }, standard);
}

function proposal(system: System, id: string) {
  return suggest(system, patterns).find(({ pattern }) => pattern.id === id)!;
}
