import { describe, expect, test } from "vitest";
import { compile } from "./compile.ts";
import { parse } from "./format.ts";
import { emptyNotebook, fromTemplate, leaflet } from "./template.ts";

const template = `<!doctype html>
<notebook theme="air" data-title-en="Board" data-about-ja="見比べます。" data-about-en="Compare." data-own="x">
  <title>ボード</title>
  <script id="1" type="text/markdown">
    # ボード Board

    \`system("…")\` と書きます。
  </script>
  <script id="2" type="module">
    const subject = system("first"); const other = system( 'second' );
  </script>
  <script id="3" type="text/x-typescript" data-kept="">
    const again: unknown = [system('first'), ecosystem("first")];
  </script>
</notebook>
`;

describe("what a template says of itself", () => {
  test("is read from the attributes of its file", () => {
    expect(leaflet(parse(template))).toEqual({
      title: { ja: "ボード", en: "Board" },
      about: { ja: "見比べます。", en: "Compare." },
    });
  });

  test("is its title and first plain paragraph where it has no attributes", () => {
    const text = `<notebook><title>検討</title>
  <script id="1" type="text/markdown">
    # 検討

    *書き換えてください。*

    > In English.

    何を
    比べるか。
  </script>
</notebook>`;
    const both = (text: string) => ({ ja: text, en: text });
    expect(leaflet(parse(text))).toEqual({ title: both("検討"), about: both("何を 比べるか。") });
    expect(leaflet(parse(""))).toEqual({ title: both(""), about: both("") });
  });
});

describe("a notebook from a template", () => {
  test("has its own title and heading and is about the chosen record", () => {
    const made = fromTemplate(template, { title: "住民票 & 窓口", system: "desk" });
    const { title, attributes, cells } = parse(made);
    expect([title, attributes]).toEqual(["住民票 & 窓口", { theme: "air", "data-own": "x" }]);
    expect(cells.map(({ value }) => value)).toEqual([
      '# 住民票 & 窓口\n\n`system("…")` と書きます。',
      `const subject = system("desk"); const other = system( 'second' );`,
      `const again: unknown = [system("desk"), ecosystem("first")];`,
    ]);
    expect(made).toContain('<script id="3" type="text/x-typescript" data-kept="">');
  });

  test("has its heading in both languages where the template has two", () => {
    const two = template.replace(
      "# ボード Board",
      "::: ja\n    # ボード\n    ::: en\n    # Board\n    :::",
    );
    const [cell] = parse(fromTemplate(two, { title: "検討", system: undefined })).cells;
    expect(cell.value).toMatch(/^::: ja\n# 検討\n::: en\n# 検討\n:::\n/);
  });

  test("keeps the template's record where none is chosen", () => {
    const { cells } = parse(fromTemplate(template, { title: "x", system: undefined }));
    expect(cells[1].value).toContain('system("first")');
  });

  test.each(["${1 + 1}", "\\${1}", "a\\\\${1}", "${"])(
    "the title %j is text and no expression",
    (title) => {
      const [cell] = parse(fromTemplate(template, { title, system: undefined })).cells;
      const { error, body } = compile(cell);
      expect(error).toBeUndefined();
      expect(body).not.toMatch(/, \(1/);
    },
  );

  test("an id is a text of the code, whatever is in it", () => {
    const system = '"); alert("</script>';
    const { cells } = parse(fromTemplate(template, { title: "x", system }));
    expect(cells.length).toBe(3);
    expect(cells[1].value).toContain(`system(${JSON.stringify(system)})`);
  });
});

test("an empty notebook has its heading, its record and room to write", () => {
  const values = (text: string) => parse(text).cells.map(({ id, value }) => `${id} ${value}`);
  expect(values(emptyNotebook({ title: "検討", system: undefined }))).toEqual(["1 # 検討", "2 "]);
  expect(values(emptyNotebook({ title: "検討", system: "desk" })))
    .toEqual(["1 # 検討", '2 const subject = system("desk");', "3 "]);
});
