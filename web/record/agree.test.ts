import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { open } from "../../engine/formats/record.ts";
import { type Change, statuses } from "../../engine/mod.ts";
import type { Remote } from "../remote.ts";
import { openDesk } from "./clerk.ts";
import type { Desk } from "./desk.ts";
import { type Hand, hand } from "./hand.ts";
import type { Notice } from "./office.ts";

const path = "scenarios/small.yaml";
const text = `# A small record.
mitate: 1
id: small
owner: { ja: 課長, en: Head }   # a role

impact:
  distress: low
  disclosure: { level: moderate, why: Names and what they read. }
profile:
  exposure: internet # the trait
components:
  # the site
  - { id: web, name: Site }
  - id: db
controls:
  AC-2: implemented
  SI-2:
    status: partial
    why: Monthly. # for now
damages:
  - { id: D1, hits: [disclosure] }
scenarios:
  - id: S1
    damage: D1
    threat: 2
    steps:
      - { id: in, place: web, guards: [{ control: SI-2, level: 3 }] }
      # then
      - { id: out, place: db, needs: [in] }
`;

interface Bench {
  now(): Desk;
  readonly file: { text: string };
  readonly notices: Notice[];
}

/** A desk over a file in memory. */
async function opened(by: Hand = hand(path)): Promise<Bench> {
  const file = { text };
  const notices: Notice[] = [];
  const remote = {
    read: () => Promise.resolve({ text: file.text, etag: file.text }),
    write: (_: string, text: string, base: string) => {
      if (base !== file.text) {
        return Promise.resolve({ kind: "conflict", theirs: { text: file.text, etag: file.text } });
      }
      file.text = text;
      return Promise.resolve({ kind: "written", etag: text });
    },
    keep: () => Promise.resolve(),
    drop: () => Promise.resolve(),
  } as unknown as Remote;
  let desk = await openDesk(path, { text, etag: text }, {
    remote,
    hand: by,
    today: "2026-11-22",
    now: () => 0,
    told: (next) => desk = next,
    notice: (notice) => notices.push(notice),
    pauses: { wait: 0, note: 0 },
  });
  return { now: () => desk, file, notices };
}

const status = fc.constantFrom(...statuses);
const control = fc.constantFrom("AC-2", "SI-2", "SI-10", "AC-6", "si-2");
const word = fc.constantFrom("", "一つ", "a: b # c", "二\n行", " - ", "'", "{");
const change: fc.Arbitrary<Change> = fc.oneof(
  fc.record({
    type: fc.constant("set-status" as const),
    control,
    status,
    why: fc.option(word, { nil: undefined }),
  }),
  fc.record({
    type: fc.constant("set-status" as const),
    control,
    place: fc.constantFrom("web", "db"),
    status,
  }),
  fc.record({
    type: fc.constant("set-impact" as const),
    category: fc.constantFrom("law" as const, "disclosure" as const),
    level: fc.constantFrom("high" as const, "low" as const, "unassessed" as const),
  }),
  fc.record({
    type: fc.constant("set-trait" as const),
    trait: fc.constantFrom("exposure", "operation.remote"),
    value: fc.constantFrom("closed", true, null),
  }),
  fc.record({
    type: fc.constant("set-field" as const),
    on: fc.constantFrom("system", "scenario/S1", "step/S1/in", "control/SI-2", "impact/law"),
    field: fc.constantFrom("why", "owner", "name", "owner.en", "attack"),
    value: fc.oneof(word, fc.constant(null), fc.constant(3)),
  }),
  fc.record({
    type: fc.constant("add" as const),
    to: fc.constantFrom("components", "steps/S1", "profile.law"),
    value: fc.constantFrom({ id: "new" }, { id: "web" }, "法"),
    at: fc.constantFrom(0, 1, 9),
  }),
  fc.record({
    type: fc.constant("remove" as const),
    from: fc.constantFrom("components", "steps/S1", "controls", "damages"),
    id: fc.constantFrom("web", "in", "out", "SI-2", "new", "D1"),
  }),
);

type Act =
  | { readonly do: "dispatch"; readonly change: Change; readonly tag: string | undefined }
  | { readonly do: "undo" | "redo" | "settle" | "break" | "mend" };
const act: fc.Arbitrary<Act> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant("dispatch" as const),
      change,
      tag: fc.constantFrom(undefined, undefined, "visit"),
    }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constantFrom("undo" as const, "redo" as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("settle" as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constantFrom("break" as const, "mend" as const) }) },
);

async function perform({ now }: Bench, act: Act): Promise<void> {
  switch (act.do) {
    case "dispatch":
      return void now().dispatch([act.change], undefined, act.tag);
    case "undo":
      return now().undo();
    case "redo":
      return now().redo();
    case "settle":
      return await now().settled();
    case "break":
      await now().settled();
      return now().rewrite(`${now().text}broken: [\n`);
    case "mend":
      await now().settled();
      return now().rewrite(now().text.replaceAll("broken: [\n", "# mended\n"));
  }
}

describe("value and text", () => {
  test("agree after anything that was done, and undoing it all brings every byte back", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(act, { maxLength: 14 }), async (acts) => {
        const bench = await opened();
        for (const one of acts) await perform(bench, one);
        await bench.now().settled();
        const { now, notices, file } = bench;
        expect(notices.filter(({ kind }) => kind === "unwritten")).toEqual([]);
        const read = open(now().text, path);
        if (read.spec) expect(read.spec).toEqual(now().spec);
        expect(read.editable).toBe(now().editable);
        now().goTo(0);
        await now().settled();
        expect(now().text).toBe(text);
        await now().stop();
        expect(file.text).toBe(text);
      }),
      { seed: 201, numRuns: 60 },
    );
  });

  test("that would disagree are found out: the text counts, and it is told", async () => {
    const honest = hand(path);
    const lying: Hand = {
      ...honest,
      splice: (edits) => honest.splice(edits.map((edit) => ({ ...edit, value: "absent" }))),
    };
    const { now, notices } = await opened(lying);
    now().dispatch([{ type: "set-status", control: "AC-2", status: "planned" }]);
    expect(now().spec!.controls!["AC-2"]).toBe("planned");
    await now().settled();
    expect(now().spec!.controls!["AC-2"]).toBe("absent");
    expect(now().text).toContain("AC-2: absent");
    expect(notices).toMatchObject([{ kind: "unwritten" }]);
    await now().stop();
  });

  test("a change that cannot be written is taken back, and the next one works", async () => {
    const honest = hand(path);
    let broken = true;
    const failing: Hand = {
      ...honest,
      splice: (edits) => broken ? Promise.reject(new Error("no")) : honest.splice(edits),
    };
    const { now, notices, file } = await opened(failing);
    now().dispatch([{ type: "set-status", control: "AC-2", status: "planned" }]);
    now().dispatch([{ type: "set-trait", trait: "exposure", value: "closed" }]);
    await now().settled();
    expect(now().text).toBe(text);
    expect(now().spec!.controls!["AC-2"]).toBe("implemented");
    expect(notices).toMatchObject([{ kind: "unwritten", detail: "no" }]);
    broken = false;
    now().dispatch([{ type: "set-trait", trait: "exposure", value: "closed" }]);
    await now().stop();
    expect(file.text).toBe(text.replace("exposure: internet", "exposure: closed"));
  });
});
