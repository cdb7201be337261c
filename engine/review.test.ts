import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { assess } from "./assess.ts";
import { apply, difference } from "./change.ts";
import { digest, readDigest, relevant, seals } from "./digest.ts";
import { records, shelf } from "./fixtures/arbitrary.ts";
import { day, system } from "./fixtures/record.ts";
import { opened } from "./fixtures/sample.ts";
import { gate, gates } from "./gate.ts";
import { lint } from "./lint.ts";
import { check } from "./check.ts";
import { bind, reviewAt, reviews } from "./review.ts";
import { resolver } from "./resolve.ts";
import type { ReviewSpec, SystemSpec } from "./schema.ts";
import { standard } from "./standard.ts";
import { toSystem } from "./system.ts";

const copy = <T>(value: T): T => JSON.parse(JSON.stringify(value));
const sample = toSystem(opened.spec, standard);
const reviewed = (review: Partial<ReviewSpec>, spec: SystemSpec = opened.spec) =>
  toSystem({ ...spec, reviews: [{ gate: "design", ...review }] }, standard);

describe("the digest of a record", () => {
  const of = (spec: SystemSpec) => digest(toSystem(spec, standard));
  const before = of(opened.spec);

  test("has a form that is read back", () => {
    expect(readDigest(before)).toEqual({ form: 1, value: expect.stringMatching(/^[0-9a-f]{64}$/) });
    expect(readDigest("sha256:00")).toBeUndefined();
  });

  test.each<[string, (spec: SystemSpec) => unknown]>([
    ["reviews", (spec) => spec.reviews = [{ gate: "plan" }]],
    ["comments", (spec) => spec.comments = [{ on: "control/AC-2", text: "why?" }]],
    ["variants", (spec) => spec.variants = [{ id: "other" }]],
    ["the phase", (spec) => spec.phase = "operate"],
    ["the order of scenarios", (spec) => spec.scenarios!.reverse()],
    ["the order of steps and guards", (spec) => {
      for (const step of spec.scenarios![0].steps!.reverse()) step.guards?.reverse();
    }],
    ["a control in another spelling", (spec) => {
      spec.controls = Object.fromEntries(
        Object.entries(spec.controls!).map(([id, value]) => [id.toLowerCase(), value]),
      );
    }],
    ["a shorthand written out", (spec) => {
      spec.controls = Object.fromEntries(
        Object.entries(spec.controls!).map(([id, value]) => [
          id,
          typeof value === "string" ? { status: value } : value,
        ]),
      );
    }],
  ])("is the same with other %s", (_, edit) => {
    const spec = copy(opened.spec);
    edit(spec);
    expect(of(spec)).toBe(before);
  });

  test.each<[string, (spec: SystemSpec) => unknown, string]>([
    ["a status", (spec) => spec.controls!["AC-2"] = "absent", "controls"],
    ["a reason", (spec) => spec.scenarios![0].why = "another", "scenarios"],
    ["a guard", (spec) => spec.scenarios![0].steps![0].guards!.pop(), "scenarios"],
    ["a trait", (spec) => spec.profile!.exposure = "closed", "profile"],
    ["a target", (spec) => spec.target = { "3": "A" }, "target"],
    ["a decision", (spec) => spec.treatments = [], "treatments"],
    ["the method", (spec) => spec.method = { risk: "sp800-30" }, "method"],
    ["a table of its own", (spec) => spec.tables = [{ id: "own" }], "tables"],
  ])("is another with %s changed, and the seals say where", (_, edit, part) => {
    const spec = copy(opened.spec);
    edit(spec);
    const [a, b] = [seals(sample), seals(toSystem(spec, standard))];
    expect(of(spec)).not.toBe(before);
    expect(Object.keys({ ...a, ...b }).filter((key) => a[key] !== b[key])).toContain(part);
  });

  test("is another under other tables", () => {
    const newer = {
      ...standard,
      catalogs: standard.catalogs.map((catalog) => ({ ...catalog, version: "6" })),
    };
    expect(digest(toSystem(opened.spec, newer))).not.toBe(before);
  });

  test("is the same exactly when nothing relevant differs (seed 201, 300 pairs)", () => {
    const resolve = resolver(toSystem({ mitate: 1, id: "any" }, shelf).catalogue);
    fc.assert(
      fc.property(records, records, fc.boolean(), (a, b, alike) => {
        const other = alike
          ? apply(copy(a), difference(a, { ...b, ...a }, resolve), resolve).spec
          : b;
        const same = digest(toSystem(copy(a), shelf)) === digest(toSystem(copy(other), shelf));
        expect(same).toBe(difference(relevant(a), relevant(other), resolve).length === 0);
      }),
      { seed: 201, numRuns: 300 },
    );
  });
});

describe("a review", () => {
  const bound = { decision: "approved", reviewer: "審査担当", ...bind(sample) } as const;

  test("is current as long as nothing relevant changes", () => {
    const [result] = reviews(reviewed({ ...bound, date: "2026-11-01" }), day);
    expect(result).toMatchObject({ binding: "current", changed: [], own: false });
  });

  test("is outdated after a change, and names the part", () => {
    const spec = {
      ...opened.spec,
      controls: { ...opened.spec.controls, "AC-2": "absent" as const },
    };
    const changed = reviewed(bound, spec);
    const [result] = reviews(changed, day);
    expect(result).toMatchObject({ binding: "outdated", changed: ["controls"] });
    const found = lint(assess(changed, day)).find(({ code }) => code === "review-outdated");
    expect(found?.params.parts).toEqual({ ja: "管理策", en: "the controls" });
  });

  test("without a digest, or with one of another form, cannot be told", () => {
    expect(reviews(reviewed({ decision: "approved" }), day)[0].binding).toBe("unbound");
    const digest = bound.digest.replace("mitate1", "mitate9");
    expect(reviews(reviewed({ ...bound, digest }), day)[0].binding).toBe("foreign");
  });

  test("keeps conditions and findings open until they are settled", () => {
    const [result] = reviews(
      reviewed({
        findings: ["one", { text: "two", state: "resolved" }],
        conditions: ["ever", { text: "late", due: "2026-11-21" }, {
          text: "met",
          due: "2026-01-01",
          done: true,
        }, { text: "today", due: day }],
      }),
      day,
    );
    expect(result.remarks.map(({ text }) => text.en)).toEqual(["one"]);
    expect(result.open.map(({ text }) => text.en)).toEqual(["ever", "late", "today"]);
    expect(result.late.map(({ text }) => text.en)).toEqual(["late"]);
  });

  test("that counts is the latest of its gate", () => {
    const list: ReviewSpec[] = [
      { gate: "design", date: "2026-03-01", note: "second" },
      { gate: "design", date: "2026-02-01", note: "first" },
      { gate: "plan", date: "2026-04-01" },
    ];
    const results = reviews(toSystem({ ...opened.spec, reviews: list }, standard), day);
    expect(reviewAt(results, "design")?.review.note.en).toBe("second");
    expect(reviewAt(results, "test")).toBeUndefined();
  });
});

describe("a gate", () => {
  const judged = (of: ReturnType<typeof system>, phase: (typeof gates)[number]) => {
    const assessment = assess(of, day);
    return gate(phase, assessment, [...check(of), ...lint(assessment)]);
  };
  const unmet = (result: ReturnType<typeof judged>) =>
    result.criteria.filter(({ met }) => !met).map(({ id }) => id);

  test("asks for more at every phase", () => {
    const counts = gates.map((phase) => judged(sample, phase).criteria.length);
    // The sample has a review at the design gate, of which three more things are asked.
    expect(counts).toEqual([4, 8, 13 + 3, 14, 16, 16]);
  });

  test("is not passed without a review, whatever else is met", () => {
    expect(unmet(judged(sample, "requirements"))).toEqual(["review"]);
  });

  test("is passed with a review of this very state by another role", () => {
    const bound = { gate: "requirements", reviewer: "審査担当", ...bind(sample) } as const;
    expect(judged(reviewed({ ...bound, decision: "approved" }), "requirements").passed).toBe(true);
    expect(judged(reviewed({ ...bound, decision: "conditional" }), "requirements").passed)
      .toBe(true);
    expect(unmet(judged(reviewed({ ...bound, decision: "rejected" }), "requirements")))
      .toEqual(["review"]);
  });

  test("is not passed with a review by the owner, of another state, or with open findings", () => {
    const bound = { gate: "plan", decision: "approved", ...bind(sample) } as const;
    const { owner } = opened.spec;
    expect(unmet(judged(reviewed({ ...bound, reviewer: owner }), "plan"))).toEqual(["reviewer"]);
    const digest = bound.digest.replace(/.$/, (last) => last === "0" ? "1" : "0");
    const other = { ...bound, reviewer: "審査担当", digest };
    expect(unmet(judged(reviewed(other), "plan"))).toEqual(["current"]);
    const findings = ["something is missing"];
    expect(unmet(judged(reviewed({ ...bound, reviewer: "審査担当", findings }), "plan")))
      .toEqual(["remarks"]);
  });

  test.each<[string, Partial<SystemSpec>, (typeof gates)[number], string]>([
    ["an unassessed category", { impact: { disclosure: "high" } }, "plan", "impact"],
    [
      "a trait that a condition turns on",
      {
        scenarios: [{ id: "S1", damage: "leak", when: "exposure = internet", steps: [] }],
      },
      "requirements",
      "profile",
    ],
    ["a damage without scenario", {}, "requirements", "damages"],
    ["no scenario at all", {}, "design", "scenarios"],
    ["required controls nobody looked at", {}, "design", "statuses"],
    ["a measure without a date", { measures: [{ id: "M1" }] }, "design", "measures"],
    [
      "a measure whose day is past",
      {
        measures: [{ id: "M1", due: "2026-01-01", owner: "運用" }],
      },
      "build",
      "overdue",
    ],
    ["controls without evidence", { controls: { "AC-2": "implemented" } }, "test", "evidence"],
    ["a level that is not reached", {}, "operate", "reached"],
    [
      "an acceptance that expired",
      {
        treatments: [{
          on: "AC-2",
          decision: "accept",
          why: "w",
          owner: "o",
          expires: "2026-01-01",
        }],
      },
      "design",
      "decisions",
    ],
    [
      "a condition of a review past its day",
      {
        reviews: [{ gate: "plan", conditions: [{ text: "c", due: "2026-01-01" }] }],
      },
      "requirements",
      "conditions",
    ],
    ["an error in the record", { controls: { "XX-99": "absent" } }, "plan", "errors"],
    ["no owner", {}, "plan", "owner"],
  ])("is not passed with %s", (_, part, phase, criterion) => {
    const result = judged(system(part), phase);
    const found = result.criteria.find(({ id }) => id === criterion)!;
    expect(found.met).toBe(false);
    expect(found.on.length).toBeGreaterThan(0);
  });
});
