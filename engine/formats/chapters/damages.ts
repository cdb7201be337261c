import type { Assessment } from "../../assess.ts";
import type { DamageResult } from "../../damage.ts";
import { report } from "../../messages/report.ts";
import { type Block, mark, type Phrase } from "../document.ts";
import { because } from "../../why.ts";
import { defence as level, range, type Voice } from "./voice.ts";

/** The business damages to avoid, the levels in what they hit, and why one is lower than the system's. */
export function damages(assessment: Assessment, speak: Voice): Block {
  const { say } = speak;
  const table: Block = {
    kind: "table",
    caption: say(report.damages),
    columns: [
      { title: "ID", head: true },
      { title: say(report.damage), wrap: true },
      { title: say(report.damageLevels), wrap: true },
      { title: say(report.damageLower), wrap: true },
    ],
    rows: assessment.damages.map((one) => [
      one.id,
      nameOf(one, assessment, speak),
      levels(one, speak),
      one.damage.hits.map(({ why }) => say(why)).filter(Boolean).join(" "),
    ]),
  };
  return {
    kind: "section",
    id: "damages",
    title: say(report.damages),
    blocks: assessment.damages.length > 0
      ? [table]
      : [{ kind: "text", text: mark(say(report.noDamages), "fair") }],
  };
}

function nameOf({ damage, applies }: DamageResult, assessment: Assessment, speak: Voice): Phrase {
  const name = speak.say(damage.name);
  if (applies.truth !== "no") return name;
  const reason = because(applies.because, assessment);
  return [name, mark(speak.say(report.damageOutside, { because: reason }), "quiet")];
}

function levels({ hits }: DamageResult, speak: Voice): string {
  return speak.list(hits.map((hit) =>
    speak.say(report.levelOf, {
      category: speak.word("category", hit.category),
      level: range(hit.level, speak, level),
    })
  ));
}
