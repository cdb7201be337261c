import type { StepSpec } from "../../schema.ts";

/** A row of attack steps as a cell lists them, by `→` or by lines: each needs the one before it. */
export function stepsIn(cell: string): StepSpec[] {
  const names = cell.split(/\n|→|⇒|->|=>/u)
    .map((name) => name.replace(/^\s*(?:[(（]?\d+[.)）．:：]|[・①-⑳-])\s*/u, "").trim())
    .filter((name) => name !== "");
  return names.map((name, index) => ({
    id: `step-${index + 1}`,
    name,
    ...(index === 0 ? {} : { needs: [`step-${index}`] }),
  }));
}
