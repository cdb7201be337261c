import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type History, history, pause, type Reason } from "./history.ts";
import { dirname, fromFileUrl, join } from "./std.ts";

const project = dirname(dirname(dirname(fromFileUrl(import.meta.url))));
const desk = "scenarios/desk.yaml";
let folder = "";
let file = "";
let time = 0;
let past: History;
const clock = () => new Date(time);

beforeEach(async () => {
  folder = await Deno.makeTempDir();
  file = join(folder, "history.sqlite");
  time = Date.UTC(2026, 10, 22);
  past = history(file, clock);
});
afterEach(async () => {
  past.close();
  await Deno.remove(folder, { recursive: true });
});

/** The versions of the desk, the oldest first, as `reason text`. */
const told = () =>
  past.list(desk).map(({ id, reason }) => `${reason} ${past.read(id).text}`).reverse();
const add = (text: string, reason: Reason = "save", who = "") =>
  past.add({ path: desk, text, who }, reason);

describe("versions", () => {
  test("say what, when, why and who, and give the text back character by character", () => {
    const text = "\ufeffmitate: 1\r\n窓口\u0000\u{1f680}\n";
    time += 1000;
    const { id } = add(text, "gate", "審査担当");
    const { etag, ...rest } = past.read(id);
    expect(rest).toEqual({
      id,
      path: desk,
      at: "2026-11-22T00:00:01.000Z",
      reason: "gate",
      who: "審査担当",
      label: "",
      text,
    });
    expect(past.list(desk)[0].etag).toBe(etag);
    expect(past.list("scenarios/other.yaml")).toEqual([]);
    expect(() => past.read(id + 1)).toThrow(expect.objectContaining({ code: "no-version" }));
    expect(() => past.read(0.5)).toThrow(expect.objectContaining({ code: "no-version" }));
  });

  test("do not keep the same text twice in a row; gates and publications are kept as events", () => {
    for (const reason of ["save", "save", "external", "gate", "gate", "save", "publish"] as const) {
      add("a", reason);
    }
    add("b");
    add("a");
    expect(told()).toEqual(["save a", "gate a", "publish a", "save b", "save a"]);
  });

  test("come from typing when it rests for two minutes, and not before", () => {
    past.note({ path: desk, text: "a" });
    time += pause - 1;
    past.note({ path: desk, text: "ab" });
    time += pause - 1;
    past.settle();
    expect(told()).toEqual([]);
    time += 1;
    past.settle();
    past.settle();
    expect(told()).toEqual(["pause ab"]);
    expect(past.list(desk)[0].at).toBe(new Date(time - pause).toISOString());
  });

  test("keep what was typed when something else happens to the file", () => {
    past.note({ path: desk, text: "a" });
    add("b", "external");
    past.note({ path: desk, text: "c" });
    past.found({ path: desk, text: "c" });
    expect(told()).toEqual(["pause a", "external b"]);
    add("c");
    time += pause;
    past.settle();
    expect(told()).toEqual(["pause a", "external b", "save c"]);
  });

  test("are compared line by line with each other and with a text, and restored as new ones", () => {
    const first = add("a\nb\n");
    const second = add("a\nc\n");
    expect(past.compare(first.id, second.id)).toEqual([
      { sign: "-", line: 2, text: "b" },
      { sign: "+", line: 2, text: "c" },
    ]);
    expect(past.compare(first.id, { text: "a\nb\n" })).toEqual([]);
    expect(past.restore(first.id, "担当")).toMatchObject({ reason: "restore", who: "担当" });
    expect(told()).toEqual(["save a\nb\n", "save a\nc\n", "restore a\nb\n"]);
  });

  test("may be called something, which changes nothing else", () => {
    const first = add("a");
    add("b");
    expect(past.label(first.id, "審査に出した版")).toEqual({ ...first, label: "審査に出した版" });
    expect(past.list(desk).map(({ label }) => label)).toEqual(["", "審査に出した版"]);
    expect(past.label(first.id, "").label).toBe("");
    expect(() => past.label(99, "x")).toThrow(expect.objectContaining({ code: "no-version" }));
    expect(told()).toEqual(["save a", "save b"]);
  });

  test("go along with a new name", () => {
    add("a");
    past.note({ path: desk, text: "b" });
    past.journal.put({ path: desk, tab: "", base: "", text: "c" });
    past.rename(desk, "scenarios/new.yaml");
    time += pause;
    past.settle();
    expect(past.list("scenarios/new.yaml").map(({ reason }) => reason)).toEqual(["pause", "save"]);
    expect(past.list(desk)).toEqual([]);
    expect(past.journal.list()).toMatchObject([{ path: "scenarios/new.yaml", text: "c" }]);
  });
});

test("the journal holds the last text per file and page, until it is dropped", () => {
  const put = (tab: string, text: string) => {
    time += 1;
    past.journal.put({ path: desk, tab, base: "e", text });
  };
  const texts = () => past.journal.list().map(({ tab, text }) => `${tab} ${text}`);
  put("1", "a");
  put("2", "b");
  put("1", "c");
  expect(texts()).toEqual(["2 b", "1 c"]);
  expect(past.journal.list()[1]).toEqual({
    path: desk,
    tab: "1",
    base: "e",
    text: "c",
    at: new Date(time).toISOString(),
  });
  past.journal.drop(desk, { text: "b" });
  expect(texts()).toEqual(["1 c"]);
  put("3", "d");
  past.journal.drop(desk, { tab: "1" });
  expect(texts()).toEqual(["3 d"]);
  past.journal.drop(desk);
  expect(texts()).toEqual([]);
});

describe("the file", () => {
  test("survives kill -9: every draft and version that was acknowledged is there", async () => {
    past.close();
    const script = `
      import { history } from ${JSON.stringify(new URL("./history.ts", import.meta.url).href)};
      const past = history(Deno.args[0], () => new Date());
      for (let turn = Number(Deno.args[1]);; turn++) {
        const text = turn + " " + "x".repeat(20_000);
        past.journal.put({ path: "a.yaml", tab: "", base: "", text });
        past.add({ path: "a.yaml", text }, "save");
        Deno.stdout.writeSync(new TextEncoder().encode(turn + "\\n"));
      }`;
    let start = 0;
    for (const wait of [0, 20, 60]) {
      const last = await killed(script, [file, `${start}`], wait);
      past = history(file, clock);
      expect(past.notices).toEqual([]);
      const [{ text }] = past.journal.list();
      expect(text.length).toBeGreaterThan(20_000);
      expect(parseInt(text)).toBeGreaterThanOrEqual(last);
      expect(past.list("a.yaml").length).toBeGreaterThan(last);
      start = parseInt(text) + 1;
      past.add({ path: "a.yaml", text }, "save");
      past.close();
    }
    past = history(file, clock);
  });

  test("deleted while in use, only the past is gone", async () => {
    add("a");
    await Deno.remove(file);
    add("b");
    expect(told()).toEqual(["save b"]);
    past.close();
    past = history(file, clock);
    expect(told()).toEqual(["save b"]);
    expect(past.notices).toEqual([]);
  });

  test.each([
    ["no database", "this is not a database, but long enough to be one ".repeat(100)],
    ["a header and then nothing", "SQLite format 3\0" + "\0".repeat(50)],
  ])("that is damaged (%s) is set aside with a notice", async (_, content) => {
    past.close();
    await Deno.writeTextFile(file, content);
    past = history(file, clock);
    expect(past.notices.map(({ en }) => en)).toEqual([expect.stringContaining("was damaged")]);
    add("a");
    expect(told()).toEqual(["save a"]);
    const aside = (await names()).find((name) => name.includes("damaged"))!;
    expect(past.notices[0].ja).toContain(aside);
    expect(await Deno.readTextFile(join(folder, aside))).toBe(content);
  });

  test("that is damaged within is found out and set aside", async () => {
    for (let turn = 0; turn < 50; turn++) add(`${turn} ${"x".repeat(5000)}`);
    past.close();
    const bytes = await Deno.readFile(file);
    bytes.fill(0x5a, 4096, bytes.length - 4096);
    await Deno.writeFile(file, bytes);
    past = history(file, clock);
    expect(past.notices.length).toBe(1);
    add("a");
    expect(told()).toEqual(["save a"]);
  });

  test("that is damaged while in use is set aside as soon as it is noticed", async () => {
    // More than is kept in memory, or the damage would not be seen before the next start.
    for (let turn = 0; turn < 400; turn++) add(`${turn} ${"x".repeat(10_000)}`);
    past.close();
    past = history(file, clock);
    const { size } = await Deno.stat(file);
    const handle = await Deno.open(file, { write: true });
    await handle.write(new Uint8Array(size).fill(0x5a));
    handle.close();
    for (let id = 1; id <= 400 && past.notices.length === 0; id++) {
      try {
        past.read(id);
      } catch (error) {
        expect(error).toMatchObject({ code: "no-version" });
      }
    }
    expect(past.notices.length).toBe(1);
    add("a");
    expect(told()).toEqual(["save a"]);
  });

  test("of the version before keeps what it holds", async () => {
    past.close();
    await Deno.remove(file);
    const { DatabaseSync } = await import("node:sqlite");
    const database = new DatabaseSync(file);
    database.exec(`
      CREATE TABLE texts (etag TEXT PRIMARY KEY, text BLOB NOT NULL) STRICT;
      CREATE TABLE versions (
        id INTEGER PRIMARY KEY AUTOINCREMENT, path TEXT NOT NULL, at TEXT NOT NULL,
        reason TEXT NOT NULL, who TEXT NOT NULL, etag TEXT NOT NULL REFERENCES texts (etag)
      ) STRICT;
      INSERT INTO texts VALUES ('e', CAST('old' AS BLOB));
      INSERT INTO versions VALUES (7, '${desk}', '2026-11-01T00:00:00.000Z', 'save', '', 'e');
      PRAGMA user_version = 1;`);
    database.close();
    past = history(file, clock);
    expect(past.notices).toEqual([]);
    add("new");
    expect(told()).toEqual(["save old", "save new"]);
    expect(past.label(7, "x").label).toBe("x");
  });

  test("of a later version of Mitate is left as it is", async () => {
    past.close();
    const { DatabaseSync } = await import("node:sqlite");
    const database = new DatabaseSync(file);
    database.exec("PRAGMA user_version = 99");
    database.close();
    past = history(file, clock);
    expect(past.notices.length).toBe(1);
    add("a");
    expect(told()).toEqual(["save a"]);
    expect((await names()).filter((name) => name.includes("damaged"))).toEqual([]);
  });

  test("that cannot be made leaves a history in memory and a notice", () => {
    past.close();
    past = history(join(folder, "missing/history.sqlite"), clock);
    expect(past.notices.map(({ ja }) => ja)).toEqual([
      expect.stringContaining("終了すると消えます"),
    ]);
    add("a");
    expect(told()).toEqual(["save a"]);
  });

  test("is shared by two programs", () => {
    const other = history(file, clock);
    for (let turn = 0; turn < 20; turn++) {
      add(`one ${turn}`);
      other.add({ path: desk, text: `two ${turn}` }, "save");
    }
    other.close();
    expect(past.list(desk).length).toBe(40);
  });
});

async function names(): Promise<string[]> {
  return (await Array.fromAsync(Deno.readDir(folder))).map(({ name }) => name).sort();
}

/** Runs a program, kills it some milliseconds after it first said something; the last number it said. */
async function killed(script: string, args: readonly string[], wait: number): Promise<number> {
  const program = join(folder, "child.ts");
  await Deno.writeTextFile(program, script);
  const child = new Deno.Command(Deno.execPath(), {
    args: [
      "run",
      "-A",
      "--quiet",
      "--no-check",
      "--config",
      join(project, "deno.json"),
      program,
      ...args,
    ],
    env: { NO_COLOR: "1" },
    stdin: "null",
    stdout: "piped",
    stderr: "inherit",
  }).spawn();
  let said = "";
  for await (const chunk of child.stdout.pipeThrough(new TextDecoderStream())) {
    if (said === "") setTimeout(() => child.kill("SIGKILL"), wait);
    said += chunk;
  }
  await child.status;
  const whole = said.slice(0, said.lastIndexOf("\n")).split("\n");
  return Number(whole.at(-1));
}
