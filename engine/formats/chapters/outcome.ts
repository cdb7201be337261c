import type { Assessment } from "../../assess.ts";
import type { ControlResult } from "../../baseline.ts";
import { report } from "../../messages/report.ts";
import { phrases as sentences } from "../../messages/why.ts";
import { categories, type Category, type Interval } from "../../model.ts";
import type { ScenarioResult } from "../../scenario.ts";
import type { TreatmentResult } from "../../treatment.ts";
import { type Block, mark, type Phrase, pieces, plain } from "../document.ts";
import { verdict as verdictPiece } from "./opening.ts";
import { categoryColumns, cellOf, nameOf } from "./scenarios.ts";
import { defence, letter, range, shareOf, type Voice } from "./voice.ts";

/** Every scenario before and after the plan, per harm category, with its level of defence. */
export function moves(assessment: Assessment, speak: Voice): Block {
  const { say } = speak;
  const { plan, scenarios } = assessment;
  const later = new Map(plan.after.scenarios.map((one) => [one.id, one]));
  const gaps = (all: readonly ControlResult[]) => all.filter(({ gap }) => gap).length;
  const table: Block = {
    kind: "table",
    caption: say(report.movesTable),
    columns: [
      { title: "ID", head: true },
      { title: say(report.scenario), wrap: true },
      ...categoryColumns(speak),
      { title: say(report.worst), align: "center" },
      { title: say(report.defenceLevel), align: "center" },
    ],
    rows: scenarios.map((before) => row(before, later.get(before.id) ?? before, assessment, speak)),
  };
  return {
    kind: "section",
    id: "moves",
    title: say(report.moves),
    blocks: [
      {
        kind: "text",
        text: say(report.movesConformity, {
          from: shareOf(assessment.baseline.all, speak),
          to: shareOf(plan.after.baseline.all, speak),
          gapsFrom: gaps(assessment.baseline.controls),
          gapsTo: gaps(plan.after.baseline.controls),
        }),
      },
      ...(scenarios.length > 0 ? [table] : []),
    ],
  };
}

/** Two cells as one: `A!→C`; one where nothing moves. */
export function arrow(before: Phrase, after: Phrase): Phrase {
  return plain(before) === plain(after) ? before : [...pieces(before), "→", ...pieces(after)];
}

/** The decisions on scenarios and gaps, and whether they count. */
export function treatments({ treatments }: Assessment, speak: Voice): Block {
  const { say } = speak;
  const table: Block = {
    kind: "table",
    caption: say(report.treatments),
    columns: [
      { title: say(report.on), head: true },
      { title: say(report.decision) },
      { title: say(report.owner), wrap: true },
      { title: say(report.expires) },
      { title: say(report.state) },
      { title: say(report.why), wrap: true },
    ],
    rows: treatments.map((one) => [
      one.on,
      speak.word("decision", one.treatment.decision),
      say(one.treatment.owner),
      one.treatment.expires,
      effect(one, speak),
      say(one.treatment.why),
    ]),
  };
  return {
    kind: "section",
    id: "treatments",
    title: say(report.treatments),
    blocks: treatments.length > 0 ? [table] : [{ kind: "text", text: say(report.noTreatments) }],
  };
}

/** What is still over target or not met once the plan is done, and what was decided about it. */
export function remains(assessment: Assessment, speak: Voice): Block {
  const { say } = speak;
  const { after } = assessment.plan;
  const over = after.scenarios.filter((one) => one.over.worst);
  const gaps = after.baseline.controls.filter(({ gap }) => gap);
  const nothing = over.length + gaps.length === 0;
  return {
    kind: "section",
    id: "remains",
    title: say(report.remains),
    blocks: [
      ...(nothing
        ? [{ kind: "text" as const, text: mark(say(report.remainsNothing), "good") }]
        : []),
      ...(over.length > 0 ? [overTable(over, assessment, speak)] : []),
      ...(gaps.length > 0 ? [gapsTable(gaps, assessment, speak)] : []),
    ],
  };
}

/** The verdict and what it rests on. */
export function verdict(assessment: Assessment, speak: Voice): Block {
  const { say } = speak;
  const found = assessment.verdict;
  const list = (message: typeof sentences.verdictSettled, ids: readonly string[]) =>
    ids.length > 0 ? [say(message, { list: speak.list(ids) })] : [];
  const open = (message: typeof report.verdictNow, at: typeof found.now) =>
    say(message, {
      over: at.over.length,
      gaps: at.gaps.length,
      list: at.over.length > 0 ? say(report.inParentheses, { list: speak.list(at.over) }) : "",
    });
  const items: Phrase[] = [
    ...provisional(assessment, speak),
    open(report.verdictNow, found.now),
    open(report.verdictAfter, found.after),
    ...(found.date === "" ? [] : [say(sentences.verdictDate, { date: found.date })]),
    ...list(sentences.verdictUndated, found.undated),
    ...list(sentences.verdictSettled, found.settled),
    ...list(sentences.verdictOverdue, found.overdue),
    ...list(sentences.verdictExpired, found.expired),
    ...list(sentences.verdictPending, found.pending),
  ];
  return {
    kind: "section",
    id: "verdict",
    title: say(report.verdict),
    blocks: [{ kind: "text", text: verdictPiece(assessment, speak) }, { kind: "list", items }],
  };
}

function row(
  before: ScenarioResult,
  after: ScenarioResult,
  { system }: Assessment,
  speak: Voice,
): Phrase[] {
  const of = (category: Category) =>
    arrow(cellOf(before, category, system, speak), cellOf(after, category, system, speak));
  const level = (interval: Interval<0 | 1 | 2 | 3>) => range(interval, speak, defence);
  return [
    mark(before.id, "link", `scenario-${before.id}`),
    nameOf(before, speak),
    ...categories.map(of),
    arrow(
      letter(before.risk, before.over, system, speak),
      letter(after.risk, after.over, system, speak),
    ),
    arrow(level(before.defence), level(after.defence)),
  ];
}

function effect(
  { settles, expired, pending, lacks, treatment }: TreatmentResult,
  speak: Voice,
): Phrase {
  const { say } = speak;
  if (settles) return mark(say(report.settles), "good");
  if (expired) return mark(say(report.expired), "bad");
  if (pending) return mark(say(report.pending, { day: treatment.decided }), "bad");
  const words = { why: report.lackWhy, owner: report.lackOwner, expires: report.lackExpires };
  if (lacks.length > 0) {
    return mark(say(report.lacks, { list: speak.list(lacks.map((one) => words[one])) }), "bad");
  }
  return treatment.decision === "mitigate" ? say(report.mitigates) : "";
}

function overTable(
  over: readonly ScenarioResult[],
  assessment: Assessment,
  speak: Voice,
): Block {
  const { say } = speak;
  return {
    kind: "table",
    caption: say(report.remainsOver),
    columns: [
      { title: "ID", head: true },
      { title: say(report.scenario), wrap: true },
      { title: say(report.risk), align: "center" },
      { title: say(report.defence), align: "center" },
      { title: say(report.decision), wrap: true },
    ],
    rows: over.map((one) => [
      one.id,
      say(one.scenario.name),
      letter(one.risk, one.over, assessment.system, speak),
      range(one.defence, speak, defence),
      settled(one.id, assessment, speak),
    ]),
  };
}

function gapsTable(
  gaps: readonly ControlResult[],
  assessment: Assessment,
  speak: Voice,
): Block {
  const { say } = speak;
  return {
    kind: "table",
    caption: say(report.remainsGaps),
    columns: [
      { title: say(report.control), head: true },
      { title: say(report.name), wrap: true },
      { title: say(report.conforms) },
      { title: say(report.decision), wrap: true },
    ],
    rows: gaps.map((gap) => [
      gap.control,
      say(gap.title),
      speak.word("conformity", gap.conformity),
      settled(gap.control, assessment, speak),
    ]),
  };
}

function settled(on: string, { treatments }: Assessment, speak: Voice): Phrase {
  const found = treatments.find((one) => one.on === on && one.settles);
  if (!found) return mark(speak.say(report.unsettled), "bad");
  const { decision, owner } = found.treatment;
  return speak.say(report.settledBy, { decision: speak.word("decision", decision), owner });
}

function provisional(assessment: Assessment, speak: Voice): string[] {
  const { verdict: found, baseline, ground: { system } } = assessment;
  if (found.verdict !== "provisional") return [];
  const ends = speak.say(sentences.verdictEnds, {
    best: speak.word("verdict", found.ends.best),
    worst: speak.word("verdict", found.ends.worst),
  });
  const traits = new Set(
    assessment.conditions.filter(({ truth }) => truth === "unknown").flatMap((one) => one.because),
  );
  const open = speak.say(report.openInputs, {
    impact: baseline.level.unassessed.length,
    traits: traits.size,
    controls: baseline.all.unassessed,
    threats: system.scenarios.filter(({ threat }) => threat === "unassessed").length,
  });
  return [ends, open];
}
