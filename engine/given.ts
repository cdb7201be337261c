import { type Given, type Kind, kinds, type Leaning, type Step } from "./model.ts";
import type { GuardResult } from "./step.ts";

/**
 * What the computed level of a step leans on, control by control: its status at the step's place, and
 * for each role it has there its nominal level and condition. To be recorded as `level.given` when
 * another level is typed over it.
 */
export function given(step: Step, guards: readonly GuardResult[]): Record<string, Leaning> {
  const found: Record<string, Leaning> = {};
  for (const [index, { control, status, kind, nominal, applies, covering }] of guards.entries()) {
    const when = step.guards[index].when?.text;
    const { truth } = applies;
    found[control] = {
      ...found[control],
      status,
      ...step.independent.includes(control) ? { independent: true } : {},
      ...covering ? { covering } : {},
      [kind]: when === undefined
        ? nominal
        : truth === "yes"
        ? { level: nominal, when }
        : { level: nominal, when, applies: truth },
    };
  }
  return found;
}

/**
 * The controls on which a computed level leans otherwise than was recorded. Of a control that was
 * recorded as its status alone, as records did at first, only the status counts.
 */
export function changedSince(
  written: Readonly<Record<string, Given>>,
  step: Step,
  guards: readonly GuardResult[],
): string[] {
  const now = given(step, guards);
  return [...new Set([...Object.keys(written), ...Object.keys(now)])]
    .filter((control) => !isSame(written[control], now[control]));
}

function isSame(written: Given | undefined, now: Leaning | undefined): boolean {
  if (written === undefined || now === undefined) return false;
  if (typeof written === "string") return written === now.status;
  return written.status === now.status &&
    (written.independent ?? false) === (now.independent ?? false) &&
    (written.covering ?? false) === (now.covering ?? false) &&
    kinds.every((kind) => roleOf(written, kind) === roleOf(now, kind));
}

function roleOf(leaning: Leaning, kind: Kind): string {
  const role = leaning[kind];
  if (typeof role !== "object") return `${role} yes `;
  return `${role.level} ${role.applies ?? "yes"} ${role.when ?? ""}`;
}
