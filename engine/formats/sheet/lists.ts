import type { Assessment } from "../../assess.ts";
import type { ControlResult } from "../../baseline.ts";
import { holding } from "../../holding.ts";
import { lists } from "../../messages/list.ts";
import { heads, sheets } from "../../messages/sheet.ts";
import { ground } from "../../profile.ts";
import type { Lang } from "../../text.ts";
import type { Voice } from "../chapters/voice.ts";
import { controlTexts, controlValues } from "../list/controls.ts";
import { scenarioFields, scenarioValues } from "../list/scenarios.ts";
import type { Cell, Sheet } from "./book.ts";
import { components, conformities, damages, statusCodes, threats } from "./codes.ts";
import { flag, riskCell } from "./cells.ts";

/** The list of controls to fill in: every required one and every one the record speaks of. */
export function controls(assessment: Assessment, speak: Voice): Sheet {
  const { say } = speak;
  const { system } = assessment;
  const text = (title: string, width: number) =>
    ({ title, width, kind: "text", fill: true }) as const;
  return {
    name: say(sheets.controls),
    id: "Controls",
    frozen: 2,
    columns: [
      { title: say(lists.control), kind: "code", width: 12 },
      { title: say(lists.title), kind: "text", width: 32 },
      { title: say(lists.place), kind: "code", width: 12, choices: components(system) },
      { title: say(lists.status), kind: "code", width: 16, fill: true, choices: statusCodes },
      { title: say(lists.label), kind: "text", width: 12 },
      text(say(lists.why), 32),
      text(say(lists.evidence), 32),
      text(say(lists.owner), 16),
      { title: say(lists.due), kind: "date", width: 12, fill: true },
      text(say(lists.note), 32),
      { title: say(heads.family), kind: "code", width: 8 },
      { title: say(heads.baselines), kind: "code", width: 18 },
      { title: say(heads.required), kind: "code", width: 10 },
      { title: say(heads.counted), kind: "code", width: 16, choices: statusCodes },
      { title: say(heads.countedLabel), kind: "text", width: 14 },
      { title: say(heads.conformity), kind: "code", width: 16, choices: conformities },
      { title: say(heads.conformityLabel), kind: "text", width: 14 },
      { title: say(heads.gap), kind: "flag", width: 8 },
      { title: say(heads.provider), kind: "code", width: 14 },
    ],
    rows: listed(assessment).flatMap((control) => controlRows(control, assessment, speak)),
  };
}

/** The required controls, and those of the record that are not required, in the order of catalogues. */
function listed({ baseline, system }: Assessment): string[] {
  const required = new Set(baseline.controls.map(({ control }) => control));
  return [...system.catalogue.keys()].filter((ref) =>
    required.has(ref) || system.controls.has(ref)
  );
}

const results = new WeakMap<Assessment, ReadonlyMap<string, ControlResult>>();

function resultOf(assessment: Assessment, control: string): ControlResult | undefined {
  let ready = results.get(assessment);
  if (!ready) {
    ready = new Map(assessment.baseline.controls.map((result) => [result.control, result]));
    results.set(assessment, ready);
  }
  return ready.get(control);
}

/** A control in the whole system, and at each place where the record lets it stand apart. */
function controlRows(control: string, assessment: Assessment, speak: Voice): Cell[][] {
  const { system } = assessment;
  const places = ["", ...Object.keys(holding(system, control).at)];
  return places.map((place) => controlRow(control, place, assessment, speak));
}

function controlRow(
  control: string,
  place: string,
  assessment: Assessment,
  speak: Voice,
): Cell[] {
  const { system } = assessment;
  const values = controlValues(system, control, place, speak.lang);
  const { status } = ground(system).stood(control, place);
  const result = place === "" ? resultOf(assessment, control) : undefined;
  const entry = system.catalogue.get(control)!;
  return [
    control,
    speak.say(entry.control.title),
    place,
    values.status,
    values.status && speak.word("status", values.status),
    ...controlTexts.map((field) => field === "due" ? { day: values.due } : values[field]),
    entry.control.family,
    result?.demand.baselines.join(" "),
    place === "" ? result?.demand.sure ?? "no" : undefined,
    status,
    speak.word("status", status),
    result?.conformity,
    result && speak.word("conformity", result.conformity),
    result && flag(result.gap, true),
    result?.stood.provider,
  ];
}

/** The list of scenarios to fill in, with what each comes to. */
export function scenarios(assessment: Assessment, speak: Voice): Sheet {
  const { say } = speak;
  const { system } = assessment;
  const named = new Map(system.damages.map(({ id, name }) => [id, say(name)]));
  const text = (title: string, width: number) =>
    ({ title, width, kind: "text", fill: true }) as const;
  const code = (title: string) => ({ title, kind: "code", width: 12 }) as const;
  return {
    name: say(sheets.scenarios),
    id: "Scenarios",
    frozen: 2,
    columns: [
      code(say(lists.scenario)),
      text(say(lists.name), 36),
      { ...code(say(lists.damage)), fill: true, choices: damages(system) },
      text(say(lists.attacker), 28),
      { title: say(lists.threat), kind: "number", width: 12, fill: true, choices: threats },
      text(say(lists.why), 40),
      { ...code(say(lists.target)), fill: true, choices: components(system) },
      text(say(lists.note), 28),
      { title: say(heads.damageName), kind: "text", width: 28 },
      code(say(heads.applies)),
      { title: say(heads.possible), kind: "flag", width: 10 },
      ...[heads.riskBest, heads.riskWorst]
        .map((head) => ({ title: say(head), kind: "code", width: 14 }) as const),
      ...[heads.defenceBest, heads.defenceWorst]
        .map((head) => ({ title: say(head), kind: "number", width: 14 }) as const),
      ...[heads.overBest, heads.overWorst]
        .map((head) => ({ title: say(head), kind: "flag", width: 14 }) as const),
    ],
    rows: assessment.scenarios.map((result): Cell[] => {
      const { risk, defence, over, applies, possible, scenario } = result;
      const values = scenarioValues(scenario, system, speak.lang);
      return [
        result.id,
        ...scenarioFields.map((field) => field === "threat" ? scenario.threat : values[field]),
        named.get(scenario.damage),
        applies.truth,
        possible.worst,
        riskCell(risk.best, over.best, system),
        riskCell(risk.worst, over.worst, system),
        defence.best,
        defence.worst,
        flag(over.best, true),
        flag(over.worst, true),
      ];
    }),
  };
}

/**
 * What the cells to fill in held at the export, so that an import tells what was edited from what the
 * record has changed since. Nobody needs to see it.
 */
export function base(
  assessment: Assessment,
  digest: string,
  lang: Lang,
  speak: Voice,
): Sheet {
  const { system } = assessment;
  const columns = [
    "list",
    "key",
    "digest",
    ...new Set(["status", ...controlTexts, ...scenarioFields]),
  ];
  const row = (values: Readonly<Record<string, string>>) => columns.map((field) => values[field]);
  const held = (control: string, place: string) => {
    const key = place ? `${control}@${place}` : control;
    return row({ list: "controls", key, ...controlValues(system, control, place, lang) });
  };
  return {
    name: speak.say(sheets.base),
    id: "AsExported",
    hidden: true,
    columns: columns.map((title) => ({ title, kind: "text", width: 20 })),
    rows: [
      row({ list: "record", key: system.id, digest }),
      ...listed(assessment).flatMap((control) =>
        ["", ...Object.keys(holding(system, control).at)].map((place) => held(control, place))
      ),
      ...assessment.scenarios.map(({ id, scenario }) =>
        row({ list: "scenarios", key: id, ...scenarioValues(scenario, system, lang) })
      ),
    ],
  };
}
