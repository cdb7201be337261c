import type { Assessment } from "../../assess.ts";
import type { ControlResult, Count } from "../../baseline.ts";
import { report } from "../../messages/report.ts";
import type { System } from "../../model.ts";
import { type Block, type Column, mark, type Phrase, type Piece } from "../document.ts";
import { shareOf, type Voice } from "./voice.ts";

/** The first analysis: conformity by family, every gap, and what tailoring took out. */
export function baseline(assessment: Assessment, speak: Voice): Block {
  const { say } = speak;
  const { all, controls } = assessment.baseline;
  const gaps = controls.filter(({ gap }) => gap);
  return {
    kind: "section",
    id: "baseline",
    title: say(report.baseline),
    blocks: [
      {
        kind: "text",
        text: say(report.baselineLead, { ...numbers(all), share: shareOf(all, speak) }),
      },
      families(assessment, speak),
      ...(gaps.length > 0
        ? groups(gaps, assessment.system, speak)
        : [{ kind: "text" as const, text: mark(say(report.gapsNone), "good") }]),
      ...removed(assessment, speak),
    ],
  };
}

/** The gaps of one kind are one table, the worst kind first. */
const kinds = ["unmet", "unassessed", "partly", "planned"] as const;

function groups(gaps: readonly ControlResult[], system: System, speak: Voice): Block[] {
  const { say } = speak;
  return kinds.flatMap((kind) => {
    const own = gaps.filter(({ conformity }) => conformity === kind);
    if (own.length === 0) return [];
    const conformity = speak.word("conformity", kind);
    const title = say(report.gaps, { conformity, count: own.length });
    return [{
      kind: "group" as const,
      id: `gaps-${kind}`,
      title,
      blocks: [gapTable(title, own, system, speak)],
    }];
  });
}

/** Controls with who closes their gap and until when. */
export function gapTable(
  caption: string,
  gaps: readonly ControlResult[],
  system: System,
  speak: Voice,
): Block {
  const { say } = speak;
  return {
    kind: "table",
    caption,
    columns: [
      { title: say(report.control), head: true },
      { title: say(report.name), wrap: true },
      { title: say(report.owner), wrap: true },
      { title: say(report.due) },
      { title: say(report.why), wrap: true, page: true },
    ],
    rows: gaps.map((gap) => {
      const { standing } = worstStanding(gap);
      return [
        gap.control,
        [say(gap.title), ...places(gap, system, speak)],
        say(standing.owner),
        standing.due,
        reason(gap, speak),
      ];
    }),
  };
}

/** Where the control stands differently at some places, the first of these says who and when. */
function worstStanding(gap: ControlResult): ControlResult["stood"] {
  const whole = ["implemented", "inherited", "alternative"].includes(gap.status);
  return whole
    ? gap.exceptions.find(({ status }) => !["implemented", "inherited"].includes(status)) ??
      gap.stood
    : gap.stood;
}

function places({ exceptions, status }: ControlResult, system: System, speak: Voice): Piece[] {
  const shown = exceptions.filter((one) => one.status !== status).map((one) =>
    speak.say(report.exception, {
      place: system.components.find(({ id }) => id === one.place)?.name ?? one.place,
      status: speak.word("status", one.status),
    })
  );
  if (shown.length === 0) return [];
  const text = speak.lang === "ja" ? `（${speak.list(shown)}）` : ` (${speak.list(shown)})`;
  return [mark(text, "quiet")];
}

function reason(gap: ControlResult, speak: Voice): Phrase {
  const { stood } = gap;
  if (stood.cause === "no-provider") {
    return speak.say(report.noTakers, { provider: stood.provider });
  }
  const { standing } = worstStanding(gap);
  return speak.say(standing.why.ja === "" ? standing.note : standing.why);
}

function families({ baseline, system }: Assessment, speak: Voice): Block {
  const { say } = speak;
  const count = (title: string): Column => ({ title, align: "end" });
  const row = (one: Count, id: string, name: Phrase) => [
    id,
    name,
    `${one.total}`,
    ...[
      one.met,
      one.partly,
      one.planned,
      one.unmet,
      one.unassessed,
      one.notApplicable + one.outside,
    ]
      .map((value) => value === 0 ? mark("0", "quiet") : `${value}`),
    shareOf(one, speak),
  ];
  const several = system.method.catalogs.length > 1 ? baseline.catalogs : [];
  return {
    kind: "table",
    caption: say(report.families),
    columns: [
      { title: say(report.family), head: true },
      { title: say(report.name), wrap: true },
      count(say(report.total)),
      count(say(report.met)),
      count(say(report.partly)),
      count(say(report.planned)),
      count(say(report.unmet)),
      count(say(report.unassessed)),
      count(say(report.notApplicable)),
      count(say(report.share)),
    ],
    rows: baseline.families.map((one) => row(one, one.id, say(one.name))),
    foot: [
      ...several.map((one) => row(one, one.id, say(one.name))),
      row(baseline.all, "", say(report.all)),
    ],
  };
}

function removed({ baseline }: Assessment, speak: Voice): Block[] {
  if (baseline.removed.length === 0) return [];
  const { say } = speak;
  const title = say(report.removed, { count: baseline.removed.length });
  return [{
    kind: "group",
    id: "removed",
    title,
    blocks: [{
      kind: "table",
      caption: title,
      columns: [
        { title: say(report.control), head: true, wrap: true },
        { title: say(report.why), wrap: true },
      ],
      rows: [...Map.groupBy(baseline.removed, ({ why }) => say(why))].map(([why, all]) => [
        speak.list(all.map(({ control }) => control)),
        why,
      ]),
    }],
  }];
}

function numbers({ share: _, ref: __, id: ___, name: ____, ...rest }: Count) {
  return rest;
}
