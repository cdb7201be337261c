import type { Assessment } from "../../assess.ts";
import type { Count } from "../../baseline.ts";
import { lists } from "../../messages/list.ts";
import { heads, sheets } from "../../messages/sheet.ts";
import { report } from "../../messages/report.ts";
import { categories } from "../../model.ts";
import { none } from "../../risk.ts";
import type { Voice } from "../chapters/voice.ts";
import type { Cell, Column, Sheet } from "./book.ts";
import { flag, riskCell } from "./cells.ts";

/** Scenarios × harm categories: the six results of each, at the worse end. */
export function matrix(assessment: Assessment, speak: Voice): Sheet {
  const { say } = speak;
  const { system } = assessment;
  const total = assessment.categories.map(({ risk }) => {
    return riskCell(risk.worst, false, system);
  });
  const worst: Cell[] = [undefined, say(report.worstPer), ...total];
  return {
    name: say(sheets.matrix),
    id: "Matrix",
    frozen: 2,
    columns: [
      code(say(lists.scenario)),
      { title: say(lists.name), kind: "text", width: 40 },
      ...categories.map((category) => code(speak.word("category", category), 14)),
      code(say(heads.riskWorst)),
      { title: say(heads.overWorst), kind: "flag", width: 12 },
    ],
    rows: [
      ...assessment.scenarios.map(({ id, scenario, results, risk, over }): Cell[] => [
        id,
        say(scenario.name),
        ...categories.map((category) => {
          const found = results.find((result) => result.category === category);
          return found && riskCell(found.risk.worst, found.over.worst, system);
        }),
        riskCell(risk.worst, over.worst, system),
        flag(over.worst, true),
      ]),
      ...(assessment.scenarios.length > 0 ? [worst] : []),
    ],
  };
}

/** Every result, one row each: what it is read from at both ends. */
export function risks({ scenarios, system }: Assessment, speak: Voice): Sheet {
  const { say } = speak;
  const ends = ["best", "worst"] as const;
  return {
    name: say(sheets.risks),
    id: "Risks",
    frozen: 3,
    columns: [
      code(say(lists.scenario)),
      code(say(heads.category), 14),
      { title: say(heads.categoryLabel), kind: "text", width: 22 },
      ...[
        heads.damageBest,
        heads.damageWorst,
        heads.threatBest,
        heads.threatWorst,
        heads.defenceBest,
        heads.defenceWorst,
        heads.vulnerabilityBest,
        heads.vulnerabilityWorst,
      ].map((head) => number(say(head))),
      code(say(heads.riskBest)),
      code(say(heads.riskWorst)),
      code(say(heads.target)),
      ...[heads.overBest, heads.overWorst]
        .map((head) => ({ title: say(head), kind: "flag", width: 10 }) as const),
      code(say(heads.cell)),
    ],
    rows: scenarios.flatMap(({ id, results }) =>
      results.map(({ category, damage, choice, risk, target, over }): Cell[] => [
        id,
        category,
        speak.word("category", category),
        ...ends.map((end) => damage[end]),
        ...(["threat", "defence", "vulnerability"] as const)
          .flatMap((part) => ends.map((end) => choice[end][part])),
        ...ends.map((end) => riskCell(risk[end], over[end], system)),
        target.worst ?? none,
        ...ends.map((end) => flag(over[end], true)),
        choice.worst.cell,
      ])
    ),
  };
}

/** Conformity: of all required controls, by catalogue and by family. */
export function conformity({ baseline }: Assessment, speak: Voice): Sheet {
  const { say } = speak;
  const counted = [
    "total",
    "met",
    "partly",
    "planned",
    "unmet",
    "unassessed",
    "notApplicable",
    "outside",
  ] as const;
  const row = (count: Count): Cell[] => [
    count.id,
    say(count.name),
    ...counted.map((part) => count[part]),
    count.share.best,
    count.share.worst,
  ];
  return {
    name: say(sheets.conformity),
    id: "Conformity",
    frozen: 2,
    columns: [
      code(say(heads.family), 20),
      { title: say(lists.title), kind: "text", width: 36 },
      ...counted.map((part) => number(say(heads[part]))),
      ...[heads.shareBest, heads.shareWorst]
        .map((head) => ({ title: say(head), kind: "share", width: 14 }) as const),
    ],
    rows: [...baseline.families, ...baseline.catalogs, baseline.all].map(row),
  };
}

function code(title: string, width = 12): Column {
  return { title, kind: "code", width };
}

function number(title: string): Column {
  return { title, kind: "number", width: 11 };
}
