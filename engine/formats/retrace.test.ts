import { describe, expect, test } from "vitest";
import { apply, edits } from "../change.ts";
import type { Change, Patch, SystemSpec } from "../schema.ts";
import { standard } from "../standard.ts";
import { resolver } from "../resolve.ts";
import { toSystem } from "../system.ts";
import { open, retrace, splice } from "./record.ts";

const resolve = resolver(toSystem({ mitate: 1, id: "x" }, standard).catalogue);
const head = "mitate: 1\nid: x\n";

function done(text: string, changes: readonly Change[], spec = open(text, "x.yaml").spec!) {
  return changes.reduce(({ text, spec }, change) => ({
    text: splice(text, edits(spec, change, resolve).edits),
    spec: apply(spec, [change], resolve).spec,
  }), { text, spec });
}

/** The text after a change, and the changes that undo it. */
function tried(text: string, change: Change) {
  const { spec } = open(text, "x.yaml");
  return { ...done(text, [change]), undoing: retrace(text, spec!, change, resolve) };
}

describe("undoing brings back", () => {
  const at = { scenario: "S1", step: "a" } as const;
  test.each<[string, string, Change]>([
    [
      "an empty key that was filled in",
      "scenarios:\n  - id: S1\n    threat:   # まだ\n    note: x\n",
      { type: "set-threat", scenario: "S1", threat: 3 },
    ],
    ["an empty key at the top", "impact:\nname: x\n", {
      type: "set-impact",
      category: "law",
      level: "low",
    }],
    ["an empty map that was filled in", "profile: {  }  # 空\n", {
      type: "set-trait",
      trait: "exposure",
      value: "closed",
    }],
    ["comments around the only entry", "damages:\n# 前\n  - id: D\n    # 中\n\n  # 後\nname: x\n", {
      type: "remove",
      from: "damages",
      id: "D",
    }],
    [
      "odd numbers of a list",
      "tables:\n- id: t\n  axes: [{name: n, values: [0x1F, +3, 1.50, 1_000,\n   0o17, -0, -.0, 007, 1e2, .5]}] # 値\n",
      { type: "remove", from: "tables", id: "t" },
    ],
    [
      "an odd number that was set",
      "profile:\n  users: {count: 0x1F}\n",
      { type: "set-trait", trait: "users.count", value: 32 },
    ],
    ["a folded text", "name: >-\n  長い\n  名前 # 名前の一部\nowner: x\n", {
      type: "set-field",
      on: "system",
      field: "name",
      value: "短い",
    }],
    ["an alias that was written out", `name: &n {ja: 名, en: "n"}  # 元\nowner: *n # 同\n`, {
      type: "set-field",
      on: "system",
      field: "name.ja",
      value: "新",
    }],
    ["a key written the long way", "? name\n# 間\n: x\nowner: y\n", {
      type: "remove",
      from: "system",
      id: "name",
    }],
    ["brackets over lines", "zones: [\n  {id: a}, # 一\n\n  {id: b},\n]\n", {
      type: "remove",
      from: "zones",
      id: "a",
    }],
    [
      "a shorthand",
      "controls: {AC-2:  'planned' }  # c",
      { type: "set-status", control: "AC-2", status: "partial", why: "途中" },
    ],
    ["a status at a place", "components: [{id: web}]\ncontrols:\n  AC-2:\n    at: # 場所\n", {
      type: "set-status",
      control: "AC-2",
      status: "absent",
      place: "web",
    }],
    [
      "a typed level with all it said",
      "scenarios:\n- id: S1\n  steps:\n  - id: a\n    level: # 判断\n      value: 2\n      # 理由\n      why: x\n      given: {AC-2: absent}\n",
      { type: "set-level", ...at, value: null },
    ],
    ["the last line without an end", "name: x\nmeasures:\n- id: M1\n- id: M2", {
      type: "remove",
      from: "measures",
      id: "M2",
    }],
  ])("%s", (_, part, change) => {
    const text = head + part;
    expect(open(text, "x.yaml").editable).toBe(true);
    const { text: after, spec, undoing } = tried(text, change);
    expect(after).not.toBe(text);
    const stored: Change[] = JSON.parse(JSON.stringify(undoing));
    expect(done(after, stored, spec)).toEqual({ text, spec: open(text, "x.yaml").spec });
  });
});

test("a change that undoes carries no text where the record is written plainly", () => {
  const { undoing } = tried(`${head}controls:\n  AC-2: planned # c\n`, {
    type: "set-status",
    control: "AC-2",
    status: "absent",
  });
  expect(undoing).toEqual([{ type: "set-status", control: "AC-2", status: "planned" }]);
});

test("what undoes is found again although others wrote elsewhere in the meantime", () => {
  const text = `${head}scenarios:\n  - id: S1\n    threat:  # まだ\n    note: x\n`;
  const { text: after, undoing } = tried(text, { type: "set-threat", scenario: "S1", threat: 3 });
  const theirs = (text: string) => text.replace("id: x\n", "id: x\n# 他の人の注\nowner: 係\n");
  expect(done(theirs(after), undoing).text).toBe(theirs(text));
});

test("where the text is no longer there, the change is made all the same", () => {
  const text = `${head}scenarios:\n  - id: S1\n    threat:  # まだ\n    note: x\n`;
  const { text: after, undoing } = tried(text, { type: "set-threat", scenario: "S1", threat: 3 });
  const theirs = after.replace("threat: 3  # まだ", "threat: 3");
  expect(done(theirs, undoing).text).toBe(`${head}scenarios:\n  - id: S1\n    note: x\n`);
});

describe("a patch that says something else than its change is not used:", () => {
  const text = `${head}controls:\n  AC-2: planned\n  AC-3: planned\n`;
  const set = (patch: Patch): Change => ({
    type: "set-status",
    control: "AC-2",
    status: "absent",
    patch,
  });
  const plain = text.replace("AC-2: planned", "AC-2: absent");
  const patch = (old: string, by: string) => ({ at: text.indexOf(old), old, new: by });

  test.each<[string, Patch]>([
    ["another value", patch("AC-2: planned", "AC-2: implemented")],
    ["another control as well", patch("planned\n  AC-3: planned", "absent\n  AC-3: absent")],
    [
      "another key as well",
      patch("controls:\n  AC-2: planned", "name: y\ncontrols:\n  AC-2: absent"),
    ],
    ["a key twice", patch("AC-2: planned", "AC-2: absent\n  AC-2: implemented")],
    ["another document", patch("AC-2: planned", "AC-2: absent\n---\na: 1")],
    ["a text that cannot be read", patch("AC-2: planned", "AC-2: [absent")],
    ["nothing at all", { at: 0, old: "", new: "" }],
    ["a place beyond the end", { at: 1e9, old: "", new: "x" }],
  ])("%s", (_, patch) => {
    expect(done(text, [set(patch)]).text).toBe(plain);
  });

  test("and one that says the same is, spelling and all", () => {
    expect(done(text, [set(patch("AC-2: planned", "'AC-2': absent # 理由"))]).text)
      .toBe(text.replace("AC-2: planned", "'AC-2': absent # 理由"));
  });

  test("a key without a value is not written where it means nothing, and is where it means something", () => {
    const damages = `${head}damages: [{id: D, hits: {law: low, safety: high}}]\n`;
    const spec = open(damages, "x.yaml").spec as SystemSpec;
    const gone = (on: string, id: string, old: string, by: string): Change => ({
      type: "remove",
      from: on,
      id,
      patch: { at: damages.indexOf(old), old, new: by },
    });
    const hit = gone("damage/D#hits", "law", "law: low", "law:");
    expect(done(damages, [hit], spec).text).toBe(damages.replace("law: low, ", ""));
    const hits = gone("damage/D", "hits", "hits: {law: low, safety: high}", "hits:");
    expect(done(damages, [hits], spec).text)
      .toBe(damages.replace("hits: {law: low, safety: high}", "hits:"));
  });
});
