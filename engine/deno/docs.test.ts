import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { assess, engine } from "../assess.ts";
import { check } from "../check.ts";
import { parse, traitsOf } from "../condition.ts";
import { open } from "../formats/record.ts";
import { standard } from "../standard.ts";
import { toSystem } from "../system.ts";
import { statuses } from "../model.ts";
import { rate } from "../rating.ts";
import { rules } from "../rule.ts";
import { traitOf } from "../trait.ts";
import { conformityTable, effectTable } from "../tables/mitate.ts";
import { word } from "../messages/words.ts";
import { refer } from "../why.ts";
import { dirname, fromFileUrl, join } from "./std.ts";

/**
 * The documents are run. Commands in `sh` blocks are carried out in a copy of the samples, in reading
 * order; `# exit code N` below a command says how it ends, 0 otherwise. A `text` block that comes next
 * is what they print; a line with `…` alone leaves lines out. `yaml PATH` is a file the reader makes,
 * `yaml record PATH` one that must have no errors; `ts` is type-checked and run; `condition` is parsed.
 */
const documents = ["README.md", "README.ja.md", "engine/README.md", "ARCHITECTURE.md"];
const day = "2026-11-22";

const root = dirname(dirname(dirname(fromFileUrl(import.meta.url))));
const read = (file: string) => Deno.readTextFileSync(join(root, file));
type Task = string | { readonly command: string };
const tasks: Record<string, string> = Object.fromEntries(
  Object.entries(JSON.parse(read("deno.json")).tasks as Record<string, Task>)
    .map(([name, task]) => [name, typeof task === "string" ? task : task.command]),
);
const decoder = new TextDecoder();

interface Block {
  /** The words behind the fence: `sh`, `text`, `yaml record scenarios/x.yaml` … */
  readonly info: string;
  readonly text: string;
  readonly line: number;
}

interface Command {
  readonly typed: string;
  readonly args: readonly string[];
  readonly code: number;
}

/** What a document does, in reading order. */
interface Act {
  readonly name: string;
  readonly block: Block;
  /** What it prints, where the document says so. */
  readonly shown: string | undefined;
}

describe.each(documents)("%s", (file) => {
  let folder = "";
  beforeAll(async () => {
    folder = await Deno.makeTempDir();
    await copy(join(root, "scenarios"), join(folder, "scenarios"));
  });
  afterAll(() => Deno.remove(folder, { recursive: true }));

  const acts = actsOf(blocks(read(file)), file);

  test("has only blocks that are checked or plainly pictures", () => {
    const known = /^(sh|text|ts|condition|yaml( record)?( \S+)?|)$/;
    expect(blocks(read(file)).filter(({ info }) => !known.test(info))).toEqual([]);
  });

  test.each(acts)("$name", async ({ block, shown }) => {
    const said = await carryOut(block, folder);
    if (shown !== undefined) expect(missing(shown, said), `it prints:\n${said}`).toBe("");
  });

  test("names only tasks that exist", () => {
    const named = [...read(file).matchAll(/\bdeno(?:@[\d.]+)? task ([a-z]+)/g)].map(([, one]) =>
      one
    );
    expect(named.filter((one) => !(one in tasks))).toEqual([]);
  });

  test("names only files of the engine that exist", () => {
    const known = files("engine").concat(files("web"), files("."));
    const named = read(file).match(/(?<![\w./-])[\w./-]*[\w-]\.ts(?![\w])/g) ?? [];
    const lost = named.filter((one) => {
      const end = `/${one.replace(/^\.\//, "")}`;
      return !known.some((path) => `/${path}`.endsWith(end));
    });
    expect([...new Set(lost)]).toEqual([]);
  });
});

describe("the two READMEs", () => {
  test("have the same commands in the same order", () => {
    const commands = (file: string) =>
      blocks(read(file)).filter(({ info }) => info === "sh").flatMap(({ text }) => text.split("\n"))
        .map((line) => line.replace(/ --lang en/, "").replace(/"[^"]*"/g, '""'))
        .map((line) => line.replace(/^# .*?(\d+).*/, "# $1"));
    expect(commands("README.md").length).toBeGreaterThan(10);
    expect(commands("README.ja.md")).toEqual(commands("README.md"));
  });

  test("date every analysis, so that its result stays", () => {
    const undated = ["README.md", "README.ja.md", "engine/README.md"].flatMap((file) =>
      blocks(read(file)).filter(({ info }) => info === "sh").flatMap(({ text }) => text.split("\n"))
        .filter((line) => / (assess|check|why) scenarios/.test(line))
        .filter((line) => !line.includes(`--at ${day}`))
    );
    expect(undated).toEqual([]);
  });

  test.each(["ja", "en"] as const)(
    "list every table that ships, with its provenance: %s",
    (lang) => {
      const rows = table(read(lang === "ja" ? "README.ja.md" : "README.md"), "tables");
      const shipped = [...standard.impacts, ...standard.catalogs, ...standard.tables];
      expect(rows.map(([id, , provenance]) => `${id} ${provenance}`)).toEqual(
        shipped.map(({ id, provenance }) => `\`${id}\` ${word("provenance", provenance)[lang]}`),
      );
    },
  );
});

test("the architecture page names every package, or its scope", () => {
  const named = table(read("ARCHITECTURE.md"), "packages").flatMap(([cell]) => cell.split(", "));
  const used = Object.keys(JSON.parse(read("deno.json")).imports)
    .map((name) => name === "@std/" ? "deno-std" : name.replace(/\/$/, ""));
  const lost = used.filter((name) => !named.includes(name) && !named.includes(name.split("/")[0]));
  expect(lost).toEqual([]);
});

test("the permissions are what the READMEs promise under files and privacy", () => {
  const granted = (task: string) =>
    tasks[task].split(" ").filter((one) => /^(-A|--allow-)/.test(one));
  const mitate = granted("mitate").map((one) => one.replace(/=.*/, ""));
  expect(mitate).toEqual(["--allow-read", "--allow-write", "--allow-env"]);
  // Printing has what the command line has, and browsers by name.
  const beyond = tasks.print.replaceAll('"', "").match(/--allow-(?!read|write|env)\S*/g);
  expect(beyond).toEqual([expect.stringMatching(/^--allow-run=chromium,/)]);
  const start = granted("start").filter((one) => !one.startsWith("--allow-env="));
  expect(start).toEqual([
    "--allow-net=127.0.0.1",
    "--allow-read=.",
    "--allow-write=scenarios,notebooks,.mitate",
  ]);
});

describe("engine/README.md", () => {
  const text = read("engine/README.md");

  test("states the rules as the engine prints them", () => {
    expect(table(text, "rules")).toEqual(
      Object.values(rules).map(({ name, statement, source }) => [
        name.en,
        name.ja,
        statement.en,
        source.en,
      ]),
    );
  });

  test("states what each status counts for", () => {
    const effect = (status: string) =>
      [3, 2, 1].map((nominal) => rate(effectTable, { status, nominal })).join(" / ");
    const open = (status: string) => status === "unassessed";
    expect(table(text, "statuses").filter(([status]) => status !== "…, covering")).toEqual(
      statuses.map((status) => [
        `\`${status}\``,
        word("status", status).ja,
        open(status)
          ? "met … unmet"
          : status === "not-applicable"
          ? "not counted"
          : String(rate(conformityTable, { status })),
        open(status) ? `${effect("implemented")} … ${effect("absent")}` : effect(status),
      ]),
    );
    const [covering] = table(text, "statuses").filter(([status]) => status === "…, covering");
    expect(covering.at(-1)).toBe(effect("alternative-covering"));
  });

  test("gives an example of every kind of reference, and the sample has each", () => {
    const { spec } = open(read("scenarios/benefit-portal.yaml"), "benefit-portal.yaml");
    const assessment = assess(toSystem(spec!, standard), day);
    const examples = table(text, "references").flatMap(([cell]) =>
      [...cell.matchAll(/`([^`]+)`/g)].map(([, one]) => one)
    );
    expect(examples.length).toBeGreaterThan(20);
    expect(examples.filter((one) => refer(assessment, one) === undefined)).toEqual([]);
  });
});

describe("every Markdown file", () => {
  const markdown = files(".").filter((file) => file.endsWith(".md"));

  test("is found", () => expect(markdown).toEqual(expect.arrayContaining(documents)));

  test.each(markdown)("%s has only links that lead somewhere", (file) => {
    const lost = links(read(file)).filter((link) => {
      const [path, anchor] = decodeURIComponent(link).split("#");
      const target = path === "" ? file : join(dirname(file), path);
      if (!exists(target)) return true;
      return anchor !== undefined && !anchors(read(target)).includes(anchor);
    });
    expect(lost).toEqual([]);
  });
});

test("the changelog's first entry is this version", () => {
  expect(/^## (\S+)/m.exec(read("CHANGELOG.md"))?.[1]).toBe(engine);
});

describe("the comparison with what is printed", () => {
  const said = "a\nb\n\nc\nd\ne\n";
  test.each([
    ["a\nb\n\nc\nd\ne", ""],
    ["a\n…\ne", ""],
    ["…\nb\n…\nd\n…", ""],
    ["a\n…", ""],
    ["a\nc\n…", "a\nc"],
    ["b\n…", "b"],
    ["…\nd", "d"],
    ["…\nd\n…\nb\n…", "b"],
    ["…\nx\n…", "x"],
  ])("%j lacks %j", (shown, lacks) => expect(missing(shown, said)).toBe(lacks));
});

function blocks(markdown: string): Block[] {
  const found: Block[] = [];
  let fence: { info: string; line: number; lines: string[] } | undefined;
  markdown.split("\n").forEach((line, index) => {
    if (fence && line.trim() === "```") {
      found.push({ info: fence.info, line: fence.line, text: fence.lines.join("\n") });
      fence = undefined;
    } else if (fence) fence.lines.push(line);
    else if (line.startsWith("```")) {
      fence = { info: line.slice(3).trim(), line: index + 1, lines: [] };
    }
  });
  return found;
}

function actsOf(all: readonly Block[], file: string): Act[] {
  return all.flatMap((block, index) => {
    if (!/^(sh|ts|condition|yaml .+)$/.test(block.info)) return [];
    const next = all[index + 1];
    const [first] = block.text.split("\n");
    const shown = /^(sh|ts)$/.test(block.info) && next?.info === "text" ? next.text : undefined;
    return [{ name: `${file}:${block.line} ${first}`, block, shown }];
  });
}

async function carryOut(block: Block, folder: string): Promise<string> {
  const [kind, ...rest] = block.info.split(" ");
  if (kind === "condition") return readConditions(block);
  if (kind === "ts") return await runScript(block, folder);
  if (kind === "yaml") {
    if (rest[0] === "record") expectRecord(block);
    await Deno.writeTextFile(join(folder, rest.at(-1)!), `${block.text}\n`);
    return "";
  }
  let said = "";
  for (const command of commandsOf(block)) said += await mitate(command, folder);
  return said;
}

function commandsOf({ text }: Block): Command[] {
  const lines = text.split("\n");
  return lines.flatMap((typed, index) => {
    if (typed.trim() === "" || typed.startsWith("#")) return [];
    const [, task, rest] = /^(?:npx -y deno@2\.9\.6|deno) task (\S+)(.*)$/.exec(typed) ?? [];
    expect(task, `${typed}: only tasks can be run`).toBeDefined();
    if (task !== "mitate") return [];
    const [, code = "0"] = /^#.*?(\d+)/.exec(lines[index + 1] ?? "") ?? [];
    return [{ typed, args: wordsOf(rest), code: Number(code) }];
  });
}

/** Words as a shell splits them, with single and double quotes. */
function wordsOf(line: string): string[] {
  return [...line.matchAll(/"([^"]*)"|'([^']*)'|(\S+)/g)].map(([, a, b, c]) => a ?? b ?? c);
}

async function mitate({ typed, args, code }: Command, folder: string): Promise<string> {
  const [, ...own] = tasks.mitate.split(" ");
  const done = await new Deno.Command(Deno.execPath(), {
    args: [...own, ...args],
    cwd: root,
    env: { INIT_CWD: folder, NO_COLOR: "1" },
    stdin: "null",
    stdout: "piped",
    stderr: "piped",
  }).output();
  const said = decoder.decode(done.stdout) + decoder.decode(done.stderr);
  expect(done.code, `${typed}\n${said}`).toBe(code);
  return said;
}

/** Runs a script of the documents without any permission. */
async function runScript({ text }: Block, folder: string): Promise<string> {
  const file = join(folder, "example.ts");
  const door = new URL("../mod.ts", import.meta.url).href;
  expect(text, "an example imports the engine's door").toMatch(/"\.\/(engine\/)?mod\.ts"/);
  await Deno.writeTextFile(file, text.replace(/"\.\/(engine\/)?mod\.ts"/, `"${door}"`));
  const config = join(root, "deno.json");
  const done = await new Deno.Command(Deno.execPath(), {
    args: ["run", "--quiet", "--no-prompt", "--check", "--config", config, file],
    cwd: root,
    env: { NO_COLOR: "1" },
    stdin: "null",
    stdout: "piped",
    stderr: "piped",
  }).output();
  expect(done.code, decoder.decode(done.stderr)).toBe(0);
  return decoder.decode(done.stdout);
}

function expectRecord({ text, info }: Block): void {
  const { spec, findings } = open(text, info);
  const system = spec && toSystem(spec, standard);
  expect(system, "the record can be read").toBeDefined();
  const errors = [...findings, ...check(system!)].filter(({ severity }) => severity === "error");
  expect(errors).toEqual([]);
  expect(assess(system!, day).scenarios.length).toBeGreaterThan(0);
}

/** Every line is a condition over traits of the profile; what follows two spaces is explanation. */
function readConditions({ text }: Block): string {
  for (const line of text.split("\n")) {
    const condition = parse(line.split(/ {2,}/)[0]);
    expect(condition.error, line).toBeUndefined();
    const unknown = traitsOf(condition).filter((name) => !traitOf(name) && !/^traits\./.test(name));
    expect(unknown, line).toEqual([]);
  }
  return "";
}

/** The first lines of `shown` that `said` does not have where they should be; "" where it has all. */
function missing(shown: string, said: string): string {
  const lines = said.trimEnd().split("\n").map((line) => line.trimEnd());
  const wanted = shown.trimEnd().split("\n").map((line) => line.trimEnd());
  const gaps = wanted.map((line) => line.trim() === "…");
  let from = 0;
  let free = false;
  for (let start = 0; start < wanted.length;) {
    if (gaps[start]) {
      free = true;
      start++;
      continue;
    }
    const end = gaps.indexOf(true, start) < 0 ? wanted.length : gaps.indexOf(true, start);
    const part = bare(wanted.slice(start, end));
    const last = end === wanted.length ? lines.length - part.length : undefined;
    const at = place(part, lines, from, free, last);
    if (at < 0) return part.join("\n");
    from = at + part.length;
    free = false;
    start = end;
  }
  return "";
}

/** Where a part begins: right at `from`, or anywhere behind it; at `last` where nothing may follow. */
function place(
  part: readonly string[],
  lines: readonly string[],
  from: number,
  free: boolean,
  last: number | undefined,
): number {
  const fits = (at: number) => part.every((line, index) => lines[at + index] === line);
  if (!free) return fits(from) && (last === undefined || last === from) ? from : -1;
  if (last !== undefined) return last >= from && fits(last) ? last : -1;
  for (let at = from; at + part.length <= lines.length; at++) if (fits(at)) return at;
  return -1;
}

function bare(lines: readonly string[]): string[] {
  const first = lines.findIndex((line) => line !== "");
  const last = lines.findLastIndex((line) => line !== "");
  return lines.slice(Math.max(first, 0), last + 1);
}

/** The cells of the table between `<!-- name -->` and `<!-- /name -->`, without its head. */
function table(markdown: string, name: string): string[][] {
  const [, inside] = markdown.split(new RegExp(`<!-- /?${name} -->`));
  expect(inside, `a table between the marks "${name}"`).toBeDefined();
  return inside.split("\n").filter((line) => line.startsWith("|")).slice(2)
    .map((line) => line.split("|").slice(1, -1).map((cell) => cell.trim()));
}

function links(markdown: string): string[] {
  const prose = markdown.replace(/^```[^]*?^```$/gm, "").replace(/`[^`\n]*`/g, "");
  return [...prose.matchAll(/\]\(([^)\s]+)\)/g)].map(([, link]) => link)
    .filter((link) => !/^[a-z]+:/.test(link));
}

/** The anchors of headings, made as GitHub makes them. */
function anchors(markdown: string): string[] {
  const prose = markdown.replace(/^```[^]*?^```$/gm, "");
  return [...prose.matchAll(/^#+ +(.+)$/gm)].map(([, title]) =>
    title.trim().toLowerCase().replace(/[^\p{L}\p{N}\p{M}_ -]/gu, "").replace(/ /g, "-")
  );
}

/** Every file of the project below a folder, by its path from the root. */
function files(folder: string): string[] {
  const skipped = ["node_modules", ".git", ".mitate", "dist", "coverage"];
  return [...Deno.readDirSync(join(root, folder))].flatMap(({ name, isDirectory }) => {
    const path = folder === "." ? name : `${folder}/${name}`;
    if (!isDirectory) return [path];
    return skipped.includes(name) ? [] : files(path);
  });
}

function exists(path: string): boolean {
  try {
    Deno.statSync(join(root, path));
    return true;
  } catch {
    return false;
  }
}

async function copy(from: string, to: string): Promise<void> {
  await Deno.mkdir(to, { recursive: true });
  for await (const { name, isDirectory } of Deno.readDir(from)) {
    if (isDirectory) await copy(join(from, name), join(to, name));
    else await Deno.copyFile(join(from, name), join(to, name));
  }
}
