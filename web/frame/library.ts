import * as Inputs from "@observablehq/inputs";
import * as Plot from "@observablehq/plot";
import * as htl from "htl";
import { all, create } from "mathjs";
import * as inputs from "../inputs/mod.ts";
import * as plots from "../plots/mod.ts";
import { give as analysis } from "./library/analysis.ts";
import { give as changes } from "./library/changes.ts";
import { give as reasons } from "./library/reasons.ts";
import { give as records } from "./library/records.ts";
import type { World } from "./library/world.ts";
import { md } from "./markdown.ts";
import type { Systems } from "./systems.ts";

/** The names that every cell of a notebook may read. What depends on the records is in `living`. */
export function library(): Record<string, unknown> {
  const { create: _create, ...math } = create(all, { matrix: "Array", predictable: true });
  return { Plot, Inputs, htl, html: htl.html, svg: htl.svg, md, math, ...plots, ...inputs };
}

/** The names that speak of the workspace's records, made anew when a record changes. */
export function living(
  systems: Systems,
  propose: World["propose"],
): Record<string, unknown> {
  const world = { at: systems.at, propose };
  return { ...records({ systems }), ...analysis(world), ...changes(world), ...reasons(world) };
}
