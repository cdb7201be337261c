import type { Assessment, TableUse } from "../../assess.ts";
import type { Placed } from "../../json.ts";
import { report } from "../../messages/report.ts";
import { type Block, joined, mark, type Phrase, type Piece, type Tone } from "../document.ts";
import { range, shareOf, type Voice } from "./voice.ts";

/** What the report is about and by what it was made. */
export function heading(assessment: Assessment, file: string, speak: Voice): Block {
  const { system, at, engine } = assessment;
  const { say } = speak;
  const rows: [string, Phrase][] = [
    [say(report.record), file === "" ? system.id : `${file} (${system.id})`],
    [say(report.day), at],
    [say(report.owner), say(system.owner)],
    [say(report.phase), speak.word("phase", system.phase)],
    [say(report.marking), say(system.marking)],
    [say(report.methods), methods(assessment, speak)],
    [say(report.engine), `Mitate ${engine}`],
  ];
  return { kind: "facts", rows: rows.filter(([, value]) => value !== "") };
}

/** The results in a few lines, the verdict first. */
export function summary(
  assessment: Assessment,
  findings: readonly Placed[],
  speak: Voice,
): Block {
  const { say } = speak;
  const { baseline } = assessment;
  const level = range(baseline.level, speak, (one) => words(speak, "level", one));
  const share = shareOf(baseline.all, speak);
  const rows: [string, Phrase][] = [
    [say(report.verdict), verdict(assessment, speak)],
    [say(report.required), mark(level, "strong")],
    [
      say(report.conformity),
      say(report.conformityValue, { share, met: baseline.all.met, total: baseline.all.total }),
    ],
    [say(report.scenarios), scenarios(assessment, speak)],
    [say(report.plan), plan(assessment, speak)],
    [say(report.after), after(assessment, speak)],
    [say(report.findings), counts(findings, speak)],
  ];
  const unreliable = findings.some(({ severity }) => severity === "error")
    ? [{ kind: "text" as const, text: mark(say(report.unreliable), "bad") }]
    : [];
  return {
    kind: "section",
    id: "summary",
    title: say(report.summary),
    blocks: [...unreliable, { kind: "facts", rows }],
  };
}

/** The verdict, with the day where it rests on the plan. */
export function verdict({ verdict }: Assessment, speak: Voice): Piece {
  const word = speak.word("verdict", verdict.verdict);
  const text = verdict.verdict === "plan" && verdict.date !== ""
    ? speak.say(report.verdictDate, { verdict: word, date: verdict.date })
    : word;
  return mark(text, verdictTones[verdict.verdict]);
}

const verdictTones: Readonly<Record<string, Tone>> = {
  now: "good",
  plan: "good",
  not: "bad",
  provisional: "fair",
};

/** How far a table can be trusted, marked where it cannot. */
export function trust({ provenance }: Pick<TableUse, "provenance">, speak: Voice): Phrase {
  const word = speak.word("provenance", provenance);
  return provenance === "unverified" ? mark(word, "bad") : word;
}

function words(speak: Voice, group: "level", code: string) {
  return { ja: speak.word(group, code), en: speak.word(group, code) };
}

function methods(assessment: Assessment, speak: Voice): Phrase {
  const { method } = assessment.system;
  const used = [method.impact.id, ...method.catalogs.map(({ id }) => id), method.risk.table.id];
  const named = used.flatMap((id) => {
    const table = assessment.tables.find((one) => one.id === id);
    if (!table) return [];
    const name = speak.say(table.name);
    return [
      table.provenance === "published"
        ? name
        : [name, speak.lang === "ja" ? "（" : " (", trust(table, speak), close(speak)].flat(),
    ];
  });
  return joined(named as Phrase[], speak.lang === "ja" ? "／" : "; ");
}

function close(speak: Voice): string {
  return speak.lang === "ja" ? "）" : ")";
}

function scenarios({ scenarios }: Assessment, { say }: Voice): Phrase {
  const over = scenarios.filter((one) => one.over.best).length;
  const maybe = scenarios.filter((one) => one.over.worst && !one.over.best).length;
  const none = scenarios.filter((one) => !one.possible.worst).length;
  const text = say(report.scenariosValue, { all: scenarios.length, over, none });
  const more = maybe > 0 ? say(report.scenariosMaybe, { maybe }) : "";
  return over > 0 ? mark(text + more, "bad") : text + more;
}

function plan({ plan, system }: Assessment, speak: Voice): string {
  const counting = plan.measures.filter(({ overdue, done }) => !overdue && !done);
  if (counting.length === 0) return speak.say(report.planNothing);
  return speak.say(report.planValue, {
    measures: counting.filter(({ kind }) => kind === "measure").length,
    planned: counting.filter(({ kind }) => kind === "planned").length,
    date: plan.date === "" ? report.undecided : plan.date,
    cost: speak.number(plan.cost),
    unit: system.method.unit,
  });
}

function after({ plan, verdict }: Assessment, speak: Voice): string {
  return speak.say(report.afterValue, {
    over: plan.after.scenarios.filter(({ over }) => over.worst).length,
    gaps: plan.after.baseline.controls.filter(({ gap }) => gap).length,
    settled: verdict.settled.length,
    share: shareOf(plan.after.baseline.all, speak),
  });
}

function counts(findings: readonly Placed[], { say }: Voice): Phrase {
  const of = (wanted: string) => findings.filter(({ severity }) => severity === wanted).length;
  const error = of("error");
  const text = say(report.findingsValue, { error, warning: of("warning"), info: of("info") });
  return error > 0 ? mark(text, "bad") : text;
}
