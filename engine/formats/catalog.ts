import { type Catalog, normal } from "../catalog.ts";
import { type Finding, listed } from "../finding.ts";
import type { Placed } from "../json.ts";
import { hint } from "../library.ts";
import { catalog as shape, type CatalogSpec, type Misfit, misfits } from "../schema.ts";
import { type Text, toText } from "../text.ts";
import { intake } from "./intake.ts";
import { tooMany } from "./limits.ts";
import { linesOf, type Place, placeIn } from "./lines.ts";
import { entryOf, heaviest, type Problem, read, type Reading } from "./yaml.ts";

/**
 * Reads a file with an organisation's own catalogue of controls, YAML or JSON. Never throws: what is
 * wrong is a finding with its place in the file. A file with an error of form gives no catalogue,
 * since controls missing from it would seem not to be required; single controls with a defect are
 * left out and reported. The result is marked as supplied by the organisation.
 */
export function openCatalog(
  input: string | Uint8Array,
  file: string,
): { readonly catalog?: Catalog; readonly findings: readonly Placed[] } {
  const { text, refused } = intake(input);
  const reading = read(refused ? "" : text);
  let lines: readonly number[] | undefined;
  const page: Page = {
    reading,
    file,
    get lines() {
      return lines ??= linesOf(text);
    },
  };
  if (refused) return { findings: [finding(refused.code, "error", [], refused.params, page)] };
  const unread = reading.problems.slice(0, 50).map((problem) => unreadable(problem, page));
  if (unread.some(({ severity }) => severity === "error")) return { findings: listed(unread) };
  if (reading.root === undefined) {
    const params = { file, line: 1, detail: empty };
    return { findings: [finding("catalog-unreadable", "error", [], params, page)] };
  }
  const misfit = misfits(reading.value, shape).map((one) => unfit(one, page));
  const findings = [...unread, ...misfit].sort(inOrder);
  if (findings.some(({ severity }) => severity === "error")) return { findings: listed(findings) };
  const spec = reading.value as CatalogSpec;
  const defects = defectsOf(spec, page);
  const all = [...findings, ...defects].sort(inOrder);
  return { catalog: toCatalog(spec), findings: listed(all) };
}

function inOrder(a: Placed, b: Placed): number {
  return a.line! - b.line! || a.column! - b.column!;
}

interface Page {
  readonly lines: readonly number[];
  readonly reading: Reading;
  readonly file: string;
}

function unreadable({ kind, path, offset, name, detail }: Problem, page: Page): Placed {
  if (kind === "large") {
    const { code, params } = tooMany("file-too-odd", Number(name), heaviest);
    return finding(code, "error", [], params, page);
  }
  const at = placeIn(page.lines, offset);
  const severity = kind === "tag" ? "warning" : "error";
  const params = {
    file: page.file,
    line: at.line,
    detail: detail.replace(/\s+/g, " ") || [kind, name].filter((word) => word !== "").join(" "),
  };
  return { ...finding("catalog-unreadable", severity, path, params, page), ...at };
}

function unfit({ kind, path, known, allowed }: Misfit, page: Page): Placed {
  const key = String(path.findLast((part) => typeof part === "string") ?? page.file);
  if (kind === "unknown") {
    const params = { key, hint: hint(key, known ?? []) };
    return finding("key-unknown", "warning", path, params, page);
  }
  if (kind === "missing") return finding("key-missing", "error", path, { key }, page);
  const found = path.reduce<unknown>(
    (node, part) => (node as Record<string, unknown> | undefined)?.[part],
    page.reading.value,
  );
  const value = typeof found === "string" ? found : JSON.stringify(found) ?? "";
  const way = allowed ? hint(value, allowed.map(String)) : example;
  return finding("catalog-unfit", "error", path, { key, value, hint: way }, page);
}

/** Controls of a family that is not there, and controls that are there twice. */
function defectsOf({ families, controls }: CatalogSpec, page: Page): Placed[] {
  const known = new Set(families.map(({ id }) => id));
  const seen = new Set<string>();
  return controls.flatMap(({ id, family }, index) => {
    const path = ["controls", index];
    const twice = seen.has(normal(id));
    seen.add(normal(id));
    const stray = () => ({ control: id, family, hint: hint(family, [...known]) });
    return [
      ...(known.has(family)
        ? []
        : [finding("catalog-family", "error", [...path, "family"], stray(), page)]),
      ...(twice ? [finding("catalog-twice", "warning", path, { control: id }, page)] : []),
    ];
  });
}

function toCatalog(spec: CatalogSpec): Catalog {
  const known = new Set(spec.families.map(({ id }) => id));
  const seen = new Set<string>();
  return {
    id: spec.id,
    name: toText(spec.name),
    version: String(spec.version),
    source: spec.source,
    provenance: "user",
    families: spec.families.map(({ id, name }) => ({ id, name: toText(name) })),
    controls: spec.controls.flatMap(({ id, family, title, baselines }) => {
      if (!known.has(family) || seen.has(normal(id))) return [];
      seen.add(normal(id));
      return [{ id, family, title: toText(title), baselines: baselines ?? [] }];
    }),
  };
}

const empty: Text = { ja: "ファイルが空です", en: "the file is empty" };

const example: Text = {
  ja: "id、name、version、source、families、controls を持つ形で書いてください。",
  en: "; a catalogue has id, name, version, source, families and controls",
};

function finding(
  code: Finding["code"],
  severity: Finding["severity"],
  path: Finding["path"],
  params: Finding["params"],
  page: Page,
): Placed {
  const on = `catalog/${page.file}`;
  return { code, severity, on, path, params, ...placeOf(path, page) };
}

/** The place of a path, or of its nearest parent where it is missing. */
function placeOf(path: Finding["path"], { reading, lines }: Page): Place {
  let node = reading.root;
  let start = node?.start ?? 0;
  for (const key of path) {
    const entry = entryOf(node, key);
    if (!entry) break;
    start = entry.start;
    node = entry.node;
  }
  return placeIn(lines, start);
}
