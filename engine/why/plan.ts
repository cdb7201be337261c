import { tell } from "../finding.ts";
import { phrases } from "../messages/why.ts";
import { word } from "../messages/words.ts";
import type { MeasureResult, Move } from "../measure.ts";
import { join, risk, say } from "../show.ts";
import type { Text } from "../text.ts";
import { type Derivation, derivation, type Question, reason } from "./derivation.ts";

export function measure({ assessment, ref }: Question): Derivation | undefined {
  const found = assessment.plan.measures.find((one) => one.ref === ref);
  return found && explainMeasure(found);
}

function explainMeasure(found: MeasureResult): Derivation {
  const value = say(phrases.measureValue, {
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
    ...(found.closes.length > 0 ? [say(phrases.measureCloses, { list: join(found.closes) })] : []),
    ...(raises.length > 0 ? [say(phrases.measureRaises, { list: join(raises) })] : []),
    found.alone.length > 0
      ? say(phrases.measureAlone, { list: join(found.alone.map(move)) })
      : phrases.measureAloneNothing,
    found.dropped.length > 0
      ? say(phrases.measureDropped, { list: join(found.dropped.map(move)) })
      : phrases.measureDroppedNothing,
    ...(found.together.length > 0
      ? [say(phrases.measureTogether, { list: join(found.together) })]
      : []),
    ...(found.overdue ? [say(phrases.measureOverdue, { due: found.due })] : []),
    ...(refused.length > 0 ? [say(phrases.measureRefused, { list: join(refused) })] : []),
  ];
  return derivation(found.ref, say(phrases.measure, { id: found.id, name: found.name }), value, {
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

export function plan({ assessment, ref }: Question): Derivation {
  const { plan } = assessment;
  const value = say(phrases.planValue, {
    count: plan.measures.filter(({ overdue, done }) => !overdue && !done).length,
    date: plan.date === "" ? phrases.nothing : plan.date,
    cost: say({ ja: "{cost}{unit}", en: "{cost} {unit}" }, {
      cost: plan.cost.toLocaleString("en-US"),
      unit: assessment.system.method.unit,
    }),
  });
  return derivation(ref, phrases.plan, value, {
    rule: "plan",
    notes: plan.moves.map(move),
    from: plan.measures.filter(({ kind }) => kind === "measure").map(explainMeasure),
  });
}

export function treatment({ assessment, ref }: Question): Derivation | undefined {
  const found = assessment.treatments.find((one) => one.ref === ref);
  if (!found) return undefined;
  const { on, decision, why, decided, expires } = found.treatment;
  const state = found.settles
    ? phrases.treatmentSettles
    : found.expired
    ? say(phrases.treatmentExpired, { expires })
    : found.pending
    ? say(phrases.treatmentPending, { decided })
    : found.lacks.length > 0
    ? say(phrases.treatmentLacks, { list: join(found.lacks) })
    : phrases.treatmentMitigate;
  const title = say(phrases.treatment, { on, decision: word("decision", decision) });
  return derivation(ref, title, word("decision", decision), {
    rule: "treatment",
    notes: [state, ...reason(why)],
  });
}

export function verdict({ assessment, ref }: Question): Derivation {
  const { verdict: found } = assessment;
  const counts = (open: { over: readonly string[]; gaps: readonly string[] }) => ({
    over: open.over.length,
    gaps: open.gaps.length,
  });
  const list = (message: Text, ids: readonly string[]) =>
    ids.length > 0 ? [say(message, { list: join(ids) })] : [];
  const notes = [
    ...(found.verdict === "provisional"
      ? [say(phrases.verdictEnds, {
        best: word("verdict", found.ends.best),
        worst: word("verdict", found.ends.worst),
      })]
      : []),
    say(phrases.verdictNow, counts(found.now)),
    ...list(phrases.verdictList, [...found.now.over, ...found.now.gaps]),
    say(phrases.verdictAfter, counts(found.after)),
    ...list(phrases.verdictList, [...found.after.over, ...found.after.gaps]),
    ...(found.date === "" ? [] : [say(phrases.verdictDate, { date: found.date })]),
    ...list(phrases.verdictUndated, found.undated),
    ...list(phrases.verdictSettled, found.settled),
    ...list(phrases.verdictOverdue, found.overdue),
    ...list(phrases.verdictExpired, found.expired),
    ...list(phrases.verdictPending, found.pending),
  ];
  return derivation(ref, phrases.verdict, word("verdict", found.verdict), {
    rule: "verdict",
    notes,
  });
}
