import type { Analysis } from "./analysis.ts";
import type { Assessment } from "./assess.ts";
import type { ControlResult, Count } from "./baseline.ts";
import type { Hit } from "./damage.ts";
import { tell } from "./finding.ts";
import { why as say_ } from "./messages/why.ts";
import { word, words } from "./messages/words.ts";
import { categories, type Category, type Interval, type Rating } from "./model.ts";
import type { MeasureResult, Move } from "./measure.ts";
import type { Stood } from "./profile.ts";
import type { RatingTable } from "./rating.ts";
import type { RuleId } from "./rule.ts";
import { type CategoryResult, none, type PathResult, type ScenarioResult } from "./scenario.ts";
import { at, walk } from "./shelf.ts";
import { between, join, percent, plain, risk, say, trait } from "./show.ts";
import type { GuardResult, StepResult } from "./step.ts";
import type { Text } from "./text.ts";
import { traitOf } from "./trait.ts";

/** How a result came about: its value, the rule and table cell behind it, and what it was made from. */
export interface Derivation {
  readonly ref: string;
  readonly title: Text;
  readonly value: Text;
  readonly rule: RuleId | undefined;
  /** The cells read, with the table they stand in. */
  readonly cells: readonly Cell[];
  readonly notes: readonly Text[];
  /** The inputs, each with its own derivation, down to what the record says. */
  readonly from: readonly Derivation[];
}

/** A cell of a table, as it was read. */
export interface Cell {
  readonly table: string;
  readonly name: Text;
  readonly version: string;
  readonly provenance: string;
  readonly key: string;
  readonly value: string | number;
}

/**
 * Why a result is what it is, read from the assessment; nothing is computed anew. Answers every
 * reference that appears in the JSON of an assessment; undefined for an unknown one.
 */
export function why(assessment: Assessment, ref: string): Derivation | undefined {
  const [kind, ...rest] = ref.split("/");
  const id = rest.join("/");
  if (kind === "plan" && id !== "") {
    const made = explain(assessment.plan.after, assessment, id);
    return made && { ...made, ref, title: say(say_.after, { title: made.title }) };
  }
  return explain(assessment, assessment, ref);
}

/**
 * The full reference for what a person typed: `S1` → `scenario/S1`, `AC-2` → `control/AC-2`, `M1` →
 * `measure/M1`; undefined where nothing has that name.
 */
export function refer(assessment: Assessment, typed: string): string | undefined {
  if (why(assessment, typed)) return typed;
  const kinds = ["scenario", "control", "measure", "damage", "treatment", "table", "trait"];
  const more = ["category", "impact", "target", "conformity", "step", "when"];
  return [...kinds, ...more]
    .map((kind) => `${kind}/${typed}`)
    .find((ref) => why(assessment, ref) !== undefined);
}

function explain(
  analysis: Analysis,
  assessment: Assessment,
  ref: string,
): Derivation | undefined {
  const [kind, ...rest] = ref.split("/");
  const id = rest.join("/");
  const of = explainers[kind];
  return of?.({ analysis, assessment, ref, id });
}

interface Question {
  readonly analysis: Analysis;
  readonly assessment: Assessment;
  readonly ref: string;
  /** The reference without its kind. */
  readonly id: string;
}

const explainers: Readonly<Record<string, (question: Question) => Derivation | undefined>> = {
  required,
  impact,
  assurance,
  conformity,
  control,
  damage,
  scenario,
  path,
  step,
  guard,
  when,
  trait: traitValue,
  category,
  table,
  target,
  measure,
  plan,
  treatment,
  verdict,
};

function required({ analysis, ref, id }: Question): Derivation | undefined {
  if (id !== "") return undefined;
  const { level } = analysis.baseline;
  return derivation(ref, say_.required, between(level, (one) => word("level", one)), {
    rule: "requiredLevel",
    notes: level.provisional ? [words.verdict.provisional] : [],
    from: categories.flatMap((one) => explainImpact(analysis, one)),
  });
}

function impact({ analysis, id }: Question): Derivation | undefined {
  return categories.includes(id as Category) ? explainImpact(analysis, id as Category) : undefined;
}

function explainImpact({ system }: Analysis, category: Category): Derivation {
  const { answer, why, wording } = system.impact[category];
  const standard = system.method.impact.categories[category];
  const definition = answer === "high" || answer === "moderate" || answer === "low"
    ? [wording[answer] ?? standard.definitions[answer]]
    : [];
  return derivation(
    `impact/${category}`,
    say(say_.impact, { category: standard.name }),
    word("level", answer),
    { notes: [...definition, ...reason(why)] },
  );
}

function assurance({ analysis, assessment, ref, id }: Question): Derivation | undefined {
  const result = assessment.assurance;
  if (!result || id !== "") return undefined;
  const { system } = analysis;
  const value = say(say_.assuranceValue, {
    ial: between(result.level, plain),
    aal: between(result.aal, plain),
  });
  return derivation(ref, say_.assurance, value, {
    rule: "assurance",
    notes: result.bound ? [say_.assuranceBound] : [],
    from: result.categories.map((row) =>
      derivation(
        `impact/${row.category}`,
        say(say_.failure, { category: word("category", row.category) }),
        between(row.impact, (level) => word("level", level)),
        {
          cells: cells(system.method.assurance, row.cell),
          notes: row.asked ? [] : [say_.notAsked],
        },
      )
    ),
  });
}

function conformity({ analysis, ref, id }: Question): Derivation | undefined {
  const { baseline } = analysis;
  const all: readonly Count[] = [baseline.all, ...baseline.catalogs, ...baseline.families];
  const count = all.find((one) => one.ref === ref);
  if (!count) return undefined;
  const inside = (result: ControlResult) =>
    id === "" || result.catalog === id || result.family === id ||
    `${result.catalog}:${result.family}` === id;
  const { share, ...numbers } = count;
  const value = say(say_.conformityValue, {
    share: between(share, percent),
    met: count.met,
    total: count.total,
  });
  return derivation(ref, say(say_.conformity, { name: count.name }), value, {
    rule: "conformity",
    notes: [say(say_.counts, numbers)],
    from: [
      ...(id === "" ? some(required({ analysis, ref: "required", id: "" } as Question)) : []),
      ...baseline.controls.filter((result) => result.gap && inside(result)).map((result) =>
        explainControl(result, analysis)
      ),
    ],
  });
}

function control({ analysis, ref, id }: Question): Derivation | undefined {
  const result = analysis.baseline.controls.find((one) => one.ref === ref);
  if (result) return explainControl(result, analysis);
  const [name, place = ""] = id.split("@");
  const { system } = analysis;
  const known = system.catalogue.get(name);
  if (!known && !system.controls.has(name)) return undefined;
  if (place !== "" && !(place in (system.controls.get(name)?.at ?? {}))) return undefined;
  const made = explainStood(analysis.ground.stood(name, place), analysis);
  if (place !== "") return made;
  const removed = analysis.baseline.removed.find((one) => one.control === name);
  const note = removed ? say(say_.removed, { why: removed.why }) : say_.notRequired;
  return { ...made, notes: [note, ...made.notes] };
}

function explainControl(result: ControlResult, analysis: Analysis): Derivation {
  const { system } = analysis;
  const { baselines, added } = result.demand;
  const catalog = system.method.catalogs.find(({ id }) => id === result.catalog)!;
  const demand = [
    ...(baselines.length > 0
      ? [say(say_.demandBaseline, {
        catalog: catalog.name,
        baselines: baselines.join(" + ").toUpperCase(),
      })]
      : []),
    ...(added ? [say(say_.demandAdded, { why: added })] : []),
  ];
  return derivation(
    result.ref,
    say(say_.control, { control: result.control, title: result.title }),
    word("conformity", result.conformity),
    {
      rule: "conformity",
      cells: cells(system.method.conformity, {
        best: result.stood.best,
        worst: result.stood.worst,
      }),
      notes: demand,
      from: [result.stood, ...result.exceptions].map((stood) => explainStood(stood, analysis)),
    },
  );
}

function explainStood(stood: Stood, analysis: Analysis): Derivation {
  const { control, place, standing, provider } = stood;
  const name = analysis.system.providers.find(({ id }) => id === provider)?.name ?? provider;
  const causes: Record<Stood["cause"], Text> = {
    written: say_.written,
    unwritten: say_.unwritten,
    provider: say(say_.provider, { provider: name }),
    "no-provider": say(stood.status === "absent" ? say_.noProvider : say_.maybeProvider, {
      provider: name,
    }),
    condition: say(say_.outside, { because: because(stood.applies.because, analysis) }),
  };
  const title = place === ""
    ? say(say_.standing, { control })
    : say(say_.standingAt, { control, place: placeName(place, analysis) });
  return derivation(
    place === "" ? `control/${control}` : `control/${control}@${place}`,
    title,
    word("status", stood.status),
    {
      rule: "standing",
      notes: [causes[stood.cause], ...reason(standing.why), ...proof(standing.evidence)],
      from: [
        ...some(
          condition(
            `when/control/${control}`,
            analysis.system.controls.get(control)?.when,
            analysis,
          ),
        ),
        ...(provider === "" ? [] : some(
          condition(
            `when/provider/${provider}`,
            analysis.system.providers.find(({ id }) => id === provider)?.when,
            analysis,
          ),
        )),
      ],
    },
  );
}

function damage({ analysis, ref }: Question): Derivation | undefined {
  for (const result of analysis.damages) {
    if (result.ref === ref) {
      const title = say(say_.damage, { id: result.id, name: result.damage.name });
      const hits = result.hits.map((hit) =>
        join([word("category", hit.category), between(hit.level, plain)])
      );
      return derivation(ref, title, join(hits), {
        rule: "damageLevel",
        notes: outside(result.applies, analysis),
        from: result.hits.map((hit) => explainHit(hit, result.id, analysis)),
      });
    }
    const hit = result.hits.find((one) => one.ref === ref);
    if (hit) return explainHit(hit, result.id, analysis);
  }
  return undefined;
}

function explainHit(hit: Hit, id: string, analysis: Analysis): Derivation {
  const { system } = analysis;
  const typed = system.damages.find((one) => one.id === id)?.hits
    .find(({ category }) => category === hit.category);
  const title = say(say_.hit, { id, category: word("category", hit.category) });
  const applicable = hit.impact.worst !== "not-applicable";
  return derivation(hit.ref, title, between(hit.level, plain), {
    rule: "damageLevel",
    cells: applicable ? cells(system.method.damage, hit.impact) : [],
    notes: [
      hit.typed ? say_.hitTyped : say_.hitOwn,
      ...(applicable ? [] : [say_.notApplicable]),
      ...reason(typed?.why),
    ],
    from: [explainImpact(analysis, hit.category)],
  });
}

function scenario({ analysis, ref }: Question): Derivation | undefined {
  for (const result of analysis.scenarios) {
    if (result.ref === ref) return explainScenario(result, analysis);
    const one = result.results.find((one) => one.ref === ref);
    if (one) return explainCategory(one, result, analysis);
  }
  return undefined;
}

function explainScenario(result: ScenarioResult, analysis: Analysis): Derivation {
  const title = say(say_.scenario, { id: result.id, name: result.scenario.name });
  const notes = result.possible.worst
    ? result.results.length === 0 ? [say_.noHits] : []
    : [say_.notPossible, ...whyNot(result, analysis)];
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
    const note = say(say_.outside, { because: because(step.applies.because, analysis) });
    return { ja: `${step.id}：${note.ja}`, en: `${step.id}: ${note.en}` };
  });
}

function nearNotes({ near, paths }: ScenarioResult): Text[] {
  return near.map((miss) => {
    const steps = paths.find(({ ref }) => ref === miss.path)?.steps ?? [];
    return say(say_.near, {
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
  const title = say(say_.scenarioCategory, { id, category: word("category", category) });
  const hit = analysis.damages.find((one) => one.id === scenario.damage)?.hits
    .find((one) => one.category === category);
  if (choice.worst.risk === none) {
    const note = result.damage.worst === 0 ? say_.notApplicable : say_.notPossible;
    return derivation(result.ref, title, risk(none), {
      rule: "scenarioRisk",
      notes: [note],
      from: hit ? [explainHit(hit, scenario.damage, analysis)] : [],
    });
  }
  const bound = say(result.over.worst ? say_.over : say_.within, {
    damage: choice.worst.damage,
    target: risk(result.target.worst ?? none),
  });
  const decides = deciding
    ? [say(say_.decides, { path: deciding.path.join(" → "), steps: join(deciding.steps) })]
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

function path({ analysis, ref }: Question): Derivation | undefined {
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
  const value = say(say_.pathValue, {
    risk: between(found.risk, risk),
    threat: between(found.threat, plain),
    defence: between(found.defence, plain),
  });
  const on = steps.filter((step) => found.steps.includes(step.id));
  return derivation(found.ref, say(say_.path, { path: found.steps.join(" → ") }), value, {
    rule: "pathDefence",
    cells: found.cell.worst === "" ? [] : cells(system.method.risk.table, found.cell),
    notes: [say(say_.decides, { path: found.steps.join(" → "), steps: join(found.deciding) })],
    from: [
      ...on.filter((one) => one.step.needs === undefined)
        .map((one) => explainThreat(one, id, analysis)),
      ...on.map((one) => explainStep(one, analysis)),
    ],
  });
}

function explainThreat(step: StepResult, scenarioId: string, { scenarios }: Analysis): Derivation {
  const result = scenarios.find(({ id }) => id === scenarioId)!;
  const own = step.threat !== undefined;
  const threat = step.threat ?? result.threat;
  const why = own ? step.step.why : result.scenario.why;
  const id = own ? `${scenarioId}/${step.id}` : scenarioId;
  return derivation(
    own ? step.ref : result.ref,
    say(say_.threatOf, { id }),
    between(threat, plain),
    { rule: "pathThreat", notes: reason(why) },
  );
}

function step({ analysis, ref }: Question): Derivation | undefined {
  const found = analysis.scenarios.flatMap(({ steps }) => steps).find((one) => one.ref === ref);
  return found && explainStep(found, analysis);
}

function explainStep(found: StepResult, analysis: Analysis): Derivation {
  const { step, typed, computed } = found;
  const notes = [
    ...outside(found.applies, analysis),
    ...(found.capped ? [say_.capped] : []),
    ...(found.modelled ? [] : [say_.notModelled]),
    ...(typed === undefined ? [] : [
      say(say_.typed, { typed, computed: between(computed, plain), why: step.typed!.why }),
    ]),
    ...(found.stale ? [say_.stale] : []),
  ];
  return derivation(
    found.ref,
    say(say_.step, { id: found.id, name: step.name }),
    say(say_.stepValue, { level: between(found.level, plain) }),
    {
      rule: "levelOfDefence",
      cells: cells(analysis.system.method.step, found.cell),
      notes,
      from: found.guards.map((one) => explainGuard(one, analysis)),
    },
  );
}

function guard({ analysis, ref }: Question): Derivation | undefined {
  const found = analysis.scenarios.flatMap(({ steps }) => steps)
    .flatMap(({ guards }) => guards).find((one) => one.ref === ref);
  return found && explainGuard(found, analysis);
}

function explainGuard(found: GuardResult, analysis: Analysis): Derivation {
  const title = say(say_.guard, {
    control: found.control,
    kind: word("kind", found.kind),
    nominal: found.nominal,
  });
  const value = say(say_.guardValue, {
    effective: between(found.effective, (level) => level === 0 ? say_.nothing : plain(level)),
  });
  return derivation(found.ref, title, value, {
    rule: "effectiveLevel",
    cells: cells(analysis.system.method.effect, found.cell),
    notes: [
      ...outside(found.applies, analysis),
      ...(found.covering ? [say_.covering] : []),
      ...(found.kind === "continuity" ? [say_.continuity] : []),
    ],
    from: [explainStood(found.stood, analysis)],
  });
}

function when({ analysis, assessment, ref }: Question): Derivation | undefined {
  const found = assessment.conditions.find((one) => one.ref === ref);
  if (!found) return undefined;
  return derivation(ref, say(say_.condition, { text: found.text }), word("truth", found.truth), {
    rule: "condition",
    from: found.traits.map((name) => explainTrait(name, analysis)),
  });
}

function condition(
  ref: string,
  written: { text: string } | undefined,
  analysis: Analysis,
): Derivation | undefined {
  if (!written) return undefined;
  const verity = analysis.ground.verity(written as Parameters<typeof analysis.ground.verity>[0]);
  return derivation(ref, say(say_.condition, { text: written.text }), word("truth", verity.truth), {
    rule: "condition",
    from: verity.because.map((name) => explainTrait(name, analysis)),
  });
}

function traitValue({ analysis, id }: Question): Derivation | undefined {
  const known = traitOf(id) !== undefined || id in analysis.system.profile.traits;
  return known ? explainTrait(id, analysis) : undefined;
}

function explainTrait(name: string, { system }: Analysis): Derivation {
  const label = traitOf(name)?.label ?? plain(name);
  return derivation(
    `trait/${name}`,
    say(say_.trait, { trait: label }),
    trait(name, system.profile.traits[name]),
  );
}

function category({ analysis, assessment, ref }: Question): Derivation | undefined {
  const found = assessment.categories.find((one) => one.ref === ref);
  if (!found) return undefined;
  const title = say(say_.category, { category: word("category", found.category) });
  return derivation(ref, title, between(found.risk, risk), {
    rule: "scenarioRisk",
    from: analysis.scenarios.filter(({ id }) => found.scenarios.includes(id)).flatMap((result) =>
      result.results.filter((one) => one.category === found.category)
        .map((one) => explainCategory(one, result, analysis))
    ),
  });
}

function table({ assessment, ref }: Question): Derivation | undefined {
  const found = assessment.tables.find((one) => one.ref === ref);
  if (!found) return undefined;
  const value = say(say_.tableValue, {
    version: found.version,
    provenance: word("provenance", found.provenance),
  });
  const notes = [say(say_.tableSource, { source: found.source })];
  return derivation(ref, say(say_.table, { name: found.name }), value, {
    notes: found.note ? [...notes, found.note] : notes,
  });
}

function target({ analysis, ref, id }: Question): Derivation | undefined {
  if (!["1", "2", "3"].includes(id)) return undefined;
  const allowed = analysis.system.target[Number(id) as Rating];
  const value = say(say_.targetValue, { risk: risk(allowed) });
  return derivation(ref, say(say_.target, { damage: id }), value, { rule: "target" });
}

function measure({ assessment, ref }: Question): Derivation | undefined {
  const found = assessment.plan.measures.find((one) => one.ref === ref);
  return found && explainMeasure(found);
}

function explainMeasure(found: MeasureResult): Derivation {
  const value = say(say_.measureValue, {
    closes: found.closes.length,
    raises: found.raises.length,
  });
  const raises = found.raises.map(({ ref, from, to }) => `${ref.slice(5)} ${from}→${to}`);
  const refused = found.refused.map(({ problem }) => ({
    ja: tell({ ...problem, severity: "error", on: "", path: [] }, "ja"),
    en: tell({ ...problem, severity: "error", on: "", path: [] }, "en"),
  }));
  const notes = [
    ...found.changes.map(({ text }) => text),
    ...(found.closes.length > 0 ? [say(say_.measureCloses, { list: join(found.closes) })] : []),
    ...(raises.length > 0 ? [say(say_.measureRaises, { list: join(raises) })] : []),
    found.alone.length > 0
      ? say(say_.measureAlone, { list: join(found.alone.map(move)) })
      : say_.measureAloneNothing,
    found.dropped.length > 0
      ? say(say_.measureDropped, { list: join(found.dropped.map(move)) })
      : say_.measureDroppedNothing,
    ...(found.together.length > 0
      ? [say(say_.measureTogether, { list: join(found.together) })]
      : []),
    ...(found.overdue ? [say(say_.measureOverdue, { due: found.due })] : []),
    ...(refused.length > 0 ? [say(say_.measureRefused, { list: join(refused) })] : []),
  ];
  return derivation(found.ref, say(say_.measure, { id: found.id, name: found.name }), value, {
    rule: "measure",
    notes,
  });
}

/** A move in words: `S1 情報漏えい A→B（対策レベル 1→2）`. */
export function move({ scenario, category, from, to, defence }: Move): Text {
  const letters = from === to ? risk(to) : say({ ja: "{a}→{b}", en: "{a}→{b}" }, {
    a: risk(from),
    b: risk(to),
  });
  return say({
    ja: "{scenario} {category} {letters}（対策レベル {from}→{to}）",
    en: "{scenario} {category} {letters} (defence {from}→{to})",
  }, {
    scenario,
    category: word("category", category),
    letters,
    from: defence.from,
    to: defence.to,
  });
}

function plan({ assessment, ref }: Question): Derivation {
  const { plan } = assessment;
  const value = say(say_.planValue, {
    count: plan.measures.filter(({ overdue, done }) => !overdue && !done).length,
    date: plan.date === "" ? say_.nothing : plan.date,
    cost: say({ ja: "{cost}{unit}", en: "{cost} {unit}" }, {
      cost: plan.cost.toLocaleString("en-US"),
      unit: assessment.system.method.unit,
    }),
  });
  return derivation(ref, say_.plan, value, {
    rule: "plan",
    notes: plan.moves.map(move),
    from: plan.measures.filter(({ kind }) => kind === "measure").map(explainMeasure),
  });
}

function treatment({ assessment, ref }: Question): Derivation | undefined {
  const found = assessment.treatments.find((one) => one.ref === ref);
  if (!found) return undefined;
  const { on, decision, why, expires } = found.treatment;
  const state = found.settles
    ? say_.treatmentSettles
    : found.expired
    ? say(say_.treatmentExpired, { expires })
    : found.lacks.length > 0
    ? say(say_.treatmentLacks, { list: join(found.lacks) })
    : say_.treatmentMitigate;
  const title = say(say_.treatment, { on, decision: word("decision", decision) });
  return derivation(ref, title, word("decision", decision), {
    rule: "treatment",
    notes: [state, ...reason(why)],
  });
}

function verdict({ assessment, ref }: Question): Derivation {
  const { verdict: found } = assessment;
  const counts = (open: { over: readonly string[]; gaps: readonly string[] }) => ({
    over: open.over.length,
    gaps: open.gaps.length,
  });
  const list = (message: Text, ids: readonly string[]) =>
    ids.length > 0 ? [say(message, { list: join(ids) })] : [];
  const notes = [
    ...(found.verdict === "provisional"
      ? [say(say_.verdictEnds, {
        best: word("verdict", found.ends.best),
        worst: word("verdict", found.ends.worst),
      })]
      : []),
    say(say_.verdictNow, counts(found.now)),
    ...list(say_.verdictList, [...found.now.over, ...found.now.gaps]),
    say(say_.verdictAfter, counts(found.after)),
    ...list(say_.verdictList, [...found.after.over, ...found.after.gaps]),
    ...(found.date === "" ? [] : [say(say_.verdictDate, { date: found.date })]),
    ...list(say_.verdictUndated, found.undated),
    ...list(say_.verdictSettled, found.settled),
    ...list(say_.verdictOverdue, found.overdue),
    ...list(say_.verdictExpired, found.expired),
  ];
  return derivation(ref, say_.verdict, word("verdict", found.verdict), { rule: "verdict", notes });
}

function derivation(
  ref: string,
  title: Text,
  value: Text,
  rest: Partial<Pick<Derivation, "rule" | "cells" | "notes" | "from">> = {},
): Derivation {
  return { ref, title, value, rule: undefined, cells: [], notes: [], from: [], ...rest };
}

/** The cells of a table at both ends; one where they agree. Keys the table lacks are left out. */
function cells(table: RatingTable, keys: Interval<string>): Cell[] {
  return [...new Set([keys.best, keys.worst])].filter((key) => key in table.cells).map((key) => ({
    table: table.id,
    name: table.name,
    version: table.version,
    provenance: table.provenance,
    key,
    value: table.cells[key],
  }));
}

function reason(why: Text | undefined): Text[] {
  return why && why.ja !== "" ? [say(say_.reason, { why })] : [];
}

function proof(evidence: Text): Text[] {
  return evidence.ja === "" ? [] : [say(say_.evidence, { evidence })];
}

function outside(
  verity: { truth: string; because: readonly string[] },
  analysis: Analysis,
): Text[] {
  if (verity.truth !== "no") return [];
  return [say(say_.outside, { because: because(verity.because, analysis) })];
}

/** The traits that decided a condition, with their values: 「公開範囲：閉域」. */
export function because(names: readonly string[], { system }: Pick<Analysis, "system">): Text {
  return join(names.map((name) => {
    const label = traitOf(name)?.label ?? plain(name);
    const value = trait(name, system.profile.traits[name]);
    return { ja: `${label.ja}：${value.ja}`, en: `${label.en}: ${value.en}` };
  }));
}

function placeName(place: string, { system }: Analysis): Text {
  return system.components.find(({ id }) => id === place)?.name ?? plain(place);
}

function same<T>(value: T): Interval<T> {
  return { best: value, worst: value };
}

function some<T>(value: T | undefined): T[] {
  return value === undefined ? [] : [value];
}
