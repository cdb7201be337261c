import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import process from "node:process";
import { fileURLToPath, URL } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { assess, toJson } from "../../engine/mod.ts";
import { systemsOf } from "../frame/systems.ts";
import type { FileEntry, Remote } from "../remote.ts";
import { alone, type Beside, loadBeside, loadRecord, outdated } from "../shell/workspace.ts";
import { recordsFor } from "./records.ts";

const house = fileURLToPath(new URL("../../", import.meta.url));
const at = "2026-11-22";
const catalog = (id: string, controls = ["X-1", "X-2"]) =>
  `catalog: 1
id: ${id}
name: 庁内基準
version: 2026
source: 庁内規程
families:
  - { id: X, name: 共通 }
controls:
${
    controls.map((control) =>
      `  - { id: ${control}, family: X, title: 措置 ${control}, baselines: [moderate] }`
    ).join("\n")
  }
`;
const record = `mitate: 1
id: desk
name: 窓口
method: { baseline: [sp800-53b, house, ward] }
impact: { distress: moderate, finance: low, programs: low, disclosure: moderate, safety: low, law: low }
controls: { X-1: implemented, X-2: partial, Y-1: planned, AC-2: absent }
damages: [{ id: leak, hits: [disclosure] }]
components: [{ id: web }]
scenarios:
  - id: S1
    damage: leak
    threat: 2
    steps: [{ id: enter, place: web, guards: [{ control: X-2, level: 3 }] }]
`;

let root: string;
beforeAll(() => {
  root = mkdtempSync(`${tmpdir()}/mitate-`);
  mkdirSync(`${root}/scenarios/catalogs`, { recursive: true });
  mkdirSync(`${root}/scenarios/patterns`);
  put("scenarios/desk.yaml", record);
  put("scenarios/catalogs/house.yaml", catalog("house"));
  put("scenarios/catalogs/ward.json", JSON.stringify(ward));
  // An id that is taken is refused, in both places.
  put("scenarios/catalogs/zz.yaml", catalog("house", ["X-9"]));
});
afterAll(() => rmSync(root, { recursive: true }));

const ward = {
  catalog: 1,
  id: "ward",
  name: "区の基準",
  version: "1",
  source: "区の規程",
  families: [{ id: "Y", name: "区" }],
  controls: [{ id: "Y-1", family: "Y", title: "区の措置", baselines: ["low", "moderate"] }],
};

function put(path: string, text: string): void {
  writeFileSync(`${root}/${path}`, text);
}

/** The files of the folder as the server would list them. */
function files(): FileEntry[] {
  const kinds = [["scenarios", "record"], ["scenarios/catalogs", "catalog"]] as const;
  return kinds.flatMap(([folder, kind]) =>
    readdirSync(`${root}/${folder}`).filter((name) => /\.\w+$/.test(name)).sort().map((name) => ({
      path: `${folder}/${name}`,
      kind,
      title: name,
      titles: { ja: name, en: name },
      modified: 0,
      etag: readFileSync(`${root}/${folder}/${name}`, "utf8"),
    }))
  );
}

const remote = {
  read: (path: string) =>
    Promise.resolve({ text: readFileSync(`${root}/${path}`, "utf8"), etag: "" }),
} as unknown as Remote;

/** What the command line prints as JSON; it ends with an error because of the refused catalogue. */
function commanded(): Record<string, unknown> {
  const flags = "run --quiet --no-prompt --allow-read --allow-env=INIT_CWD,LOG_STREAM,LOG_TOKENS";
  const program = [`${house}engine/deno/main.ts`, "assess", "scenarios/desk.yaml"];
  const { stdout } = spawnSync(
    process.execPath,
    [...flags.split(" "), ...program, "--json", "--at", at],
    { cwd: house, env: { ...process.env, NO_COLOR: "1", INIT_CWD: root }, encoding: "utf8" },
  );
  return JSON.parse(stdout);
}

async function inCell(before: Beside = alone) {
  const beside = await loadBeside(remote, files(), before);
  const loaded = await loadRecord(remote, "scenarios/desk.yaml", at, beside);
  const systems = new Map([[loaded.path, loaded]]);
  // Through the gap between page and frame, where only data passes.
  const told = structuredClone(recordsFor({ systems, beside }, at));
  return { beside, loaded, result: assess(systemsOf(told).get("desk"), at) };
}

test("a cell analyses a record with the organisation's catalogues as the command line does", async () => {
  const { result, loaded } = await inCell();
  const { findings: _, ...printed } = commanded();
  const { findings: __, ...cell } = JSON.parse(JSON.stringify(toJson(result)));
  expect(cell).toEqual(printed);
  // What makes the comparison worth something: the organisation's controls count.
  const gaps = result.baseline.controls.filter(({ gap }) => gap).map(({ control }) => control);
  expect(gaps).toEqual(expect.arrayContaining(["X-2", "Y-1"]));
  expect(result.scenarios[0].defence.worst).toBe(2);
  const told = loaded.findings.map(({ code, file }) => [code, file]);
  expect(told).toContainEqual(["catalog-taken", "scenarios/catalogs/zz.yaml"]);
});

test("a catalogue that changes makes its records outdated, and nothing else does", async () => {
  const { beside, loaded } = await inCell();
  const [entry] = files();
  const known = new Map([[loaded.path, { ...loaded, etag: entry.etag }]]);
  expect(await loadBeside(remote, files(), beside)).toBe(beside);
  expect(outdated(files(), known, beside)).toEqual([]);
  put("scenarios/catalogs/house.yaml", catalog("house", ["X-1", "X-2", "X-3"]));
  const after = await loadBeside(remote, files(), beside);
  expect(outdated(files(), known, after)).toEqual(["scenarios/desk.yaml"]);
  const { result } = await inCell(beside);
  expect(result.baseline.controls.some(({ control }) => control === "X-3")).toBe(true);
});
