import type { Analysis } from "../analysis.ts";
import { phrases } from "../messages/why.ts";
import { word } from "../messages/words.ts";
import type { PathResult } from "../path.ts";
import type { ScenarioResult } from "../scenario.ts";
import { between, join, plain, risk, say } from "../show.ts";
import type { GuardResult, StepResult } from "../step.ts";
import {
  cells,
  type Derivation,
  derivation,
  outside,
  type Question,
  reason,
} from "./derivation.ts";
import { explainStood } from "./control.ts";

export function path({ analysis, ref }: Question): Derivation | undefined {
  for (const result of analysis.scenarios) {
    const found = result.paths.find((one) => one.ref === ref);
    if (found) return explainPath(found, result, analysis);
  }
  return undefined;
}

function explainPath(
  found: PathResult,
  { id, steps }: ScenarioResult,
  analysis: Analysis,
): Derivation {
  const { system } = analysis;
  const value = say(phrases.pathValue, {
    risk: between(found.risk, risk),
    threat: between(found.threat, plain),
    defence: between(found.defence, plain),
  });
  const on = steps.filter((step) => found.steps.includes(step.id));
  return derivation(found.ref, say(phrases.path, { path: found.steps.join(" → ") }), value, {
    rule: "pathDefence",
    cells: found.cell.worst === "" ? [] : cells(system.method.risk.table, found.cell),
    notes: [say(phrases.decides, { path: found.steps.join(" → "), steps: join(found.deciding) })],
    from: [
      ...on.filter((one) => one.step.needs === undefined)
        .map((one) => explainThreat(one, id, analysis)),
      ...on.map((one) => explainStep(one, analysis)),
    ],
  });
}

export function explainThreat(
  step: StepResult,
  scenarioId: string,
  { scenarios }: Analysis,
): Derivation {
  const result = scenarios.find(({ id }) => id === scenarioId)!;
  const own = step.threat !== undefined;
  const threat = step.threat ?? result.threat;
  const why = own ? step.step.why : result.scenario.why;
  const id = own ? `${scenarioId}/${step.id}` : scenarioId;
  return derivation(
    own ? step.ref : result.ref,
    say(phrases.threatOf, { id }),
    between(threat, plain),
    { rule: "pathThreat", notes: reason(why) },
  );
}

export function step({ analysis, ref }: Question): Derivation | undefined {
  const found = analysis.scenarios.flatMap(({ steps }) => steps).find((one) => one.ref === ref);
  return found && explainStep(found, analysis);
}

export function explainStep(found: StepResult, analysis: Analysis): Derivation {
  const { step, typed, computed } = found;
  const notes = [
    ...outside(found.applies, analysis),
    ...(found.capped ? [phrases.capped] : []),
    ...(found.modelled ? [] : [phrases.notModelled]),
    ...(typed === undefined ? [] : [
      say(phrases.typed, { typed, computed: between(computed, plain), why: step.typed!.why }),
    ]),
    ...(found.stale ? [phrases.stale] : []),
  ];
  return derivation(
    found.ref,
    say(phrases.step, { id: found.id, name: step.name }),
    say(phrases.stepValue, { level: between(found.level, plain) }),
    {
      rule: "levelOfDefence",
      cells: cells(analysis.system.method.step, found.cell),
      notes,
      from: found.guards.map((one) => explainGuard(one, analysis)),
    },
  );
}

export function guard({ analysis, ref }: Question): Derivation | undefined {
  const found = analysis.scenarios.flatMap(({ steps }) => steps)
    .flatMap(({ guards }) => guards).find((one) => one.ref === ref);
  return found && explainGuard(found, analysis);
}

function explainGuard(found: GuardResult, analysis: Analysis): Derivation {
  const title = say(phrases.guard, {
    control: found.control,
    kind: word("kind", found.kind),
    nominal: found.nominal,
  });
  const value = say(phrases.guardValue, {
    effective: between(found.effective, (level) => level === 0 ? phrases.nothing : plain(level)),
  });
  return derivation(found.ref, title, value, {
    rule: "effectiveLevel",
    cells: cells(analysis.system.method.effect, found.cell),
    notes: [
      ...outside(found.applies, analysis),
      ...(found.covering ? [phrases.covering] : []),
      ...(found.kind === "continuity" ? [phrases.continuity] : []),
    ],
    from: [explainStood(found.stood, analysis)],
  });
}
