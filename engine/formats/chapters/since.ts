import type { Assessment } from "../../assess.ts";
import { document } from "../../messages/document.ts";
import { parts } from "../../messages/gate.ts";
import { type ReviewResult, reviews } from "../../review.ts";
import { type Block, mark } from "../document.ts";
import { decisionOf } from "./cover.ts";
import { minutes } from "./gate.ts";
import type { Voice } from "./voice.ts";

/** What changed since the last review, and the review itself: its decision, findings and conditions. */
export function since({ system, at }: Assessment, speak: Voice): Block {
  const { say } = speak;
  const last = reviews(system, at).reduce<ReviewResult | undefined>(
    (latest, one) => !latest || one.review.date >= latest.review.date ? one : latest,
    undefined,
  );
  return {
    kind: "section",
    id: "since",
    title: say(document.since),
    blocks: last
      ? [...moved(last, speak), ...minutes(last, speak)]
      : [{ kind: "text", text: say(document.sinceNone) }],
  };
}

function moved(result: ReviewResult, speak: Voice): Block[] {
  const { say } = speak;
  const { review: { date, gate }, binding, changed } = result;
  const said = { date, gate: speak.word("phase", gate), decision: decisionOf(result, speak) };
  if (binding === "current") {
    return [{ kind: "text", text: mark(say(document.sinceCurrent, said), "good") }];
  }
  if (binding !== "outdated") {
    return [{ kind: "text", text: mark(say(document.sinceUnbound, said), "fair") }];
  }
  const named = changed.map((part) => parts[part] ?? part);
  return [
    { kind: "text", text: mark(say(document.sinceOutdated, said), "bad") },
    ...(named.length === 0 ? [] : [{
      kind: "facts" as const,
      rows: [[say(document.sinceParts), speak.list(named)] as const],
    }]),
  ];
}
