import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { open } from "../../engine/formats/record.ts";
import {
  assess,
  type Assessment,
  type Change,
  check,
  lint,
  standard,
  toJson,
  toSystem,
} from "../../engine/mod.ts";
import { type Fake, fake } from "../fake.ts";
import { remote } from "../remote.ts";
import { openDesk } from "./clerk.ts";
import { causeOf, type Desk } from "./desk.ts";
import { hand } from "./hand.ts";
import type { Notice } from "./office.ts";

const path = "scenarios/benefit-portal.yaml";
const sample = readFileSync(
  fileURLToPath(new URL("../../scenarios/benefit-portal.yaml", import.meta.url)),
  "utf8",
);
const at = "2026-11-22";

let server: Fake;
beforeAll(async () => {
  server = await fake({ [path]: sample });
});
afterAll(() => server.stop());
beforeEach(() => {
  server.files.set(path, sample);
  server.journal.clear();
});

interface Open {
  /** The desk as it is now. */
  now(): Desk;
  readonly notices: Notice[];
  /** The clock of joining, moved by hand. */
  readonly clock: { time: number };
}

async function opened(tab = "one", patience?: number): Promise<Open> {
  const server_ = remote(server.token, tab, server.origin);
  const notices: Notice[] = [];
  const clock = { time: 0 };
  let desk: Desk = await openDesk(path, await server_.read(path), {
    remote: server_,
    hand: hand(path),
    today: at,
    patience,
    now: () => clock.time,
    told: (next) => desk = next,
    notice: (notice) => notices.push(notice),
    pauses: { wait: 5, note: 1 },
  });
  return { now: () => desk, notices, clock };
}

const graver: Change = { type: "set-impact", category: "disclosure", level: "high" };
const closed: Change = { type: "set-trait", trait: "exposure", value: "closed" };
const file = () => server.files.get(path)!;
const lines = (text: string) => text.split("\n");
const differing = (a: string, b: string) =>
  lines(b).filter((line, index) => line !== lines(a)[index]);

describe("dispatch", () => {
  test("changes value, results, findings and text, and the file follows", async () => {
    const { now } = await opened();
    now().dispatch([graver]);
    expect(now().system!.impact.disclosure.answer).toBe("high");
    expect(now().assessment!.baseline.level.worst).toBe("high");
    expect(now().moved.find(({ aspect }) => aspect === "required")).toMatchObject({
      from: { en: "Moderate" },
      to: { en: "High" },
      way: "worse",
    });
    await now().settled();
    expect(now().writing).toBe(false);
    expect(differing(sample, now().text)).toHaveLength(1);
    await expect.poll(file).toBe(now().text);
    expect(open(file(), path).spec).toEqual(now().spec);
    await now().stop();
  });

  test("names the change that moved a result", async () => {
    const { now } = await opened();
    now().dispatch([closed]);
    now().dispatch([graver], { ja: "重くする", en: "Make it graver" });
    expect(causeOf(now(), { ref: "required", aspect: "required" })!.label.en)
      .toBe("Make it graver");
    const [scenario] = now().past[0].moved.filter(({ ref }) => ref.startsWith("scenario/"));
    expect(scenario).toBeDefined();
    await now().stop();
  });

  test("a change without effect is no step, and a refused one is told", async () => {
    const { now, notices } = await opened();
    const { spec } = now();
    now().dispatch([{ type: "set-impact", category: "disclosure", level: "moderate" }]);
    const refused = now().dispatch([{ type: "set-trait", trait: "exposur", value: "closed" }]);
    expect(refused).toHaveLength(1);
    expect(notices.map(({ kind }) => kind)).toEqual(["refused"]);
    expect(now().spec).toBe(spec);
    expect(now().past).toEqual([]);
    await now().stop();
  });

  test("a value that no record may have is not taken", async () => {
    const { now, notices } = await opened();
    const attack: Change = {
      type: "set-field",
      on: "step/S1/exploit",
      field: "attack",
      value: "x",
    };
    now().dispatch([attack]);
    expect(notices).toMatchObject([{ kind: "unfit" }]);
    expect(now().past).toEqual([]);
    await now().stop();
  });
});

describe("in a record whose plan takes long", () => {
  const slow = () => opened("one", -1);
  const fresh = (desk: Desk) =>
    assess(toSystem(JSON.parse(JSON.stringify(desk.spec)), standard), at);
  const bytes = (assessment: Assessment) => JSON.stringify(toJson(assessment));

  test("results come with the change; plan, verdict and findings follow the text", async () => {
    const { now } = await slow();
    const before = now().assessment!;
    now().dispatch([graver, closed]);
    const ahead = now();
    expect(ahead.behind).toBe(true);
    expect(ahead.assessment!.scenarios).not.toEqual(before.scenarios);
    expect(ahead.assessment!.plan).toBe(before.plan);
    expect(ahead.past[0].moved.map(({ aspect }) => aspect)).not.toContain("verdict");
    await now().settled();
    expect(now().behind).toBe(false);
    expect(bytes(now().assessment!)).toBe(bytes(fresh(now())));
    expect(now().assessment!.scenarios).toBe(ahead.assessment!.scenarios);
    const { system } = now();
    expect(now().findings).toEqual([...check(system!), ...lint(now().assessment!)]);
    await now().stop();
  });

  test("a verdict that follows is moved by the step before it, and names it as the cause", async () => {
    const { now } = await slow();
    now().dispatch([{ type: "remove", from: "measures", id: "M1" }], { ja: "外す", en: "Drop it" });
    await now().settled();
    const moved = now().moved.find(({ aspect }) => aspect === "measures")!;
    expect(causeOf(now(), moved)!.label.en).toBe("Drop it");
    await now().stop();
  });

  test("what changes before the plan is there has its own plan at last", async () => {
    const { now } = await slow();
    const { spec } = now();
    now().dispatch([graver]);
    now().dispatch([closed]);
    now().undo();
    now().dispatch([{ type: "set-status", control: "AC-2", status: "absent" }]);
    await now().settled();
    expect(bytes(now().assessment!)).toBe(bytes(fresh(now())));
    now().goTo(0);
    expect(now()).toMatchObject({ spec, behind: false, moved: [] });
    await now().stop();
  });

  test("a point that is pinned is whole, and findings that stay are the same list", async () => {
    const { now } = await slow();
    now().dispatch([closed]);
    now().pin();
    expect(bytes(now().base.assessment!)).toBe(bytes(fresh(now())));
    const mark = (value: string): Change => ({
      type: "set-field",
      on: "system",
      field: "marking",
      value,
    });
    now().dispatch([mark("機密性2")]);
    await now().settled();
    const { findings } = now();
    now().dispatch([mark("機密性1")]);
    await now().settled();
    expect(now().findings).toBe(findings);
    await now().stop();
  });
});

describe("undo and redo", () => {
  test("bring value and text back exactly, over many changes", async () => {
    const { now } = await opened();
    const { spec } = now();
    now().dispatch([graver]);
    now().dispatch([closed]);
    now().dispatch([{ type: "set-status", control: "AC-2", status: "absent" }]);
    now().dispatch([{ type: "remove", from: "scenarios", id: "S1" }]);
    const last = now().spec;
    await now().settled();
    const { text } = now();
    for (let turn = 0; turn < 4; turn++) now().undo();
    expect(now().spec).toBe(spec);
    expect(now().moved).toEqual([]);
    await now().settled();
    expect(now().text).toBe(sample);
    now().goTo(4);
    await now().settled();
    expect(now().spec).toBe(last);
    expect(now().text).toBe(text);
    now().goTo(0);
    await now().settled();
    expect(now().text).toBe(sample);
    await expect.poll(file).toBe(sample);
    await now().stop();
  });

  test("without waiting for the text", async () => {
    const { now } = await opened();
    now().dispatch([graver]);
    now().undo();
    now().dispatch([closed]);
    now().dispatch([graver]);
    now().undo();
    now().redo();
    now().undo();
    await now().settled();
    expect(differing(sample, now().text)).toHaveLength(1);
    expect(now().text).toContain("exposure: closed");
    await now().stop();
  });

  test("typing in one visit is one step; after a pin it is another", async () => {
    const { now } = await opened();
    const owner = (value: string): Change[] => [{
      type: "set-field",
      on: "system",
      field: "owner",
      value,
    }];
    now().dispatch(owner("一"), undefined, "visit 1");
    now().dispatch(owner("一二"), undefined, "visit 1");
    now().dispatch(owner("一二三"), undefined, "visit 2");
    expect(now().past).toHaveLength(2);
    now().pin();
    now().dispatch(owner("四"), undefined, "visit 2");
    expect(now().past).toHaveLength(3);
    now().undo();
    now().undo();
    now().undo();
    await now().settled();
    expect(now().text).toBe(sample);
    await now().stop();
  });
});

describe("the text", () => {
  test("by hand becomes the value, and shares what it left alone", async () => {
    const { now } = await opened();
    const { spec } = now();
    now().rewrite(sample.replace("exposure: internet", "exposure: closed"), undefined, "text");
    await now().settled();
    expect(now().system!.profile.traits.exposure).toBe("closed");
    expect(now().spec!.scenarios).toBe(spec!.scenarios);
    expect(now().past.map(({ kind }) => kind)).toEqual(["text"]);
    now().undo();
    expect(now().spec).toBe(spec);
    await now().settled();
    expect(now().text).toBe(sample);
    await now().stop();
  });

  test("that is broken stays the person's, writes nothing, and leaves the last readable state", async () => {
    const { now, notices } = await opened();
    const { spec } = now();
    const broken = sample.replace("impact:", "impact: [");
    now().rewrite(broken, undefined, "text");
    await now().settled();
    expect(now()).toMatchObject({ text: broken, editable: false, stale: true });
    expect(now().saving.kind).toBe("held");
    expect(now().spec).toBe(spec);
    const [finding] = now().findings.filter(({ code }) => code === "yaml-syntax");
    expect(now().places.get(finding)!.line).toBeGreaterThan(1);
    now().dispatch([graver]);
    expect(notices.map(({ kind }) => kind)).toEqual(["locked"]);
    await expect.poll(() => server.journal.size).toBe(1);
    expect(file()).toBe(sample);
    now().rewrite(sample.replace("exposure: internet", "exposure: closed"), undefined, "text");
    await now().settled();
    expect(now()).toMatchObject({ editable: true, stale: false });
    await expect.poll(file).toContain("exposure: closed");
    await now().stop();
  });

  test("with errors of form shows what can be read", async () => {
    const broken = sample.replace("exposure: internet", "exposure: internett");
    server.files.set(path, broken);
    const { now } = await opened();
    expect(now()).toMatchObject({ editable: false, stale: false, text: broken });
    expect(now().assessment).toBeDefined();
    await now().stop();
    expect(file()).toBe(broken);
  });
});

describe("the file", () => {
  test("changed elsewhere is taken where nothing is lost, and can be undone", async () => {
    const { now, notices } = await opened();
    const theirs = sample.replace("exposure: internet", "exposure: closed");
    server.files.set(path, theirs);
    now().seen("other");
    await expect.poll(() => now().text).toBe(theirs);
    await now().settled();
    expect(now().system!.profile.traits.exposure).toBe("closed");
    expect(notices.map(({ kind }) => kind)).toEqual(["reloaded"]);
    now().undo();
    await now().settled();
    await expect.poll(file).toBe(sample);
    await now().stop();
  });

  test.each(["mine", "theirs", "again"] as const)("in conflict: %s", async (keep) => {
    const { now } = await opened();
    const theirs = sample.replace("exposure: internet", "exposure: closed");
    now().dispatch([graver]);
    server.files.set(path, theirs);
    await expect.poll(() => now().saving.kind).toBe("conflict");
    expect(file()).toBe(theirs);
    await now().settle(keep);
    await now().settled();
    const { impact, profile } = now().system!;
    expect([impact.disclosure.answer, profile.traits.exposure]).toEqual(
      {
        mine: ["high", "internet"],
        theirs: ["moderate", "closed"],
        again: ["high", "closed"],
      }[keep],
    );
    await expect.poll(file).toBe(now().text);
    await now().stop();
  });

  test("what was taken from it before is not done again over what it says now", async () => {
    const { now } = await opened();
    const say = (exposure: string) =>
      server.files.set(path, sample.replace("exposure: internet", `exposure: ${exposure}`));
    say("closed");
    now().seen("other");
    await expect.poll(() => now().system!.profile.traits.exposure).toBe("closed");
    await now().settled();
    now().dispatch([graver]);
    say("government");
    await expect.poll(() => now().saving.kind).toBe("conflict");
    await now().settle("again");
    await now().settled();
    const { impact, profile } = now().system!;
    expect([impact.disclosure.answer, profile.traits.exposure]).toEqual(["high", "government"]);
    await expect.poll(file).toBe(now().text);
    await now().stop();
  });

  test("two desks agree", async () => {
    const [one, two] = [await opened("one"), await opened("two")];
    one.now().dispatch([graver]);
    await one.now().settled();
    await expect.poll(file).toBe(one.now().text);
    two.now().seen("new");
    await expect.poll(() => two.now().system!.impact.disclosure.answer).toBe("high");
    two.now().dispatch([closed]);
    await two.now().settled();
    await expect.poll(file).toBe(two.now().text);
    one.now().seen("newer");
    await expect.poll(() => one.now().system!.profile.traits.exposure).toBe("closed");
    expect(one.now().text).toBe(two.now().text);
    await one.now().stop();
    await two.now().stop();
  });
});
