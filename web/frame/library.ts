import * as Inputs from "@observablehq/inputs";
import * as Plot from "@observablehq/plot";
import * as htl from "htl";
import { all, create } from "mathjs";
import * as inputs from "../inputs/mod.ts";
import * as plots from "../plots/mod.ts";
import { give as analysis } from "./library/analysis.ts";
import { give as arrange } from "./library/arrange.ts";
import { give as changes } from "./library/changes.ts";
import { give as language } from "./library/language.ts";
import { give as patterns } from "./library/patterns.ts";
import { give as reasons } from "./library/reasons.ts";
import { give as records } from "./library/records.ts";
import { give as rules } from "./library/rules.ts";
import { give as shelf } from "./library/shelf.ts";
import { takes } from "./library/takes.ts";
import { taking } from "./library/taking.ts";
import { give as variants } from "./library/variants.ts";
import { give as words } from "./library/words.ts";
import { subjects, type World } from "./library/world.ts";
import { md } from "./markdown.ts";
import type { Systems } from "./systems.ts";

/** The names that every cell may read and that never change. The same for the frame and for reports. */
export function library(): Record<string, unknown> {
  const { create: _create, ...math } = create(all, { matrix: "Array", predictable: true });
  return { Plot, Inputs, htl, html: htl.html, svg: htl.svg, math };
}

/**
 * The names that speak a language or know the workspace's records: made anew when either changes, so
 * that the cells that read them compute anew.
 */
export function living(systems: Systems, propose: World["propose"]): Record<string, unknown> {
  const world = { systems, propose };
  const given = [...gives.map((give) => give(world)), drawn(world)];
  return {
    ...Object.assign({}, ...given),
    /** The text of a markdown cell, the side in the language. */
    md: (strings: readonly string[], ...values: unknown[]) => md(strings, ...values),
  };
}

const gives: readonly ((world: World) => Record<string, unknown>)[] = [
  ...[language, words, records, analysis, variants, changes, reasons, rules, shelf, arrange],
  patterns,
];

/** Plots and inputs. Those about a system take it, its analysis or its id. */
function drawn(world: World): Record<string, unknown> {
  const { changeList, grid } = plots;
  const { form, levelPicker } = inputs;
  const free = Object.entries({ changeList, form, grid, levelPicker });
  const all: Readonly<Record<string, Parameters<typeof taking>[1]>> = { ...plots, ...inputs };
  const known = subjects(world);
  return Object.fromEntries([
    ...free.map(([name, make]) => [name, again(make)]),
    ...Object.keys(takes).map((name) => [name, taking(name, all[name], known)]),
  ]);
}

/** The same function as a new value, which cells take for a change. */
function again(make: Parameters<typeof taking>[1]): Parameters<typeof taking>[1] {
  return (...values) => make(...values);
}
