import type { Analysis } from "../analysis.ts";
import type { Finding } from "../finding.ts";
import { changedSince } from "../given.ts";
import type { ScenarioResult } from "../scenario.ts";
import { between, join, plain } from "../show.ts";
import type { StepResult } from "../step.ts";

/** The same technique at the same place must get the same guards and the same level. */
export function likeSteps({ scenarios, system }: Analysis): Finding[] {
  const seen = new Map<string, { scenario: string; result: StepResult }>();
  const places = new Map(system.components.toReversed().map(({ id, name }) => [id, name]));
  const found: Finding[] = [];
  for (const [position, scenario] of scenarios.entries()) {
    for (const { index, result, technique, key } of techniques(scenario)) {
      const first = seen.get(key);
      if (!first) {
        seen.set(key, { scenario: scenario.id, result });
        continue;
      }
      const { step } = result;
      const params = {
        step: `${scenario.id}/${step.id}`,
        other: `${first.scenario}/${first.result.step.id}`,
        technique,
        place: places.get(step.place) ?? step.place,
      };
      const path = ["scenarios", position, "steps", index];
      if (guardsOf(first.result) !== guardsOf(result)) {
        found.push(finding("like-steps-guards", "warning", result.ref, path, params));
      } else if (levelOf(first.result) !== levelOf(result)) {
        found.push(finding("like-steps-level", "warning", result.ref, path, {
          ...params,
          level: between(result.level, plain),
          otherLevel: between(first.result.level, plain),
        }));
      }
    }
  }
  return found;
}

/** A step that says by what technique it is done, and where. */
interface Technique {
  readonly index: number;
  readonly result: StepResult;
  readonly technique: string;
  readonly key: string;
}

const known = new WeakMap<ScenarioResult, readonly Technique[]>();

/** The steps of a scenario that may be like others; found once per result. */
function techniques(scenario: ScenarioResult): readonly Technique[] {
  let ready = known.get(scenario);
  if (!ready) {
    ready = scenario.steps.flatMap((result, index) => {
      const { attack, technique: { ja }, place } = result.step;
      const technique = attack || ja;
      if (technique === "" || place === "") return [];
      return [{ index, result, technique, key: `${technique}\n${place}` }];
    });
    known.set(scenario, ready);
  }
  return ready;
}

const guards = new WeakMap<StepResult, string>();

function guardsOf(result: StepResult): string {
  let told = guards.get(result);
  if (told === undefined) {
    told = result.step.guards
      .map(({ control, level, kind, when }) => `${control} ${level} ${kind} ${when?.text ?? ""}`)
      .sort().join("\n");
    guards.set(result, told);
  }
  return told;
}

function levelOf({ level }: StepResult): string {
  return `${level.best} ${level.worst}`;
}

/** A rule about single steps: what it finds in one, whose name is `S1/phish`. */
export type StepRule = (result: StepResult, name: string, path: Finding["path"]) => Finding[];

interface Note {
  readonly position: number;
  readonly found: readonly Finding[];
}

const notes = new WeakMap<StepRule, WeakMap<ScenarioResult, Note>>();

/** What a rule finds in every step; a scenario whose result is the same object is not looked at again. */
export function inSteps({ scenarios }: Analysis, rule: StepRule): Finding[] {
  let ready = notes.get(rule);
  if (!ready) notes.set(rule, ready = new WeakMap());
  const found: Finding[] = [];
  for (const [position, scenario] of scenarios.entries()) {
    let note = ready.get(scenario);
    if (note?.position !== position) {
      note = { position, found: inScenario(scenario, position, rule) };
      ready.set(scenario, note);
    }
    for (const finding of note.found) found.push(finding);
  }
  return found;
}

function inScenario({ id, steps }: ScenarioResult, position: number, rule: StepRule): Finding[] {
  return steps.flatMap((result, index) =>
    rule(result, `${id}/${result.id}`, ["scenarios", position, "steps", index])
  );
}

/** A typed level that says nothing new, went stale, or contradicts evidence. */
export function typedLevels(result: StepResult, name: string, path: Finding["path"]): Finding[] {
  const { typed, computed, step } = result;
  if (typed === undefined) return [];
  const where = [...path, "level"];
  const params = { step: name, typed, computed: between(computed, plain) };
  const equal = computed.best === typed && computed.worst === typed;
  return [
    ...(result.stale
      ? [finding("level-stale", "warning", result.ref, where, {
        ...params,
        changed: join(changedSince(step.typed!.given!, step, result.guards)),
      })]
      : []),
    ...(step.typed!.given === undefined
      ? [finding("level-without-given", "info", result.ref, where, params)]
      : []),
    ...(equal ? [finding("level-as-computed", "info", result.ref, where, params)] : []),
    ...(result.capped && typed > 1
      ? [finding("level-against-test", "warning", result.ref, where, params)]
      : []),
  ];
}

/** A step that nothing guards: nobody thought about it yet. */
export function unmodelled(result: StepResult, name: string, path: Finding["path"]): Finding[] {
  if (result.modelled || result.applies.truth === "no") return [];
  return [finding("step-not-modelled", "warning", result.ref, path, { step: name })];
}

function finding(
  code: Finding["code"],
  severity: Finding["severity"],
  on: string,
  path: Finding["path"],
  params: Finding["params"],
): Finding {
  return { code, severity, on, path, params };
}
