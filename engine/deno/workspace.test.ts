import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { dirname, fromFileUrl, join } from "./std.ts";
import { etagOf, type Happening, kindOf, type Workspace, workspace } from "./workspace.ts";

const project = dirname(dirname(dirname(fromFileUrl(import.meta.url))));
const now = new Date("2026-11-22T02:13:19.123Z");
let outer = "";
let root = "";
let room: Workspace;

beforeEach(async () => {
  outer = await Deno.realPath(await Deno.makeTempDir());
  root = join(outer, "work");
  await put("scenarios/desk.yaml", "mitate: 1\nid: desk\nname: { ja: 窓口, en: Desk }\n");
  await put("scenarios/patterns/web.yaml", "pattern: 1\nid: web\nname: Web\n");
  await put(
    "notebooks/first.html",
    "<!doctype html>\n<notebook>\n  <title>最初</title>\n</notebook>\n",
  );
  room = await workspace(root, { clock: () => now, every: 20 });
});
afterEach(async () => {
  await room.stop();
  await Deno.remove(outer, { recursive: true });
});

describe("what is a file of the workspace", () => {
  test.each([
    ["scenarios/desk.yaml", "record"],
    ["scenarios/窓口 2.yaml", "record"],
    ["scenarios/patterns/web.yaml", "pattern"],
    ["scenarios/catalogs/house.yaml", "catalog"],
    ["scenarios/catalogs/house.json", "catalog"],
    ["notebooks/分析.html", "notebook"],
    ["notebooks/templates/全体.html", "template"],
  ])("%s is a %s", (path, kind) => expect(kindOf(path)).toBe(kind));

  const climbing = [
    "../secret.yaml",
    "scenarios/../secret.yaml",
    "scenarios/../../secret.yaml",
    "scenarios/..\\..\\secret.yaml",
    "scenarios/..%2f..%2fsecret.yaml/../x.yaml",
    "/etc/passwd",
    "/scenarios/desk.yaml",
    "C:\\scenarios\\desk.yaml",
    "//host/share/desk.yaml",
    "./scenarios/desk.yaml",
    "scenarios//desk.yaml",
    "scenarios/./desk.yaml",
    "scenarios/desk.yaml/",
    "scenarios/desk.yaml\0.html",
    "scenarios/desk\0.yaml",
    "scenarios/desk.yaml\n",
    "notebooks/../scenarios/desk.yaml",
    "file:///etc/passwd",
    "",
  ];
  const other = [
    "scenarios/.hidden.yaml",
    "scenarios/..yaml",
    ".mitate/history.sqlite",
    ".mitate/trash/x/scenarios/desk.yaml",
    "deno.json",
    "scenarios/desk.yml",
    "scenarios/desk.yaml.exe",
    "scenarios/desk.html",
    "notebooks/desk.yaml",
    "notebooks/deep/x.html",
    "notebooks/templates/deep/x.html",
    "notebooks/templates/x.yaml",
    "scenarios/con.yaml",
    "scenarios/desk.yaml:stream",
    "scenarios/desk\u202elmth.yaml",
    `scenarios/${"長".repeat(70)}.yaml`,
  ];
  test.each([...climbing, ...other])("%j is none, for whatever act", async (path) => {
    await Deno.writeTextFile(join(outer, "secret.yaml"), "secret");
    expect(kindOf(path)).toBeUndefined();
    const refused = { code: "bad-path" };
    await expect(room.read(path)).rejects.toMatchObject(refused);
    await expect(room.write(path, "x", etagOf("secret"))).rejects.toMatchObject(refused);
    await expect(room.create(path, "x")).rejects.toMatchObject(refused);
    await expect(room.trash(path)).rejects.toMatchObject(refused);
    await expect(room.rename("scenarios/desk.yaml", path)).rejects.toMatchObject(refused);
    await expect(room.rename(path, "scenarios/new.yaml")).rejects.toMatchObject(refused);
    await expect(room.duplicate("scenarios/desk.yaml", path)).rejects.toMatchObject(refused);
    expect(await Deno.readTextFile(join(outer, "secret.yaml"))).toBe("secret");
    expect((await room.list()).length).toBe(3);
  });
});

describe("links", () => {
  test("out of the workspace, or to what is no document of it, are refused and not listed", async () => {
    await Deno.writeTextFile(join(outer, "secret.yaml"), "secret");
    await put("deno.yaml", "inside, but no record");
    await put(".mitate/x.yaml", "inner");
    for (
      const [name, target] of [
        ["a", join(outer, "secret.yaml")],
        ["b", "../../secret.yaml"],
        ["c", "/etc/hostname"],
        ["d", "../deno.yaml"],
        ["e", "../.mitate/x.yaml"],
      ]
    ) {
      const path = `scenarios/${name}.yaml`;
      await Deno.symlink(target, join(root, path));
      await expect(room.read(path), name).rejects.toMatchObject({ code: "outside" });
      await expect(room.write(path, "x", etagOf("secret"))).rejects.toMatchObject({
        code: "outside",
      });
      await expect(room.trash(path)).rejects.toMatchObject({ code: "outside" });
      await expect(room.create(path, "x")).rejects.toMatchObject({ code: "exists" });
    }
    expect(await Deno.readTextFile(join(outer, "secret.yaml"))).toBe("secret");
    expect((await room.list()).map(({ path }) => path)).not.toContain("scenarios/a.yaml");
  });

  test("of a whole folder are refused too", async () => {
    await Deno.remove(join(root, "notebooks"), { recursive: true });
    await Deno.mkdir(join(outer, "elsewhere"));
    await Deno.writeTextFile(join(outer, "elsewhere/x.html"), "x");
    await Deno.symlink(join(outer, "elsewhere"), join(root, "notebooks"));
    await expect(room.read("notebooks/x.html")).rejects.toMatchObject({ code: "outside" });
    await expect(room.create("notebooks/y.html", "y")).rejects.toMatchObject({ code: "outside" });
    await Deno.symlink(join(outer, "elsewhere"), join(root, ".mitate"));
    await expect(room.trash("scenarios/desk.yaml")).rejects.toMatchObject({ code: "outside" });
    expect(await names(join(outer, "elsewhere"))).toEqual(["x.html"]);
  });

  test("between documents work, and writing keeps the link", async () => {
    await Deno.symlink("desk.yaml", join(root, "scenarios/alias.yaml"));
    const { etag } = await room.read("scenarios/alias.yaml");
    await room.write("scenarios/alias.yaml", "new", etag);
    expect(await Deno.readTextFile(join(root, "scenarios/desk.yaml"))).toBe("new");
    expect((await Deno.lstat(join(root, "scenarios/alias.yaml"))).isSymlink).toBe(true);
  });
});

test("what is no regular file, no UTF-8 or too large is refused", async () => {
  await Deno.mkdir(join(root, "scenarios/folder.yaml"));
  await new Deno.Command("mkfifo", { args: [join(root, "scenarios/pipe.yaml")] }).output();
  await Deno.writeFile(join(root, "scenarios/sjis.yaml"), new Uint8Array([0x82, 0xa0]));
  await Deno.truncate(join(root, "scenarios/desk.yaml"), 20_000_001);
  await expect(room.read("scenarios/folder.yaml")).rejects.toMatchObject({ code: "not-a-file" });
  await expect(room.read("scenarios/pipe.yaml")).rejects.toMatchObject({ code: "not-a-file" });
  await expect(room.read("scenarios/sjis.yaml")).rejects.toMatchObject({ code: "not-utf8" });
  await expect(room.read("scenarios/desk.yaml")).rejects.toMatchObject({ code: "file-too-large" });
  const { etag } = await room.read("notebooks/first.html");
  const large = "x".repeat(20_000_001);
  await expect(room.write("notebooks/first.html", large, etag))
    .rejects.toMatchObject({ code: "file-too-large" });
  await expect(room.write("notebooks/first.html", "\ud800", etag))
    .rejects.toMatchObject({ code: "bad-text" });
  expect((await room.list()).map(({ path }) => path)).toEqual([
    "notebooks/first.html",
    "scenarios/patterns/web.yaml",
    "scenarios/sjis.yaml",
  ]);
});

test("lists every document with its kind, title and entity tag", async () => {
  await put("scenarios/broken.yaml", "a: [1,\n");
  await put(
    "scenarios/catalogs/house.json",
    `{"catalog": 1, "id": "house", "name": {"ja": "庁内", "en": "House"}, "version": "1",
      "source": "own", "families": [], "controls": []}`,
  );
  const items = await room.list();
  expect(items.map(({ path, kind, title }) => [path, kind, title.ja, title.en])).toEqual([
    ["notebooks/first.html", "notebook", "最初", "最初"],
    ["scenarios/broken.yaml", "record", "broken", "broken"],
    ["scenarios/catalogs/house.json", "catalog", "庁内", "House"],
    ["scenarios/desk.yaml", "record", "窓口", "Desk"],
    ["scenarios/patterns/web.yaml", "pattern", "web", "web"],
  ]);
  expect(items[1].etag).toBe(etagOf("a: [1,\n"));
  expect(items[1].modified).toMatch(/^\d{4}-\d\d-\d\dT.*Z$/);
});

test("a template says what it is for, in its own file", async () => {
  const about = 'data-title-en="Board" data-about-ja="見比べる" data-about-en="Compare"';
  await put(
    "notebooks/templates/board.html",
    `<notebook ${about}>\n<title>ボード</title>\n</notebook>\n`,
  );
  expect((await room.list()).find(({ kind }) => kind === "template")).toMatchObject({
    path: "notebooks/templates/board.html",
    title: { ja: "ボード", en: "Board" },
    about: { ja: "見比べる", en: "Compare" },
  });
});

describe("writing", () => {
  test("replaces the text, keeps mode and byte order mark, and leaves nothing behind", async () => {
    const file = join(root, "scenarios/desk.yaml");
    await Deno.writeTextFile(file, "\ufeffold\r\n");
    // More than the umask would leave to a new file.
    await Deno.chmod(file, 0o664);
    const { text, etag } = await room.read("scenarios/desk.yaml");
    expect(text).toBe("\ufeffold\r\n");
    const written = await room.write("scenarios/desk.yaml", "\ufeffnew\r\n", etag);
    expect(written.etag).toBe((await room.read("scenarios/desk.yaml")).etag);
    expect(await Deno.readFile(file)).toEqual(new TextEncoder().encode("\ufeffnew\r\n"));
    expect((await Deno.stat(file)).mode! & 0o777).toBe(0o664);
    expect(await names(join(root, "scenarios"))).toEqual(["desk.yaml", "patterns"]);
  });

  test("upon another base is refused with what stands there, and changes nothing", async () => {
    const { text, etag } = await room.read("scenarios/desk.yaml");
    await put("scenarios/desk.yaml", "theirs");
    await expect(room.write("scenarios/desk.yaml", "mine", etag)).rejects.toMatchObject({
      code: "conflict",
      more: { etag: etagOf("theirs"), text: "theirs" },
    });
    await expect(room.write("scenarios/desk.yaml", text, etag))
      .rejects.toMatchObject({ code: "conflict" });
    await Deno.remove(join(root, "scenarios/desk.yaml"));
    await expect(room.write("scenarios/desk.yaml", "mine", etag)).rejects.toMatchObject({
      code: "removed",
      more: { etag: null, text: null },
    });
    expect(await names(join(root, "scenarios"))).toEqual(["patterns"]);
  });

  test("is refused as well where the other writes while ours is on its way", async () => {
    const { etag } = await room.read("scenarios/desk.yaml");
    const writing = room.write("scenarios/desk.yaml", "x".repeat(15_000_000), etag)
      .catch((error) => error);
    await until(() => [...Deno.readDirSync(join(root, "scenarios"))].length > 2);
    Deno.writeTextFileSync(join(root, "scenarios/desk.yaml"), "theirs");
    expect(await writing).toMatchObject({ code: "conflict", more: { text: "theirs" } });
    expect(await names(join(root, "scenarios"))).toEqual(["desk.yaml", "patterns"]);
  });

  test("by twenty at once upon one base: one wins, nineteen are told", async () => {
    const { etag } = await room.read("scenarios/desk.yaml");
    const tries = Array.from(
      { length: 20 },
      (_, index) => room.write("scenarios/desk.yaml", `text ${index}`, etag),
    );
    const ends = await Promise.allSettled(tries);
    const won = ends.flatMap((end) => end.status === "fulfilled" ? [end.value.text] : []);
    expect(won.length).toBe(1);
    expect((await room.read("scenarios/desk.yaml")).text).toBe(won[0]);
  });

  test("leaves a read-only file alone", async () => {
    await Deno.chmod(join(root, "scenarios/desk.yaml"), 0o444);
    const { etag } = await room.read("scenarios/desk.yaml");
    await expect(room.write("scenarios/desk.yaml", "x", etag))
      .rejects.toMatchObject({ code: "read-only" });
  });

  test("shows the file whole at every moment, and after kill -9 at any; leftovers are hidden", async () => {
    const size = 2_000_000;
    const script = `
      import { workspace } from ${JSON.stringify(new URL("./workspace.ts", import.meta.url).href)};
      const room = await workspace(Deno.args[0], { clock: () => new Date() });
      let { etag } = await room.read("scenarios/desk.yaml");
      for (let turn = 0;; turn++) {
        const text = String.fromCharCode(97 + turn % 26).repeat(${size});
        ({ etag } = await room.write("scenarios/desk.yaml", text, etag));
        if (turn === 3) console.log("writing");
      }`;
    const isWhole = () => {
      const bytes = Deno.readFileSync(join(root, "scenarios/desk.yaml"));
      expect(bytes.length).toBe(size);
      expect(bytes.every((byte) => byte === bytes[0])).toBe(true);
    };
    for (const wait of [0, 3, 10, 100]) {
      await killed(script, [root], wait, isWhole);
      isWhole();
    }
    expect((await room.list()).length).toBe(3);
    const later = new Date(Date.now() + 7_200_000);
    await (await workspace(root, { clock: () => later })).stop();
    expect(await names(join(root, "scenarios"))).toEqual(["desk.yaml", "patterns"]);
  });
});

describe("names", () => {
  test("create refuses a name that is taken, and makes missing folders", async () => {
    await expect(room.create("scenarios/desk.yaml", "x")).rejects.toMatchObject({ code: "exists" });
    await Deno.remove(join(root, "notebooks"), { recursive: true });
    await room.create("notebooks/new.html", "new");
    expect((await room.read("notebooks/new.html")).text).toBe("new");
    expect(await names(join(root, "notebooks"))).toEqual(["new.html"]);
  });

  test("rename refuses a name that is taken and another kind; duplicate finds a free name", async () => {
    const desk = "scenarios/desk.yaml";
    const { text } = await room.read(desk);
    await put("scenarios/other.yaml", "other");
    await expect(room.rename(desk, "scenarios/other.yaml")).rejects.toMatchObject({
      code: "exists",
    });
    await expect(room.rename(desk, "scenarios/patterns/desk.yaml"))
      .rejects.toMatchObject({ code: "other-kind" });
    await expect(room.rename(desk, desk)).rejects.toMatchObject({ code: "exists" });
    expect((await room.read("scenarios/other.yaml")).text).toBe("other");
    await room.rename(desk, "scenarios/窓口.yaml");
    expect((await room.read("scenarios/窓口.yaml")).text).toBe(text);
    await expect(room.read(desk)).rejects.toMatchObject({ code: "not-found" });
    expect((await room.duplicate("scenarios/窓口.yaml")).path).toBe("scenarios/窓口-2.yaml");
    expect((await room.duplicate("scenarios/窓口-2.yaml")).path).toBe("scenarios/窓口-3.yaml");
  });

  test("renaming and deleting upon another base is refused, and changes nothing", async () => {
    const desk = "scenarios/desk.yaml";
    const { etag } = await room.read(desk);
    await put(desk, "theirs");
    const refused = { code: "conflict", more: { etag: etagOf("theirs"), text: "theirs" } };
    await expect(room.rename(desk, "scenarios/new.yaml", etag)).rejects.toMatchObject(refused);
    await expect(room.trash(desk, etag)).rejects.toMatchObject(refused);
    expect(await names(join(root, "scenarios"))).toEqual(["desk.yaml", "patterns"]);
    expect(await room.trashed()).toEqual([]);
    await room.rename(desk, "scenarios/new.yaml", etagOf("theirs"));
    await room.trash("scenarios/new.yaml", etagOf("theirs"));
    expect(await names(join(root, "scenarios"))).toEqual(["patterns"]);
  });

  test("a name that is nearly right is met with the right one", async () => {
    const error = await room.read("scenarios/dsk.yaml").catch((error) => error);
    expect(error.text.ja).toContain("「scenarios/desk.yaml」のことではありませんか");
    expect(error.text.en).toContain('Did you mean "scenarios/desk.yaml"?');
  });
});

describe("the trash", () => {
  test("keeps what is deleted, with its time, and gives it back unless the name is taken", async () => {
    const desk = "scenarios/desk.yaml";
    const { text } = await room.read(desk);
    const { id, at } = await room.trash(desk);
    expect(at).toBe("2026-11-22T02:13:19.123Z");
    await room.create(desk, "second");
    await room.trash(desk);
    expect(await room.trashed()).toEqual([
      { id: `${id}-2`, path: desk, title: { ja: "desk", en: "desk" }, at },
      { id, path: desk, title: { ja: "窓口", en: "Desk" }, at },
    ]);
    await room.create(desk, "third");
    await expect(room.recover(id)).rejects.toMatchObject({ code: "exists" });
    expect((await room.trashed()).length).toBe(2);
    await room.trash(desk);
    expect(await room.recover(id)).toMatchObject({ path: desk, text });
    expect((await room.trashed()).map((one) => one.id)).toEqual([`${id}-3`, `${id}-2`]);
    for (const bad of ["..", "../..", "", id, "x"]) {
      await expect(room.recover(bad)).rejects.toMatchObject({ code: "no-trash" });
    }
  });

  test("gives a file back under another name of its kind", async () => {
    const desk = "scenarios/desk.yaml";
    const { text } = await room.read(desk);
    const { id } = await room.trash(desk);
    await expect(room.recover(id, "../x.yaml")).rejects.toMatchObject({ code: "bad-path" });
    await expect(room.recover(id, "notebooks/x.html")).rejects.toMatchObject({
      code: "other-kind",
    });
    const back = await room.recover(id, "scenarios/窓口.yaml");
    expect(back).toMatchObject({ path: "scenarios/窓口.yaml", from: desk, text });
    expect(await room.trashed()).toEqual([]);
  });

  test("does not look through a link that someone put there", async () => {
    await Deno.writeTextFile(join(outer, "secret.yaml"), "mitate: 1\nname: secret\n");
    const { id } = await room.trash("scenarios/desk.yaml");
    const inside = join(root, ".mitate/trash", id, "scenarios/desk.yaml");
    await Deno.remove(inside);
    await Deno.symlink(join(outer, "secret.yaml"), inside);
    expect(await room.trashed()).toMatchObject([{ title: { ja: "desk", en: "desk" } }]);
    await expect(room.recover(id)).rejects.toMatchObject({ code: "outside" });
  });
});

describe("watching", () => {
  test("tells what others and we do, once each, and nothing of what is not ours to show", async () => {
    const heard: string[] = [];
    const tell = ({ kind, path, etag, to = "", external }: Happening) =>
      heard.push(`${external ? "other" : "own"} ${kind} ${path} ${etag?.slice(0, 4) ?? "-"}${to}`);
    const leave = room.watch(tell);
    const tag = (text: string) => etagOf(text).slice(0, 4);
    await put("scenarios/desk.yaml", "theirs");
    await until(() => heard.length >= 1);
    await put("notebooks/second.html", "x");
    await put("notebooks/.hidden.html", "x");
    await put("notebooks/readme.txt", "x");
    await until(() => heard.length >= 2);
    const { etag } = await room.write("scenarios/desk.yaml", "ours", etagOf("theirs"));
    await Deno.remove(join(root, "notebooks/second.html"));
    await until(() => heard.length >= 4);
    // Written anew with the same text: nothing has changed.
    await put("scenarios/desk.yaml", "ours");
    await room.scan();
    await room.rename("scenarios/desk.yaml", "scenarios/new.yaml");
    await room.scan();
    await room.scan();
    leave();
    expect(heard).toEqual([
      `other changed scenarios/desk.yaml ${tag("theirs")}`,
      `other created notebooks/second.html ${tag("x")}`,
      `own changed scenarios/desk.yaml ${etag.slice(0, 4)}`,
      `other removed notebooks/second.html -`,
      `own removed scenarios/desk.yaml -scenarios/new.yaml`,
      `own created scenarios/new.yaml ${tag("ours")}`,
    ]);
  });

  test("a listener that fails does not make a write fail", async () => {
    room.watch(() => {
      throw new Error("no");
    });
    const { etag } = await room.read("scenarios/desk.yaml");
    await expect(room.write("scenarios/desk.yaml", "x", etag)).resolves.toMatchObject({
      text: "x",
    });
  });
});

async function put(path: string, text: string): Promise<void> {
  await Deno.mkdir(dirname(join(root, path)), { recursive: true });
  await Deno.writeTextFile(join(root, path), text);
}

async function names(folder: string): Promise<string[]> {
  return (await Array.fromAsync(Deno.readDir(folder))).map(({ name }) => name).sort();
}

async function until(is: () => boolean): Promise<void> {
  for (let turn = 0; turn < 5000 && !is(); turn++) {
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
}

/** Runs a program until it says something, looks on for some milliseconds, and kills it. */
async function killed(
  script: string,
  args: readonly string[],
  wait: number,
  look: () => void,
): Promise<void> {
  const file = join(outer, "child.ts");
  await Deno.writeTextFile(file, script);
  const child = new Deno.Command(Deno.execPath(), {
    args: [
      "run",
      "-A",
      "--quiet",
      "--no-check",
      "--config",
      join(project, "deno.json"),
      file,
      ...args,
    ],
    env: { NO_COLOR: "1" },
    stdin: "null",
    stdout: "piped",
    stderr: "inherit",
  }).spawn();
  const reader = child.stdout.getReader();
  expect((await reader.read()).done).toBe(false);
  for (const end = performance.now() + wait; performance.now() < end;) look();
  child.kill("SIGKILL");
  reader.releaseLock();
  await child.stdout.cancel();
  await child.status;
}
