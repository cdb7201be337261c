import { readFileSync } from "node:fs";
import { URL } from "node:url";
import { describe, expect, test } from "vitest";
import { analyse } from "./analysis.ts";
import { system } from "./fixtures/record.ts";
import type { Interval, Rating, Status } from "./model.ts";
import type { ControlSpec, StepSpec, SystemSpec } from "./schema.ts";
import type { StepResult } from "./step.ts";

const attack = "T1190";
/** The controls of guards that do not name one: all of different families. */
const names = ["AC-3", "SC-7", "AU-6", "IR-4", "SI-2"];

interface Vector {
  readonly guards: string;
  readonly independent: string;
  readonly test: string;
  readonly level: string;
  readonly rule: string;
}

/** The rows of the table that stands between the markers of the README. */
function vectors(): Vector[] {
  const text = readFileSync(new URL("./README.md", import.meta.url), "utf8");
  const [, inside = ""] = /<!-- vectors -->([^]*?)<!-- \/vectors -->/.exec(text) ?? [];
  const lines = inside.split("\n").filter((line) => line.startsWith("|")).slice(2);
  return lines.map((line) => {
    const [, guards, independent, test, level, rule] = line.split("|").map((cell) => cell.trim());
    return { guards, independent, test, level, rule };
  });
}

interface Made {
  readonly step: StepSpec;
  readonly controls: Record<string, ControlSpec>;
}

function made({ guards, independent, test }: Vector): Made {
  const parsed = guards.split(";").map((text) => text.trim()).filter((text) => text !== "")
    .map(toGuard);
  const marked = independent.split(",").filter((one) => one !== "").map(Number);
  const typed = /typed (\d)/.exec(test);
  return {
    controls: Object.fromEntries(parsed.map((one) => [one.guard.control, one.holding])),
    step: {
      id: "step",
      place: "web",
      attack,
      guards: parsed.map(({ guard }) => guard),
      independent: marked.map((position) => parsed[position - 1].guard.control),
      test: test.includes("confirmed") ? "confirmed" : test === "refuted" ? "refuted" : "untested",
      ...(typed ? { level: { value: Number(typed[1]) as Rating, why: "typed" } } : {}),
    },
  };
}

function toGuard(text: string, position: number): {
  guard: NonNullable<StepSpec["guards"]>[number];
  holding: ControlSpec;
} {
  const pattern =
    /^(prevent|detect|respond|continuity) ([123]) ([a-z-]+)( covering)?(?: here ([a-z-]+))?(?: when (.+?))?(?: as (\S+))?$/;
  const match = pattern.exec(text);
  if (!match) throw new SyntaxError(`Cannot read the guard "${text}" of the README's vectors.`);
  const [, kind, level, status, covering, here, when, control = names[position]] = match;
  return {
    guard: {
      control,
      kind: kind as "prevent",
      level: Number(level) as Rating,
      ...(when ? { when } : {}),
    },
    holding: {
      status: status as Status,
      why: "a reason",
      ...(covering ? { covers: [attack] } : {}),
      ...(here ? { at: { web: here as Status } } : {}),
    },
  };
}

function rated({ step, controls }: Made, part: Partial<SystemSpec> = {}): StepResult {
  const { scenarios } = analyse(system({
    profile: { exposure: "internet", information: { personal: false } },
    controls,
    scenarios: [{ id: "S1", damage: "leak", threat: 3, steps: [step] }],
    ...part,
  }));
  return scenarios[0].steps[0];
}

function written({ best, worst }: Interval<Rating>): string {
  return best === worst ? String(worst) : `${best} … ${worst}`;
}

describe("test vectors of the README", () => {
  test("are there, and no row says the same twice", () => {
    const rows = vectors().map(({ rule: _, ...row }) => JSON.stringify(row));
    expect(rows.length).toBeGreaterThanOrEqual(40);
    expect(new Set(rows).size).toBe(rows.length);
  });

  test.each(vectors())("$rule: [$guards] [$independent] [$test] → $level", (vector) => {
    expect(written(rated(made(vector)).level)).toBe(vector.level);
  });
});

describe("the effective level of a guard", () => {
  // Rows: status; columns: nominal level 3, 2, 1.
  test.each([
    ["implemented", "3 2 1"],
    ["inherited", "3 2 1"],
    ["alternative", "2 1 1"],
    ["alternative covering", "3 2 1"],
    ["partial", "2 1 1"],
    ["planned", "0 0 0"],
    ["absent", "0 0 0"],
    ["not-applicable", "0 0 0"],
  ])("%s: %s for the nominal levels 3, 2, 1", (status, wanted) => {
    const effective = [3, 2, 1].map((nominal) => {
      const guards = `prevent ${nominal} ${status}`;
      const [guard] =
        rated(made({ guards, independent: "", test: "untested", level: "", rule: "" })).guards;
      expect(guard.effective.best).toBe(guard.effective.worst);
      return guard.effective.worst;
    });
    expect(effective.join(" ")).toBe(wanted);
  });
});

describe("what is kept beside the level", () => {
  const guards = (text: string, test = "untested") =>
    rated(made({ guards: text, independent: "", test, level: "", rule: "" }));

  test("a step without guards is said not to be modelled, one with a broken guard is", () => {
    expect(guards("").modelled).toBe(false);
    expect(guards("prevent 2 absent").modelled).toBe(true);
  });

  test("the computed level stays beside the typed one and the finding", () => {
    const typed = guards("prevent 2 implemented", "typed 3");
    expect([typed.computed.worst, typed.typed, typed.level.worst]).toEqual([2, 3, 3]);
    const capped = guards("prevent 2 implemented", "typed 3, confirmed");
    expect([capped.computed.worst, capped.capped, capped.level.worst]).toEqual([2, true, 1]);
  });

  test("each guard keeps its status, effective level and the cells they were read from", () => {
    const [guard] = guards("prevent 3 unassessed").guards;
    expect(guard).toMatchObject({
      status: "unassessed",
      effective: { best: 3, worst: 0 },
      cell: { best: "implemented/3", worst: "absent/3" },
    });
  });

  test("a covering technique covers its sub-techniques, not the other way round", () => {
    const covers = (technique: string, step: string) => {
      const one = made({
        guards: "prevent 3 alternative",
        independent: "",
        test: "untested",
        level: "",
        rule: "",
      });
      const holding = { status: "alternative" as const, why: "a reason", covers: [technique] };
      return rated({ step: { ...one.step, attack: step }, controls: { "AC-3": holding } })
        .guards[0].covering;
    };
    expect(covers("T1078", "T1078.004")).toBe(true);
    expect(covers("T1078", "T1078")).toBe(true);
    expect(covers("T1078.004", "T1078")).toBe(false);
    expect(covers("T107", "T1078")).toBe(false);
  });

  test("a typed level is stale once a guard's status, or the guards, are no longer those given", () => {
    const stale = (given: Record<string, string> | undefined, status: Status) =>
      rated({
        controls: { "AC-3": status },
        step: {
          id: "step",
          place: "web",
          guards: [{ control: "AC-3" }],
          level: { value: 3, why: "typed", given },
        },
      }).stale;
    expect(stale({ "AC-3": "implemented" }, "implemented")).toBe(false);
    expect(stale({ "AC-3": "implemented" }, "partial")).toBe(true);
    expect(stale({ "AC-3": "implemented", "SC-7": "absent" }, "implemented")).toBe(true);
    expect(stale({}, "implemented")).toBe(true);
    expect(stale(undefined, "implemented")).toBeUndefined();
  });

  test("a typed level is not stale because a control is spelt otherwise", () => {
    const result = rated({
      controls: { "ac-03": "implemented" },
      step: {
        id: "step",
        place: "web",
        guards: [{ control: "ac-03" }],
        level: { value: 3, why: "typed", given: { "ac-03": "implemented" } },
      },
    });
    expect(result.stale).toBe(false);
  });

  test("an entry has a threat of its own where it is written, and no other step has one", () => {
    const { scenarios } = analyse(system({
      scenarios: [{
        id: "S1",
        damage: "leak",
        threat: 3,
        steps: [
          { id: "a", threat: 1 },
          { id: "b", threat: "unassessed" },
          { id: "c" },
          { id: "d", needs: { any: ["a", "b", "c"] }, threat: 2 },
        ],
      }],
    }));
    expect(scenarios[0].steps.map(({ threat }) => threat)).toEqual([
      { best: 1, worst: 1 },
      { best: 1, worst: 3 },
      undefined,
      undefined,
    ]);
  });

  test("the table without the bonus of detection can be chosen instead", () => {
    const one = made({
      guards: "prevent 2 implemented; detect 2 implemented; respond 2 implemented",
      independent: "",
      test: "untested",
      level: "",
      rule: "",
    });
    expect(rated(one, { method: { step: "mitate-step-prevention-only" } }).level.worst).toBe(2);
  });
});
