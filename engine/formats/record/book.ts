import type { Finding, Severity } from "../../finding.ts";
import { type Patience, patient } from "../../nearest.ts";
import { linesOf, type Place, placeIn } from "../lines.ts";
import { entryOf, type Reading } from "../yaml.ts";

export type { Place } from "../lines.ts";

/** A text that is being read as a record, and what was found wrong with it so far. */
export interface Book {
  readonly reading: Reading;
  readonly findings: Finding[];
  /** Where each line begins. */
  readonly lines: readonly number[];
  readonly patience: Patience;
}

/** A book without findings. */
export function toBook(reading: Reading): Book {
  let lines: readonly number[] | undefined;
  return {
    reading,
    findings: [],
    patience: { left: patient },
    // A text without findings is never asked for its lines.
    get lines() {
      return lines ??= linesOf(reading.text);
    },
  };
}

/** Notes a finding with its place: an offset in the text, by default that of its path. */
export function report(
  book: Book,
  code: Finding["code"],
  severity: Severity,
  path: Finding["path"],
  params: Finding["params"],
  offset?: number,
): void {
  const finding: Finding = { code, severity, on: onOf(path, book.reading.value), path, params };
  places.set(finding, offset === undefined ? placeAt(book, path) : placeFrom(book, offset));
  book.findings.push(finding);
}

/** The place of a finding that was reported of a text; undefined for any other. */
export function noted(finding: Finding): Place | undefined {
  return places.get(finding);
}

/** The findings in the order of the text. */
export function sorted({ findings }: Book): Finding[] {
  return findings.toSorted((one, other) => {
    const [a, b] = [places.get(one)!, places.get(other)!];
    return a.line - b.line || a.column - b.column;
  });
}

/** A value as it stands in the text: `1.10`, not 1.1. */
export function sourceOf(book: Book, path: Finding["path"]): string | undefined {
  let node = book.reading.root;
  for (const key of path) node = entryOf(node, key)?.node;
  return node && book.reading.text.slice(node.start, node.end);
}

/** The place of the key, or of the entry behind its dash; of the nearest parent where there is none. */
export function placeAt(book: Book, path: Finding["path"]): Place {
  let node = book.reading.root;
  let at = node?.start ?? 0;
  for (const key of path) {
    if (node?.kind === "alias") node = node.target;
    const entry = entryOf(node, key);
    if (!entry) break;
    at = node?.kind === "list" && entry.node.style !== "empty" ? entry.node.start : entry.start;
    node = entry.node;
  }
  return placeFrom(book, at);
}

/** An offset as line and column. */
export function placeFrom(book: Book, offset: number): Place {
  return placeIn(book.lines, offset);
}

// Findings about the text know their place from the tree; paths of `spec` may have moved by then.
const places = new WeakMap<Finding, Place>();

/** The reference a path belongs to, so that a finding can be shown at its scenario, control, … */
function onOf(path: Finding["path"], value: unknown): string {
  const kinds: Readonly<Record<string, string>> = {
    scenarios: "scenario",
    damages: "damage",
    measures: "measure",
    components: "component",
    zones: "zone",
    flows: "flow",
    providers: "provider",
    variants: "variant",
    tables: "table",
    vulnerabilities: "vulnerability",
  };
  const [list, key] = path;
  if (list === "controls" && key !== undefined) return `control/${key}`;
  const kind = kinds[String(list)];
  const entry = (value as Record<string, Record<string, { id?: unknown; on?: unknown }>>)
    ?.[String(list)]?.[String(key)];
  if (list === "treatments" && entry?.on !== undefined) return `treatment/${entry.on}`;
  return kind !== undefined && entry?.id !== undefined ? `${kind}/${entry.id}` : "system";
}
