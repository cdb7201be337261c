import { readFileSync } from "node:fs";
import { fileURLToPath, URL } from "node:url";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type CST, Parser } from "yaml";
import { apply, type Edit, edits, get, invert } from "../change.ts";
import { anyChange } from "../fixtures/changes.ts";
import { written } from "../fixtures/hand.ts";
import { type Dice, excerpt, oddities, scribbled } from "../fixtures/scribble.ts";
import { type Change, change as shape, misfits, type SystemSpec } from "../schema.ts";
import { standard } from "../standard.ts";
import { resolver } from "../resolve.ts";
import { toSystem } from "../system.ts";
import { open, retrace, splice } from "./record.ts";
import { entryOf, type Node, read } from "./yaml.ts";

const resolve = resolver(toSystem({ mitate: 1, id: "x" }, standard).catalogue);
const seed = 201;
const sample = readFileSync(
  fileURLToPath(new URL("../../scenarios/benefit-portal.yaml", import.meta.url)),
  "utf8",
);

/** A stream of chances, so that records and changes can be made of what came before. */
const dice: fc.Arbitrary<Dice> = fc.gen().map((generate) => (below: number) =>
  generate(upTo, below)
);

function upTo(below: number): fc.Arbitrary<number> {
  return fc.nat(below - 1);
}

/** A record as it stands: its text, and what was read from it. */
interface State {
  readonly text: string;
  readonly spec: SystemSpec;
}

describe("for any record in any hand and any row of changes", () => {
  const seen = new Set<string>();

  test("each says what it says, touches its own lines alone, and is undone and redone byte for byte", () => {
    fc.assert(
      fc.property(written(), dice, ({ text }, dice) => {
        const note = (name: string) => seen.add(name);
        holds(scribbled(text, { read, dice, times: dice(30), note }), dice, seen);
      }),
      { seed, numRuns: 90 },
    );
  });

  test("and so in the sample record, spelt otherwise", () => {
    fc.assert(
      fc.property(dice, (dice) => {
        const part = excerpt(sample, dice, read);
        holds(scribbled(part, { read, dice, times: dice(20) }), dice, seen);
      }),
      { seed, numRuns: 6 },
    );
  });

  test("these records had every oddity, and these rows every kind of change", () => {
    const kinds = shape.options.map(({ shape }) => shape.type.value);
    expect([...seen]).toEqual(expect.arrayContaining([...Object.keys(oddities), ...kinds]));
    expect([...seen]).toEqual(expect.arrayContaining(["source", "patch", "set-status at a place"]));
  });
});

/** Makes a row of changes in a text, holding each to the laws, and takes them all back. */
function holds(text: string, dice: Dice, seen: Set<string>): void {
  const { spec, editable } = open(text, "x.yaml");
  expect(editable, text).toBe(true);
  const done: { before: State; undoing: Change[] }[] = [];
  let now: State = { text, spec: spec! };
  for (let turn = dice(4); turn >= 0; turn--) {
    const change = anyChange(now.spec, dice);
    if (!isFit(now.spec, change)) continue;
    seen.add(change.type);
    if ("place" in change) seen.add("set-status at a place");
    const next = after(now, [change]);
    expectSaid(next);
    expectOwnLines(now, next, change);
    expectOneLine(now, next, change);
    if (change.type !== "add" && change.type !== "remove") {
      expect(after(next, [change])).toEqual(next);
    }
    const undoing = expectUndone(now, next, change);
    for (const one of undoing) Object.keys(one).forEach((key) => seen.add(key));
    done.push({ before: now, undoing });
    now = next;
  }
  for (const { before, undoing } of done.toReversed()) {
    now = after(now, undoing);
    expect(now).toEqual(before);
  }
}

/** Whether a change can be made and leaves a record that can be read. */
function isFit(spec: SystemSpec, change: Change): boolean {
  const { spec: next, refused } = apply(spec, [change], resolve);
  return refused.length === 0 && next !== spec &&
    misfits(next).every(({ kind }) => kind === "unknown");
}

function after(state: State, changes: readonly Change[]): State {
  return changes.reduce(({ text, spec }, change) => {
    const { edits: made, refused } = edits(spec, change, resolve);
    expect(refused, JSON.stringify(change)).toBeUndefined();
    return { text: splice(text, made), spec: apply(spec, [change], resolve).spec };
  }, state);
}

function expectSaid({ text, spec }: State): void {
  const again = open(text, "x.yaml");
  expect(again.spec).toEqual(spec);
  expect(again.editable).toBe(true);
}

/** Undoes a change and redoes it by undoing that, each as it would come from a file. */
function expectUndone(before: State, next: State, change: Change): Change[] {
  const undoing = asStored(retrace(before.text, before.spec, change, resolve));
  const redoing: Change[] = [];
  let now = next;
  for (const one of undoing) {
    redoing.unshift(...asStored(retrace(now.text, now.spec, one, resolve)));
    now = after(now, [one]);
  }
  expect(now).toEqual(before);
  expect(after(now, redoing)).toEqual(next);
  return undoing;
}

function asStored(changes: readonly Change[]): Change[] {
  for (const change of changes) expect(misfits(change, shape)).toEqual([]);
  return JSON.parse(JSON.stringify(changes));
}

/** Nothing differs outside the entries concerned and the space around them; no other comment goes. */
function expectOwnLines(before: State, next: State, change: Change): void {
  const { edits: made } = edits(before.spec, change, resolve);
  // An alias is written out where it stands, or where what it stands for is changed.
  if (/[*&]a\d/.test(before.text)) return;
  const regions = made.flatMap((edit) => regionOf(before.text, edit) ?? []);
  if (regions.length < made.length) return;
  const [one, other] = [before.text, next.text];
  const shared = Math.min(one.length, other.length);
  let head = 0;
  while (head < shared && one[head] === other[head]) head++;
  let tail = 0;
  while (tail < shared && one[one.length - 1 - tail] === other[other.length - 1 - tail]) tail++;
  expect(head).toBeGreaterThanOrEqual(Math.min(...regions.map(({ from }) => from)));
  expect(one.length - tail).toBeLessThanOrEqual(Math.max(...regions.map(({ to }) => to)));
  const kept = comments(one).filter(({ offset }) =>
    !regions.some(({ own: [start, end] }) => offset >= start && offset < end)
  );
  const left = comments(other).map(({ source }) => source).join("\n");
  // In the same order: each is looked for behind the one before.
  kept.reduce((from, { source }) => {
    const at = left.indexOf(source, from);
    expect(at, `the comment ${source}`).toBeGreaterThanOrEqual(0);
    return at + source.length;
  }, 0);
}

/** One value in the place of another, neither of more than a line, changes that line alone. */
function expectOneLine(before: State, next: State, change: Change): void {
  const { edits: [{ path, value, insert }, ...more] } = edits(before.spec, change, resolve);
  const isLine = (value: unknown) =>
    value !== undefined && typeof value !== "object" && !String(value).includes("\n");
  if (more.length > 0 || insert || !isLine(value) || !isLine(get(before.spec, path))) return;
  let node: Node | undefined = read(before.text).root;
  for (const key of path) node = entryOf(node, key)?.node;
  if (!node || node.kind === "alias" || node.anchor !== undefined) return;
  if (before.text.slice(node.start, node.end).includes("\n")) return;
  const [lines, others] = [before.text.split("\n"), next.text.split("\n")];
  expect(others).toHaveLength(lines.length);
  expect(others.filter((line, index) => line !== lines[index])).toHaveLength(1);
}

interface Region {
  /** From the entry before to the entry after. */
  readonly from: number;
  readonly to: number;
  /** What goes away as a whole. */
  readonly own: readonly [number, number];
}

/** Where an edit may change a text; undefined where it leads into what an edit before it makes. */
function regionOf(text: string, edit: Edit): Region | undefined {
  let node: Node = read(text).root!;
  let from = 0;
  let to = text.length;
  for (const key of edit.path.slice(0, -1)) {
    const index = node.entries.findIndex((entry) => entry.key === key);
    if (index < 0) return undefined;
    from = node.entries[index].start;
    to = node.entries[index + 1]?.start ?? to;
    node = node.entries[index].node;
  }
  const { entries } = node;
  const last = edit.path[edit.path.length - 1];
  const found = edit.insert ? -1 : entries.findIndex((entry) => entry.key === last);
  const index = found >= 0
    ? found
    : Math.min(edit.insert ? Number(last) : edit.at ?? Infinity, entries.length);
  from = entries[index - 1]?.end ?? from;
  if (found < 0) {
    to = entries[index]?.start ?? to;
    return { from, to, own: [0, 0] };
  }
  const entry = entries[found];
  to = entries[found + 1]?.start ?? to;
  if (edit.value === undefined) return { from, to, own: [from, to] };
  return { from, to, own: [entry.start, entry.node.entries.length > 0 ? to : entry.end] };
}

function comments(text: string): CST.SourceToken[] {
  const found: CST.SourceToken[] = [];
  const walk = (token: unknown): void => {
    if (typeof token !== "object" || token === null) return;
    if ((token as CST.Token).type === "comment") found.push(token as CST.SourceToken);
    for (const part of Object.values(token)) walk(part);
  };
  for (const token of new Parser().parse(text)) walk(token);
  return found.sort((a, b) => a.offset - b.offset);
}

describe("for any record and any change", () => {
  const runs = { seed, numRuns: 250 };
  const fit = (spec: SystemSpec, dice: Dice) => {
    const change = anyChange(spec, dice);
    fc.pre(isFit(spec, change));
    return change;
  };

  test("undoing brings the record back without its text, too", () => {
    fc.assert(
      fc.property(written(), dice, ({ spec }, dice) => {
        const change = fit(spec, dice);
        const { spec: changed } = apply(spec, [change], resolve);
        const back = apply(changed, invert(spec, change, resolve), resolve);
        expect(back.refused).toEqual([]);
        expect(back.spec).toEqual(spec);
      }),
      runs,
    );
  });

  test("parts that no change touches stay the same objects", () => {
    fc.assert(
      fc.property(written(), dice, ({ spec }, dice) => {
        const change = fit(spec, dice);
        const next = apply(spec, [change], resolve).spec;
        const touched = new Set(edits(spec, change, resolve).edits.map((edit) => edit.path[0]));
        for (const key of Object.keys(spec) as (keyof SystemSpec)[]) {
          if (!touched.has(key)) expect(next[key]).toBe(spec[key]);
        }
      }),
      runs,
    );
  });
});
