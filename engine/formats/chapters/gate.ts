import { describe } from "../../change.ts";
import type { Criterion, GateResult } from "../../gate.ts";
import { compare as texts } from "../../messages/compare.ts";
import { parts } from "../../messages/gate.ts";
import { about } from "../../show.ts";
import type { System } from "../../model.ts";
import { type Demand, openComments, type Remark, type ReviewResult } from "../../review.ts";
import type { Change } from "../../schema.ts";
import { type Text, toText } from "../../text.ts";
import { type Block, mark, type Phrase } from "../document.ts";
import { dash, type Voice } from "./voice.ts";

/** Whether a gate may be passed, with every criterion and the review that counts. */
export function gateChapter(
  result: GateResult,
  since: readonly Change[] | undefined,
  speak: Voice,
): Block[] {
  const { say } = speak;
  const { passed, criteria, review } = result;
  return [
    {
      kind: "text",
      text: mark(say(passed ? texts.passed : texts.failed), passed ? "good" : "bad"),
    },
    {
      kind: "table",
      caption: say(texts.gate, { gate: speak.word("phase", result.gate) }),
      columns: [
        { title: say(texts.state) },
        { title: say(texts.criterion), head: true, wrap: true },
        { title: say(texts.open), wrap: true },
      ],
      rows: criteria.map((one) => [state(one, speak), say(one.text), open(one, speak)]),
    },
    {
      kind: "section",
      id: "review",
      title: say(texts.review),
      blocks: review
        ? [...minutes(review, speak), ...sinceThen(since, speak)]
        : [{ kind: "text", text: say(texts.noReview) }],
    },
  ];
}

function state({ met }: Criterion, { say }: Voice): Phrase {
  return met ? mark(say(texts.yes), "good") : mark(say(texts.no), "bad");
}

/** At most this many obstacles are named; the rest are counted. */
const named = 6;

function open({ on }: Criterion, speak: Voice): string {
  if (on.length === 0) return "";
  const shown = on.slice(0, named).map((ref) => about(ref));
  const rest = on.length > named
    ? [toText(speak.say(texts.more, { count: on.length - named }))]
    : [];
  return speak.list([...shown, ...rest]);
}

/** What changed since an outdated review; nothing where that state is not known any more. */
function sinceThen(changes: readonly Change[] | undefined, speak: Voice): Block[] {
  const list = (changes ?? []).map((change): Phrase => speak.say(describe(change)));
  return items("since", texts.since, list, speak);
}

/** The minutes of every review of a record, the latest last, and the comments that are still open. */
export function minutesChapter(
  results: readonly ReviewResult[],
  { spec }: System,
  speak: Voice,
): Block[] {
  const { say } = speak;
  const comments = openComments(spec).map(({ on, by, date, text }): Phrase => [
    mark(say(about(on)), "strong"),
    `  ${say(toText(text))}`,
    ...(by || date
      ? [mark(`  ${[say(toText(by)), date ?? ""].filter(Boolean).join(" ")}`, "quiet")]
      : []),
  ]);
  return [
    ...(results.length === 0 ? [{ kind: "text" as const, text: say(texts.noReviews) }] : []),
    ...results.map((one): Block => ({
      kind: "section",
      id: `review-${one.review.index}`,
      title: say(texts.reviewOf, { gate: speak.word("phase", one.review.gate) }),
      blocks: minutes(one, speak),
    })),
    ...items("comments", texts.comments, comments, speak),
  ];
}

/** What a review was about, who held it, what it found and decided. */
export function minutes(result: ReviewResult, speak: Voice): Block[] {
  const { say } = speak;
  const { review } = result;
  const rows: [Text, Phrase][] = [
    [texts.date, review.date || dash],
    [texts.decision, decision(result, speak)],
    [texts.binding, binding(result, speak)],
    [texts.reviewer, say(review.reviewer) || dash],
    [texts.author, say(review.author) || dash],
    [texts.present, speak.list(review.present)],
    [texts.note, say(review.note)],
    [texts.digest, mark(review.digest, "quiet")],
  ];
  const shown = rows.filter(([, value]) =>
    value !== "" && (typeof value === "string" || !("text" in value) || value.text !== "")
  );
  return [
    { kind: "facts", rows: shown.map(([name, value]) => [say(name), value]) },
    ...items("remarks", texts.remarks, review.remarks.map((one) => remark(one, speak)), speak),
    ...items(
      "demands",
      texts.demands,
      review.demands.map((one) => demand(one, result.late.includes(one), speak)),
      speak,
    ),
  ];
}

function decision({ review }: ReviewResult, { say }: Voice): Phrase {
  const { decision } = review;
  if (!decision) return say(texts.undecided);
  const tone = { approved: "good", conditional: "fair", rejected: "bad" } as const;
  return mark(say(texts[decision]), tone[decision]);
}

function binding({ binding, changed }: ReviewResult, { say, list }: Voice): Phrase {
  if (binding === "current") return mark(say(texts.current), "good");
  if (binding !== "outdated") return mark(say(texts[binding]), "fair");
  const named = changed.map((part) => parts[part] ?? part);
  return mark(
    named.length > 0 ? say(texts.outdated, { parts: list(named) }) : say(texts.outdatedSimply),
    "bad",
  );
}

function remark({ text, on, open }: Remark, { say }: Voice): Phrase {
  const where = on === "" ? "" : `${say(about(on))}  `;
  const state = mark(say(open ? texts.unsettled : texts.settled), open ? "bad" : "good");
  return [`${where}${say(text)}  `, state];
}

function demand({ text, due, done }: Demand, late: boolean, { say }: Voice): Phrase {
  const when = done
    ? mark(say(texts.done), "good")
    : late
    ? mark(say(texts.late, { due }), "bad")
    : due === ""
    ? mark(say(texts.unsettled), "fair")
    : mark(say(texts.due, { due }), "fair");
  return [`${say(text)}  `, when];
}

function items(id: string, title: Text, list: readonly Phrase[], { say }: Voice): Block[] {
  if (list.length === 0) return [];
  return [{ kind: "group", id, title: say(title), blocks: [{ kind: "list", items: list }] }];
}
