import type { Assessment } from "./assess.ts";
import { type Finding, listed } from "./finding.ts";
import { inSteps, likeSteps, typedLevels, unmodelled } from "./lint/steps.ts";
import { parts } from "./messages/gate.ts";
import { word } from "./messages/words.ts";
import type { System } from "./model.ts";
import { reviews } from "./review.ts";
import { rank } from "./risk.ts";
import { join } from "./show.ts";
import { toText } from "./text.ts";

/**
 * The rating linter: what an experienced reviewer would question about the ratings themselves. Reads
 * the results, so that it sees what was computed; `check` covers what does not fit together.
 * The rules are Mitate's own, after the inconsistencies found in published IPA-method worksheets.
 */
export function lint(assessment: Assessment): Finding[] {
  return listed([
    ...likeSteps(assessment),
    ...inSteps(assessment, typedLevels),
    ...inSteps(assessment, unmodelled),
    ...threatsInverted(assessment),
    ...unproven(assessment),
    ...decisions(assessment),
    ...plans(assessment),
    ...identity(assessment),
    ...approvals(assessment),
  ]);
}

/** A lower threat with a higher risk at the same damage and vulnerability: the table is not monotone. */
function threatsInverted({ scenarios, system }: Assessment): Finding[] {
  const cells = new Map<string, { threat: number; ref: string; risk: string | number }[]>();
  const found: Finding[] = [];
  for (const [position, scenario] of scenarios.entries()) {
    for (const { ref, choice, risk } of scenario.results) {
      const { damage, vulnerability, threat } = choice.worst;
      if (threat === 0) continue;
      const key = `${damage}/${vulnerability}`;
      // At most one of each threat: the risk of the same cell is the same.
      const others = cells.get(key) ?? [];
      cells.set(key, others);
      const here = { threat, ref, risk: risk.worst };
      const other = others.find((one) => inverted(here, one, system));
      if (other) {
        const [low, high] = here.threat < other.threat ? [here, other] : [other, here];
        found.push(finding("threat-inverted", "warning", ref, ["scenarios", position, "threat"], {
          low: low.ref,
          high: high.ref,
          lowRisk: low.risk,
          highRisk: high.risk,
        }));
      }
      if (others.every((one) => one.threat !== threat)) others.push(here);
    }
  }
  return found;
}

function inverted(
  a: { threat: number; risk: string | number },
  b: { threat: number; risk: string | number },
  system: System,
): boolean {
  const [low, high] = a.threat < b.threat ? [a, b] : [b, a];
  return low.threat < high.threat && rank(system, low.risk) > rank(system, high.risk);
}

/** What is said to be implemented should be shown somewhere. */
function unproven({ baseline, system }: Assessment): Finding[] {
  return baseline.controls.flatMap(({ control, ref, stood, exceptions }) => {
    const key = system.controls.get(control)?.key ?? control;
    return [stood, ...exceptions]
      .filter((one) => one.status === "implemented" && one.standing.evidence.ja === "")
      .map(({ place }) => {
        const path = place === "" ? ["controls", key] : ["controls", key, "at", place];
        const on = place === "" ? ref : `${ref}@${place}`;
        return finding("evidence-missing", "info", on, path, {
          control: place === "" ? control : `${control}@${place}`,
        });
      });
  });
}

/** Decisions that expired, whose day is still to come, or that settle what needs no settling. */
function decisions({ treatments, scenarios, at }: Assessment): Finding[] {
  const within = new Set(scenarios.filter(({ over }) => !over.worst).map(({ id }) => id));
  return treatments.flatMap((result, index) => {
    const { on, decided, expires } = result.treatment;
    const path = ["treatments", index];
    const params = {
      on,
      decision: word("decision", result.treatment.decision),
      decided,
      expires,
      at,
    };
    if (result.expired) {
      return [finding("decision-expired", "warning", result.ref, [...path, "expires"], params)];
    }
    if (result.pending) {
      return [finding("decision-pending", "warning", result.ref, [...path, "decided"], params)];
    }
    return result.settles && within.has(on)
      ? [finding("decision-needless", "info", result.ref, path, { on })]
      : [];
  });
}

/** Measures that are late, cannot be applied any more, or add nothing. */
function plans({ plan, system, at }: Assessment): Finding[] {
  return plan.measures.flatMap((measure) => {
    const index = system.measures.findIndex(({ id }) => id === measure.id);
    const path = measure.kind === "measure" ? ["measures", index] : ["controls", keyOf(measure.id)];
    const { ref, id, due } = measure;
    return [
      ...(measure.overdue
        ? [finding("measure-overdue", "warning", ref, path, { id, due, at })]
        : []),
      ...(measure.refused.length > 0 && !measure.done
        ? [finding("measure-refused", "warning", ref, [...path, "changes"], {
          id,
          list: join(measure.refused.map(({ change }) => change.type)),
        })]
        : []),
      ...(measure.redundant ? [finding("measure-redundant", "info", ref, path, { id })] : []),
    ];
  });

  function keyOf(id: string): string {
    const [control] = id.split("@");
    return system.controls.get(control)?.key ?? control;
  }
}

/** An assurance level declared lower than the impact of an identity failure asks for. */
function identity({ assurance, system }: Assessment): Finding[] {
  if (!assurance) return [];
  const asked = { ial: assurance.level, aal: assurance.aal };
  return (["ial", "aal"] as const).flatMap((kind) => {
    const declared = assurance.declared[kind];
    if (declared === undefined || declared >= asked[kind].worst) return [];
    const code = assurance.bound ? "assurance-below-bound" : "assurance-below";
    const severity = assurance.bound ? "info" : "warning";
    const path = ["profile", "authentication", kind];
    return [finding(code, severity, "assurance", path, {
      kind: kind.toUpperCase(),
      declared,
      asked: asked[kind].worst,
      table: system.method.assurance.name,
    })];
  });
}

/** Reviews whose decision is about another state than this one, or whose conditions are late. */
function approvals({ system, at }: Assessment): Finding[] {
  return reviews(system, at).flatMap(({ review, binding, changed, late }) => {
    const on = `review/${review.index}`;
    const path = ["reviews", review.index];
    const gate = word("phase", review.gate);
    const named = changed.map((part) => parts[part] ?? toText(part));
    const list = named.length > 0 ? join(named) : parts.record;
    return [
      ...(binding === "outdated"
        ? [finding("review-outdated", "warning", on, path, {
          gate,
          date: review.date,
          parts: list,
        })]
        : []),
      ...late.map(({ text, due }) =>
        finding("review-late", "warning", on, [...path, "conditions"], { gate, text, due })
      ),
    ];
  });
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
