import { all, create } from "mathjs";

/** mathjs, all of it, set up as in the workbench. */
export function give(): Record<string, unknown> {
  const { create: _create, ...math } = create(all, { matrix: "Array", predictable: true });
  return { math };
}
