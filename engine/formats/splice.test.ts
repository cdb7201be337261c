import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { apply, type Edit, edits, invert } from "../change.ts";
import type { Change, SystemSpec } from "../schema.ts";
import { standard } from "../standard.ts";
import { resolver } from "../resolve.ts";
import { toSystem } from "../system.ts";
import { open, retrace, splice } from "./record.ts";
import { read } from "./yaml.ts";

const resolve = resolver(toSystem({ mitate: 1, id: "x" }, standard).catalogue);
const seed = { seed: 201, numRuns: 300 };

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
        expect(back.spec).toEqual(spec);
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
        const size = JSON.stringify(made[0].value ?? "", null, 1).split(/\\n|\n/).length;
        expect(after.length - head - tail).toBeLessThanOrEqual(4 + size);
        const old = made[0].path.reduce<unknown>(
          (node, key) => (node as Record<string, unknown> | undefined)?.[key],
          spec,
        );
        const line = (value: unknown) =>
          value !== undefined && typeof value !== "object" && !String(value).includes("\n");
        if (line(old) && line(made[0].value) && !made[0].insert) {
          expect([before.length - head - tail, after.length - head - tail]).toEqual([1, 1]);
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

test("a change keeps every byte that it is not about", () => {
  const text = `# 見出し\r
mitate:   1     # 版\r
"id":  'demo'\r
\r
controls:       # 管理策\r
    # アクセス制御\r
    ac-02  :  'partial'   # 一部\r
\r
    "AC-3": {status: planned, why:  "予算"}   \r
\r
scenarios:\r
- id: S1\r
  threat:   2 # 脅威\r
  steps: [ {id: entry, guards: [ {control: AC-2 , level: 2} ]} ]`;
  const { spec, editable } = open(text, "x.yaml");
  expect(editable).toBe(true);
  const set = (change: Change) => splice(text, edits(spec!, change, resolve).edits);
  expect(set({ type: "set-status", control: "AC-2", status: "implemented" }))
    .toBe(text.replace("'partial'", "'implemented'"));
  expect(set({ type: "set-status", control: "AC-3", status: "absent" }))
    .toBe(text.replace("planned", "absent"));
  expect(set({ type: "set-threat", scenario: "S1", threat: 3 })).toBe(
    text.replace("2 # 脅", "3 # 脅"),
  );
  expect(
    set({ type: "set-guard", scenario: "S1", step: "entry", control: "ac-2", kind: "detect" }),
  ).toBe(text.replace("level: 2}", "level: 2, kind: detect}"));
  expect(set({ type: "set-threat", scenario: "S1", step: "entry", threat: 1 }))
    .toBe(text.replace("]} ]", "], threat: 1} ]"));
  expect(set({ type: "set-status", control: "CP-9", status: "planned" }))
    .toBe(text.replace('"予算"}   \r\n', '"予算"}   \r\n\r\n    CP-9: planned\r\n'));
  expect(set({ type: "set-field", on: "scenario/S1", field: "name", value: "漏えい" }))
    .toBe(`${text}\r\n  name: 漏えい`);
});

describe("splice", () => {
  const edit = (text: string, path: Edit["path"], value: unknown) =>
    splice(text, [{ path, value }]);
  const insert = (text: string, path: Edit["path"], value: unknown) =>
    splice(text, [{ path, value, insert: true }]);

  test.each<[string, string, Edit["path"], unknown, string]>([
    ["a scalar before its comment", "a: 1 # c\nb: 2\n", ["a"], 5, "a: 5 # c\nb: 2\n"],
    ["a scalar in double quotes", 'a:  "x"\n', ["a"], "y", 'a:  "y"\n'],
    ["a scalar in single quotes", "a: 'x'\n", ["a"], "it's", "a: 'it''s'\n"],
    ["an empty value", "a:\nb: 2\n", ["a"], 1, "a: 1\nb: 2\n"],
    ["an empty value before a comment", "a:  # c\nb: 2\n", ["a"], 1, "a: 1  # c\nb: 2\n"],
    [
      "an empty value by a list",
      "a:  # c\nb: 2\n",
      ["a"],
      [{ id: "x" }],
      "a:  # c\n  - id: x\nb: 2\n",
    ],
    [
      "a scalar by a map",
      "a: x # c\nb: 2\n",
      ["a"],
      { p: 1, q: 2 },
      "a: # c\n  p: 1\n  q: 2\nb: 2\n",
    ],
    ["a map by a scalar", "a: # c\n  p: 1\n  q: 2\nb: 2\n", ["a"], "x", "a: x # c\nb: 2\n"],
    [
      "a block scalar by a scalar",
      "a: |  # c\n  x\n  y\n\nb: 2\n",
      ["a"],
      "z",
      "a: z  # c\n\nb: 2\n",
    ],
    [
      "a scalar by a block scalar",
      "a: z # c\nb: 2\n",
      ["a"],
      "x\ny",
      "a: |- # c\n  x\n  y\nb: 2\n",
    ],
    ["a value on the next line", "a:\n  x # c\nb: 2\n", ["a"], "y", "a:\n  y # c\nb: 2\n"],
    ["an entry of a list", "- a\n-  b # c\n- d", [1], "x", "- a\n-  x # c\n- d"],
    ["a Japanese key", "管理: {状態: 計画}\n", ["管理", "状態"], "実施", "管理: {状態: 実施}\n"],
    ["a value in JSON", '{"a": {"b": 1}}', ["a", "b"], "x", '{"a": {"b": "x"}}'],
    ["a text that looks like a number", "a: x\n", ["a"], "1.10", 'a: "1.10"\n'],
    [
      "a flow map within its braces",
      "a: { p: 1 , q: 2 }  # c\n",
      ["a", "q"],
      3,
      "a: { p: 1 , q: 3 }  # c\n",
    ],
  ])("replaces %s", (_, text, path, value, result) => {
    expect(edit(text, path, value)).toBe(result);
  });

  test.each<[string, string, Edit["path"], unknown, string]>([
    [
      "a key to a block",
      "a:\n  p: 1\n\n# c\nb: 2\n",
      ["a", "q"],
      2,
      "a:\n  p: 1\n  q: 2\n\n# c\nb: 2\n",
    ],
    [
      "a key below its own comments",
      "a:\n  p:\n    - 1\n    # c\nb: 2\n",
      ["a", "q"],
      2,
      "a:\n  p:\n    - 1\n    # c\n  q: 2\nb: 2\n",
    ],
    [
      "a key to a flow map",
      "a: {p: 1}\n",
      ["a", "q"],
      { r: "x, y" },
      'a: {p: 1, q: {r: "x, y"}}\n',
    ],
    ["a key to an empty flow map", "a: {}  # c\nb: 2\n", ["a", "q"], 2, "a:  # c\n  q: 2\nb: 2\n"],
    [
      "a key to the first line of an entry",
      "- a: 1\n- a: 2",
      [1, "b"],
      3,
      "- a: 1\n- a: 2\n  b: 3",
    ],
    ["a key to a file without a last line break", "a: 1", ["b"], "x\ny", "a: 1\nb: |-\n  x\n  y"],
    ["a key to JSON", '{\n  "a": 1\n}\n', ["b"], ["x"], '{\n  "a": 1,\n  "b": ["x"]\n}\n'],
    ["a key that needs quotes", "a:\n  p: 1\n", ["a", "x: y"], 2, 'a:\n  p: 1\n  "x: y": 2\n'],
    ["a key below a block scalar", "a: |\n  x\n\n", ["b"], 2, "a: |\n  x\nb: 2\n\n"],
  ])("adds %s", (_, text, path, value, result) => {
    expect(edit(text, path, value)).toBe(result);
  });

  test.each<[string, string, Edit["path"], unknown, string]>([
    ["at the end", "a:\n- x # c\n- y\nb: 2\n", ["a", 2], "z", "a:\n- x # c\n- y\n- z\nb: 2\n"],
    [
      "at the start, above its comments",
      "a:\n  # of x\n  - x\n",
      ["a", 0],
      "z",
      "a:\n  - z\n  # of x\n  - x\n",
    ],
    [
      "apart where the others are",
      "- id: a\n\n- id: b\n",
      [2],
      { id: "c" },
      "- id: a\n\n- id: b\n\n- id: c\n",
    ],
    ["into a flow list", "a: [x, y]\n", ["a", 1], "z", "a: [x, z, y]\n"],
    ["into a flow list at its start", "a: [x, y]\n", ["a", 0], "z", "a: [z, x, y]\n"],
    [
      "into an empty list",
      "a: []\n",
      ["a", 0],
      { id: "z", why: "p\nq" },
      "a:\n  - id: z\n    why: |-\n      p\n      q\n",
    ],
    ["a guard as a short map", "guards:\n  - {control: AC-2}\n", ["guards", 1], {
      control: "AC-3",
      level: 2,
    }, "guards:\n  - {control: AC-2}\n  - {control: AC-3, level: 2}\n"],
  ])("adds an entry %s", (_, text, path, value, result) => {
    expect(insert(text, path, value)).toBe(result);
  });

  test.each<[string, string, Edit["path"], string]>([
    [
      "its comment and the lines below it",
      "a: 1\n# of b\nb: # c\n  p: 1\n  # end\nc: 3\n",
      ["b"],
      "a: 1\nc: 3\n",
    ],
    ["the blank line that set it apart", "- a\n\n- b\n\n- c\n", [1], "- a\n\n- c\n"],
    ["no comment beyond a blank line", "# head\n\n- a\n- b\n", [0], "# head\n\n- b\n"],
    ["only its own text within brackets", "a: [x, y, z]\n", ["a", 1], "a: [x, z]\n"],
    ["the comma with the first", "a: {p: 1, q: 2}\n", ["a", "p"], "a: {q: 2}\n"],
    ["the comma with the last", "a: { p: 1, q: 2 }\n", ["a", "q"], "a: { p: 1 }\n"],
    ["the only entry, leaving a list", "a: # c\n  - x\nb: 2\n", ["a", 0], "a: [] # c\nb: 2\n"],
    ["the first key of an entry", "- a: 1\n  b: 2\n- c\n", [0, "a"], "- b: 2\n- c\n"],
    ["the last entry without a line break", "- a\n- b", [1], "- a"],
    [
      "a block scalar and not what follows",
      "a: 1\nb: |\n  x\n\n# of c\nc: 3\n",
      ["b"],
      "a: 1\n\n# of c\nc: 3\n",
    ],
  ])("removes %s", (_, text, path, result) => {
    expect(edit(text, path, undefined)).toBe(result);
  });

  test("an edit through an alias writes out that alias and leaves the others", () => {
    const text = "a: &x {p: 1}\nb: *x\nc: *x\n";
    expect(edit(text, ["b", "p"], 2)).toBe("a: &x {p: 1}\nb:\n  p: 2\nc: *x\n");
  });

  test("an edit of what aliases stand for writes them out first, so that they keep their value", () => {
    const text = "a: &x\n  p: 1 # c\nb: *x # d\n";
    const after = edit(text, ["a", "p"], 2);
    expect(after).toBe("a: &x\n  p: 2 # c\nb: # d\n  p: 1\n");
  });

  test("an alias that is replaced as a whole takes no other with it", () => {
    expect(edit("a: &x 1\nb: *x\nc: *x\n", ["b"], 2)).toBe("a: &x 1\nb: 2\nc: *x\n");
  });

  test("a difference deep in a new value touches only that place", () => {
    const text = "a:\n  p: 1 # c\n  q: [1, 2] # d\n";
    expect(edit(text, ["a"], { p: 1, q: [1, 3] })).toBe(text.replace("2]", "3]"));
  });

  test("no edit, or one that changes nothing, returns the same text", () => {
    const text = "a: 0x10\n";
    expect(splice(text, [])).toBe(text);
    expect(edit(text, ["a"], 16)).toBe(text);
    expect(edit(text, ["b"], undefined)).toBe(text);
  });

  test("a text that cannot be read is not edited", () => {
    expect(() => edit("a: [1", ["a"], 2)).toThrow("cannot be read");
    expect(() => edit("a: 1\na: 2\n", ["a"], 3)).toThrow("cannot be read");
    expect(() => edit("a: 1\n", ["b", "c"], 3)).toThrow();
  });

  test("any text value comes back as it is", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: "grapheme" }),
        fc.constantFrom("a: x # c\n", "a: {b: 1}\n", "a:\n- 1"),
        (value, text) => {
          const after = edit(text, ["a"], value);
          expect(open(after, "x.yaml").text).toBe(after);
          expect(read(after).value).toEqual({ a: value });
        },
      ),
      seed,
    );
  });
});

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
