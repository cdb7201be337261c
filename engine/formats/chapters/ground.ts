import type { Assessment, ConditionResult } from "../../assess.ts";
import { report } from "../../messages/report.ts";
import { categories } from "../../model.ts";
import { plain, trait } from "../../show.ts";
import type { Text } from "../../text.ts";
import { traits as shipped } from "../../trait.ts";
import { because } from "../../why.ts";
import { type Block, mark, type Phrase, type Section, type Tone } from "../document.ts";
import { range, type Voice } from "./voice.ts";

/** The six answers, the level they demand, and what decides it. */
export function impact(assessment: Assessment, speak: Voice): Block {
  const { say } = speak;
  const { system, baseline } = assessment;
  const deciding: readonly string[] = baseline.level.deciding;
  return {
    kind: "section",
    id: "impact",
    title: say(report.impact),
    blocks: [
      ...demand(assessment, speak).map((text) => ({ kind: "text" as const, text })),
      {
        kind: "table",
        caption: say(report.impactTable),
        columns: [
          { title: say(report.category), head: true },
          { title: say(report.level) },
          { title: say(report.decides) },
          { title: say(report.why), page: true },
        ],
        rows: categories.map((category) => {
          const { answer, why } = system.impact[category];
          return [
            speak.word("category", category),
            mark(speak.word("level", answer), levelTones[answer]),
            deciding.includes(category) ? say(report.decider) : "",
            say(why),
          ];
        }),
      },
      ...identity(assessment, speak),
    ],
  };
}

/** The profile: its purpose and its traits. */
export function profile(assessment: Assessment, speak: Voice): Section {
  const { purpose } = assessment.system.profile;
  const known = traits(assessment, speak);
  const text = speak.say(purpose);
  return { ...known, blocks: [...(text === "" ? [] : [said(text)]), ...known.blocks] };
}

function said(text: Phrase): Block {
  return { kind: "text", text };
}

/** The traits of the profile, and those that are not assessed. */
export function traits({ system }: Assessment, speak: Voice): Section {
  const { say } = speak;
  const own = Object.keys(system.profile.traits).filter((name) => name.startsWith("traits."))
    .map((name) => ({ name, label: plain(name.slice("traits.".length)) }));
  const all = [...shipped, ...own];
  const open = all.filter(({ name }) => system.profile.traits[name] === undefined);
  return {
    kind: "section",
    id: "profile",
    title: say(report.profile),
    blocks: [
      {
        kind: "facts",
        close: true,
        rows: all.filter((one) => !open.includes(one)).map(({ name, label }) => [
          say(label),
          say(trait(name, system.profile.traits[name])),
        ]),
      },
      ...(open.length === 0 ? [] : [{
        kind: "text" as const,
        text: mark(
          say(report.traitsOpen, { list: speak.list(open.map(({ label }) => label)) }),
          "fair",
        ),
      }]),
    ],
  };
}

/** What a condition leaves out, and the trait that did it; after it what is unknown. */
export function outside(assessment: Assessment, speak: Voice): Block {
  const { say } = speak;
  const groups = (["no", "unknown"] as const).flatMap((truth) => {
    const found = assessment.conditions.filter((one) => one.truth === truth);
    if (found.length === 0) return [];
    const lead = truth === "no" ? report.outsideLead : report.unknownLead;
    return [{ kind: "text" as const, text: say(lead) }, conditions(found, assessment, speak)];
  });
  return {
    kind: "section",
    id: "outside",
    title: say(report.outside),
    blocks: groups.length > 0 ? groups : [{ kind: "text", text: say(report.nothingOutside) }],
  };
}

/** Conditions as a table, one row per text, with everything it stands on. */
export function conditions(
  found: readonly ConditionResult[],
  assessment: Assessment,
  speak: Voice,
): Block {
  const { say } = speak;
  return {
    kind: "table",
    caption: say(report.condition),
    columns: [
      { title: say(report.because), head: true, wrap: true },
      { title: say(report.condition), wrap: true },
      { title: say(report.concerns), wrap: true },
    ],
    rows: [...Map.groupBy(found, ({ text }) => text)].map(([text, all]) => [
      say(because(all[0].because, assessment)),
      mark(text, "code"),
      speak.list(all.map(({ on }) => thing(on))),
    ]),
  };
}

/** `step/S1/phish` as people say it. */
export function thing(on: string): Text {
  const [kind, ...ids] = on.split("/");
  const name = things[kind];
  const id = ids.join("/");
  return name ? { ja: `${name.ja} ${id}`, en: `${name.en} ${id}` } : plain(on);
}

const things: Readonly<Record<string, Text>> = {
  component: { ja: "構成要素", en: "component" },
  flow: { ja: "データフロー", en: "flow" },
  provider: { ja: "提供者", en: "provider" },
  tailoring: { ja: "テーラリング", en: "tailoring" },
  control: { ja: "管理策", en: "control" },
  damage: { ja: "事業被害", en: "damage" },
  scenario: { ja: "シナリオ", en: "scenario" },
  step: { ja: "ステップ", en: "step" },
  guard: { ja: "ガード", en: "guard" },
};

const levelTones: Readonly<Record<string, Tone>> = {
  high: "strong",
  moderate: "strong",
  low: "strong",
  "not-applicable": "quiet",
  unassessed: "fair",
};

function demand({ baseline: { level } }: Assessment, speak: Voice): Phrase[] {
  const { say } = speak;
  const shown = range(level, speak, (one) => plain(speak.word("level", one)));
  const name = (list: readonly string[]) =>
    speak.list(list.map((one) => speak.word("category", one)));
  if (level.empty) return [say(report.requiredEmpty, { level: shown })];
  if (!level.provisional) {
    return [say(report.requiredBy, { level: shown, list: name(level.deciding) })];
  }
  return [
    mark(say(report.requiredOpen, { level: shown, open: name(level.unassessed) }), "fair"),
    say(report.analysedAt, { level: speak.word("level", level.worst) }),
  ];
}

function identity({ assurance }: Assessment, speak: Voice): Block[] {
  if (!assurance) return [];
  const { say } = speak;
  const value = `IAL ${range(assurance.level, speak)}, AAL ${range(assurance.aal, speak)}`;
  const { ial, aal } = assurance.declared;
  const declared = [
    ...(ial === undefined ? [] : [`IAL ${ial}`]),
    ...(aal === undefined ? [] : [`AAL ${aal}`]),
  ];
  const text = say(report.assurance, { value: value.replace(", ", say(report.separator)) }) +
    (assurance.bound ? say(report.assuranceBound) : "") +
    (declared.length === 0
      ? (speak.lang === "ja" ? "。" : ".")
      : say(report.assuranceDeclared, { declared: speak.list(declared) }));
  return [{ kind: "text", text }];
}
