import type { Assessment } from "../../assess.ts";
import { digest } from "../../digest.ts";
import { compare } from "../../messages/compare.ts";
import { document } from "../../messages/document.ts";
import { parts } from "../../messages/gate.ts";
import { report } from "../../messages/report.ts";
import { reviewAt, type ReviewResult, reviews } from "../../review.ts";
import { type Block, mark, type Phrase } from "../document.ts";
import { verdict } from "./opening.ts";
import type { Voice } from "./voice.ts";

/** What stands on the cover: the system, its phase, who made and approved the analysis, and the marking. */
export function cover(assessment: Assessment, speak: Voice): Block {
  const { system, at, engine } = assessment;
  const { say } = speak;
  const review = reviewAt(reviews(system, at), system.phase);
  const rows: [string, Phrase][] = [
    [say(document.system), mark(say(system.name), "strong")],
    [say(report.phase), speak.word("phase", system.phase)],
    [say(report.day), at],
    [say(report.marking), say(system.marking)],
    [say(report.owner), say(system.owner)],
    [say(document.author), review ? say(review.review.author) : ""],
    [say(document.reviewer), review ? say(review.review.reviewer) : ""],
    [say(document.approval), approval(review, speak)],
    [say(report.verdict), verdict(assessment, speak)],
    [say(document.digest), mark(digest(system), "code")],
    [say(report.engine), `Mitate ${engine}`],
  ];
  return {
    kind: "section",
    id: "cover",
    title: say(document.cover),
    blocks: [{ kind: "facts", rows: rows.filter(([, value]) => value !== "") }],
  };
}

/** What the review at this phase decided, and whether it is about what the record says now. */
function approval(result: ReviewResult | undefined, speak: Voice): Phrase {
  const { say } = speak;
  if (!result) return mark(say(document.approvalNone), "fair");
  const { review: { date, decision }, binding, changed } = result;
  const said = { decision: decisionOf(result, speak), date };
  if (decision === undefined) return mark(say(compare.undecided), "fair");
  if (binding === "current") {
    const tone = decision === "approved" ? "good" : decision === "rejected" ? "bad" : "fair";
    return mark(say(document.approvalCurrent, said), tone);
  }
  if (binding !== "outdated") {
    return mark(say(document.approvalOther, { ...said, binding: say(compare[binding]) }), "fair");
  }
  const named = changed.map((part) => parts[part] ?? part);
  const list = named.length > 0 ? speak.list(named) : say(document.something);
  return mark(say(document.approvalOutdated, { ...said, parts: list }), "bad");
}

/** The decision of a review in words. */
export function decisionOf({ review: { decision } }: ReviewResult, { say }: Voice): string {
  return say(decision ? compare[decision] : compare.undecided);
}
