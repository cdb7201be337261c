import type { Analysis } from "../analysis.ts";
import { phrases } from "../messages/why.ts";
import { word } from "../messages/words.ts";
import { none } from "../risk.ts";
import { type CategoryResult, type ScenarioResult } from "../scenario.ts";
import { at, walk } from "../shelf.ts";
import { between, join, plain, risk, say } from "../show.ts";
import type { Text } from "../text.ts";
import {
  because,
  type Cell,
  cells,
  type Derivation,
  derivation,
  outside,
  type Question,
  same,
  some,
} from "./derivation.ts";
import { condition } from "./profile.ts";
import { explainHit } from "./damage.ts";
import { explainStep, explainThreat } from "./path.ts";

export function scenario({ analysis, ref }: Question): Derivation | undefined {
  for (const result of analysis.scenarios) {
    if (result.ref === ref) return explainScenario(result, analysis);
    const one = result.results.find((one) => one.ref === ref);
    if (one) return explainCategory(one, result, analysis);
  }
  return undefined;
}

function explainScenario(result: ScenarioResult, analysis: Analysis): Derivation {
  const title = say(phrases.scenario, { id: result.id, name: result.scenario.name });
  const notes = result.possible.worst
    ? result.results.length === 0 ? [phrases.noHits] : []
    : [phrases.notPossible, ...whyNot(result, analysis)];
  return derivation(result.ref, title, between(result.risk, risk), {
    rule: "scenarioRisk",
    notes: [...notes, ...nearNotes(result)],
    from: [
      ...some(condition(`when/scenario/${result.id}`, result.scenario.when, analysis)),
      ...result.results.map((one) => explainCategory(one, result, analysis)),
    ],
  });
}

/** What under this profile took the paths away: the scenario's own condition, or those of its steps. */
function whyNot(result: ScenarioResult, analysis: Analysis): Text[] {
  if (result.applies.truth === "no") return outside(result.applies, analysis);
  const gone = result.steps.filter((step) => step.applies.truth === "no");
  return gone.map((step) => {
    const note = say(phrases.outside, { because: because(step.applies.because, analysis) });
    return { ja: `${step.id}：${note.ja}`, en: `${step.id}: ${note.en}` };
  });
}

function nearNotes({ near, paths }: ScenarioResult): Text[] {
  return near.map((miss) => {
    const steps = paths.find(({ ref }) => ref === miss.path)?.steps ?? [];
    return say(phrases.near, {
      path: steps.join(" → "),
      risk: risk(miss.risk),
      steps: join(miss.deciding),
    });
  });
}

function explainCategory(
  result: CategoryResult,
  { id, scenario, steps }: ScenarioResult,
  analysis: Analysis,
): Derivation {
  const { system } = analysis;
  const { category, choice, deciding } = result;
  const title = say(phrases.scenarioCategory, { id, category: word("category", category) });
  const hit = analysis.damages.find((one) => one.id === scenario.damage)?.hits
    .find((one) => one.category === category);
  if (choice.worst.risk === none) {
    const note = result.damage.worst === 0 ? phrases.notApplicable : phrases.notPossible;
    return derivation(result.ref, title, risk(none), {
      rule: "scenarioRisk",
      notes: [note],
      from: hit ? [explainHit(hit, scenario.damage, analysis)] : [],
    });
  }
  const bound = say(result.over.worst ? phrases.over : phrases.within, {
    damage: choice.worst.damage,
    target: risk(result.target.worst ?? none),
  });
  const decides = deciding
    ? [say(phrases.decides, { path: deciding.path.join(" → "), steps: join(deciding.steps) })]
    : [];
  const on = deciding ? steps.filter((step) => deciding.path.includes(step.id)) : [];
  return derivation(result.ref, title, between(result.risk, risk), {
    rule: "risk",
    cells: riskCells(choice.worst, analysis),
    notes: [bound, ...decides],
    from: [
      ...(hit ? [explainHit(hit, scenario.damage, analysis)] : []),
      ...on.filter((step) => step.step.needs === undefined)
        .map((step) => explainThreat(step, id, analysis)),
      derivation(
        result.ref,
        system.method.vulnerability.name,
        plain(choice.worst.vulnerability),
        {
          rule: "vulnerability",
          cells: cells(system.method.vulnerability, same(String(choice.worst.defence))),
          from: on.map((step) => explainStep(step, analysis)),
        },
      ),
    ],
  });
}

/** The cell of the risk table and, where it was itself read from others, their cells. */
function riskCells(
  choice: { damage: number; threat: number; vulnerability: number; cell: string },
  { system }: Analysis,
): Cell[] {
  const { table, stages } = system.method.risk;
  const { damage, threat, vulnerability } = choice;
  const values = walk(stages, { damage, threat, vulnerability });
  const own = cells(table, same(choice.cell));
  return [
    ...own,
    ...stages.flatMap((stage) => {
      const point = at(stage, values);
      return cells(stage.table, same(stage.table.axes.map(({ name }) => point[name]).join("/")));
    }),
  ];
}

export function category({ analysis, assessment, ref }: Question): Derivation | undefined {
  const found = assessment.categories.find((one) => one.ref === ref);
  if (!found) return undefined;
  const title = say(phrases.category, { category: word("category", found.category) });
  return derivation(ref, title, between(found.risk, risk), {
    rule: "scenarioRisk",
    from: analysis.scenarios.filter(({ id }) => found.scenarios.includes(id)).flatMap((result) =>
      result.results.filter((one) => one.category === found.category)
        .map((one) => explainCategory(one, result, analysis))
    ),
  });
}
