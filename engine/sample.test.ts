import { describe, expect, test } from "vitest";
import { analyse, type Analysis } from "./analysis.ts";
import type { Assessment } from "./assess.ts";
import { apply } from "./change.ts";
import { check } from "./check.ts";
import { tell } from "./finding.ts";
import { assessedSample, opened, profiled } from "./fixtures/sample.ts";
import { lint } from "./lint.ts";
import { categories } from "./model.ts";
import { resolver } from "./resolve.ts";
import type { Change, SystemSpec } from "./schema.ts";
import { standard } from "./standard.ts";
import { toSystem } from "./system.ts";

const sample = assessedSample();
const { system } = sample;

describe("the sample record", () => {
  test("is read, checked and linted without errors and warnings", () => {
    const all = [...opened.findings, ...check(system), ...lint(sample)];
    const bad = all.filter(({ severity }) => severity !== "info").map((one) => tell(one, "en"));
    expect(bad).toEqual([]);
  });

  test("asks for the moderate level, for certain, and writes about every required control", () => {
    expect(sample.baseline.level).toMatchObject({
      best: "moderate",
      worst: "moderate",
      provisional: false,
    });
    const unwritten = sample.baseline.controls.filter(({ stood }) => stood.cause === "unwritten");
    expect(unwritten.map(({ control }) => control)).toEqual([]);
    expect(sample.baseline.controls.length).toBeGreaterThan(287);
    expect(sample.baseline.removed.length).toBeGreaterThan(0);
    expect(sample.baseline.controls.filter(({ demand }) => demand.added).length)
      .toBeGreaterThan(0);
  });

  test("has business damages in all categories, and scenarios of four to twelve steps", () => {
    expect(system.damages.length).toBeGreaterThanOrEqual(6);
    const hit = new Set(system.damages.flatMap(({ hits }) => hits.map(({ category }) => category)));
    expect(categories.filter((category) => !hit.has(category))).toEqual([]);
    expect(system.scenarios.length).toBeGreaterThanOrEqual(10);
    for (const { id, steps } of system.scenarios) {
      expect(steps.length, id).toBeGreaterThanOrEqual(4);
      expect(steps.length, id).toBeLessThanOrEqual(12);
    }
    const used = new Set(system.scenarios.map(({ damage }) => damage));
    expect(system.damages.filter(({ id }) => !used.has(id)).map(({ id }) => id)).toEqual([]);
  });

  test("has steps that several paths share", () => {
    const shared = sample.scenarios.filter(({ paths, steps }) =>
      steps.some(({ id }) =>
        paths.filter((path) => path.steps.includes(id)).length >= 2 &&
        paths.some((path) => !path.steps.includes(id))
      )
    );
    expect(shared.length).toBeGreaterThan(0);
    const both = sample.scenarios.filter(({ paths }) => paths.length >= 2);
    expect(both.length).toBeGreaterThanOrEqual(8);
  });

  test("shows every way a control can stand", () => {
    const statuses = new Set(sample.baseline.controls.map(({ status }) => status));
    expect([...statuses].toSorted()).toEqual([
      "absent",
      "alternative",
      "implemented",
      "inherited",
      "not-applicable",
      "partial",
      "planned",
      "unassessed",
    ]);
    expect(sample.baseline.controls.filter(({ exceptions }) => exceptions.length > 0).length)
      .toBeGreaterThan(3);
    expect(
      sample.scenarios.flatMap(({ steps }) => steps).flatMap(({ guards }) => guards)
        .filter(({ covering }) => covering).length,
    ).toBeGreaterThan(0);
  });

  test("has several scenarios over target now, and none that the plan leaves undecided", () => {
    const { verdict } = sample;
    expect(verdict.now.over.length).toBeGreaterThanOrEqual(3);
    expect(verdict.now.gaps.length).toBeGreaterThan(20);
    expect(verdict.after).toEqual({ over: [], gaps: [] });
    expect(verdict.verdict).toBe("plan");
    expect(verdict.overdue).toEqual([]);
    expect(verdict.expired).toEqual([]);
    const accepted = sample.plan.after.scenarios.filter(({ over }) => over.worst);
    expect(accepted.map(({ id }) => id)).toEqual(["S10"]);
  });
});

/** The paths of an assessment, as `S1/exploit+read`. */
function paths({ scenarios }: Analysis): Set<string> {
  return new Set(scenarios.flatMap(({ paths }) => paths.map(({ ref }) => ref.slice(5))));
}

/** The letters of the scenarios with their level of defence: `B 2`. */
function letters({ scenarios }: Analysis): Map<string, string> {
  return new Map(
    scenarios.map(({ id, risk, defence }) => [id, `${risk.worst} ${defence.worst}`]),
  );
}

/** What another profile takes away, brings, and moves. */
function difference(spec: SystemSpec): { gone: string[]; new: string[]; moved: string[] } {
  const other = assessedSample(spec);
  const [before, after] = [paths(sample), paths(other)];
  const [from, to] = [letters(sample), letters(other)];
  return {
    gone: [...before.difference(after)].toSorted(),
    new: [...after.difference(before)].toSorted(),
    moved: [...from].filter(([id, one]) => to.get(id) !== one)
      .map(([id, one]) => `${id} ${one} → ${to.get(id)}`),
  };
}

describe("another profile", () => {
  test("closed: what begins on the internet or in the government network is not possible", () => {
    expect(difference(profiled({ exposure: "closed" }))).toEqual({
      gone: [
        "S1/scan-input+inject+read+send-out",
        "S1/scan-known+exploit+shell+read+send-out",
        "S10/cms-flaw+edit+publish+lure",
        "S10/cms-spray+edit+publish+lure",
        "S11/requests+overload+miss",
        "S11/sign-ins+overload+miss",
        "S11/volume+miss",
        "S14/neighbour+map+flaw+rights+dump",
        "S14/neighbour+map+relay+rights+dump",
      ],
      new: [],
      moved: ["S1 B 2 → none 0", "S10 A 1 → none 0", "S11 B 2 → none 0", "S14 C 2 → none 0"],
    });
  });

  test("government network: S1 begins inside it, with a lower threat", () => {
    expect(difference(profiled({ exposure: "government" }))).toEqual({
      gone: [
        "S1/scan-input+inject+read+send-out",
        "S1/scan-known+exploit+shell+read+send-out",
        "S10/cms-flaw+edit+publish+lure",
        "S10/cms-spray+edit+publish+lure",
        "S11/requests+overload+miss",
        "S11/sign-ins+overload+miss",
        "S11/volume+miss",
      ],
      new: [
        "S1/from-govnet+exploit+shell+read+send-out",
        "S1/from-govnet+inject+read+send-out",
      ],
      moved: ["S1 B 2 → D 2", "S10 A 1 → none 0", "S11 B 2 → none 0"],
    });
  });

  test("on premises: media and the server room can be attacked, the cloud's settings cannot", () => {
    const onPremises = profiled({ hosting: "on-premises" });
    expect(difference(onPremises)).toEqual({
      gone: ["S9/link-leak+link-use+take", "S9/misconfigure+enumerate+take"],
      new: ["S15/hand-over+lose+mount+disclose", "S16/tailgate+pull+recover+exploit-data"],
      moved: ["S9 B 2 → none 0", "S11 B 2 → A 1", "S15 none 0 → D 3", "S16 none 0 → B 1"],
    });
    // What the cloud took over is now nobody's: conformity falls, and the plan does not reach.
    const other = assessedSample(onPremises);
    expect(other.baseline.all.met).toBeLessThan(sample.baseline.all.met - 20);
    expect(other.baseline.controls.find(({ control }) => control === "PE-3")).toMatchObject({
      status: "absent",
      conformity: "unmet",
    });
    expect(other.verdict.verdict).toBe("not");
  });

  test("no remote maintenance: the maintenance routes change to visits", () => {
    const { operation } = opened.spec.profile!;
    const found = difference(profiled({ operation: { ...operation, remote: false } }));
    expect(found.new).toEqual([
      "S5/on-site+hop+find+share",
      "S8/insider+request+open-vault+decrypt+carry-media",
    ]);
    expect(found.moved).toEqual(["S5 A 1 → D 2", "S7 A 1 → B 1"]);
  });

  test("no My Number: its damage and the scenario that leads to it are outside the profile", () => {
    const { information } = opened.spec.profile!;
    const found = difference(profiled({ information: { ...information, myNumber: false } }));
    expect(found.moved).toEqual(["S8 D 3 → none 0"]);
  });
});

describe("each control", () => {
  const base = analyse(system);
  const resolve = resolver(system.catalogue);

  /** What a control's status decides: every result, letter and level of defence, by reference. */
  function moves(change: Change): string[] {
    const { spec } = apply(opened.spec, [change], resolve);
    const after = analyse(toSystem(spec, standard));
    return base.scenarios.flatMap(({ results, steps }, at) => {
      const now = after.scenarios[at];
      const raised = steps.filter((step, index) =>
        step.applies.truth !== "no" && step.level.worst !== now.steps[index].level.worst
      );
      const moved = results.filter(({ risk, choice }, index) =>
        risk.worst !== now.results[index].risk.worst ||
        choice.worst.defence !== now.results[index].choice.worst.defence
      );
      return [...raised.map(({ ref }) => ref), ...moved.map(({ ref }) => ref)];
    });
  }

  const flipped = (status: string) =>
    ["implemented", "inherited", "alternative", "partial"].includes(status)
      ? "absent" as const
      : "implemented" as const;
  const leaning = new Map<string, string[]>();
  for (const { id, leans } of sample.scenarios) {
    for (const control of leans) leaning.set(control, [...leaning.get(control) ?? [], id]);
  }

  test("moves something only where some scenario leans on it", () => {
    const moving: string[] = [];
    for (const { control, status, exceptions } of sample.baseline.controls) {
      const places = [{ place: "", status }, ...exceptions];
      for (const { place, status } of places) {
        const change: Change = { type: "set-status", control, status: flipped(status) };
        const found = moves(place ? { ...change, place } : change);
        if (found.length === 0) continue;
        moving.push(control);
        const touched = new Set(found.map((ref) => ref.split("/")[1]));
        const leans = leaning.get(control) ?? [];
        expect([...touched].filter((id) => !leans.includes(id)), control).toEqual([]);
      }
    }
    expect(new Set(moving).size).toBeGreaterThanOrEqual(20);
  }, 60_000);

  test.each([
    ["AC-5", "implemented", ["step/S3/fake", "step/S3/swap", "step/S3/approve"], "scenario/S3"],
    ["CM-6", "implemented", ["step/S9/misconfigure"], "scenario/S9"],
    ["IA-8", "absent", ["step/S12/card"], "scenario/S12"],
    ["SI-7(1)", "absent", ["step/S6/release"], "scenario/S6"],
    ["CP-9(3)", "implemented", ["step/S7/kill-backup"], "scenario/S7"],
  ])("%s made %s moves %o and results of %s", (control, status, steps, scenario) => {
    const found = moves({ type: "set-status", control, status: status as "absent" });
    expect(found).toEqual(expect.arrayContaining(steps));
    expect(found.filter((ref) => ref.startsWith(`${scenario}/`)).length).toBeGreaterThan(0);
  });

  test("a control that no scenario leans on moves nothing, though conformity it does", () => {
    const unused = sample.baseline.controls.filter(({ control }) => !leaning.has(control));
    expect(unused.length).toBeGreaterThan(200);
    const { spec } = apply(
      opened.spec,
      unused.map(({ control }) => ({ type: "set-status", control, status: "absent" })),
      resolve,
    );
    const after = analyse(toSystem(spec, standard));
    expect(letters(after)).toEqual(letters(base));
    expect(after.baseline.all.met).toBeLessThan(base.baseline.all.met - 100);
  });
});

describe("the method of SP 800-30", () => {
  const other = assessedSample({
    ...opened.spec,
    method: { ...opened.spec.method, risk: "sp800-30" },
    target: undefined,
  });

  test("rates the same scenarios, with its own words and targets", () => {
    const found = [...letters(other).values()].map((one) => one.split(" ")[0]);
    expect(new Set(found)).toEqual(new Set(["low", "moderate", "none"]));
    expect(other.scenarios.filter(({ over }) => over.worst)).toEqual([]);
    expect(other.tables.map(({ id }) => id)).toEqual(
      expect.arrayContaining(["sp800-30", "sp800-30-g5", "sp800-30-i2"]),
    );
  });

  test("leaves levels of defence, paths and conformity as they are", () => {
    expect(paths(other)).toEqual(paths(sample));
    expect(other.baseline.all).toEqual(sample.baseline.all);
    other.scenarios.forEach(({ steps }, at) => {
      expect(steps.map(({ level }) => level))
        .toEqual(sample.scenarios[at].steps.map(({ level }) => level));
    });
  });
});

/** The essential results in a few lines: what a reviewer would want to see change only on purpose. */
function essence({ scenarios, plan, baseline, verdict }: Assessment): string {
  const lines = scenarios.map(({ id, results, over, defence }) => {
    const after = plan.after.scenarios.find((one) => one.id === id)!;
    const cells = results.map(({ category, risk }, at) =>
      `${category} ${risk.worst}→${after.results[at].risk.worst}`
    );
    const bound = over.worst ? after.over.worst ? " over→over" : " over→within" : "";
    return `${id}: ${cells.join(", ")}; defence ${defence.worst}→${after.defence.worst}${bound}`;
  });
  const { total, met, partly, planned, unmet, unassessed, notApplicable } = baseline.all;
  const measures = plan.measures.filter(({ kind }) => kind === "measure").length;
  return [
    ...lines,
    `required ${total}: met ${met}, partly ${partly}, planned ${planned}, unmet ${unmet}, ` +
    `unassessed ${unassessed}; not applicable ${notApplicable}`,
    `after the plan: met ${plan.after.baseline.all.met} of ${plan.after.baseline.all.total}`,
    `verdict ${verdict.verdict}, done by ${verdict.date}, cost ${plan.cost}`,
    `settled: ${verdict.settled.join(", ")}`,
    `order of ${measures} measures: ${plan.order.slice(0, 12).join(", ")} …`,
  ].join("\n");
}

test("the essential results are these", () => {
  expect(`\n${essence(sample)}\n`).toMatchInlineSnapshot(`
    "
    S1: distress B→C, finance C→D, disclosure B→C, law B→C; defence 2→3 over→within
    S2: distress B→C, finance C→D, disclosure B→C, law B→C; defence 2→3 over→within
    S3: distress B→D, finance B→D, programs C→E, law C→E; defence 1→3 over→within
    S4: distress C→C, finance C→C, programs D→D, law D→D; defence 2→2
    S5: distress A→C, finance B→D, disclosure A→C, law A→C; defence 1→3 over→within
    S6: distress D→D, programs E→E, law E→E; defence 3→3
    S7: distress A→C, programs B→D, law B→D; defence 1→3 over→within
    S8: distress D→D, disclosure D→D, law D→D; defence 3→3
    S9: distress B→C, disclosure B→C, safety B→C; defence 2→3 over→within
    S10: distress A→B, finance B→C, programs B→C; defence 1→2 over→over
    S11: distress B→C, programs C→D; defence 2→3 over→within
    S12: distress C→C, finance C→C, programs D→D, law D→D; defence 3→3
    S13: distress C→C, disclosure C→C, safety C→C; defence 2→2
    S14: distress C→D, finance D→E, disclosure C→D, law C→D; defence 2→3
    S15: distress none→none, finance none→none, disclosure none→none, law none→none; defence 0→0
    S16: distress none→none, finance none→none, disclosure none→none, law none→none; defence 0→0
    required 330: met 246, partly 43, planned 30, unmet 8, unassessed 3; not applicable 7
    after the plan: met 323 of 330
    verdict plan, done by 2027-09-15, cost 137400
    settled: S10, AC-22, CM-12(1), PM-25, SA-22, SI-2, SI-7, SR-2(1)
    order of 9 measures: M5, M3, M1, M2, M4, M6, SI-7(7), M9, M8, M7, AC-3(14), AC-6(7) …
    "
  `);
});
