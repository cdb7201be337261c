import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { refs } from "../json.ts";
import { dirname, fromFileUrl, join } from "./std.ts";

const root = dirname(dirname(dirname(fromFileUrl(import.meta.url))));
const tasks: { readonly mitate: string; readonly start: { readonly command: string } } =
  JSON.parse(Deno.readTextFileSync(join(root, "deno.json"))).tasks;
const sample = join(root, "scenarios/benefit-portal.yaml");
let folder = "";

beforeAll(async () => {
  folder = await Deno.makeTempDir();
  await Deno.mkdir(join(folder, "scenarios"));
});
afterAll(() => Deno.remove(folder, { recursive: true }));

const desk = `# 窓口予約の記録
mitate: 1
id: desk
name: { ja: 窓口予約, en: Desk booking }
impact: { disclosure: high } # 個人情報
profile: { exposure: internet, hosting: paas }
components:
  - { id: web, name: 公開Web }
controls:
  AC-2: absent   # 手順がない
damages:
  - { id: D1, name: 漏えい, hits: [disclosure] }
scenarios:
  - id: S1
    name: 予約の持ち出し
    damage: D1
    threat: 3
    steps:
      - { id: take, place: web, guards: [{ control: AC-2, level: 3 }] }
  - id: S2
    name: サーバ室への侵入
    damage: D1
    threat: 2
    when: hosting = on-premises
    steps:
      - { id: enter, guards: [{ control: PE-3 }] }
`;

describe("mitate", () => {
  test("without arguments and with --help shows the commands, in both languages", async () => {
    expect(await mitate()).toMatchObject({ code: 2, out: expect.stringContaining("使い方") });
    const help = await mitate("--help", "--lang", "en");
    expect(help).toMatchObject({ code: 0, out: expect.stringContaining("Usage: mitate COMMAND") });
    const names = [
      "assess",
      "check",
      "why",
      "set",
      "sheet",
      "suggest",
      "new",
      "tables",
      "schema",
      "serve",
      "compare",
      "gate",
      "variant",
      "review",
    ];
    await Promise.all(names.map(async (name) => {
      expect(help.out).toContain(`  ${name} `);
      const own = await mitate(name, "--help");
      expect(own, name).toMatchObject({ code: 0, err: "" });
      expect(own.out).toContain(`mitate ${name}`);
    }));
    expect(await mitate("--version")).toMatchObject({
      code: 0,
      out: expect.stringMatching(/^mitate \d/),
    });
  });

  test.each([
    [["asess", "x"], "「assess」のことではありませんか"],
    [["assess"], "引数が足りません"],
    [["assess", "a", "b"], "引数が多すぎます"],
    [["assess", "x", "--jsno"], "「--json」のことではありませんか"],
    [["assess", "x", "--at"], "--at に値がありません"],
    [["check", "x", "--lang", "fr"], "ja か en"],
  ])("%s is misuse: exit 2 with the way out", async (args, said) => {
    expect(await mitate(...args)).toEqual({ code: 2, out: "", err: expect.stringContaining(said) });
  });

  test("a missing file, a folder and a file that is no record: exit 1 and one clear message", async () => {
    await write("desk.yaml", desk);
    expect(await mitate("assess", "scenarios/dsk.yaml")).toMatchObject({
      code: 1,
      err: expect.stringContaining("「scenarios/desk.yaml」のことではありませんか"),
    });
    expect(await mitate("check", "scenarios", "--lang", "en"))
      .toMatchObject({ code: 1, err: expect.stringContaining('"scenarios" is a folder') });
    await write("broken.yaml", "a: [1,\n  b: 'x");
    for (const command of ["assess", "check"]) {
      const { code, out, err } = await mitate(command, "scenarios/broken.yaml");
      expect([code, err]).toEqual([1, ""]);
      expect(out).toContain("scenarios/broken.yaml:");
    }
  });
});

describe("mitate assess", () => {
  test("prints the sample in both languages without a trace of a defect", async () => {
    const ja = await mitate("assess", sample, "--at", "2026-11-22");
    expect([ja.code, ja.err]).toEqual([0, ""]);
    expect(ja.out).toMatch(/■ 判定/);
    const en = await mitate("assess", sample, "--at", "2026-11-22", "--lang", "en");
    expect(en.out).toMatch(/■ Verdict/);
    for (const { out } of [ja, en]) expect(out).not.toMatch(/undefined|NaN|\[object|\{\w+\}/);
  });

  test("--json has findings with their places, and gives equal bytes for equal inputs", async () => {
    await write("half.yaml", desk.replace("damage: D1", "damage: D9"));
    const args = ["assess", "scenarios/half.yaml", "--json", "--at", "2026-11-22"];
    const [one, two] = await Promise.all([mitate(...args), mitate(...args)]);
    expect(one.out).toBe(two.out);
    expect(one.out).toMatch(/\}\n$/);
    const { at, findings } = JSON.parse(one.out);
    expect(at).toBe("2026-11-22");
    expect(findings.length).toBeGreaterThan(0);
    for (const finding of findings) expect(finding).toMatchObject({ line: expect.any(Number) });
  });

  test("--set shows the what-if beside the base and leaves the file alone", async () => {
    await write("desk.yaml", desk);
    const { code, out } = await mitate(
      "assess",
      "scenarios/desk.yaml",
      "--set",
      "AC-2@web=implemented",
      "--set",
      "profile.hosting=on-premises",
    );
    expect(code).toBe(0);
    expect(out).toMatch(/S1 +予約の持ち出し +情報漏えい +A!→\w/);
    expect(out).toMatch(/成立するようになったシナリオ\n +- S2/);
    expect(await read("desk.yaml")).toBe(desk);
  });

  test("--set with --json gives base, what-if, changes and moves; a change of nothing moves nothing", async () => {
    await write("desk.yaml", desk);
    const moved = async (set: string) => {
      const { out } = await mitate("assess", "scenarios/desk.yaml", "--json", "--set", set);
      return JSON.parse(out);
    };
    const some = await moved("AC-2=implemented");
    expect(some.changes).toEqual([{ type: "set-status", control: "AC-2", status: "implemented" }]);
    expect(some.moves).toMatchObject([{ ref: "scenario/S1/disclosure", scenario: "S1" }]);
    expect(some.base.baseline.all.met + 1).toBe(some.whatif.baseline.all.met);
    const none = await moved("AC-2=absent");
    expect(none.moves).toEqual([]);
    expect({ ...none.base, findings: [] }).toEqual(none.whatif);
  });

  test.each([
    ["AC-2=implementd", "implemented"],
    ["profile.exposur=closed", "exposure"],
    ["impact.disclosur=high", "disclosure"],
    ["S9.threat=2", "S9"],
    ["S1.threat=7", "7"],
    ["AC-2@wbe=absent", "web"],
    ["target.3=Z", "E、D、C、B、A"],
    ["target.3=b", "「B」"],
    ["AC-2", "AC-2=implemented"],
  ])("refuses %s with the way out, exit 2", async (set, way) => {
    await write("desk.yaml", desk);
    const { code, out, err } = await mitate("assess", "scenarios/desk.yaml", "--set", set);
    expect([code, out]).toEqual([2, ""]);
    expect(err).toContain(way);
  });

  test("a record with errors is still analysed as far as it goes, exit 1", async () => {
    await write("half.yaml", desk.replace("damage: D1", "damage: D9"));
    const { code, out } = await mitate("assess", "scenarios/half.yaml");
    expect(code).toBe(1);
    expect(out).toContain("結果は確かではありません");
    expect(out).toMatch(/scenarios\/half\.yaml:\d+:\d+ エラー/);
  });

  test("reads the organisation's catalogues beside the record, and reports their defects", async () => {
    await write("own.yaml", `${desk}method: { baseline: [sp800-53b, own] }\n`);
    await write(
      "catalogs/own.yaml",
      "id: own\nname: 内規\nversion: 1\nsource: 内規\nfamilies: [{ id: K, name: 共通 }]\n" +
        "controls:\n  - { id: K-1, family: K, title: 登録, baselines: [high] }\n" +
        "  - { id: K-2, family: L, title: 系列なし }\n",
    );
    const { out } = await mitate("assess", "scenarios/own.yaml");
    expect(out).toMatch(/K-1 +登録/);
    const { code, out: listed } = await mitate("check", "scenarios/own.yaml");
    expect(code).toBe(1);
    expect(listed).toMatch(/scenarios\/catalogs\/own\.yaml:8:\d+ エラー/);
    await Deno.remove(join(folder, "scenarios/catalogs"), { recursive: true });
  });
});

test("mitate why explains results by full and short reference, and says what was meant", async () => {
  await write("desk.yaml", desk);
  const why = (...args: string[]) => mitate("why", "scenarios/desk.yaml", ...args);
  const { out } = await mitate("assess", "scenarios/desk.yaml", "--json");
  const known = [...refs(JSON.parse(out))];
  const some = [known[0], known[Math.floor(known.length / 2)], "S1", "AC-2", "S1/take"];
  await Promise.all(some.map(async (ref) => {
    expect(await why(ref), ref).toMatchObject({ code: 0, err: "" });
  }));
  expect((await why("S1/disclosure")).out).toMatch(/表：[\s\S]*マス[\s\S]*→ A/);
  expect((await why("S1", "--set", "AC-2=implemented")).out).not.toBe((await why("S1")).out);
  expect(JSON.parse((await why("S1", "--json")).out).ref).toBe("scenario/S1");
  expect(await why("S1/disclosur")).toMatchObject({
    code: 2,
    err: expect.stringContaining("S1/disclosure"),
  });
});

describe("mitate set", () => {
  test("splices the change in, shows the lines, and keeps comments, mode and all else", async () => {
    await write("desk.yaml", desk);
    await Deno.chmod(join(folder, "scenarios/desk.yaml"), 0o640);
    const { code, out } = await mitate("set", "scenarios/desk.yaml", "AC-2=partial", "S1.threat=2");
    expect(code).toBe(0);
    expect(out).toContain("-   AC-2: absent   # 手順がない".replace("-  ", "- 10:  "));
    expect(await read("desk.yaml")).toBe(
      desk.replace("AC-2: absent", "AC-2: partial").replace("threat: 3", "threat: 2"),
    );
    const { mode } = await Deno.stat(join(folder, "scenarios/desk.yaml"));
    expect(mode! & 0o777).toBe(0o640);
    expect(await names()).not.toContainEqual(expect.stringContaining(".tmp"));
  });

  test("no change writes nothing and says so", async () => {
    await write("desk.yaml", desk);
    const path = join(folder, "scenarios/desk.yaml");
    const before = (await Deno.stat(path)).mtime;
    const { code, out } = await mitate("set", "scenarios/desk.yaml", "AC-2=absent");
    expect([code, out]).toEqual([0, expect.stringContaining("何も書き込みませんでした")]);
    expect((await Deno.stat(path)).mtime).toEqual(before);
  });

  test("refuses a record with errors of form, and a change that is none", async () => {
    await write("bad.yaml", desk.replace("threat: 3", "threat: 9"));
    expect(await mitate("set", "scenarios/bad.yaml", "AC-2=partial"))
      .toMatchObject({ code: 1, err: expect.stringContaining("scenarios/bad.yaml:17:") });
    await write("desk.yaml", desk);
    expect(await mitate("set", "scenarios/desk.yaml", "AC-2=partial", "ZZ-9=absent"))
      .toMatchObject({ code: 2, out: "" });
    expect(await read("desk.yaml")).toBe(desk);
  });

  test("writes through a symbolic link to the file it stands for", async () => {
    await write("desk.yaml", desk);
    await Deno.symlink("desk.yaml", join(folder, "scenarios/link.yaml"));
    expect(await mitate("set", "scenarios/link.yaml", "AC-2=partial")).toMatchObject({ code: 0 });
    expect((await Deno.lstat(join(folder, "scenarios/link.yaml"))).isSymlink).toBe(true);
    expect(await read("desk.yaml")).toContain("AC-2: partial");
    await Deno.remove(join(folder, "scenarios/link.yaml"));
  });
});

test("mitate suggest proposes with reasons, and writes only with --add", async () => {
  await write("desk.yaml", desk);
  const { out } = await mitate("suggest", "scenarios/desk.yaml");
  expect(out).toMatch(/web-attack/);
  expect(out).toMatch(/設置形態：PaaS/);
  expect(await read("desk.yaml")).toBe(desk);
  expect(await mitate("suggest", "scenarios/desk.yaml", "--add", "web-attak"))
    .toMatchObject({ code: 2, err: expect.stringContaining("web-attack") });
  expect(await mitate("suggest", "scenarios/desk.yaml", "--add", "web-attack"))
    .toMatchObject({ code: 0, out: expect.stringContaining("id: S3") });
  expect(await read("desk.yaml")).toContain("pattern: web-attack");
  expect(await mitate("check", "scenarios/desk.yaml")).toMatchObject({ err: "" });
});

test("mitate new makes a record that opens without errors, and never overwrites one", async () => {
  const made = await mitate("new", "fresh", "--exposure", "internet", "--disclosure", "high");
  expect(made).toMatchObject({ code: 0, out: expect.stringContaining("scenarios/fresh.yaml") });
  expect(await mitate("check", "scenarios/fresh.yaml")).toMatchObject({ code: 0 });
  const text = await read("fresh.yaml");
  expect(await mitate("new", "fresh")).toMatchObject({
    code: 2,
    err: expect.stringContaining("-o"),
  });
  expect(await read("fresh.yaml")).toBe(text);
  expect(await mitate("new", "other", "-o", "elsewhere/other.yaml", "--lang", "en"))
    .toMatchObject({ code: 0, out: expect.stringContaining('"elsewhere/other.yaml"') });
  expect(await mitate("new", "x", "--exposure", "intrnet"))
    .toMatchObject({ code: 2, err: expect.stringContaining("internet") });
});

test("mitate schema is JSON Schema; mitate tables shows cells and marks what is unverified", async () => {
  expect(JSON.parse((await mitate("schema")).out).properties).toHaveProperty("scenarios");
  const { out } = await mitate("tables");
  expect(out).toContain("未検証");
  expect((await mitate("tables", sample, "--lang", "en")).out).toMatch(/Damage +Threat/);
});

describe("mitate serve", () => {
  test("needs its own task, since mitate has no permission to listen", async () => {
    expect(await mitate("serve")).toMatchObject({
      code: 1,
      err: expect.stringContaining("deno task start"),
    });
  });

  test("lists the systems and shows each, to this host only, under a policy without scripts", async () => {
    const port = 20_000 + Deno.pid % 20_000;
    const server = command(tasks.start.command, ["--port", `${port}`, "--at", "2026-11-22"], root)
      .spawn();
    try {
      const address = `http://127.0.0.1:${port}`;
      await up(server, address);
      const list = await fetch(`${address}/`);
      expect(list.headers.get("content-security-policy")).toMatch(
        /^default-src 'none'; style-src 'sha256-[^']+'; .*frame-ancestors 'none'$/,
      );
      const [, href] = /<a href="(\/systems\/benefit-portal[^"]*)"/.exec(await list.text())!;
      const shown = await fetch(address + href);
      expect(shown.status).toBe(200);
      expect(await shown.text()).toContain("給付金オンライン申請ポータル");
      const english = await fetch(`${address}/systems/benefit-portal.yaml?lang=en`);
      expect(await english.text()).toContain('<html lang="en">');
      expect((await fetch(`${address}/systems/..%2f..%2fdeno.json`)).status).toBe(404);
      expect((await fetch(`${address}/`, { method: "POST" })).status).toBe(405);
      expect(await asHost(port, "evil.example")).toMatch(/^HTTP\/1\.1 403/);
      expect(await asHost(port, `localhost:${port}`)).toMatch(/^HTTP\/1\.1 200/);
    } finally {
      server.kill();
      await server.output();
    }
  });
});

/** Runs the real task, with its real permissions, from a folder where a user might stand. */
async function mitate(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  const { code, stdout, stderr } = await command(tasks.mitate, args, folder).output();
  const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
  return { code, out: text(stdout), err: text(stderr) };
}

function command(task: string, args: readonly string[], from: string): Deno.Command {
  const [program, ...own] = task.split(" ");
  expect(program).toBe("deno");
  // `deno task` stands at the root and says in INIT_CWD where the user is.
  return new Deno.Command(Deno.execPath(), {
    args: [...own, ...args],
    cwd: root,
    env: { INIT_CWD: from, NO_COLOR: "1" },
    stdin: "null",
    stdout: "piped",
    stderr: "piped",
  });
}

async function up(server: Deno.ChildProcess, address: string): Promise<void> {
  const reader = server.stdout.getReader();
  const { value } = await reader.read();
  reader.releaseLock();
  expect(new TextDecoder().decode(value)).toContain(address);
}

/** The answer to a request under another name; `fetch` would not send one. */
async function asHost(port: number, host: string): Promise<string> {
  const connection = await Deno.connect({ hostname: "127.0.0.1", port });
  const request = `GET / HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`;
  await connection.write(new TextEncoder().encode(request));
  const bytes = new Uint8Array(64);
  const read = await connection.read(bytes);
  connection.close();
  return new TextDecoder().decode(bytes.subarray(0, read ?? 0));
}

async function write(name: string, text: string): Promise<void> {
  const path = join(folder, "scenarios", name);
  await Deno.mkdir(dirname(path), { recursive: true });
  await Deno.writeTextFile(path, text);
}

function read(name: string): Promise<string> {
  return Deno.readTextFile(join(folder, "scenarios", name));
}

async function names(): Promise<string[]> {
  const found: string[] = [];
  for await (const { name } of Deno.readDir(join(folder, "scenarios"))) found.push(name);
  return found;
}
