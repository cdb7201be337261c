import type { Assessment } from "../../assess.ts";
import { narrow, report } from "../../messages/report.ts";
import { categories, type Category, type Scenario, type System } from "../../model.ts";
import { type NearMiss } from "../../path.ts";
import { none } from "../../risk.ts";
import { type ScenarioResult } from "../../scenario.ts";
import { risk as shown } from "../../show.ts";
import { type Text, toText } from "../../text.ts";
import { because } from "../../why.ts";
import { type Block, type Column, mark, type Phrase, type Piece } from "../document.ts";
import { dash, defence, letter, range, symbol, toneOf, type Voice } from "./voice.ts";

/** The second analysis: the matrix of scenarios and harm categories, then each scenario. */
export function scenarios(assessment: Assessment, speak: Voice): Block {
  const { say } = speak;
  const { system } = assessment;
  const { target } = system;
  const level = (at: 1 | 2 | 3) => shown(target[at]);
  if (assessment.scenarios.length === 0) {
    return {
      kind: "section",
      id: "scenarios",
      title: say(report.business),
      blocks: [{ kind: "text", text: mark(say(report.noScenarios), "fair") }],
    };
  }
  return {
    kind: "section",
    id: "scenarios",
    title: say(report.business),
    blocks: [
      {
        kind: "text",
        text: say(report.targetLead, { three: level(3), two: level(2), one: level(1) }),
      },
      matrix(assessment, speak),
      { kind: "text", text: mark(say(report.legend, { scale: scaleOf(system, speak) }), "quiet") },
      ...assessment.scenarios.map((result) => detail(result, assessment, speak)),
    ],
  };
}

/** A column per harm category, under a name that fits. */
export function categoryColumns({ say }: Voice): Column[] {
  return categories.map((category) => ({ title: say(narrow[category]), align: "center" }));
}

/** The cell of a scenario in one harm category; a dash where it does not hit it. */
export function cellOf(
  result: ScenarioResult,
  category: Category,
  system: System,
  speak: Voice,
): Phrase {
  const found = result.results.find((one) => one.category === category);
  return found ? letter(found.risk, found.over, system, speak) : mark(dash, "quiet");
}

/** The trait that makes a scenario impossible, in words; undefined where no trait does. */
export function obstacle(
  result: ScenarioResult,
  assessment: Pick<Assessment, "system" | "damages">,
  speak: Voice,
): string {
  const damage = assessment.damages.find(({ id }) => id === result.scenario.damage);
  const verity = [result.applies, damage?.applies].find((one) => one?.truth === "no");
  const gone = result.steps.filter(({ applies }) => applies.truth === "no");
  const traits = verity
    ? verity.because
    : [...new Set(gone.flatMap(({ applies }) => applies.because))];
  return traits.length === 0
    ? speak.say(report.impossible)
    : speak.say(report.impossibleBecause, { because: because(traits, assessment) });
}

/** The names of steps, first to last. */
export function pathOf(
  ids: readonly string[],
  { scenario }: ScenarioResult,
  { say }: Voice,
): string {
  const names = namesIn(scenario);
  return ids.map((id) => say(names.get(id) ?? toText(id))).join(" → ");
}

const known = new WeakMap<Scenario, ReadonlyMap<string, Text>>();

/** The names of the steps of a scenario by id; of two steps with one id the first counts. */
function namesIn(scenario: Scenario): ReadonlyMap<string, Text> {
  let names = known.get(scenario);
  if (!names) {
    names = new Map(scenario.steps.toReversed().map(({ id, name }) => [id, name]));
    known.set(scenario, names);
  }
  return names;
}

/** The name of a scenario, with a word where it is not possible under this profile. */
export function nameOf(result: ScenarioResult, speak: Voice): Phrase {
  const name = speak.say(result.scenario.name);
  return result.possible.worst ? name : [name, mark(speak.say(report.notPossibleMark), "quiet")];
}

function scaleOf(system: System, speak: Voice): string {
  return system.method.risk.table.scale.map((risk) => speak.say(shown(risk))).join(" < ");
}

function matrix(assessment: Assessment, speak: Voice): Block {
  const { say } = speak;
  const { system } = assessment;
  return {
    kind: "table",
    caption: say(report.matrix),
    columns: [
      { title: "ID", head: true },
      { title: say(report.scenario), wrap: true },
      { title: say(report.threat), align: "center" },
      { title: say(report.defence), align: "center" },
      ...categoryColumns(speak),
      { title: say(report.worst), align: "center" },
    ],
    rows: assessment.scenarios.map((result) => [
      mark(result.id, "link", `scenario-${result.id}`),
      nameOf(result, speak),
      range(result.threat, speak),
      range(result.defence, speak, defence),
      ...categories.map((category) => cellOf(result, category, system, speak)),
      letter(result.risk, result.over, system, speak),
    ]),
    foot: [[
      "",
      say(report.worstPer),
      "",
      "",
      ...assessment.categories.map(({ category, risk }) =>
        letter(risk, overIn(category, assessment), system, speak)
      ),
      worstOfAll(assessment, speak),
    ]],
  };
}

function overIn(category: Category, { scenarios }: Assessment) {
  const own = scenarios.flatMap(({ results }) =>
    results.filter((one) => one.category === category)
  );
  return {
    best: own.some(({ over }) => over.best),
    worst: own.some(({ over }) => over.worst),
  };
}

function worstOfAll({ scenarios, system }: Assessment, speak: Voice): Piece {
  const { scale } = system.method.risk.table;
  const worst = (end: "best" | "worst") =>
    scenarios.map(({ risk }) => risk[end]).reduce(
      (top, one) => scale.indexOf(one) > scale.indexOf(top) ? one : top,
      none,
    );
  const over = {
    best: scenarios.some(({ over }) => over.best),
    worst: scenarios.some(({ over }) => over.worst),
  };
  return letter({ best: worst("best"), worst: worst("worst") }, over, system, speak);
}

function detail(result: ScenarioResult, assessment: Assessment, speak: Voice): Block {
  const { system } = assessment;
  const name = `${result.id} ${speak.say(result.scenario.name)}`;
  const title: Phrase = result.possible.worst
    ? [`${name}  `, letter(result.risk, result.over, system, speak)]
    : [name, mark(speak.say(report.notPossibleMark), "quiet")];
  return {
    kind: "group",
    id: `scenario-${result.id}`,
    title,
    blocks: [{ kind: "facts", rows: rowsOf(result, assessment, speak) }],
  };
}

function rowsOf(
  result: ScenarioResult,
  assessment: Assessment,
  speak: Voice,
): [string, Phrase][] {
  const { say } = speak;
  const { scenario } = result;
  const damage = assessment.damages.find(({ id }) => id === scenario.damage);
  const about: [string, Phrase][] = [
    [say(report.damage), damage ? `${damage.id} ${say(damage.damage.name)}` : scenario.damage],
    [say(report.attacker), say(scenario.attacker)],
    [say(report.threatWhy, { threat: range(result.threat, speak) }), say(scenario.why)],
  ];
  return [...about.filter(([, value]) => value !== ""), ...outcome(result, assessment, speak)];
}

function outcome(
  result: ScenarioResult,
  assessment: Assessment,
  speak: Voice,
): [string, Phrase][] {
  const { say } = speak;
  if (!result.possible.worst) {
    return [[say(report.feasible), mark(obstacle(result, assessment, speak), "good")]];
  }
  const maybe: [string, Phrase][] = result.possible.best
    ? []
    : [[say(report.feasible), mark(say(report.maybePossible), "fair")]];
  if (!result.deciding) return [...maybe, [say(report.path), mark(say(report.noDamage), "fair")]];
  return [
    ...maybe,
    [say(report.path), pathOf(result.deciding.path, result, speak)],
    [say(report.deciding), deciders(result, assessment.system, speak)],
    ...result.near.map((one, index): [string, Phrase] => [
      index === 0 ? say(report.near) : "",
      nearMiss(one, result, assessment.system, speak),
    ]),
  ];
}

/** The deciding steps with their places; they all have the same level of defence at the worse end. */
function deciders(result: ScenarioResult, system: System, speak: Voice): string {
  const deciding = new Set(result.deciding!.steps);
  const steps = result.steps.filter(({ id }) => deciding.has(id));
  const named = steps.map(({ step }) => {
    const place = system.components.find(({ id }) => id === step.place)?.name;
    return place
      ? speak.say(report.stepAt, { step: step.name, place })
      : speak.say(report.step, { step: step.name });
  });
  const level = steps[0] ? range(steps[0].level, speak) : dash;
  return speak.say(report.decidingValue, { level, steps: speak.list(named) });
}

/** More deciding steps than this say little: then all of the path is as weak. */
const telling = 2;

function nearMiss(near: NearMiss, result: ScenarioResult, system: System, speak: Voice): Phrase {
  const path = result.paths.find(({ ref }) => ref === near.path)?.steps ?? near.deciding;
  const steps = near.deciding.map((id) =>
    speak.say(report.step, { step: pathOf([id], result, speak) })
  );
  const about = steps.length > telling ? report.nearValue : report.nearDecided;
  return [
    mark(speak.say(symbol(near.risk)), toneOf(near.risk, false, system)),
    ` ${pathOf(path, result, speak)}`,
    speak.say(about, { defence: near.defence, steps: speak.list(steps) }),
  ];
}
