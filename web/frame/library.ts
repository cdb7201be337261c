import * as Inputs from "@observablehq/inputs";
import * as Plot from "@observablehq/plot";
import * as htl from "htl";
import { all, create } from "mathjs";
import { assess, type Assessment } from "../../engine/assess.ts";
import { apply, describe } from "../../engine/change.ts";
import { words } from "../../engine/messages/words.ts";
import type { Change, System } from "../../engine/mod.ts";
import { closest } from "../../engine/nearest.ts";
import { resolver } from "../../engine/resolve.ts";
import { toSystem } from "../../engine/system.ts";
import type { Text } from "../../engine/text.ts";
import { variants, varied } from "../../engine/variant.ts";
import { why } from "../../engine/why.ts";
import * as inputs from "../inputs/mod.ts";
import * as plots from "../plots/mod.ts";
import { type Message, voice } from "../plots/voice.ts";
import { md } from "./markdown.ts";
import type { Systems } from "./systems.ts";

/** A system, the analysis of one, or the id of a record. */
export type Subject = System | Assessment | string;

/** Carries changes to the page around, which alone can write. */
export type Propose = (system: string, changes: readonly Change[]) => void;

/** The names that every cell may read and that never change. The same for the frame and for reports. */
export function library(): Record<string, unknown> {
  const { create: _create, ...math } = create(all, { matrix: "Array", predictable: true });
  return { Plot, Inputs, htl, html: htl.html, svg: htl.svg, math };
}

/**
 * The names that speak a language or know the workspace's records: made anew when either changes, so
 * that the cells that read them compute anew.
 */
export function living(systems: Systems, propose: Propose): Record<string, unknown> {
  return { ...spoken(), ...known(systems, propose), ...drawn(systems), ...asked(systems) };
}

/** What belongs to the language alone. */
function spoken(): Record<string, unknown> {
  const { lang } = voice();
  return {
    /** `ja` or `en`. */
    lang,
    /** The side of a text in the language: of two texts, or of one with both. */
    t: (ja: string | Text, en?: string) =>
      typeof ja === "object" ? ja[lang] : lang === "ja" ? ja : en ?? ja,
    /** The words for the codes of a record: `words.status.partial`. */
    words: Object.fromEntries(
      Object.entries(words).map(([group, own]) => [group, inLanguage(own)]),
    ),
    /** The text of a markdown cell, the side in the language. */
    md: (strings: readonly string[], ...values: unknown[]) => md(strings, ...values),
    /** A change in words. */
    describe: (change: Change) => describe(change)[lang],
  };

  function inLanguage(texts: Readonly<Record<string, Text>>): Record<string, string> {
    return Object.fromEntries(Object.entries(texts).map(([code, text]) => [code, text[lang]]));
  }
}

/** The records, copies of them, and what leads back to them. */
function known(systems: Systems, propose: Propose): Record<string, unknown> {
  const { analysed, systemOf } = subjects(systems);
  return {
    /** The system of a record by its id; the first one where none is named. */
    system: (id?: string) => systems.get(id),
    systems: systems.all(),
    /** The system as one of its variants has it, by the variant's id. */
    variant: (subject: Subject, id: string) => variantOf(systemOf(subject), id),
    /** The variants of a record: their ids, names, changes. */
    variants: (subject: Subject) => variants(systemOf(subject)),
    /** The patterns of attack scenarios beside the records. */
    patterns: systems.patterns,
    today: systems.at,
    /** The analysis of a system on the notebook's day. */
    assess: analysed,
    /** A copy of a system in which changes were made; the record itself stays. */
    whatIf: (subject: Subject, ...changes: (Change | readonly Change[] | undefined)[]) =>
      whatIf(systemOf(subject), changes.flat().filter((change) => change !== undefined)),
    /** A button that offers changes to the page around, which shows them and asks. */
    applyToRecord: (subject: Subject, changes: readonly Change[]) =>
      applyButton(systemOf(subject), changes, propose),
  };
}

type Options = Readonly<Record<string, unknown>>;

/** Figures and tables. Each takes a system, its analysis or its id, and is an element with a value. */
function drawn(systems: Systems): Record<string, unknown> {
  const { analysed } = subjects(systems);
  const of = <A extends readonly unknown[]>(
    plot: (assessment: Assessment, ...rest: A) => unknown,
  ) =>
  (subject: Subject, ...rest: A) => plot(analysed(subject), ...rest);
  return {
    verdictCard: of(plots.verdictCard),
    riskMatrix: of(plots.riskMatrix),
    scenarioTable: of(plots.scenarioTable),
    pathDiagram: of(plots.pathDiagram),
    conformityStrip: of(plots.conformityStrip),
    gapBars: of(plots.gapBars),
    measuresTable: of(plots.measuresTable),
    beforeAfter: of(plots.beforeAfter),
    /** A chapter of the report: `chapter(portal, "impact")`, `chapter(portal, "scenario/S1")`. */
    chapter: of(plots.chapter),
    comparison: (before: Subject, after: Subject, options?: Options) =>
      plots.comparison(analysed(before), analysed(after), options),
    /** What differs in the input of two states, what moved, and which change moved it. */
    differences: (before: Subject, after: Subject, options?: Options) =>
      plots.differences(analysed(before), analysed(after), options),
    variantBoard: of(plots.variantBoard),
    /** Where a result comes from, as a tree, on demand folded; its value is the derivation as data. */
    why: (
      subject: Subject,
      ref: string,
      { folded, ...options }: Parameters<typeof plots.whyTree>[1] & { readonly folded?: boolean } =
        {},
    ) => {
      const derivation = why(analysed(subject), ref);
      const tree = derivation ? plots.whyTree(derivation, options) : plots.whyNot(ref, options);
      if (!folded || !derivation) return tree;
      const line = plots.fold(voice().say("plot.why.fold"), tree)!;
      return Object.assign(line, { value: derivation, summary: tree.summary });
    },
    /** The rules of the engine, all or those named, with text and source. */
    rules: (...ids: string[]) => plots.ruleList(ids.flat()),
    /** Everything published there is to analyse with, or what one analysis read. */
    tables: (subject?: Subject) =>
      plots.shelfList(subject === undefined ? systems.shelf : analysed(subject)),
    /** One table with every cell, by its id on the shelf or as it stands in a system. */
    ratingTable: (table: string | Parameters<typeof plots.ratingTable>[0], options?: Options) =>
      plots.ratingTable(typeof table === "string" ? tableOf(table, systems) : table, options),
    changeList: (changes: readonly Change[]) => plots.changeList(changes),
    grid: (...given: Parameters<typeof plots.grid>) => plots.grid(...given),
    sideBySide: (...parts: Node[]) => plots.sideBySide(parts.flat()),
    fold: (...given: Parameters<typeof plots.fold>) => plots.fold(...given),
  };
}

/** Inputs. Their value is what differs from the record, as changes, or what was chosen. */
function asked(systems: Systems): Record<string, unknown> {
  const { analysed, systemOf } = subjects(systems);
  const system = <A extends readonly unknown[]>(
    input: (system: System, ...rest: A) => unknown,
  ) =>
  (subject: Subject, ...rest: A) => input(systemOf(subject), ...rest);
  const analysis = <A extends readonly unknown[]>(
    input: (assessment: Assessment, ...rest: A) => unknown,
  ) =>
  (subject: Subject, ...rest: A) => input(analysed(subject), ...rest);
  return {
    profileInput: system(inputs.profileInput),
    impactInput: system(inputs.impactInput),
    statusTable: system(inputs.statusTable),
    controlPicker: system(inputs.controlPicker),
    scenarioPicker: analysis(inputs.scenarioPicker),
    measurePicker: analysis(inputs.measurePicker),
    patternPicker: (subject: Subject, options?: Options) =>
      inputs.patternPicker(systemOf(subject), systems.patterns, options),
    levelPicker: (options?: Options) => inputs.levelPicker(options),
    /** Several inputs as one, whose value is an object. */
    form: (...given: Parameters<typeof inputs.form>) => inputs.form(...given),
  };
}

/** Reads what cells hand over: a system, its analysis, or the id of a record. */
function subjects(systems: Systems): {
  analysed(subject: Subject): Assessment;
  systemOf(subject: Subject): System;
} {
  return {
    systemOf,
    analysed(subject) {
      if (isAnalysis(subject)) return subject;
      const system = systemOf(subject);
      const at = systems.at;
      const ready = assessments.get(system);
      if (ready?.at === at) return ready;
      const made = assess(system, at);
      assessments.set(system, made);
      return made;
    },
  };

  function systemOf(subject: Subject): System {
    if (typeof subject === "string") return systems.get(subject);
    if (isAnalysis(subject)) return subject.system;
    if (typeof subject === "object" && subject !== null && "spec" in subject) return subject;
    const { say } = voice();
    const given = subject === undefined ? "undefined" : String(subject);
    throw new TypeError(say("app.frame.noSubject", { given }));
  }
}

// The analysis of the same system on the same day is the same: many figures show one.
const assessments = new WeakMap<System, Assessment>();

function isAnalysis(subject: unknown): subject is Assessment {
  return typeof subject === "object" && subject !== null && "scenarios" in subject &&
    "system" in subject;
}

function tableOf(id: string, { shelf }: Systems) {
  const all = [...shelf.tables, ...shelf.methods.map(({ table }) => table)];
  const found = all.find((table) => table.id === id);
  if (found) return found;
  const { say } = voice();
  const ids = [...new Set(all.map((table) => table.id))];
  const near = closest(id, ids);
  throw new RangeError(
    say("plot.shelf.unknown", { id, list: ids.join(", ") }) +
      (near ? say("app.frame.near", { near }) : ""),
  );
}

function variantOf(system: System, id: string): System {
  const all = variants(system);
  const found = all.find((one) => one.id === id);
  if (found) return varied(system, found);
  const ids = all.map((one) => one.id);
  const { say } = voice();
  const near = closest(id, ids);
  throw new RangeError(
    say("app.frame.noVariant", { id, known: ids.join(", ") || "—" }) +
      (near ? say("app.frame.near", { near }) : ""),
  );
}

function whatIf(system: System, changes: readonly Change[]): System {
  const { spec, refused } = apply(system.spec, changes, resolver(system.catalogue));
  if (refused.length) {
    const { change } = refused[0];
    throw new RangeError(`${voice().say("app.frame.refused")} ${describe(change)[voice().lang]}`);
  }
  return spec === system.spec ? system : toSystem(spec, system.shelf);
}

function applyButton(
  system: System,
  changes: readonly Change[],
  propose: Propose,
): HTMLElement {
  const { say } = voice();
  const message: Message = changes.length ? "app.frame.apply" : "app.frame.applyNone";
  const button = document.createElement("button");
  button.type = "button";
  button.className = "apply";
  button.textContent = say(message, { count: changes.length });
  button.disabled = changes.length === 0;
  button.addEventListener("click", (event) => {
    if (event.isTrusted) propose(system.id, changes);
  });
  return button;
}
