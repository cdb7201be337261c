import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { mitate, type Ran } from "./fixtures/desk.ts";
import { history } from "./history.ts";
import { join } from "./std.ts";

const desk = `# 窓口予約の記録
mitate: 1
id: desk
name: { ja: 窓口予約, en: Desk booking }
owner: 窓口課
impact: { disclosure: high } # 個人情報
profile: { exposure: internet, hosting: paas }
components:
  - { id: web, name: 公開Web }
controls:
  AC-2: absent   # 手順がない
  IA-2: absent
damages:
  - { id: D1, name: 漏えい, hits: [disclosure] }
scenarios:
  - id: S1
    name: 予約の持ち出し
    damage: D1
    threat: 3
    when: exposure = internet
    steps:
      - { id: enter, place: web, guards: [{ control: IA-2, level: 3 }] }
      - { id: guess, place: web, guards: [{ control: AC-2, level: 3 }] }
      - { id: take, place: web, needs: { any: [enter, guess] } }
measures:
  - id: M1
    owner: 運用
    due: 2027-03-31
    changes:
      - { type: set-status, control: IA-2, status: implemented }
`;

let folder = "";
const file = "desk.yaml";
const run = (...args: string[]): Promise<Ran> => mitate(folder, ...args);
const read = () => Deno.readTextFile(join(folder, file));

beforeAll(async () => {
  folder = await Deno.makeTempDir();
});
beforeEach(() => Deno.writeTextFile(join(folder, file), desk));
afterAll(() => Deno.remove(folder, { recursive: true }));

describe("variants", () => {
  test("are made, shown beside the record, extended, mended and removed to the byte", async () => {
    expect(
      await run("variant", file, "closed", "--set", "profile.exposure=closed", "--name", "閉域"),
    )
      .toMatchObject({ code: 0, err: "" });
    expect(await run("variant", file, "more", "--base", "closed", "--measure", "M1"))
      .toMatchObject({ code: 0 });
    const board = await run("variant", file, "--at", "2026-11-22", "--lang", "en");
    expect(board.out).toMatch(/Result +the record +closed +more\n/);
    expect(board.out).toMatch(/Possible scenarios +1 +0 +0\n/);
    expect(board.out).toContain("Stands on  closed");
    await run("variant", file, "more", "--set", "AC-2=partial", "--drop", "1");
    expect(await read()).toContain(
      "    base: closed\n    changes:\n      - {type: set-status, control: AC-2, status: partial}\n",
    );
    await run("variant", file, "more", "--remove");
    await run("variant", file, "closed", "--remove");
    expect(await read()).toBe(desk);
  });

  test("are shown of a record with defects too, which cannot be written to", async () => {
    await Deno.writeTextFile(join(folder, file), `${desk}zones: [{ id: [x] }]\n`);
    expect(await run("variant", file, "--lang", "en")).toMatchObject({ code: 0, err: "" });
    const { code, err } = await run("variant", file, "v", "--set", "AC-2=partial", "--lang", "en");
    expect({ code, err }).toEqual({
      code: 1,
      err: expect.stringContaining("cannot be written to"),
    });
    await Deno.writeTextFile(join(folder, file), "mitate: 2\n");
    expect((await run("variant", file, "--lang", "en")).err)
      .toContain(`"${file}" cannot be read; mitate check ${file} says why.`);
  });

  test("that cannot be meant end with the way out", async () => {
    await run("variant", file, "closed", "--set", "profile.exposure=closed");
    const said = async (...args: string[]) => {
      const { code, out, err } = await run(...args, "--lang", "en");
      expect({ code, out }).toEqual({ code: 2, out: "" });
      return err;
    };
    expect(await said("variant", file, "closd", "--drop", "1")).toContain('did you mean "closed"?');
    expect(await said("variant", file, "new")).toContain("would change nothing");
    expect(await said("variant", file, "closed")).toContain("exists");
    expect(await said("variant", file, "closed", "--drop", "2")).toContain("no change 2");
    expect(await said("variant", file, "closed", "--remap", "S7")).toContain("like S7=S8");
    expect(await said("variant", file, "closed", "--remap", "S7=S8")).toContain('names "S7"');
    expect(await said("variant", file, "x", "--measure", "M2")).toContain("there are M1");
  });

  test("that no longer apply are findings, and say how to drop them", async () => {
    await run("variant", file, "old", "--set", "S1/enter.threat=1", "--set", "AC-2=partial");
    await Deno.writeTextFile(
      join(folder, file),
      (await read()).replace("id: enter,", "id: enters,").replace("any: [enter,", "any: [enters,"),
    );
    const check = await run("check", file, "--lang", "en");
    expect(check).toMatchObject({ code: 0 });
    expect(check.out).toContain('warning change 1 of variant "old"');
    expect(check.out).toContain("mitate variant FILE old --drop 1");
    expect((await run("variant", file, "--lang", "en")).out).toContain("drop it with --drop 1");
    await run("variant", file, "old", "--remap", "enter=enters");
    expect(await run("check", file)).toMatchObject({ code: 0 });
  });
});

describe("mitate compare", () => {
  test("says what differs, what moved and which change moved it", async () => {
    await run("variant", file, "both", "--measure", "M1", "--set", "AC-2=implemented");
    const { code, out } = await run("compare", file, "#both", "--at", "2026-11-22", "--lang", "en");
    expect(code).toBe(0);
    expect(out).toContain(`To    ${file}#both`);
    expect(out).toMatch(/- 1 {2}Set AC-2 to implemented\n- 2 {2}Set IA-2 to implemented/);
    // Two ways in: neither control moves the letter alone.
    expect(out).toMatch(
      /Risk of S1 Sensitive information +A→B +2 alone 0, in order −1; together\s+−1/,
    );
    expect(out).toContain("Nothing is worse.");
  });

  test("of a state with itself says that nothing differs", async () => {
    const { out } = await run("compare", file, file, "--lang", "en");
    expect(out).toContain("The input does not differ.");
    expect(out).toContain("No result differs.");
    const json = JSON.parse((await run("compare", file, file, "--json")).out);
    expect(json).toMatchObject({ changes: [], same: true, attribution: null, worse: [] });
  });

  test("fails a pipeline when asked to, only where something is worse", async () => {
    await run("variant", file, "worse", "--set", "S1.threat=3", "--set", "impact.finance=high");
    await run("variant", file, "better", "--measure", "M1");
    const code = async (a: string, b: string) =>
      (await run("compare", a, b, "--fail-on", "worse")).code;
    expect(await code(file, "#better")).toBe(0);
    expect(await code(`${file}#better`, file)).toBe(1);
    expect(await code(file, "#worse")).toBe(0);
    expect(await run("compare", file, "#better", "--fail-on", "better")).toMatchObject({ code: 2 });
  });

  test("prints Markdown in which a text of the record cannot make anything", async () => {
    await Deno.writeTextFile(
      join(folder, file),
      desk.replace("name: 予約の持ち出し", 'name: "<img src=x> | [a](b) *c*"'),
    );
    await run("variant", file, "better", "--set", "profile.exposure=closed");
    const { out } = await run("compare", file, "#better", "--markdown", "--lang", "en");
    expect(out).toMatch(/^## Desk booking {2}Comparison\n/);
    expect(out).toMatch(/^\| ID \| Scenario \|/m);
    expect(out).toContain("\\<img src=x\\> \\| \\[a\\](b) \\*c\\*");
    expect(out).not.toMatch(/[^\\]<img/);
  });

  test("knows the versions of the workspace's history", async () => {
    await Deno.mkdir(join(folder, ".mitate"), { recursive: true });
    const past = history(join(folder, ".mitate", "history.sqlite"), () => new Date(0));
    const { id } = past.add({ path: file, text: desk }, "save");
    past.close();
    await run("set", file, "AC-2=implemented");
    const { code, out } = await run("compare", `${file}@${id}`, file, "--lang", "en");
    expect({ code, out }).toMatchObject({ code: 0, out: expect.stringContaining("Set AC-2") });
    expect(await run("compare", file, "@99", "--lang", "en")).toMatchObject({
      code: 2,
      err: expect.stringContaining('no version "99"'),
    });
  });

  test("of two systems compares results and no input", async () => {
    await Deno.writeTextFile(join(folder, "other.yaml"), desk.replace("id: desk", "id: other"));
    const { out } = await run("compare", file, "other.yaml", "--lang", "en");
    expect(out).toContain("These are two systems");
  });
});

describe("reviews", () => {
  const decided = [
    "--phase",
    "requirements",
    "--decision",
    "conditional",
    "--reviewer",
    "審査担当",
  ];

  test("are recorded, bound, shown as minutes, and outdated by a change", async () => {
    const made = await run("review", file, ...decided, "--condition", "手順を定める@2027-01-31");
    expect(made).toMatchObject({ code: 0, err: "" });
    const minutes = await run("review", file, "--lang", "en");
    expect(minutes.out).toContain("what the record says now");
    expect(minutes.out).toContain("手順を定める  by 2027-01-31");
    await run("set", file, "AC-2=implemented");
    const gate = await run("gate", file, "--phase", "requirements", "--lang", "en");
    expect(gate).toMatchObject({ code: 1 });
    expect(gate.out).toContain("an earlier state (the controls changed since)");
    // The history of the workspace knows what was reviewed.
    expect(gate.out).toMatch(/What changed since the review\n +- Set AC-2 to implemented\n/);
    expect((await run("check", file, "--lang", "en")).out).toContain("review again");
  });

  test("pass a gate, which fails before with its reasons", async () => {
    await Deno.writeTextFile(
      join(folder, file),
      desk.replace(
        "impact: { disclosure: high }",
        "impact: { distress: low, finance: low, programs: low, disclosure: high, safety: low, law: low }",
      ),
    );
    const before = await run("gate", file, "--phase", "requirements", "--json");
    expect(before.code).toBe(1);
    const unmet = (out: string) =>
      JSON.parse(out).criteria.filter((one: { met: boolean }) => !one.met)
        .map((one: { id: string }) => one.id);
    expect(unmet(before.out)).toEqual(["review"]);
    await run("review", file, ...decided);
    const after = await run("gate", file, "--phase", "requirements", "--json");
    expect({ code: after.code, unmet: unmet(after.out) }).toEqual({ code: 0, unmet: [] });
  });

  test.each([
    [["gate", file], "Name the phase"],
    [["gate", file, "--phase", "desing"], 'did you mean "design"?'],
    [["review", file, "--reviewer", "R"], "give --decision"],
    [["review", file, "--decision", "aproved", "--phase", "plan"], 'did you mean "approved"?'],
    [["review", file, "--decision", "approved", "--phase", "plan"], "with --reviewer"],
  ])("%s is misuse, with the way out", async (args, said) => {
    expect(await run(...args, "--lang", "en")).toEqual({
      code: 2,
      out: "",
      err: expect.stringContaining(said),
    });
    expect(await read()).toBe(desk);
  });
});
