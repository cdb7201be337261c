import { readdirSync, readFileSync } from "node:fs";
import { URL } from "node:url";
import { describe, expect, test } from "vitest";
import { base } from "../catalog.ts";
import { parse, terms } from "../condition.ts";
import { tell } from "../finding.ts";
import { instance, type Pattern } from "../library.ts";
import { named } from "../model.ts";
import { standard } from "../standard.ts";
import { toSystem } from "../system.ts";
import type { TextSpec } from "../text.ts";
import { traitOf } from "../trait.ts";
import { openPattern } from "./pattern.ts";

const folder = new URL("../../scenarios/patterns/", import.meta.url);
const files = readdirSync(folder).filter((file) => file.endsWith(".yaml")).sort();
const catalogue = new Map(standard.catalogs[0].controls.map((control) => [control.id, control]));
const empty = toSystem({ mitate: 1, id: "test" }, standard);

test("at least twelve patterns ship, under different ids", () => {
  expect(files.length).toBeGreaterThanOrEqual(12);
  expect(new Set(files.map((file) => shipped(file).id)).size).toBe(files.length);
});

describe.each(files)("%s", (file) => {
  test("opens without findings, and its id is its name", () => {
    const { pattern, findings } = read(file);
    expect(findings.map((one) => tell(one, "en"))).toEqual([]);
    expect(`${pattern?.id}.yaml`).toBe(file);
  });

  test("every text is there in both languages, two sentences about it", () => {
    const { name, about, attacker, why, steps } = shipped(file);
    const texts = [name, about, attacker, why, ...steps.flatMap(({ name, why }) => [name, why])];
    for (const text of texts.filter((one) => one !== undefined)) expectBoth(text);
    for (const { id, name, threat, why } of steps) {
      expect(name, id).toBeDefined();
      // An entry that departs from the pattern's threat says why.
      expect(threat === undefined, id).toBe(why === undefined);
    }
    expect(about.ja.match(/。/g)).toHaveLength(2);
    expect(about.en.match(/\.( |$)/g)).toHaveLength(2);
  });

  test("four to ten steps, with needs that exist, in no circle, up to one goal", () => {
    const steps = made(file).steps;
    const ids = steps.map(({ id }) => id);
    expect(steps.length).toBeGreaterThanOrEqual(4);
    expect(steps.length).toBeLessThanOrEqual(10);
    expect(new Set(ids).size).toBe(ids.length);
    const done = new Set<string>();
    // A step may only need steps before it in the file, which no circle can satisfy.
    for (const { id, needs } of steps) {
      expect(named(needs).filter((need) => !done.has(need)), id).toEqual([]);
      done.add(id);
    }
    expect(named(made(file).goal).filter((goal) => !done.has(goal))).toEqual([]);
    expect(steps.some(({ needs }) => needs === undefined)).toBe(true);
    expect(used(file).sort()).toEqual([...ids].sort());
  });

  test("only entries have a threat of their own", () => {
    for (const { id, needs, threat } of shipped(file).steps) {
      expect(threat === undefined || needs === undefined, id).toBe(true);
    }
  });

  test("every guard is a control of the catalogue, in a sensible place", () => {
    for (const { id, guards = [], independent = [] } of shipped(file).steps) {
      const of = (kind: string) => guards.filter((guard) => (guard.kind ?? "prevent") === kind);
      expect(of("prevent").length, id).toBeGreaterThan(0);
      // Detection only counts where something responds to it, and the other way round.
      expect(of("detect").length > 0, id).toBe(of("respond").length > 0);
      const keys = guards.map(({ control, kind }) => `${control} ${kind}`);
      expect(new Set(keys).size, id).toBe(keys.length);
      for (const { control, level, kind } of guards) {
        expect(catalogue.has(control), `${id} ${control}`).toBe(true);
        expect(level, `${id} ${control}`).toBeDefined();
        if (/^(IR|CP-2$|CP-7)/.test(control)) expect(kind ?? "", id).not.toMatch(/detect/);
      }
      const preventing = of("prevent").map(({ control }) => control);
      expect(independent.filter((control) => !preventing.includes(control)), id).toEqual([]);
      expect(new Set(independent.map(base)).size, id).toBe(independent.length);
    }
  });

  test("conditions can be read and name known traits and their values", () => {
    const { when, steps } = shipped(file);
    const written = [
      when?.text,
      ...steps.flatMap((step) => [step.when, ...(step.guards ?? []).map((guard) => guard.when)]),
    ].filter((one) => one !== undefined);
    for (const text of written) {
      const { term, error } = parse(text);
      expect(error, text).toBeUndefined();
      for (const leaf of terms(term!)) {
        const trait = traitOf(leaf.trait);
        expect(trait, text).toBeDefined();
        for (const value of leaf.values) {
          if (trait!.values) expect(trait!.values, text).toContain(value);
          else expect(typeof value, text).toBe(trait!.type);
        }
      }
    }
  });

  test("leans mostly on controls of the LOW and MODERATE baselines", () => {
    const controls = shipped(file).steps.flatMap(({ guards = [] }) => guards)
      .map(({ control }) => catalogue.get(control)!);
    const ordinary = controls.filter(({ baselines }) => baselines.includes("moderate"));
    expect(ordinary.length / controls.length).toBeGreaterThan(0.8);
  });
});

describe("openPattern", () => {
  const text = readFileSync(new URL("web-attack.yaml", folder), "utf8");

  test("reports a key it does not know and the one that was meant, and still gives the pattern", () => {
    const { pattern, findings } = openPattern(
      text.replace("attacker:", "atacker: x\nattacker:"),
      "x.yaml",
    );
    expect(pattern?.id).toBe("web-attack");
    expect(findings).toHaveLength(1);
    expect(tell(findings[0], "en")).toMatch(/atacker.*did you mean "attacker"/);
  });

  test("gives no pattern where the shape is wrong, and says what and where", () => {
    const { pattern, findings } = openPattern(
      text.replace("place: web", "place: cellar"),
      "x.yaml",
    );
    expect(pattern).toBeUndefined();
    expect(findings.map(({ severity, path }) => [severity, path.join(".")]))
      .toEqual([["error", "steps.0.place"]]);
  });

  test.each(["", "[]", "12", "a: [", "id: x\nid: y", "&a [*a]", "pattern: 2"])(
    "gives no pattern for %j, and says why",
    (text) => {
      const { pattern, findings } = openPattern(text, "x.yaml");
      expect(pattern).toBeUndefined();
      expect(findings.some(({ severity }) => severity === "error")).toBe(true);
      for (const one of findings) expect(tell(one, "ja") + tell(one, "en")).not.toMatch(/[{}]/);
    },
  );
});

function read(file: string) {
  return openPattern(readFileSync(new URL(file, folder), "utf8"), file);
}

function shipped(file: string): Pattern {
  return read(file).pattern!;
}

function made(file: string) {
  const { scenario } = instance(empty, shipped(file));
  return toSystem({ mitate: 1, id: "test", scenarios: [scenario] }, standard).scenarios[0];
}

/** The steps that lead to the goal, the goal included. */
function used(file: string): string[] {
  const { steps, goal } = made(file);
  const found = new Set(named(goal));
  for (const id of found) {
    for (const need of named(steps.find((step) => step.id === id)!.needs)) found.add(need);
  }
  return [...found];
}

function expectBoth(text: TextSpec): void {
  expect(text).toHaveProperty("ja");
  expect(text).toHaveProperty("en");
  const { ja, en } = text as { ja: string; en: string };
  expect(ja).toMatch(/[\p{sc=Hira}\p{sc=Kana}\p{sc=Han}]/u);
  expect(en).not.toMatch(/[\p{sc=Hira}\p{sc=Kana}\p{sc=Han}]/u);
}
