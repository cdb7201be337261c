import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath, URL } from "node:url";
import { type Node, read } from "./yaml.ts";
import { compose } from "./yaml/compose.ts";
import { joined, type Patchwork } from "./yaml/join.ts";
import { inPieces } from "./yaml/pieces.ts";
import { evaluate } from "./yaml/value.ts";

const seed = { seed: 201, numRuns: 1000 };

describe("reading in pieces", () => {
  test.each(shipped())("gives for %s what the library gives", (_, text) => {
    const crlf = text.replaceAll("\n", "\r\n");
    for (const one of [text, crlf, `\uFEFF${text}`, `---\n${text}`, text.trimEnd()]) {
      const made = patchwork(one);
      expect(made?.broken).toBe(false);
      expect(plain(made!)).toEqual(plain(whole(one)));
    }
  });

  test("gives for any text what the library gives, or leaves it to the library", () => {
    fc.assert(
      fc.property(anyText(), (text) => {
        const made = patchwork(text);
        const known = whole(text);
        if (isMistaken(known)) expect(made?.broken ?? true).toBe(true);
        else if (made && !made.broken) expect(plain(made)).toEqual(plain(known));
      }),
      seed,
    );
  });

  test("gives for any JSON, in any layout, what the library gives", () => {
    const layout = fc.constantFrom<string | number>(0, 2, "\t", " ");
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4 }), layout, (value, indent) => {
        for (const held of [{ a: value }, [value]]) {
          const text = JSON.stringify(held, null, indent);
          expect(plain(read(text))).toEqual(plain(whole(text)));
        }
      }),
      { ...seed, numRuns: 300 },
    );
  });

  test("after any edits gives what reading anew gives", () => {
    fc.assert(
      fc.property(text(), fc.array(edit(), { maxLength: 5 }), (first, edits) => {
        let before = patchwork(first);
        let now = first;
        for (const edit of edits) {
          now = edit(now);
          const after = patchwork(now, before);
          const anew = patchwork(now);
          expect(after && [after.pieces, plain(after)]).toEqual(anew && [anew.pieces, plain(anew)]);
          before = after ?? before;
        }
      }),
      seed,
    );
  });

  test("keeps what an edit leaves alone as the same objects", () => {
    const text =
      "id: x\nscenarios:\n  - id: S1\n  - id: S2\n  - id: S3\ncontrols:\n  AC-2: planned\n";
    type Value = Record<string, unknown[]>;
    const first = read(text).value as Value;
    const threat = text.replace("id: S2", "id: S2\n    threat: 3");
    const second = read(threat).value as Value;
    expect(second.scenarios).toEqual([{ id: "S1" }, { id: "S2", threat: 3 }, { id: "S3" }]);
    expect(second.scenarios[0]).toBe(first.scenarios[0]);
    expect(second.scenarios[2]).toBe(first.scenarios[2]);
    expect(second.controls).toBe(first.controls);
    const third = read(threat.replace("planned", "absent")).value as Value;
    expect(third.scenarios).toBe(second.scenarios);
    expect(third.controls).toEqual({ "AC-2": "absent" });
  });

  test.each([
    ["an anchor", "a: &x 1\nb: *x\n"],
    ["a tag", "a: !t 1\n"],
    ["another document", "a: 1\n---\nb: 1\n"],
    ["a directive", "%YAML 1.2\n---\na: 1\n"],
    ["an explicit key", "? a\n: 1\n"],
  ])("leaves %s to the library, which sees the whole", (_, text) => {
    const made = patchwork(text);
    expect(made === undefined || made.broken).toBe(true);
    expect(plain(read(text))).toEqual(plain(whole(text)));
  });
});

/** A large text is judged piece by piece, since the library would take too long for the whole. */
describe("a large text", () => {
  const entry = (id: number) => `  - id: S${id}\n    name: a, b, c, d\n    why: text\n`;
  const many = Array.from({ length: 9_000 }, (_, id) => entry(id)).join("");

  test("with a mistake has it told at its place", () => {
    const text = `id: x\nscenarios:\n${many.replace("name: a, b", "name: [a, b")}controls\n`;
    const { root, problems } = read(text);
    expect(root).toBe(undefined);
    const lines = problems.map(({ kind, offset }) =>
      `${kind} ${text.slice(0, offset).split("\n").length}`
    );
    expect([lines[0], lines.at(-1)]).toEqual(["syntax 5", `syntax ${3 + 3 * 9_000}`]);
  });

  test("in JSON has its mistake told where it could not be read on", () => {
    const list = Array.from({ length: 40_000 }, (_, id) => ({ id: `S${id}` }));
    const json = JSON.stringify({ mitate: 1, scenarios: list }, null, 1);
    const at = json.indexOf('"id": "S20000"');
    const { problems } = read(`${json.slice(0, at)},${json.slice(at)}`);
    expect(problems).toMatchObject([{ kind: "syntax", offset: at }]);
  });

  test("that only the library could read is refused with its size", () => {
    const { root, problems } = read(`id: &x 1\nscenarios:\n${many}`);
    expect(root).toBe(undefined);
    expect(problems).toMatchObject([{ kind: "large", name: String(3 + 6 * 9_000) }]);
  });
});

/** The sample record and the patterns, by name. */
function shipped(): [string, string][] {
  const folder = fileURLToPath(new URL("../../scenarios/", import.meta.url));
  return readdirSync(folder, { recursive: true }).map(String)
    .filter((name) => name.endsWith(".yaml"))
    .map((name) => [name, readFileSync(folder + name, "utf8")]);
}

function patchwork(text: string, before?: Patchwork): Patchwork | undefined {
  const pieces = inPieces(text, before);
  return pieces && joined(text, pieces);
}

type Plain = Pick<Patchwork, "root" | "value" | "problems">;

function whole(text: string): Plain {
  const { root, problems } = compose(text);
  if (!root) return { root, value: undefined, problems };
  const said = evaluate(root);
  return { root, value: said.value, problems: [...problems, ...said.problems] };
}

function isMistaken({ problems }: Plain): boolean {
  return problems.some(({ kind }) => ["syntax", "deep", "documents"].includes(kind));
}

/** A reading without what differs by design: when its tree is made, and the order of its problems. */
function plain({ root, value, problems }: Plain): Plain {
  const sorted = problems.toSorted((a, b) => a.offset - b.offset || (a.kind < b.kind ? -1 : 1));
  return { root: root && bare(root), value, problems: sorted };
}

function bare(node: Node): Node {
  const { kind, style, start, end, anchor, alias } = node;
  const entries = node.entries.map(({ key, start, mark, end, node }) => ({
    key,
    start,
    mark,
    end,
    node: bare(node),
  }));
  const value = kind === "scalar" ? node.value : undefined;
  const target = node.target && bare(node.target);
  return { kind, style, start, end, entries, value, anchor, alias, target };
}

/** Texts with something of everything, in several layouts. */
const texts = [
  `# head
mitate: 1
id: x
scenarios:   # all
  # first
  - id: S1
    steps:
      - id: a
        guards: [{control: AC-2, level: 2}]
      - {id: b, needs: [a,
          c]}
  # second
  - id: S2
    why: |
      one
        two

    name: "x\\ty"
  -

controls:
  AC-2: planned
  'AC-3': {status: partial}
  "AC-4":
    status: absent
    why: >-
      long

      text
name: plain text
  going on
list: [
  a
]
last: ''
`,
  "a:\n- b\n- c: 1\n  d: 2\n- - e\n  - f\ng: 0x1F\nh: ~\n",
  "a:\n    b: 1e3\n    c:\n    - true\n    - \"x\n\n      y\"\n\nd: 'it''s'\n",
  "x: 1\n# only\n\ny: >+\n  kept\n\n\nz: {\"a\":1, b: , 'c': [ ]}",
];

/** What an edit may put anywhere, harmless or not. */
const scraps = [
  ..."\n \t-:#\"'|>{}[],?&*!%@`~\\.\r\uFEFF\u2028",
  ..."a 0 1.10 yes null __proto__ --- ... <<".split(" "),
  ..."\n\n|\n  |  |- |: | # c|\n# c\n|\r\n|a: b|\na: b\n|\n  - c|key:\n- x\n|x: |-\n".split("|"),
  "x: |\n  l\n\n  m\n\n",
  "x: >-\n  l\n   m\n",
  "l:\n  - a\n  # c\n  - b: 1\n    c: 2\n",
  "m:\n    k: v\n\n    l:\n",
  "{a: 1, b: [x, y]}",
  'x: "a\n  b"\n',
  "x: [a,\n  b]\n",
  "x: {\n}\n",
];

type Change = (text: string) => string;

function edit(): fc.Arbitrary<Change> {
  const share = fc.double({ min: 0, max: 1, noNaN: true });
  const at = (text: string, share: number) => Math.floor(share * text.length);
  const put = fc.tuple(share, fc.constantFrom(...scraps)).map(([share, scrap]): Change => (text) =>
    text.slice(0, at(text, share)) + scrap + text.slice(at(text, share))
  );
  const take = fc.tuple(share, fc.integer({ min: 1, max: 40 })).map(
    ([share, size]): Change => (text) =>
      text.slice(0, at(text, share)) + text.slice(at(text, share) + size),
  );
  const shift = fc.tuple(share, fc.integer({ min: -3, max: 3 })).map(
    ([share, by]): Change => (text) => {
      const lines = text.split("\n");
      const index = Math.floor(share * (lines.length - 1));
      const line = by > 0 ? " ".repeat(by) + lines[index] : lines[index].slice(-by);
      return lines.with(index, line).join("\n");
    },
  );
  const repeat = fc.tuple(share, share).map(([from, to]): Change => (text) => {
    const lines = text.split("\n");
    const line = lines[Math.floor(from * (lines.length - 1))];
    return lines.toSpliced(Math.floor(to * lines.length), 0, line).join("\n");
  });
  return fc.oneof(put, take, shift, repeat);
}

function text(): fc.Arbitrary<string> {
  return fc.tuple(fc.constantFrom(...texts), fc.array(edit(), { maxLength: 3 })).map(
    ([text, edits]) => edits.reduce((now, edit) => edit(now), text),
  );
}

function anyText(): fc.Arbitrary<string> {
  const soup = fc.array(fc.constantFrom(...scraps), { maxLength: 12 }).map((all) => all.join(""));
  return fc.oneof({ weight: 3, arbitrary: text() }, { weight: 1, arbitrary: soup });
}
