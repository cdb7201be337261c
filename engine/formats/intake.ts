import type { Finding } from "../finding.ts";
import type { Text } from "../text.ts";
import { weight } from "./weight.ts";

/**
 * What is read at most, so that nothing that is accepted takes long. A real record has some 500 kB, ten
 * thousand entries and a dozen scenarios of 4 to 12 steps.
 */
export const limits = {
  /** Size of a file, in bytes or UTF-16 units. */
  size: 20_000_000,
  /** Lines and commas: about the number of entries. Reading takes about a microsecond for each. */
  entries: 700_000,
  /** Attack steps of a record: ten thousand scenarios of four, or a thousand of forty. */
  steps: 40_000,
  /** Attack steps of one scenario: what can still be searched for attack paths. */
  scenario: 500,
  /** Entries of any other list or map of a record. */
  list: 10_000,
  /** Controls a record speaks of; SP 800-53 has some 1,200. */
  controls: 3_000,
  /** Measures: the plan asks of each what it would be without it. */
  measures: 200,
  /** Changes of measures and variants together. */
  changes: 2_000,
  /** Defects of form with which a record is still analysed as far as it can be read. */
  defects: 1_000,
} as const;

type Refusal = Pick<Finding, "code" | "params">;

/**
 * The text of a file before it is read as YAML: UTF-8, and no larger than can be answered at once. What
 * is not comes with the finding that says so, and with the text where there is one.
 */
export function intake(input: string | Uint8Array): {
  readonly text: string;
  readonly refused?: Refusal;
} {
  const tooLarge = (text: string, size: Text | string, limit: Text | string) => ({
    text,
    refused: { code: "file-too-large" as const, params: { size, limit } },
  });
  if (input.length > limits.size) {
    return tooLarge("", megabytes(input.length), megabytes(limits.size));
  }
  const text = typeof input === "string" ? input : decode(input);
  if (typeof text !== "string") return { text: "", refused: { code: "not-utf8", params: text } };
  const many = weight(text);
  return many > limits.entries
    ? tooLarge(text, entriesOf(many), entriesOf(limits.entries))
    : { text };
}

/** What a record has too much of to be analysed, and where; looked at before anything else is. */
export function excess(
  record: Readonly<Record<string, unknown>>,
): Refusal & Pick<Finding, "path"> | undefined {
  const steps = sizes(record.scenarios, "steps");
  const large = steps.findIndex((count) => count > limits.scenario);
  if (large >= 0) {
    const path = ["scenarios", large];
    return { ...tooMany("scenario-too-large", steps[large], limits.scenario), path };
  }
  if (sum(steps) > limits.steps) {
    return { ...tooMany("too-many-steps", sum(steps), limits.steps), path: ["scenarios"] };
  }
  const long = longest(record, []);
  if (long) return long;
  const measures = sizes(record.measures, "changes");
  if (measures.length > limits.measures) {
    return {
      ...tooMany("too-many-measures", measures.length, limits.measures),
      path: ["measures"],
    };
  }
  const changes = sum(measures) + sum(sizes(record.variants, "changes"));
  if (changes <= limits.changes) return undefined;
  const path = [measures.length > 0 ? "measures" : "variants"];
  return { ...tooMany("too-many-changes", changes, limits.changes), path };
}

/** The first list of the record, or map of its second level, that has too many entries. */
function longest(
  value: unknown,
  path: Finding["path"],
): Refusal & Pick<Finding, "path"> | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  const count = Array.isArray(value) ? value.length : Object.keys(value).length;
  const limit = path[0] === "controls" ? limits.controls : limits.list;
  if (path.length > 0 && count > limit) {
    const { code, params } = tooMany("too-many-entries", count, limit);
    return { code, params: { ...params, key: path.join(".") }, path };
  }
  if (Array.isArray(value) || path.length === 2 || path[0] === "controls") return undefined;
  for (const [key, held] of Object.entries(value)) {
    const found = longest(held, [...path, key]);
    if (found) return found;
  }
  return undefined;
}

/** How many entries each entry of a list has under a key. */
function sizes(list: unknown, key: string): number[] {
  return (Array.isArray(list) ? list : []).map((entry) =>
    Array.isArray(entry?.[key]) ? entry[key].length : 0
  );
}

function sum(counts: readonly number[]): number {
  return counts.reduce((all, count) => all + count, 0);
}

/** A refusal that names the number found and the limit. */
export function tooMany(code: Finding["code"], count: number, limit: number): Refusal {
  return { code, params: { count: counted(count), limit: counted(limit) } };
}

function entriesOf(count: number): Text {
  return { ja: `${counted(count)}項目`, en: `${counted(count)} entries` };
}

/** A number as people write it: 40,000. */
export function counted(count: number): string {
  return count.toLocaleString("en");
}

function megabytes(size: number): string {
  return `${(Math.ceil(size / 100_000) / 10).toFixed(1)} MB`;
}

/** The text of UTF-8 bytes, or the name of the encoding they seem to have instead. */
function decode(bytes: Uint8Array): string | { encoding: Text | string } {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return { encoding: "UTF-16 (little endian)" };
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return { encoding: "UTF-16 (big endian)" };
  const start = bytes.subarray(0, 1000);
  // Text in UTF-16 without a mark is full of zero bytes, which UTF-8 would take for characters.
  if (start.filter((byte) => byte === 0).length > start.length / 5) return { encoding: "UTF-16" };
  const text = decoded(bytes, "utf-8");
  if (text === undefined) return { encoding: japanese(bytes) };
  return text.includes("\x1b$") ? { encoding: "ISO-2022-JP (JIS)" } : text;
}

function decoded(bytes: Uint8Array, encoding: string): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** Shift_JIS or EUC-JP, whichever reads more like Japanese; half-width kana betray a wrong guess. */
function japanese(bytes: Uint8Array): Text | string {
  const score = (encoding: string) => {
    const text = decoded(bytes, encoding);
    if (text === undefined) return -Infinity;
    const good = text.match(/[\u3040-\u30ff\u4e00-\u9fff\u3000-\u3002]/g)?.length ?? 0;
    const odd = text.match(/[\uff61-\uff9f\ue000-\uf8ff\u0080-\u00ff]/g)?.length ?? 0;
    return good - 3 * odd;
  };
  const [shift, extended] = [score("shift_jis"), score("euc-jp")];
  if (Math.max(shift, extended) <= 0) {
    return { ja: "UTF-8以外（種類は不明）", en: "another encoding than UTF-8" };
  }
  return shift >= extended ? "Shift_JIS" : "EUC-JP";
}
