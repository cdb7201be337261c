import { digest, form, readDigest, seals } from "./digest.ts";
import type { Phase, System } from "./model.ts";
import type { ReviewSpec, SystemSpec } from "./schema.ts";
import { type Text, type TextSpec, toText } from "./text.ts";

/** What a review decided. */
export type ReviewDecision = "approved" | "conditional" | "rejected";

/** A finding of a review. */
export interface Remark {
  readonly text: Text;
  /** What it is about, as a reference such as `scenario/S1`; "" where it is about the whole. */
  readonly on: string;
  readonly open: boolean;
}

/** What an approval asks for, until when. */
export interface Demand {
  readonly text: Text;
  /** `YYYY-MM-DD`; "" where no day is set. */
  readonly due: string;
  readonly done: boolean;
}

/** A review at a gate of the life cycle. */
export interface Review {
  readonly gate: Phase;
  /** Position in the list of the record. */
  readonly index: number;
  /** `YYYY-MM-DD`; "" where it has none. */
  readonly date: string;
  /** Roles, not persons. */
  readonly reviewer: Text;
  readonly author: Text;
  readonly present: readonly Text[];
  /** Undefined while it is not decided. */
  readonly decision: ReviewDecision | undefined;
  readonly remarks: readonly Remark[];
  readonly demands: readonly Demand[];
  readonly note: Text;
  readonly digest: string;
  readonly seals: Readonly<Record<string, string>>;
}

/**
 * Whether a review is about what the record says today. `current`: bound to this very state; `outdated`:
 * something decision-relevant changed since; `unbound`: it carries no digest; `foreign`: its digest was
 * made in a form this version does not know.
 */
export type Binding = "current" | "outdated" | "unbound" | "foreign";

/** A review and how it stands on a day. */
export interface ReviewResult {
  readonly review: Review;
  readonly binding: Binding;
  /** Parts of the record that changed since: `controls`, `scenarios`, …; `basis` for tables and rules. */
  readonly changed: readonly string[];
  /** Conditions that are not met, and those of them whose day is past. */
  readonly open: readonly Demand[];
  readonly late: readonly Demand[];
  /** Findings that are not settled. */
  readonly remarks: readonly Remark[];
  /** True when the reviewer has the role of the author or of the owner of the system. */
  readonly own: boolean;
}

/** The reviews of a record in its order, judged on a day (`YYYY-MM-DD`). */
export function reviews(system: System, at: string): ReviewResult[] {
  const list = system.spec.reviews ?? [];
  if (list.length === 0) return [];
  const now = { digest: digest(system), seals: seals(system) };
  return list.map((written, index) => judge(toReview(written, index), now, system, at));
}

/** The review that counts at a gate: the last of its day, the latest day; undefined where there is none. */
export function reviewAt(results: readonly ReviewResult[], gate: Phase): ReviewResult | undefined {
  return results.filter(({ review }) => review.gate === gate)
    .reduce<ReviewResult | undefined>(
      (last, one) => !last || one.review.date >= last.review.date ? one : last,
      undefined,
    );
}

/** What a review binds itself to when it is decided on a system as it stands. */
export function bind(system: System): Pick<Review, "digest" | "seals"> {
  return { digest: digest(system), seals: seals(system) };
}

function judge(
  review: Review,
  now: Pick<Review, "digest" | "seals">,
  system: System,
  at: string,
): ReviewResult {
  const binding = bindingOf(review, now.digest);
  const open = review.demands.filter(({ done }) => !done);
  return {
    review,
    binding,
    changed: binding === "outdated" ? changedSince(review.seals, now.seals) : [],
    open,
    late: open.filter(({ due }) => due !== "" && due < at),
    remarks: review.remarks.filter(({ open }) => open),
    own: same(review.reviewer, review.author) || same(review.reviewer, system.owner),
  };
}

function bindingOf({ digest }: Review, now: string): Binding {
  if (digest === "") return "unbound";
  if (readDigest(digest)?.form !== form) return "foreign";
  return digest === now ? "current" : "outdated";
}

/** Without seals, an outdated review cannot say what changed. */
function changedSince(
  before: Readonly<Record<string, string>>,
  now: Readonly<Record<string, string>>,
): string[] {
  if (Object.keys(before).length === 0) return [];
  const all = new Set([...Object.keys(before), ...Object.keys(now)]);
  return [...all].filter((part) => before[part] !== now[part]);
}

function same(a: Text, b: Text): boolean {
  return a.ja.trim() !== "" && (a.ja === b.ja || a.en === b.en);
}

function toReview(written: ReviewSpec, index: number): Review {
  const { gate, date = "", reviewer, author, present = [], decision, note } = written;
  return {
    gate,
    index,
    date,
    reviewer: toText(reviewer),
    author: toText(author),
    present: present.map(toText),
    decision,
    remarks: (written.findings ?? []).map((one) => {
      const wide = isText(one) ? { text: one } : one;
      return { text: toText(wide.text), on: wide.on ?? "", open: wide.state !== "resolved" };
    }),
    demands: (written.conditions ?? []).map((one) => {
      const wide = isText(one) ? { text: one } : one;
      return { text: toText(wide.text), due: wide.due ?? "", done: wide.done ?? false };
    }),
    note: toText(note),
    digest: written.digest ?? "",
    seals: written.seals ?? {},
  };
}

function isText<T extends object>(value: TextSpec | T): value is TextSpec {
  return typeof value === "string" || !("text" in value);
}

/** The comments of a record that are still open, by what they are on. */
export function openComments(spec: SystemSpec): NonNullable<SystemSpec["comments"]> {
  return (spec.comments ?? []).filter(({ state }) => state !== "resolved");
}
