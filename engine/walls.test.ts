import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import process from "node:process";
import { fileURLToPath, URL } from "node:url";
import { describe, expect, test } from "vitest";

/**
 * The map of the house. A room lists what its files may use at run time; reading it from top to bottom
 * is the tour. Nothing points up: what a room does not list, it does not know.
 */
const rooms: Readonly<Record<string, { readonly is: string; readonly uses: readonly string[] }>> = {
  nouns: { is: "the words everything is written in: text, catalogue, rating table …", uses: [] },
  maths: { is: "graphs and formulas, without a word of the domain", uses: [] },
  tables: { is: "published judgements as data, written in the nouns", uses: ["nouns"] },
  catalogs: { is: "control catalogues as data", uses: ["nouns"] },
  messages: { is: "every text a user reads, in both languages", uses: [] },
  core: {
    is: "the analysis: pure functions, no file, clock, dice or screen",
    uses: ["nouns", "maths", "tables", "catalogs", "messages"],
  },
  formats: {
    is: "text and bytes ⇄ model, pure",
    uses: ["nouns", "maths", "tables", "catalogs", "messages", "core"],
  },
  deno: {
    is: "the adapters: command line, files, server",
    uses: ["nouns", "maths", "tables", "catalogs", "messages", "core", "formats", "notebook"],
  },
  notebook: { is: "the notebook without a screen", uses: ["nouns", "messages", "core", "formats"] },
  web: {
    is: "the workbench in the browser",
    uses: ["nouns", "messages", "core", "formats", "notebook"],
  },
};

/**
 * Rooms whose files may name types of the analysis: a type is gone before anything runs, so it points
 * inwards without carrying anything.
 */
const mayNameTypes = ["nouns", "maths", "tables", "catalogs", "messages"];

/** The files of `engine/` that are nouns; the others beside them are the analysis. */
const nouns = ["text", "catalog", "rating", "model", "impact", "shelf"];

/** Who alone may know a package, so that each could be replaced in an afternoon. */
const packages: Readonly<Record<string, readonly string[]>> = {
  "zod": ["engine/schema/zod.ts"],
  "yaml": ["engine/formats/yaml/library.ts"],
  "mathjs": ["engine/maths/formula.ts"],
  "@noble/hashes": ["engine/maths/hash.ts"],
  "@std": ["engine/deno/std.ts", "engine/formats/std.ts"],
  "fflate": ["engine/formats/sheet/zip.ts"],
  "saxes": ["engine/formats/sheet/xml.ts"],
};

const root = fileURLToPath(new URL("../", import.meta.url));
const read = (file: string) => readFileSync(root + file, "utf8");

const files = ["engine", "web"].filter((folder) => existsSync(root + folder)).flatMap((folder) =>
  readdirSync(root + folder, { recursive: true }).map((name) =>
    `${folder}/${String(name).replaceAll("\\", "/")}`
  )
).filter((file) => /\.tsx?$/.test(file) && !/\.(test|bench|d)\.ts$/.test(file)).filter((file) =>
  !file.startsWith("engine/fixtures/")
).sort();

function roomOf(file: string): string {
  const [top, folder, ...rest] = file.split("/");
  if (top === "web") return folder === "notebook" ? "notebook" : "web";
  if (rest.length === 0) return nouns.includes(folder.replace(/\.ts$/, "")) ? "nouns" : "core";
  return folder in rooms ? folder : "core";
}

/** An import or re-export: where it points, and whether anything of it is left at run time. */
interface Edge {
  readonly from: string;
  readonly to: string;
  readonly runs: boolean;
}

/** The imports of a source text, multi-line and dynamic ones included. */
function imports(source: string): { to: string; runs: boolean }[] {
  const statements = source.matchAll(
    /^(?:import|export)\s+(type\s)?\s*([^"';]*?)\s*from\s*["']([^"']+)["']|^import\s*["']([^"']+)["']/gm,
  );
  const fixed = [...statements].map(([, type, names = "", from, bare]) => {
    const inner = /^\{([^]*)\}$/.exec(names.trim())?.[1].split(",").map((name) => name.trim())
      .filter((name) => name !== "");
    const types = type !== undefined || (inner?.every((name) => /^type\s/.test(name)) ?? false);
    return { to: from ?? bare, runs: !types };
  });
  const dynamic = [...withoutComments(source).matchAll(/\bimport\(\s*["']([^"']+)["']\s*\)/g)];
  return [...fixed, ...dynamic.map(([, to]) => ({ to, runs: true }))];
}

function withoutComments(source: string): string {
  return source.replace(/\/\*[^]*?\*\//g, "").replace(/^\s*\/\/.*$/gm, "").replace(
    /\s\/\/ .*$/gm,
    "",
  );
}

function resolved(from: string, to: string): string {
  return new URL(to, `file:///${from}`).pathname.slice(1);
}

const edges: readonly Edge[] = files.flatMap((from) =>
  imports(read(from)).filter(({ to }) => to.startsWith("."))
    .map(({ to, runs }) => ({ from, to: resolved(from, to), runs }))
);
const outside = files.flatMap((from) =>
  imports(read(from)).filter(({ to }) => !to.startsWith(".")).map(({ to }) => ({ from, to }))
);
const show = ({ from, to }: { from: string; to: string }) => `${from} → ${to}`;

describe("the reader of imports", () => {
  test("tells what is left at run time from what is not", () => {
    const source = `
import type { A } from "./a.ts";
import { type B, type C } from "./b.ts";
import { type D, e } from "./c.ts";
import {
  f,
  type G,
} from "./d.ts";
import "./e.ts";
import * as h from "./f.ts";
export { i } from "./g.ts";
export type { J } from "./h.ts";
const late = await import("./i.ts");
/** import("./j.ts") is only talked about */
`;
    expect(imports(source).map(({ to, runs }) => `${to} ${runs}`)).toEqual([
      "./a.ts false",
      "./b.ts false",
      "./c.ts true",
      "./d.ts true",
      "./e.ts true",
      "./f.ts true",
      "./g.ts true",
      "./h.ts false",
      "./i.ts true",
    ]);
  });

  test("finds the house, and every import leads to a file that is there", () => {
    expect(files.length).toBeGreaterThan(60);
    expect(edges.length).toBeGreaterThan(200);
    const lost = edges.filter(({ from, to }) =>
      from.startsWith("engine/") && !existsSync(root + to)
    );
    expect(lost.map(show)).toEqual([]);
  });
});

describe("the rooms", () => {
  test("are entered only by those that may use them", () => {
    const wrong = edges.filter(({ from, to, runs }) => {
      const [here, there] = [roomOf(from), roomOf(to)];
      if (here === there || rooms[here].uses.includes(there)) return false;
      return runs || !mayNameTypes.includes(here) || !["nouns", "core"].includes(there);
    });
    expect(wrong.map(show)).toEqual([]);
  });

  test("the map itself points one way", () => {
    const order = Object.keys(rooms);
    // `deno` may use the notebook to publish it; the notebook never uses `deno`.
    const up = order.flatMap((room) =>
      rooms[room].uses.filter((used) => order.indexOf(used) >= order.indexOf(room))
        .map((used) => `${room} → ${used}`)
    );
    expect(up).toEqual(["deno → notebook"]);
    expect(rooms.notebook.uses).not.toContain("deno");
    expect(rooms.web.uses).not.toContain("deno");
  });

  test("a folder that bears a file's name is that file's back room: nobody else enters", () => {
    const wrong = edges.filter(({ from, to }) => {
      const [, folder, ...rest] = to.split("/");
      if (!to.startsWith("engine/") || rest.length === 0 || folder in rooms) return false;
      // Like tests, benchmarks and the fixtures of other rooms work on made-up records.
      if (folder === "fixtures" && /^web\/bench\/|\/fixtures\//.test(from)) return false;
      return from !== `engine/${folder}.ts` && !from.startsWith(`engine/${folder}/`);
    });
    expect(wrong.map(show)).toEqual([]);
  });

  test("no file of the engine needs itself at run time, however far round", () => {
    const next = Map.groupBy(
      edges.filter(({ runs, from }) => runs && from.startsWith("engine/")),
      ({ from }) => from,
    );
    const done = new Set<string>();
    const cycles: string[] = [];
    const walk = (file: string, way: readonly string[]) => {
      if (way.includes(file)) {
        cycles.push([...way.slice(way.indexOf(file)), file].join(" → "));
        return;
      }
      if (done.has(file)) return;
      for (const { to } of next.get(file) ?? []) walk(to, [...way, file]);
      done.add(file);
    };
    for (const file of next.keys()) walk(file, []);
    expect(cycles).toEqual([]);
  });
});

describe("who may know what", () => {
  test("each package is known to one file", () => {
    for (const [name, known] of Object.entries(packages)) {
      const users = outside.filter(({ from }) => from.startsWith("engine/"))
        .filter(({ to }) => to.replace(/^npm:/, "").startsWith(name)).map(({ from }) => from);
      expect([...new Set(users)], name).toEqual(known);
    }
  });

  test("and no other package or built-in module is known to the engine outside deno", () => {
    const wrong = outside.filter(({ from, to }) =>
      from.startsWith("engine/") && roomOf(from) !== "deno" &&
      !Object.keys(packages).some((name) => to.replace(/^npm:/, "").startsWith(name))
    );
    expect(wrong.map(show)).toEqual([]);
  });

  test("the analysis itself needs no package at all", () => {
    const reached = new Set<string>();
    const walk = (file: string) => {
      if (reached.has(file)) return;
      reached.add(file);
      for (const { to, runs, from } of edges) if (runs && from === file) walk(to);
    };
    walk("engine/assess.ts");
    expect(reached.size).toBeGreaterThan(20);
    expect(outside.filter(({ from }) => reached.has(from)).map(show)).toEqual([]);
  });

  test("only deno/ says Deno", () => {
    const wrong = files.filter((file) =>
      roomOf(file) !== "deno" && /\bDeno\b\s*[.[]/.test(withoutComments(read(file)))
    );
    expect(wrong).toEqual([]);
  });

  test("outside deno/ the engine has no dice, clock or console", () => {
    const world =
      /\bMath\.random\b|\bDate\.now\b|\bnew Date\(\s*\)|\bconsole\s*\.|\bperformance\.now\b|\bcrypto\.|\bsetTimeout\b|\bfetch\(/;
    const wrong = files.filter((file) =>
      file.startsWith("engine/") && roomOf(file) !== "deno" &&
      world.test(withoutComments(read(file)))
    );
    expect(wrong).toEqual([]);
  });
});

describe("names", () => {
  test("there is no default export", () => {
    const wrong = files.filter((file) =>
      file.startsWith("engine/") &&
      /^export\s+default\b|\bas default\b/m.test(withoutComments(read(file)))
    );
    expect(wrong).toEqual([]);
  });

  test("no file is a drawer for everything", () => {
    expect(files.filter((file) => /(^|\/)(utils?|helpers?|misc|common)(\.ts|\/)/.test(file)))
      .toEqual([]);
  });
});

test("an analysis runs without any permission: the run time certifies that it is pure", () => {
  const bare = fileURLToPath(new URL("./fixtures/bare.ts", import.meta.url));
  const said = execFileSync(process.execPath, ["run", "--no-prompt", "--quiet", bare], {
    encoding: "utf8",
    env: { ...process.env, NO_COLOR: "1" },
  });
  expect(["now", "plan", "not", "provisional"]).toContain(said.trim());
}, 60_000);
