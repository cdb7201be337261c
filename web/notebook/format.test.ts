import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { blank, type Cell, freeId, type Mode, newCell, parse, serialize } from "./format.ts";
import { retag, tokens } from "./markup.ts";
import { say } from "./problem.ts";

const sample = `<!doctype html>
<notebook theme="air">
  <title>給付管理システムの分析 &amp; 対策</title>
  <script id="1" type="text/markdown">
    # 見出し

    残余リスクは \${リスク} です。
  </script>
  <!-- the model -->
  <script id="4" type="module" pinned="" output="x" data-owner='a "b"'>
    const 脅威 = view(Inputs.range([1, 3]));
    const html = "<b>x<\\/script>";
  </script>
  <aside class="note">text between cells</aside>
  <script id="2" type="text/x-formula" data-disabled="">
    リスク = 脅威 * 2
  </script>
  <script id="9" type="application/sql" database="var:db">
    SELECT 1
  </script>
</notebook>
`;

const codes = (text: string) => parse(text).problems.map((problem) => problem.code);
const edit = (text: string, id: number, change: Partial<Cell>) => {
  const notebook = parse(text);
  const cells = notebook.cells.map((cell) => cell.id === id ? { ...cell, ...change } : cell);
  return serialize({ ...notebook, cells });
};

describe("reading", () => {
  test("gives title, attributes and cells with their modes and flags", () => {
    const notebook = parse(sample);
    expect(notebook.title).toBe("給付管理システムの分析 & 対策");
    expect(notebook.attributes).toEqual({ theme: "air" });
    expect(notebook.cells.map(({ id, mode }) => `${id} ${mode}`)).toEqual([
      "1 markdown",
      "4 javascript",
      "2 formula",
      "9 unknown",
    ]);
    const [, code, formula, sql] = notebook.cells;
    expect(code).toMatchObject({ pinned: true, hidden: false, disabled: false, output: "x" });
    expect(code.attributes).toEqual({ type: "module", "data-owner": 'a "b"' });
    expect(formula.disabled).toBe(true);
    expect(sql.attributes.database).toBe("var:db");
  });

  test("takes the indentation and the escape of </script out of the source", () => {
    expect(parse(sample).cells[0].value).toBe("# 見出し\n\n残余リスクは ${リスク} です。");
    expect(parse(sample).cells[1].value).toContain('"<b>x</script>"');
  });

  test.each<[string, string, Mode]>([
    ["no type", "<script id=1>", "javascript"],
    ["a script's type", '<script id=1 type="text/javascript">', "javascript"],
    ["capitals", '<SCRIPT ID=1 TYPE="Text/X-TypeScript">', "typescript"],
    ["a type of others", '<script id=1 type="text/x-python">', "unknown"],
  ])("%s", (_, tag, mode) => {
    expect(parse(`<notebook>${tag}1</script></notebook>`).cells[0].mode).toBe(mode);
  });

  test("leaves scripts outside of the notebook alone", () => {
    const text = `<script>a</script><notebook><script id=1>b</script></notebook><script>c</script>`;
    expect(parse(text).cells.map((cell) => cell.value)).toEqual(["b"]);
  });

  test("passes over scripts in comments and styles", () => {
    const text = `<notebook><!-- <script id=1>a</script> --><style>/*<script>*/</style>` +
      `<script id=2>b</script></notebook>`;
    expect(parse(text).cells.map((cell) => cell.id)).toEqual([2]);
  });

  test("ends a script where a browser ends it, comment signs included", () => {
    const text = `<notebook><script id=1>"<!-- <script> a </script> -->" + 1</script></notebook>`;
    expect(parse(text).cells[0].value).toBe(`"<!-- <script> a </script> -->" + 1`);
    const other = `<notebook><script id=1>"<!--"</script><script id=2>2</script></notebook>`;
    expect(parse(other).cells.map((cell) => cell.value)).toEqual(['"<!--"', "2"]);
  });
});

describe("writing", () => {
  test("an unchanged notebook is byte for byte the same", () => {
    for (const text of weird) expect(serialize(parse(text))).toBe(text);
  });

  test("editing one cell changes only its lines", () => {
    const before = sample.split("\n");
    const after = edit(sample, 2, { value: "リスク = 脅威 * 3" }).split("\n");
    expect(after.length).toBe(before.length);
    expect(after.filter((line, index) => line !== before[index])).toEqual([
      "    リスク = 脅威 * 3",
    ]);
  });

  test("changing a flag changes only that attribute", () => {
    expect(edit(sample, 4, { pinned: false, hidden: true, output: "y" })).toBe(
      sample.replace(
        `type="module" pinned="" output="x" data-owner='a "b"'>`,
        `type="module" output="y" data-owner='a "b"' hidden="">`,
      ),
    );
  });

  test("changing the mode changes the type", () => {
    expect(edit(sample, 4, { mode: "typescript" })).toBe(
      sample.replace('type="module"', 'type="text/x-typescript"'),
    );
  });

  test("a notebook with CRLF keeps it, in edited cells too", () => {
    const text = sample.replaceAll("\n", "\r\n");
    expect(parse(text).cells[0].value).toBe(parse(sample).cells[0].value);
    const after = edit(text, 1, { value: "a\nb" });
    expect(after).toContain("\r\n    a\r\n    b\r\n  </script>");
    expect(after.replaceAll("\r\n", "")).not.toContain("\n");
  });

  test("text between cells stays with the cell after it, also when that one goes", () => {
    const notebook = parse(sample);
    const without = serialize({
      ...notebook,
      cells: notebook.cells.filter((cell) => cell.id !== 2),
    });
    expect(without).toContain('<aside class="note">text between cells</aside>\n  <script id="9"');
    const none = serialize({ ...notebook, cells: [] });
    expect(none).toContain("<!-- the model -->");
    expect(none).toContain("text between cells");
    expect(parse(none).cells).toEqual([]);
    const moved = serialize({ ...notebook, cells: notebook.cells.toReversed() });
    expect(moved).toContain('<!-- the model -->\n  <script id="4"');
    expect(parse(moved).cells.map((cell) => cell.id)).toEqual([9, 2, 4, 1]);
  });

  test("title and attributes of the notebook", () => {
    const notebook = parse(sample);
    const text = serialize({
      ...notebook,
      title: "a < b",
      attributes: { theme: "slate", readonly: "" },
    });
    expect(text).toBe(
      sample.replace("給付管理システムの分析 &amp; 対策", "a &lt; b")
        .replace('<notebook theme="air">', '<notebook theme="slate" readonly="">'),
    );
  });

  test("a new notebook is written as the kit writes it", () => {
    const notebook = blank("新規");
    const cells = [newCell(1, "markdown", "# 見出し"), newCell(2, "javascript", "1 + 1")];
    expect(serialize({ ...notebook, cells })).toBe(`<!doctype html>
<notebook theme="air">
  <title>新規</title>
  <script id="1" type="text/markdown">
    # 見出し
  </script>
  <script id="2" type="module" pinned="">
    1 + 1
  </script>
</notebook>
`);
  });

  test("a file without tags gets them when cells are added", () => {
    for (const text of ["", "only text\n", "<title>t</title>"]) {
      const notebook = parse(text);
      const written = serialize({
        ...notebook,
        title: "t",
        cells: [newCell(1, "html", "<b>1</b>")],
      });
      const again = parse(written);
      expect(again.cells.map((cell) => cell.value)).toEqual(["<b>1</b>"]);
      expect(again.title).toBe("t");
      expect(again.problems).toEqual([]);
      expect(written).toContain(text.trim().replace(/^<title>.*/, ""));
    }
  });

  test("every source survives, whatever it contains", () => {
    const bits = fc.constantFrom(
      ..."</script>|<\\/script >|</SCRIPT/|</script|<!--|<\\!--|<script |<script>|-->|    |\n|\\|`|${x}|é|給付"
        .split("|"),
    );
    const value = fc.array(fc.oneof(bits, fc.string({ maxLength: 4 }))).map((parts) =>
      parts.join("").replace(/\r\n?/g, "\n")
    );
    fc.assert(
      fc.property(fc.array(value, { minLength: 1, maxLength: 3 }), (values) => {
        const cells = values.map((text, index) => newCell(index + 1, "html", text));
        const text = serialize({ ...blank("t"), cells });
        expect(parse(text).cells.map((cell) => cell.value)).toEqual(values);
        expect(serialize(parse(text))).toBe(text);
      }),
      { seed: 201, numRuns: 400 },
    );
  });

  test("any text at all survives, and edits of any text can be read again", () => {
    const bits = fc.constantFrom(
      ...["<notebook>", "</notebook>", "<script id=1>", '<script id="2" type="x">', "</script>"],
      ...["<title>", "</title>", "<!--", "-->", "\r\n", "\n", "<", ">", '"', "<<<<<<< a\n", "a"],
    );
    fc.assert(
      fc.property(fc.array(bits, { maxLength: 14 }), (parts) => {
        const text = parts.join("");
        const notebook = parse(text);
        expect(serialize(notebook)).toBe(text);
        const ids = notebook.cells.map((cell) => cell.id);
        expect(new Set(ids).size).toBe(ids.length);
      }),
      { seed: 201, numRuns: 2000 },
    );
  });
});

describe("problems", () => {
  test("a sound notebook has only a warning for the type we cannot run", () => {
    expect(parse(sample).problems).toEqual([
      {
        code: "unknown-type",
        severity: "warning",
        params: { type: "application/sql" },
        line: 18,
        column: 3,
      },
    ]);
  });

  test("a merge conflict is reported with its line, and nothing is lost", () => {
    const text = sample.replace(
      "    リスク = 脅威 * 2\n",
      "<<<<<<< HEAD\n    リスク = 脅威 * 2\n=======\n    リスク = 脅威 * 3\n>>>>>>> other\n",
    );
    expect(parse(text).problems[0]).toMatchObject({ code: "conflict-marker", line: 16, column: 1 });
    expect(parse(text).cells[2].value).toContain("脅威 * 3");
    expect(serialize(parse(text))).toBe(text);
    expect(
      codes("<notebook><script id=1 type=text/markdown>\nTitle\n=======\n</script></notebook>"),
    )
      .toEqual([]);
  });

  test("a conflict over whole cells gives the second an id of its own", () => {
    const text = `<notebook>
<<<<<<< ours
  <script id="1">1</script>
=======
  <script id="1">2</script>
>>>>>>> theirs
  <script id="3">3</script>
</notebook>`;
    expect(codes(text)).toEqual(["conflict-marker", "duplicate-cell"]);
    expect(parse(text).cells.map((cell) => cell.id)).toEqual([1, 4, 3]);
    expect(edit(text, 4, { value: "5" })).toContain('<script id="4">');
  });

  test.each<[string, string, string[]]>([
    ["no tag", `<script id="1">1</script>`, ["no-notebook"]],
    ["no end", `<notebook><script id="1">1</script>`, ["unclosed-notebook"]],
    ["a cell without end", `<notebook><script id="1">1`, ["unclosed-cell", "unclosed-notebook"]],
    ["a cut tag", `<notebook><script id="1" typ`, ["broken-tag", "unclosed-notebook"]],
    ["two notebooks", `<notebook></notebook><notebook></notebook>`, ["second-notebook"]],
    ["a bad id", `<notebook><script id="x">1</script></notebook>`, ["bad-cell-id"]],
    ["no id", `<notebook><script>1</script></notebook>`, []],
    [
      "a lost end",
      `<notebook>\n  <script id="1">\n    1\n  <script id="2">\n    2\n  </script>\n</notebook>`,
      ["swallowed-cell"],
    ],
    ["an empty file", "", []],
  ])("%s", (_, text, expected) => {
    expect(codes(text)).toEqual(expected);
    expect(serialize(parse(text))).toBe(text);
  });

  test("a last cell without end is broken off before the end tag", () => {
    const text = `<notebook>\n  <script id="1">\n    1\n</notebook>\n`;
    expect(parse(text).cells[0].value).toBe("1");
    expect(edit(text, 1, { value: "2" })).toBe(
      `<notebook>\n  <script id="1">\n    2\n  </script>\n</notebook>\n`,
    );
  });

  test("every problem reads in both languages", () => {
    const [problem] = parse(`<notebook><script id="x">1</script></notebook>`).problems;
    expect(say(problem, "ja")).toBe(
      "セルのID「x」は正の整数ではありません。このセルは 1 として読みました。",
    );
    expect(say(problem, "en")).toContain('"x" is not a positive whole number');
  });
});

describe("tools", () => {
  test("a free id is above every id the file ever showed", () => {
    const notebook = parse(sample);
    expect(freeId(notebook)).toBe(10);
    expect(freeId({ ...notebook, cells: [] })).toBe(10);
    expect(freeId(blank(""))).toBe(1);
  });

  test("the pieces of a text are the text", () => {
    for (const text of weird) {
      expect(tokens(text).map((token) => text.slice(token.start, token.end)).join("")).toBe(text);
    }
  });

  test("a tag is changed in place", () => {
    expect(retag(`<a  b = '1'\n c>`, { b: "2", d: "x&y" })).toBe(`<a  b="2"\n c d="x&amp;y">`);
    expect(retag(`<a  b = '1'\n c>`, { c: undefined })).toBe(`<a  b = '1'>`);
  });

  test("a large file is read at once", () => {
    const cell = (id: number) =>
      `  <script id="${id}">\n    const x = "<b>" // <!-- \n  </script>\n`;
    const text = `<notebook>\n${Array.from({ length: 5000 }, (_, id) => cell(id)).join("")}`;
    const start = performance.now();
    expect(parse(text).cells.length).toBe(5000);
    expect(performance.now() - start).toBeLessThan(1500);
  });
});

const weird = [
  sample,
  sample.replaceAll("\n", "\r\n"),
  "\ufeff" + sample,
  "",
  "plain text < with > signs",
  "<notebook>",
  `<notebook><script id="1">a</script><script id="1">b</script></notebook>`,
  `<notebook><script id=1 type=module pinned>a</script  ></notebook  >`,
  `<notebook>\n<script id="1">\n  two spaces\n\ttab   \n   \n</script>\n\n\n</notebook>tail<b>`,
  `<!-- x --><html><head><title>T</title></head><body><notebook theme='a'>&nbsp;<p>x</p>` +
  `<script id="7" type="a/b">\r\n x \r\n</script></notebook></body></html>`,
  `<notebook><title>unclosed<script id=1>1</script></notebook>`,
  `<notebook><script id="1">1</script`,
  `<notebook a="&#x3042;&unknown;" a="twice"></notebook>`,
];
