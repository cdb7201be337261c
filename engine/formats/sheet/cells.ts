import type { System } from "../../model.ts";
import { none, rank, type Risk } from "../../risk.ts";
import type { Cell, Tone } from "./book.ts";

/** A truth, marked where it is a bad one. */
export function flag(value: boolean, bad: boolean): Cell {
  return { value, tone: value === bad ? "warn" : undefined };
}

/** A risk on its scale; `none` where no attack is possible. Over target it is marked as grave. */
export function riskCell(risk: Risk, over: boolean, system: System): Cell {
  return { value: risk, tone: over ? "warn" : toneOf(risk, system) };
}

function toneOf(risk: Risk, system: System): Tone | undefined {
  if (risk === none) return undefined;
  const { length } = system.method.risk.table.scale;
  return `risk-${Math.max(1, Math.ceil(5 * rank(system, risk) / length)) as 1 | 2 | 3 | 4 | 5}`;
}
