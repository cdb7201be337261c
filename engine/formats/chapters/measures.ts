import type { Assessment } from "../../assess.ts";
import { fill, tell } from "../../finding.ts";
import type { MeasureResult, Move, Raise } from "../../measure.ts";
import { report } from "../../messages/report.ts";
import type { System } from "../../model.ts";
import { type Block, mark, type Phrase } from "../document.ts";
import { dash, symbol, type Voice } from "./voice.ts";

/** The list of measures in the order of work, each with both justifications. */
export function measures(assessment: Assessment, speak: Voice): Block {
  const { say } = speak;
  const { plan } = assessment;
  const byId = new Map(plan.measures.map((measure) => [measure.id, measure]));
  const ordered = plan.order.flatMap((id) => byId.get(id) ?? []);
  const written = ordered.filter(({ kind }) => kind === "measure");
  const idle = plan.measures.filter(({ id }) => !plan.order.includes(id));
  const empty = plan.measures.length === 0;
  return {
    kind: "section",
    id: "measures",
    title: say(report.measures),
    blocks: [
      { kind: "text", text: say(empty ? report.planNothing : report.measuresLead) },
      ...(written.length > 0 ? [overview(written, plan.order, assessment, speak)] : []),
      ...written.map((measure) => detail(measure, assessment, speak)),
      ...planned(ordered.filter(({ kind }) => kind === "planned"), plan.order, speak),
      ...uncounted(idle, speak),
    ],
  };
}

/**
 * Moves as a text, scenario by scenario: `S1 A→C・B→D（1→3）`, the level of defence in parentheses. What
 * its harm categories have in common is said once.
 */
export function movesOf(moves: readonly Move[], speak: Voice): string {
  const groups = Map.groupBy(moves, ({ scenario }) => scenario);
  return speak.list([...groups].map(([scenario, own]) => {
    const alike = Map.groupBy(own, levels);
    const texts = [...alike].map(([level, all]) => {
      const steps = [...new Set(all.map((move) => letters(move, speak)))].join(middot(speak));
      return speak.lang === "ja" ? `${steps}（${level}）` : `${steps} (${level})`;
    });
    return `${scenario} ${texts.join(middot(speak))}`;
  }));
}

function levels({ defence }: Move): string {
  return `${defence.from || dash}→${defence.to || dash}`;
}

/** `A→C`; `B` where only the level of defence moves. */
function letters({ from, to }: Move, speak: Voice): string {
  const [a, b] = [from, to].map((risk) => speak.say(symbol(risk)));
  return a === b ? a : `${a}→${b}`;
}

function middot({ lang }: Voice): string {
  return lang === "ja" ? "・" : " / ";
}

function overview(
  list: readonly MeasureResult[],
  order: readonly string[],
  { system }: Assessment,
  speak: Voice,
): Block {
  const { say } = speak;
  return {
    kind: "table",
    caption: say(report.measures),
    columns: [
      { title: say(report.order), align: "end" },
      { title: "ID", head: true },
      { title: say(report.measure), wrap: true },
      { title: say(report.owner), wrap: true },
      { title: say(report.due) },
      { title: say(report.costUnit, { unit: system.method.unit }), align: "end" },
      { title: say(report.closesShort), align: "end" },
      { title: say(report.raisesShort), align: "end" },
      { title: say(report.reach), wrap: true },
    ],
    rows: list.map((measure) => [
      `${order.indexOf(measure.id) + 1}`,
      mark(measure.id, "link", `measure-${measure.id}`),
      say(measure.name),
      say(measure.owner),
      measure.due === "" ? mark(say(report.undecided), "fair") : measure.due,
      measure.cost === undefined ? "" : speak.number(measure.cost),
      `${measure.closes.length}`,
      `${measure.raises.length}`,
      speak.list(reached(measure)),
    ]),
  };
}

/** The scenarios it has to do with: where it raises a step, or moves a result. */
function reached({ raises, dropped }: MeasureResult): string[] {
  const all = [
    ...raises.map(({ ref }) => ref.split("/")[1]),
    ...dropped.map((one) => one.scenario),
  ];
  return [...new Set(all)].sort((a, b) => a.localeCompare(b, "en", { numeric: true }));
}

function detail(measure: MeasureResult, { system }: Assessment, speak: Voice): Block {
  const { say } = speak;
  const silent = measure.raises.length + measure.alone.length + measure.dropped.length === 0;
  const rows: [string, Phrase][] = [
    [say(report.why), say(measure.why)],
    [say(report.content), contentOf(measure, system, speak)],
    [say(report.closes), closesOf(measure.closes, speak)],
    [say(report.raises), raisesOf(measure.raises, system, speak)],
    ...(silent ? [[say(report.alone), say(report.noScenario)] as [string, Phrase]] : [
      [say(report.alone), movesOf(measure.alone, speak) || say(report.aloneNothing)],
      [say(report.dropped), movesOf(measure.dropped, speak) || say(report.droppedNothing)],
    ] as [string, Phrase][]),
    [say(report.together), speak.list(measure.together)],
    [say(report.refused), refusals(measure, speak)],
    [say(report.phase), measure.phase === undefined ? "" : speak.word("phase", measure.phase)],
  ];
  return {
    kind: "group",
    id: `measure-${measure.id}`,
    title: `${measure.id} ${say(measure.name)}`,
    blocks: [{ kind: "facts", rows: rows.filter(([, value]) => value !== "") }],
  };
}

/** What it changes; controls that come to the same status are one list. */
export function contentOf({ changes }: MeasureResult, system: System, speak: Voice): Phrase {
  const statuses = changes.flatMap(({ change }) => change.type === "set-status" ? [change] : []);
  const others = changes.filter(({ change }) => change.type !== "set-status");
  const grouped = Map.groupBy(statuses, ({ status }) => status);
  const texts = [...grouped].map(([status, own]) =>
    speak.say(report.statuses, {
      status: speak.word("status", status),
      list: speak.list(own.map(({ control, place }) => {
        const name = system.components.find(({ id }) => id === place)?.name ?? place;
        return name === undefined ? control : speak.say(report.controlAt, { control, place: name });
      })),
    })
  );
  return [...texts, ...others.map(({ text }) => speak.say(text))].join(
    speak.lang === "ja" ? "、" : "; ",
  );
}

function closesOf(closes: readonly string[], speak: Voice): string {
  if (closes.length === 0) return speak.say(report.closesNothing);
  return speak.say(report.closesValue, { count: closes.length, list: speak.list(closes) });
}

/** The steps by name: `S1「職員のIDで入る」1→2`. */
function raisesOf(raises: readonly Raise[], system: System, speak: Voice): string {
  if (raises.length === 0) return speak.say(report.raisesNothing);
  const list = raises.map(({ ref, from, to }) => {
    const [, scenario, id] = ref.split("/");
    const step = system.scenarios.find((one) => one.id === scenario)?.steps
      .find((one) => one.id === id);
    const name = step ? speak.say(step.name) : id;
    const quoted = speak.lang === "ja" ? `「${name}」` : ` "${name}" `;
    return `${scenario}${quoted}${from}→${to}`;
  });
  return speak.say(report.raisesValue, { count: raises.length, list: speak.list(list) });
}

function refusals({ refused }: MeasureResult, speak: Voice): Phrase {
  if (refused.length === 0) return "";
  const texts = refused.map(({ problem }) =>
    tell({ ...problem, severity: "error", on: "", path: [] }, speak.lang)
  );
  return mark(texts.join(speak.lang === "ja" ? "" : "; "), "bad");
}

function planned(
  list: readonly MeasureResult[],
  order: readonly string[],
  speak: Voice,
): Block[] {
  if (list.length === 0) return [];
  const { say } = speak;
  const title = say(report.plannedControls, { count: list.length });
  return [{
    kind: "group",
    id: "planned",
    title,
    blocks: [{
      kind: "table",
      caption: title,
      columns: [
        { title: say(report.order), align: "end" },
        { title: say(report.control), head: true, wrap: true },
        { title: say(report.owner), wrap: true },
        { title: say(report.due) },
        { title: say(report.closesShort), align: "end" },
        { title: say(report.raisesShort), align: "end" },
        { title: say(report.reach), wrap: true },
      ],
      rows: list.map((measure) => [
        `${order.indexOf(measure.id) + 1}`,
        say(measure.name),
        say(measure.owner),
        measure.due === "" ? mark(say(report.undecided), "fair") : measure.due,
        `${measure.closes.length}`,
        `${measure.raises.length}`,
        speak.list(reached(measure)),
      ]),
    }],
  }];
}

function uncounted(list: readonly MeasureResult[], speak: Voice): Block[] {
  if (list.length === 0) return [];
  const { say } = speak;
  return [{
    kind: "group",
    id: "uncounted",
    title: say(report.notCounted),
    blocks: [{
      kind: "list",
      items: list.map((measure) => {
        const state = measure.done ? report.done : report.overdue;
        const name = measure.kind === "measure"
          ? `${measure.id} ${say(measure.name)}`
          : say(measure.name);
        const text = fill(state, { due: measure.due }, speak.lang);
        return [`${name}${say(report.colon)}`, measure.done ? text : mark(text, "bad")];
      }),
    }],
  }];
}
