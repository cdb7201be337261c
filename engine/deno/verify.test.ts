import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { main } from "./main.ts";
import { publish } from "./publish.ts";
import { dirname, fromFileUrl, join } from "./std.ts";
import { type Verification, verify } from "./verify.ts";
import { read } from "./verify/read.ts";
import { tell } from "./verify/tell.ts";

const sample = fromFileUrl(new URL("../../scenarios/benefit-portal.yaml", import.meta.url));
const at = "2026-11-22";

let folder = "";
let record = "";
beforeAll(async () => {
  folder = await Deno.makeTempDir();
  await Deno.mkdir(join(folder, "scenarios"));
  await Deno.mkdir(join(folder, "notebooks"));
  record = `${await Deno.readTextFile(sample)}impcat: { law: high }\n`;
});
afterAll(() => Deno.remove(folder, { recursive: true }));
beforeEach(() => write("scenarios/benefit-portal.yaml", record));

const write = (name: string, text: string) => Deno.writeTextFile(join(folder, name), text);

const cells = [
  "# 結果",
  'const subject = system("benefit-portal"); const result = assess(subject);',
  "result.scenarios.map(({ id, risk }) => `${id}=${risk.worst}`).join(' ')",
  "result.baseline.controls.filter(({ gap }) => gap).length + ' gaps'",
];

async function published(
  name: string,
  codes: readonly string[] = cells,
  more: object = {},
): Promise<string> {
  const scripts = codes.map((code, index) => {
    const type = code.startsWith("#") ? "text/markdown" : "module";
    return `  <script id="${index + 1}" type="${type}">\n    ${code}\n  </script>\n`;
  });
  const text = `<!doctype html>\n<notebook>\n  <title>a</title>\n${scripts.join("")}</notebook>\n`;
  await write(`notebooks/${name}.html`, text);
  const notebook = join(folder, `notebooks/${name}.html`);
  return (await publish({ notebook, at, lang: "en", ...more })).html;
}

/** Checks a text as a report that lies in the workspace. */
async function checked(html: string, more: object = {}): Promise<Verification> {
  const report = await read(new TextEncoder().encode(html));
  if (typeof report === "string") throw new Error(report);
  return await verify(report, { file: join(folder, "report.html"), ...more });
}

const told = (found: Verification) => tell(found, "en", { columns: 100, colour: false });

/** A report with a new digest, as somebody could make it who knows how. */
async function restamped(html: string): Promise<string> {
  const said = /mitate-report1-sha256:([0-9a-f]{64})/.exec(html)![1];
  const plain = html.replaceAll(said, "0".repeat(64));
  const bytes = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(plain));
  return html.replaceAll(said, new Uint8Array(bytes).toHex());
}

describe("a report as it was published", () => {
  test("is the same twice, carries a digest that anyone can make, and holds", async () => {
    const html = await published("sound");
    expect(await published("sound") === html).toBe(true);
    expect(await restamped(html) === html).toBe(true);
    const found = await checked(html);
    expect(found.holds).toBe(true);
    expect(found.own).toEqual({ how: "done", differing: [] });
    expect(found.workspace).toMatchObject({ notebook: "same", tables: [], cells: [] });
    expect((await checked(html, { alone: true })).workspace).toBeUndefined();
  });

  test("says as data which tables it used, what was found and which dice were thrown", async () => {
    const html = await published("dice", [...cells, "Math.random()"]);
    const report = await read(new TextEncoder().encode(html));
    if (typeof report === "string") throw new Error(report);
    const { evidence } = report;
    expect(evidence).toMatchObject({ at, lang: "en", engine: "0.1.0", rules: "1", seed: 1 });
    expect(evidence.tables.map(({ id }) => id)).toContain("ipa-ics-2");
    expect(evidence.tables.every(({ sha256 }) => /^[0-9a-f]{64}$/.test(sha256))).toBe(true);
    expect(evidence.findings.length).toBeGreaterThan(0);
    expect(evidence.findings[0]).toMatchObject({ file: "scenarios/benefit-portal.yaml" });
    expect(evidence.findings[0].line).toBeGreaterThan(0);
    expect(evidence.records[0].digest).toMatch(/^mitate1-sha256:/);
    expect((await published("sound")).includes('"seed"')).toBe(false);
    expect((await checked(html, { alone: true })).holds).toBe(true);
  });

  test("holds with cells that failed for want of a record", async () => {
    await write("scenarios/other.yaml", "mitate: 1\nid: not-asked-for\nname: Other\n");
    const html = await published("failing", [...cells, 'system("missing")']);
    await Deno.remove(join(folder, "scenarios/other.yaml"));
    expect(html.includes("missing")).toBe(true);
    expect(html.includes("not-asked-for")).toBe(false);
    expect((await checked(html, { alone: true })).own.differing).toEqual([]);
  });
});

describe("a report that was changed", () => {
  test("does not hold when a number is another, though the digest was made anew", async () => {
    const html = await published("sound");
    const [shown] = /\d+ gaps/.exec(html)!;
    for (const made of [false, true]) {
      const changed = html.replace(shown, "0 gaps");
      const found = await checked(made ? await restamped(changed) : changed, { alone: true });
      expect(found.holds).toBe(false);
      expect(found.digest.holds).toBe(made);
      expect(found.own.differing).toMatchObject([{ part: "cell", label: "cell 4" }]);
      expect(told(found)).toContain("shown:    0 gaps");
      expect(told(found)).toContain(`computed: ${shown}`);
    }
  });

  test.each([
    ["the appendix", (html: string) => html.replace("Findings on the records", "Nothing to see")],
    ["the heading", (html: string) => html.replace("<strong>a<", "<strong>b<")],
    ["the scripts", (html: string) => html.replace("</body>", "<script>1</script></body>")],
    ["settings", (html: string) => html.replace("connect-src 'none'", "connect-src *")],
    ["its data", (html: string) => html.replace('class="body"', 'class="body" hidden')],
    ["the data", (html: string) => html.replace('"rules":"1"', '"rules":"2"')],
    [
      "cell 4",
      (html: string) => html.replace(/<section class="cell" id="cell-4"[^]*?<\/section>/, ""),
    ],
  ])("is told from its own contents: %s", async (part, change) => {
    const html = await published("sound");
    expect(change(html) === html).toBe(false);
    const found = await checked(await restamped(change(html)), { alone: true });
    expect(found.digest.holds).toBe(true);
    expect(found.holds).toBe(false);
    expect(told(found)).toContain(part);
  });

  test("is computed by another engine without comparing what that engine wrote", async () => {
    const html = await published("sound");
    const build = /"build":"([0-9a-f]{64})"/.exec(html)![1];
    const other = html.replace(build, "1".repeat(64)).replaceAll("0.1.0", "0.0.9")
      .replace("</style>", "/* */</style>");
    const found = await checked(await restamped(other), { alone: true });
    expect([found.holds, found.engine]).toEqual([true, {
      then: "0.0.9",
      now: "0.1.0",
      build: false,
    }]);
    expect(told(found)).toContain("published by Mitate 0.0.9, computed again by Mitate 0.1.0");
  });
});

describe("the workspace beside a report", () => {
  test("shows what was changed in a record and which results move", async () => {
    const html = await published("sound");
    await write(
      "scenarios/benefit-portal.yaml",
      record.replace("exposure: internet", "exposure: closed"),
    );
    const found = await checked(html);
    expect(found.own.differing).toEqual([]);
    expect(found.holds).toBe(false);
    const { records, cells, tables } = found.workspace!;
    expect(records).toMatchObject([{ state: "changed" }]);
    expect(records[0].changes.length).toBe(1);
    expect(cells.map(({ label }) => label)).toContain("cell 3");
    expect(tables).toEqual([]);
    expect(told(found)).toContain("Record scenarios/benefit-portal.yaml: changed.");
    expect(told(found)).toContain("exposure");
  });

  test("still gives the same after a comment", async () => {
    const html = await published("sound");
    await write("scenarios/benefit-portal.yaml", `# A comment\n${record}`);
    const found = await checked(html);
    expect(found.workspace!.records).toMatchObject([{ state: "reworded" }]);
    expect(found.workspace!.cells).toEqual([]);
    expect(found.holds).toBe(true);
  });

  test("names a table that says something else", async () => {
    const table = (result: string) =>
      record.replace(
        /^method:\n/m,
        `tables:\n  - id: own\n    formula: 'damage + threat + vulnerability > 6 ? "A" : "${result}"'\nmethod:\n`,
      ).replace(/^ {2}risk: .*$/m, "  risk: own");
    await write("scenarios/benefit-portal.yaml", table("C"));
    const html = await published("table");
    await write("scenarios/benefit-portal.yaml", table("D"));
    const found = await checked(html);
    expect(found.holds).toBe(false);
    expect(found.workspace!.tables.map(({ id }) => id)).toEqual(["own"]);
    expect(told(found)).toMatch(/Table own \(.*\): .* → /);
  });

  test("shows a notebook that gives something else", async () => {
    const html = await published("sound");
    await published("sound", [...cells.slice(0, 3), "'none'"]);
    const found = await checked(html);
    expect(found.workspace).toMatchObject({ notebook: "changed", cells: [{ label: "cell 4" }] });
    expect(found.holds).toBe(false);
  });
});

describe("a report with digests only", () => {
  test("carries no source, no code and no script, and is computed where the sources are", async () => {
    const html = await published("digests", cells, { digestsOnly: true });
    expect(html.includes("mitate: 1")).toBe(false);
    expect(html.includes("assess(subject)")).toBe(false);
    expect(html).toContain("script-src 'none'");
    expect(html).not.toMatch(/<script(?! type="application\/json")/);
    expect(html).toMatch(/\d+ gaps/);
    expect((await checked(html)).own.how).toBe("found");
    expect((await checked(html)).holds).toBe(true);
    const alone = await checked(html, { alone: true });
    expect([alone.own.how, alone.holds]).toEqual(["missing", true]);
    expect((await checked(html.replace(/\d+ gaps/, "0 gaps"))).own.differing).toHaveLength(1);
  });

  test("is what a record of grade 3 gives; what reads it stands still, the rest moves", async () => {
    const secret = record.replace(/confidentiality: \d/, "confidentiality: 3");
    expect(secret).not.toBe(record);
    await write("scenarios/benefit-portal.yaml", secret);
    const html = await published("secret", [
      ...cells,
      "const x = view(Inputs.range([0, 10]));",
      "x + 1",
      'const y = view(Inputs.select(["a"]));',
      "result.scenarios.length + y",
    ]);
    expect(html.includes("mitate: 1 ")).toBe(false);
    expect(html).toContain("The records are not in this file");
    const frozen = [...html.matchAll(/class="cell frozen" id="cell-(\d)"/g)].map(([, id]) => id);
    expect(frozen).toEqual(["2", "3", "4", "7", "8"]);
    expect(html).toMatch(/id="cell-7"[^]*?<fieldset disabled>/);
    const found = await checked(html);
    expect([found.own.how, found.holds]).toEqual(["found", true]);
  });
});

describe("what is no report, or a hostile one", () => {
  const bytes = (text: string) => new TextEncoder().encode(text);

  test("is refused with the reason", async () => {
    const html = await published("sound");
    const begin = '<script type="application/json" id="mitate-source">';
    const data = (json: string) =>
      html.replace(
        /(id="mitate-source">)[^]*?(<\/script>)/,
        (_, a, b) => a + json.replaceAll("<", "\\u003c") + b,
      );
    const source = JSON.parse(html.split(begin)[1].split("</script>")[0]);
    const reasons = [
      await read(bytes("<!doctype html><title>a</title>")),
      await read(bytes("")),
      await read(new Uint8Array([0xff, 0xfe, 0x3c])),
      await read(bytes(html.replace('name="mitate-digest"', ""))),
      await read(bytes(html.replace(begin, ""))),
      await read(bytes(data("{"))),
      await read(bytes(data("[".repeat(100_000)))),
      await read(bytes(data("null"))),
      await read(bytes(data(JSON.stringify({ ...source, mitate: 9 })))),
      await read(bytes(data(JSON.stringify({ ...source, records: {} })))),
      await read(bytes(data(JSON.stringify({ ...source, more: 1 })))),
      await read(
        bytes(data(JSON.stringify({ ...source, notebook: { ...source.notebook, path: "../a" } }))),
      ),
      await read(
        bytes(
          data(
            JSON.stringify({ ...source, records: [{ ...source.records[0], path: "/etc/passwd" }] }),
          ),
        ),
      ),
    ];
    expect(reasons).toEqual([
      ...["other", "other", "encoding", "digest"],
      ...["evidence", "evidence", "evidence", "evidence", "newer"],
      ...["evidence", "evidence", "evidence", "evidence"],
    ]);
  });

  test("is computed behind the same walls as any notebook", async () => {
    const html = await published("hostile", [...cells.slice(0, 3), "40 + 2"]);
    // Were it to run anywhere else, it would end this test.
    const kill = JSON.stringify('globalThis["Deno"].kill(globalThis["Deno"].pid, "SIGKILL")');
    const patched = html.replace("40 + 2", kill.slice(1, -1));
    expect(patched === html).toBe(false);
    const found = await checked(await restamped(patched), { alone: true });
    expect(found.holds).toBe(false);
    expect(found.own.differing.map(({ label }) => label)).toContain("cell 4");
  });

  test("with catalogues and patterns that are none does no harm", async () => {
    const html = await published("sound");
    const odd = html.replace('"catalogs":[]', '"catalogs":[{"id":5,"controls":"x"},{}]');
    expect(odd === html).toBe(false);
    const found = await checked(await restamped(odd), { alone: true });
    expect(found.holds).toBe(false);
  });

  test("ends the command with the exit code that its help names", async () => {
    const file = join(folder, "some.html");
    await Deno.writeTextFile(file, "<!doctype html><p>hello");
    expect(await main(["verify", file])).toBe(2);
    await Deno.writeTextFile(file, (await published("sound")).replace(/\d+ gaps/, "1 gaps"));
    expect(await main(["verify", file, "--alone", "--json"])).toBe(1);
    await Deno.writeTextFile(file, await published("sound"));
    expect(await main(["verify", file])).toBe(0);
    expect(dirname(file)).toBe(folder);
  });
});
