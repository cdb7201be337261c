import type { Lang, Text } from "./text.ts";
import { findings } from "./messages/findings.ts";
import { lints } from "./messages/lint.ts";

const messages = { ...findings, ...lints };

/** The name of a kind of finding, as in `messages/findings.ts` and `messages/lint.ts`. */
export type Code = keyof typeof messages;
export type Severity = "error" | "warning" | "info";

/**
 * Something about a record that its author should know. Data, never an exception.
 * An `error` makes results unreliable; a `warning` weakens them; an `info` is worth a look.
 */
export interface Finding {
  readonly code: Code;
  readonly severity: Severity;
  /** What it is about, as a reference that `why` understands where there is one: `scenario/S1`. */
  readonly on: string;
  /** Where it stands in the record, as keys and positions; the reader turns it into line and column. */
  readonly path: readonly (string | number)[];
  /** The values that the message names. */
  readonly params: Readonly<Record<string, string | number | Text>>;
}

/** Findings of one kind that are listed at most: more of them teach nothing, and hide the others. */
const each = 1_000;

/** Findings without those beyond the thousandth of their kind; one finding tells how many these are. */
export function listed<T extends Finding>(findings: readonly T[]): T[] {
  const counts = new Map<Code, number>();
  const last = new Map<Code, T>();
  const kept = findings.filter((finding) => {
    const count = (counts.get(finding.code) ?? 0) + 1;
    counts.set(finding.code, count);
    if (count <= each) last.set(finding.code, finding);
    return count <= each;
  });
  const more = [...last.values()].filter(({ code }) => counts.get(code)! > each);
  return [
    ...kept,
    ...more.map((finding) => ({
      ...finding,
      code: "more-findings" as const,
      on: "system",
      path: finding.path.slice(0, 1),
      params: {
        code: finding.code,
        count: (counts.get(finding.code)! - each).toLocaleString("en"),
      },
    })),
  ];
}

/** Values longer than this are cut in findings: a hostile condition may be as long as its file. */
const most = 300;

/** A finding in words: what is wrong, with the value, and the way out. */
export function tell(finding: Finding, lang: Lang): string {
  return fill(messages[finding.code], finding.params, lang, most);
}

/**
 * Fills `{name}` in a message with the values of that name, each cut at a length. After a number,
 * `{name|step|steps}` is the word that goes with it: the first with 1, the second with any other.
 */
export function fill(
  message: Text,
  params: Readonly<Record<string, string | number | Text>>,
  lang: Lang,
  length = Infinity,
): string {
  return message[lang].replace(
    /\{(\w+)(?:\|([^|{}]*)\|([^|{}]*))?\}/g,
    (whole, name, one, many) => {
      const value = params[name];
      if (value === undefined) return whole;
      if (one !== undefined) return String(value) === "1" ? one : many;
      const text = typeof value === "object" ? value[lang] : String(value);
      return text.length <= length ? text : `${text.slice(0, length)}…`;
    },
  );
}
