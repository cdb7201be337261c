import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { apply, edits, invert } from "../change.ts";
import type { Change, SystemSpec } from "../schema.ts";
import { standard } from "../standard.ts";
import { resolver, toSystem } from "../system.ts";
import { open, retrace, splice } from "./record.ts";

const resolve = resolver(toSystem({ mitate: 1, id: "x" }, standard).catalogue);
const seed = { seed: 201, numRuns: Number(globalThis.process?.env.RUNS ?? 300) };

describe("for any record in any hand and any change", () => {
  test("the edited text says what the changed record says", () => {
    fc.assert(
      fc.property(written(), change(), ({ text, spec }, change) => {
        const { edits: made } = edits(spec, change, resolve);
        const after = open(splice(text, made), "x.yaml");
        expect(after.spec).toEqual(apply(spec, [change], resolve).spec);
        expect(after.editable).toBe(true);
      }),
      seed,
    );
  });

  test("undoing a change brings the record back", () => {
    fc.assert(
      fc.property(written(), change(), ({ spec }, change) => {
        const { spec: changed } = apply(spec, [change], resolve);
        const back = apply(changed, invert(spec, change, resolve), resolve);
        expect(back.refused).toEqual([]);
        expect(prune(back.spec)).toEqual(prune(spec));
      }),
      seed,
    );
  });

  test("undoing a change brings the text back byte for byte", () => {
    fc.assert(
      fc.property(written(), change(), ({ text, spec }, change) => {
        const undoing = retrace(text, spec, change, resolve);
        let now = splice(text, edits(spec, change, resolve).edits);
        let value = apply(spec, [change], resolve).spec;
        for (const step of undoing) {
          now = splice(now, edits(value, step, resolve).edits);
          value = apply(value, [step], resolve).spec;
        }
        expect(now).toBe(text);
      }),
      seed,
    );
  });

  test("a change touches one run of lines and leaves all others as they were", () => {
    fc.assert(
      fc.property(written(), change(), ({ text, spec }, change) => {
        const { edits: made } = edits(spec, change, resolve);
        fc.pre(made.length === 1);
        const before = text.split("\n");
        const after = splice(text, made).split("\n");
        let head = 0;
        while (head < Math.min(before.length, after.length) && before[head] === after[head]) head++;
        let tail = 0;
        while (
          tail < Math.min(before.length, after.length) - head &&
          before[before.length - 1 - tail] === after[after.length - 1 - tail]
        ) tail++;
        // What lies between the first and the last line that differ belongs to the thing changed.
        const size = JSON.stringify(made[0].value ?? "").length;
        expect(after.length - head - tail).toBeLessThanOrEqual(4 + size);
        if (made[0].value !== undefined && typeof made[0].value !== "object" && !made[0].insert) {
          expect(before.length - head - tail).toBeLessThanOrEqual(6);
        }
      }),
      seed,
    );
  });

  test("setting what is there returns the same text and the same record", () => {
    fc.assert(
      fc.property(written(), change(), ({ text, spec }, change) => {
        const { spec: changed } = apply(spec, [change], resolve);
        const after = splice(text, edits(spec, change, resolve).edits);
        if (change.type === "add" || change.type === "remove") return;
        expect(apply(changed, [change], resolve).spec).toBe(changed);
        expect(splice(after, edits(changed, change, resolve).edits)).toBe(after);
      }),
      seed,
    );
  });

  test("parts that no change touches stay the same objects", () => {
    fc.assert(
      fc.property(written(), change(), ({ spec }, change) => {
        const after = apply(spec, [change], resolve).spec;
        const { edits: made } = edits(spec, change, resolve);
        const touched = new Set(made.map((edit) => edit.path[0]));
        for (const key of Object.keys(spec) as (keyof SystemSpec)[]) {
          if (!touched.has(key)) expect(after[key]).toBe(spec[key]);
        }
      }),
      seed,
    );
  });
});

/** Undo may leave an empty list or map where nothing was: they mean the same. */
function prune(value: unknown): unknown {
  return value;
}

const ids = ["S1", "S2", "S3"];
const steps = ["entry", "move", "leak"];
const controls = ["AC-2", "AC-3", "IA-2", "SI-4", "CP-9"];
const spellings = {
  "AC-2": "ac-02",
  "AC-3": "AC-3",
  "IA-2": "IA-2",
  "SI-4": "si-4",
  "CP-9": "CP-9",
};
const statuses = ["implemented", "partial", "planned", "absent", "unassessed"] as const;
const texts = [
  "短い文",
  "a: colon",
  "# hash",
  "- dash",
  "two\nlines",
  "quote ' and \"",
  "",
  "yes",
  "12",
];

function written(): fc.Arbitrary<{ text: string; spec: SystemSpec }> {
  return fc.record({ spec: record(), hand: hand() }).map(({ spec, hand }) => ({
    spec,
    text: print(spec, hand),
  }));
}

function record(): fc.Arbitrary<SystemSpec> {
  const some = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });
  const text = fc.oneof(
    fc.constantFrom(...texts),
    fc.record({ ja: fc.constantFrom(...texts), en: fc.constantFrom(...texts) }),
  );
  const status = fc.constantFrom(...statuses);
  const guard = fc.record({
    control: fc.constantFrom(...controls),
    level: fc.constantFrom(1 as const, 2 as const, 3 as const),
  }, { requiredKeys: ["control"] });
  const step = (id: string) =>
    fc.record({
      id: fc.constant(id),
      name: text,
      needs: fc.constantFrom<string | string[]>("entry", [], ["entry", "move"]),
      guards: fc.uniqueArray(guard, { maxLength: 3, selector: (guard) => guard.control }),
      level: fc.record({ value: fc.constantFrom(1 as const, 3 as const), why: text }, {
        requiredKeys: ["value"],
      }),
      why: text,
    }, { requiredKeys: ["id"] });
  const scenario = (id: string) =>
    fc.record({
      id: fc.constant(id),
      name: text,
      threat: fc.constantFrom(1 as const, 2 as const, 3 as const, "unassessed" as const),
      steps: fc.subarray(steps).chain((ids) => fc.tuple(...ids.map(step))),
      note: text,
    }, { requiredKeys: ["id"] });
  const control = fc.oneof(
    status,
    fc.record({
      status,
      why: text,
      at: fc.dictionary(fc.constantFrom("web", "保守端末", "a.b"), status, { maxKeys: 2 }),
    }, { requiredKeys: [] }),
  );
  return fc.record({
    mitate: fc.constant(1 as const),
    id: fc.constant("demo"),
    name: text,
    target: fc.constantFrom({ "3": "B" }, { "1": "D", "3": 2 }, {}),
    impact: fc.dictionary(
      fc.constantFrom("distress", "finance", "law"),
      fc.oneof(
        fc.constantFrom("high", "low"),
        fc.record({ level: fc.constantFrom("high", "moderate"), why: text }),
      ),
    ),
    profile: fc.record({
      exposure: fc.constantFrom("internet", "closed"),
      users: fc.record({ count: fc.nat(9) }),
      law: fc.array(text, { maxLength: 2 }),
      traits: fc.dictionary(fc.constantFrom("部局", "x.y"), fc.constantFrom("甲", 3, true)),
    }, { requiredKeys: [] }),
    components: fc.constantFrom(undefined, [{ id: "web" }, { id: "保守端末" }, { id: "a.b" }]),
    controls: fc.dictionary(fc.constantFrom(...Object.values(spellings)), control),
    damages: some(fc.constantFrom(
      [{ id: "leak", hits: ["distress", "law"] }],
      [{ id: "leak", hits: { distress: null, law: "low" } }],
    )),
    scenarios: fc.subarray(ids).chain((ids) => fc.tuple(...ids.map(scenario))),
    measures: fc.constantFrom([], [{ id: "M1", changes: [] }], [{ id: "M1" }, { id: "M2" }]),
    comments: fc.constantFrom([{ on: "system", text: "確認" }, { on: "scenario/S1", text: "?" }]),
  }, { requiredKeys: ["mitate", "id"] })
    .map((record) => JSON.parse(JSON.stringify(record)) as SystemSpec);
}

function change(): fc.Arbitrary<Change> {
  const control = fc.constantFrom(...controls, "si-04", "AC-99");
  const scenario = fc.constantFrom("S1", "S1", "S2", "S3", "S9");
  const step = fc.constantFrom(...steps);
  const status = fc.constantFrom(...statuses);
  const why = fc.option(fc.constantFrom(...texts.filter((text) => text !== "")), {
    nil: undefined,
  });
  const rating = fc.constantFrom(1 as const, 2 as const, 3 as const);
  const place = fc.option(fc.constantFrom("web", "保守端末", "a.b"), { nil: undefined });
  const of = <T extends Change["type"]>(type: T) => fc.constant(type);
  const field = fc.constantFrom(
    ["scenario/S1", "name", "新しい名前"],
    ["scenario/S1", "name.en", "A name"],
    ["scenario/S2", "note", null],
    ["step/S1/entry", "why", "理由\n二行目"],
    ["step/S1/entry", "level.why", "実測"],
    ["step/S1/move", "needs", ["entry"]],
    ["step/S1/move", "needs", null],
    ["control/AC-2", "owner", "運用係"],
    ["control/CP-9", "why", null],
    ["damage/leak", "hits.law", "high"],
    ["damage/leak", "hits.distress.why", "軽い"],
    ["system", "owner", { ja: "情報課", en: "IT" }],
    ["system", "profile.law", ["番号法", "個人情報保護法"]],
    ["system", "name", null],
    ["impact/law", "why", "理由"],
    ["profile", "purpose", "電子申請"],
    ["measure/M1", "changes", [{ type: "set-status", control: "AC-2", status: "implemented" }]],
    ["comment/1", "state", "resolved"],
  ).map(([on, field, value]) => ({ type: "set-field", on, field, value }) as Change);
  const adding = fc.constantFrom<[string, unknown]>(
    ["scenarios", {
      id: "N1",
      name: "新規",
      steps: [{ id: "a", guards: [{ control: "AC-2", level: 2 }] }],
    }],
    ["damages", { id: "outage", hits: { programs: "low" } }],
    ["steps/S1", { id: "new", needs: ["entry"], why: "二\n行" }],
    ["guards/S1/entry", { control: "CP-10", level: 1 }],
    ["measures", { id: "M3", name: { ja: "多要素認証", en: "MFA" } }],
    ["controls", { "AU-2": "planned" }],
    ["controls", { "AU-2": { status: "planned", due: "2027-03-31" } }],
    ["profile.law", "番号法"],
    ["comments", { on: "system", text: "新" }],
    ["scenario/S2", { attacker: "内部者" }],
  );
  const removing = fc.constantFrom(
    ["scenarios", "S1"],
    ["scenarios", "S2"],
    ["scenarios", "S3"],
    ["damages", "leak"],
    ["measures", "M1"],
    ["steps/S1", "entry"],
    ["steps/S1", "move"],
    ["guards/S1/entry", "AC-2"],
    ["guards/S1/entry", "AC-3"],
    ["controls", "AC-2"],
    ["controls", "CP-9"],
    ["comments", "0"],
    ["profile.law", "0"],
    ["scenario/S1", "name"],
    ["system", "impact"],
    ["step/S1/entry#level", "why"],
  );
  return fc.oneof(
    fc.record({ type: of("set-status"), control, status, place, why }),
    fc.record({
      type: of("set-impact"),
      category: fc.constantFrom("distress" as const, "law" as const, "safety" as const),
      level: fc.constantFrom("high" as const, "low" as const, "not-applicable" as const),
    }),
    fc.constantFrom<Change>(
      { type: "set-trait", trait: "exposure", value: "closed" },
      { type: "set-trait", trait: "exposure", value: null },
      { type: "set-trait", trait: "users.count", value: 500 },
      { type: "set-trait", trait: "information.personal", value: true },
      { type: "set-trait", trait: "traits.部局", value: "乙" },
      { type: "set-trait", trait: "traits.x.y", value: null },
    ),
    fc.record({ type: of("set-threat"), scenario, threat: rating }),
    fc.record({ type: of("set-threat"), scenario, step, threat: rating }),
    fc.record({
      type: of("set-guard"),
      scenario,
      step,
      control,
      level: rating,
      kind: fc.constantFrom("prevent" as const, "detect" as const),
    }, { requiredKeys: ["type", "scenario", "step", "control"] }),
    fc.record({
      type: of("set-level"),
      scenario,
      step,
      value: fc.constantFrom(1 as const, 2 as const, null),
      why,
      given: fc.constantFrom(undefined, { "AC-2": "implemented" }),
    }),
    fc.record({ type: of("set-target"), damage: rating, risk: fc.constantFrom("A", "C", 3) }),
    field,
    fc.tuple(adding, fc.option(fc.nat(3), { nil: undefined })).map(([[to, value], at]) =>
      ({ type: "add", to, value, at }) as Change
    ),
    removing.map(([from, id]) => ({ type: "remove", from, id }) as Change),
  );
}

/** How somebody writes: their habits, and a stream of whims. */
interface Hand {
  readonly newline: string;
  readonly mark: string;
  readonly final: boolean;
  readonly indent: number;
  readonly dashed: number;
  readonly whims: readonly number[];
}

function hand(): fc.Arbitrary<Hand> {
  return fc.record({
    newline: fc.constantFrom("\n", "\r\n"),
    mark: fc.constantFrom("", "\uFEFF"),
    final: fc.boolean(),
    indent: fc.constantFrom(2, 3, 4),
    dashed: fc.constantFrom(0, 2),
    whims: fc.array(fc.nat(19), { minLength: 40, maxLength: 80 }),
  });
}

/** Prints a record as a person might: comments, blank lines, flow and block, all kinds of quotes. */
function print(spec: SystemSpec, hand: Hand): string {
  let turn = 0;
  const whim = () => hand.whims[turn++ % hand.whims.length];
  const out: string[] = [];
  const pad = (column: number) => " ".repeat(column);
  const remark = () => whim() === 0 ? "  # 注" : whim() === 1 ? "  " : "";
  const above = (column: number, first: boolean) => {
    const mood = whim();
    if (mood === 2 && !first) out.push("");
    if (mood === 3) out.push(`${pad(column)}# 見出し`);
    if (mood === 4 && !first) out.push("", `${pad(column)}# 一つ目`, `${pad(column)}# 二つ目`);
  };
  const inline = (value: unknown): string => {
    if (Array.isArray(value)) return `[${value.map(inline).join(whim() < 3 ? "," : ", ")}]`;
    if (typeof value === "object" && value !== null) {
      const pairs = Object.entries(value).map(([key, item]) => `${quoted(key)}: ${inline(item)}`);
      return pairs.length === 0
        ? "{}"
        : whim() < 10
        ? `{${pairs.join(", ")}}`
        : `{ ${pairs.join(" , ")} }`;
    }
    return typeof value === "string" ? quoted(value) : String(value);
  };
  const quoted = (value: string) => {
    const plain = /^[\p{L}][\p{L}\d .-]*$/u.test(value) &&
      !/^(yes|no|null|true|false)$/.test(value);
    const mood = whim();
    if (plain && mood < 14) return value;
    return value.includes("\n") || mood % 2 === 0
      ? JSON.stringify(value)
      : `'${value.replaceAll("'", "''")}'`;
  };
  // Below a block scalar an indented comment would be part of its text.
  let literal = false;
  const entry = (lead: string, value: unknown, column: number, dash: boolean) => {
    literal = false;
    if (typeof value !== "object" || value === null || Object.keys(value).length === 0) {
      if (typeof value === "string" && /^[^\n]+\n[^\n]+$/.test(value) && whim() < 12) {
        out.push(`${lead} |-${remark()}`);
        literal = true;
        for (const line of value.split("\n")) out.push(pad(column + hand.indent) + line);
        return;
      }
      out.push(`${lead} ${inline(value)}${remark()}`);
      return;
    }
    if (JSON.stringify(value).length < 80 && whim() < 6) {
      out.push(`${lead} ${inline(value)}${remark()}`);
      return;
    }
    if (Array.isArray(value)) {
      out.push(`${lead}${remark()}`);
      list(value, dash ? column + 2 : column + hand.dashed);
    } else if (dash) {
      map(value as Record<string, unknown>, column + 2, lead);
    } else {
      out.push(`${lead}${remark()}`);
      map(value as Record<string, unknown>, column + hand.indent);
    }
    if (whim() === 5 && !literal) out.push(`${pad(column + 8)}# 内側の注`);
  };
  const map = (value: Record<string, unknown>, column: number, dash?: string) => {
    Object.entries(value).forEach(([key, item], index) => {
      const inlined = index === 0 && dash !== undefined;
      if (!inlined) above(column, index === 0);
      entry(`${inlined ? `${dash} ` : pad(column)}${quoted(key)}:`, item, column, false);
    });
  };
  const list = (value: unknown[], column: number) => {
    value.forEach((item, index) => {
      above(column, index === 0);
      entry(`${pad(column)}-`, item, column, true);
    });
  };
  if (hand.whims[0] === 7) {
    return hand.mark + JSON.stringify(spec, null, 2).replaceAll("\n", hand.newline);
  }
  map(spec as Record<string, unknown>, 0);
  return hand.mark + out.join(hand.newline) + (hand.final ? hand.newline : "");
}
