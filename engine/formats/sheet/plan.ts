import type { Assessment } from "../../assess.ts";
import type { MeasureResult } from "../../measure.ts";
import { lists } from "../../messages/list.ts";
import { heads, sheets } from "../../messages/sheet.ts";
import { contentOf, movesOf } from "../chapters/measures.ts";
import type { System } from "../../model.ts";
import type { Voice } from "../chapters/voice.ts";
import { plain } from "../document.ts";
import type { Cell, Column, Sheet } from "./book.ts";
import { flag, riskCell } from "./cells.ts";

/** The list of measures in the order of work, each with both justifications; those without effect last. */
export function measures({ plan, system }: Assessment, speak: Voice): Sheet {
  const { say } = speak;
  const place = new Map(plan.order.map((id, index) => [id, index + 1]));
  const position = ({ id }: MeasureResult) => place.get(id) ?? Infinity;
  return {
    name: say(sheets.measures),
    id: "Measures",
    frozen: 3,
    columns: [
      number(say(heads.order), 9),
      code(say(heads.measure)),
      text(say(heads.measureName), 36),
      code(say(heads.kind)),
      text(say(lists.why), 36),
      text(say(lists.owner), 16),
      { title: say(lists.due), kind: "date", width: 12 },
      code(say(heads.phase)),
      text(say(heads.phaseLabel), 12),
      number(say(heads.cost, { unit: system.method.unit }), 14),
      { title: say(heads.done), kind: "flag", width: 8 },
      { title: say(heads.overdue), kind: "flag", width: 10 },
      text(say(heads.content), 44),
      number(say(heads.closesCount), 12),
      text(say(heads.closes), 30),
      number(say(heads.raisesCount), 12),
      text(say(heads.raises), 36),
      text(say(heads.alone), 36),
      text(say(heads.dropped), 36),
      text(say(heads.together), 20),
    ],
    rows: plan.measures.toSorted((a, b) => {
      const [one, other] = [position(a), position(b)];
      return one === other ? 0 : one - other;
    }).map((measure) => measureRow(measure, place.get(measure.id), system, speak)),
  };
}

function measureRow(
  measure: MeasureResult,
  order: number | undefined,
  system: System,
  speak: Voice,
): Cell[] {
  const { say } = speak;
  return [
    order,
    measure.id,
    say(measure.name),
    measure.kind,
    say(measure.why),
    say(measure.owner),
    { day: measure.due },
    measure.phase,
    measure.phase && speak.word("phase", measure.phase),
    measure.cost,
    measure.done,
    flag(measure.overdue, true),
    plain(contentOf(measure, system, speak)),
    measure.closes.length,
    speak.list(measure.closes),
    measure.raises.length,
    measure.raises.map(({ ref, from, to }) => `${ref.replace(/^step\//, "")} ${from}→${to}`)
      .join("\n"),
    movesOf(measure.alone, speak),
    movesOf(measure.dropped, speak),
    speak.list(measure.together),
  ];
}

/** What the plan as a whole moves, one row per result. */
export function moves({ plan, system }: Assessment, speak: Voice): Sheet {
  const { say } = speak;
  return {
    name: say(sheets.moves),
    id: "BeforeAndAfter",
    columns: [
      code(say(lists.scenario)),
      code(say(heads.category)),
      text(say(heads.categoryLabel), 22),
      code(say(heads.from)),
      code(say(heads.to)),
      number(say(heads.defenceFrom), 12),
      number(say(heads.defenceTo), 12),
    ],
    rows: plan.moves.map(({ scenario, category, from, to, defence }): Cell[] => [
      scenario,
      category,
      speak.word("category", category),
      riskCell(from, false, system),
      riskCell(to, false, system),
      defence.from,
      defence.to,
    ]),
  };
}

/** The decisions, and whether they count on the day of the analysis. */
export function treatments({ treatments }: Assessment, speak: Voice): Sheet {
  const { say } = speak;
  const date = (title: string) => ({ title, kind: "date", width: 12 }) as const;
  const flags = [heads.settles, heads.expired, heads.pending];
  return {
    name: say(sheets.treatments),
    id: "Treatments",
    columns: [
      code(say(heads.on)),
      code(say(heads.decision)),
      text(say(heads.decisionLabel), 12),
      text(say(lists.why), 48),
      text(say(lists.owner), 20),
      date(say(heads.decided)),
      date(say(heads.expires)),
      ...flags.map((head) => ({ title: say(head), kind: "flag", width: 10 }) as const),
    ],
    rows: treatments.map(({ on, treatment, settles, expired, pending }): Cell[] => [
      on,
      treatment.decision,
      speak.word("decision", treatment.decision),
      say(treatment.why),
      say(treatment.owner),
      { day: treatment.decided },
      { day: treatment.expires },
      settles,
      flag(expired, true),
      flag(pending, true),
    ]),
  };
}

function code(title: string): Column {
  return { title, kind: "code", width: 14 };
}

function text(title: string, width: number): Column {
  return { title, kind: "text", width };
}

function number(title: string, width: number): Column {
  return { title, kind: "number", width };
}
