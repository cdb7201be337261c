import type { Catalog, Control } from "./catalog.ts";
import type { Condition } from "./condition.ts";
import type { ImpactTable } from "./impact.ts";
import type { RatingTable } from "./rating.ts";
import type { Change, SystemSpec } from "./schema.ts";
import type { RiskMethod, Shelf } from "./shelf.ts";
import type { Text } from "./text.ts";

/** The six harm categories of DS-201 table 3-2, in its order. */
export const categories = [
  "distress",
  "finance",
  "programs",
  "disclosure",
  "safety",
  "law",
] as const;
export type Category = typeof categories[number];

/** A level of impact; `high` is the gravest. DS-201 table 3-3, after FIPS 199. */
export type Level = "low" | "moderate" | "high";
/** An answer to an impact question. `not-applicable` is an answer; `unassessed` is the lack of one. */
export type Answer = Level | "not-applicable" | "unassessed";
/** A rating from 1 to 3. Damage and threat: 3 is grave. Defence: 3 is strong. */
export type Rating = 1 | 2 | 3;

/** The statuses of a control. See the two tables of `tables/mitate.ts` for what each counts for. */
export const statuses = [
  "implemented",
  "inherited",
  "alternative",
  "partial",
  "planned",
  "absent",
  "not-applicable",
  "unassessed",
] as const;
export type Status = typeof statuses[number];

export type Phase =
  | "plan"
  | "requirements"
  | "design"
  | "build"
  | "test"
  | "operate"
  | "retire";
/** What a guard does at a step. */
export const kinds = ["prevent", "detect", "respond", "continuity"] as const;
export type Kind = typeof kinds[number];
export type Decision = "mitigate" | "avoid" | "transfer" | "accept";
export type TraitValue = string | number | boolean;

/** The two ends of a result over unassessed inputs; equal where nothing is open. `best` is the safer end. */
export interface Interval<T> {
  readonly best: T;
  readonly worst: T;
}

/** The answer for one harm category, with the organisation's own wording where it has one. */
export interface Impact {
  readonly answer: Answer;
  readonly why: Text;
  readonly wording: Readonly<Partial<Record<Level, Text>>>;
}

/** The system profile: descriptive texts, and the traits that conditions read. */
export interface Profile {
  readonly purpose: Text;
  readonly groups: readonly Text[];
  readonly method: Text;
  readonly connections: readonly { id: string; name: Text; with: Text; kind: string }[];
  readonly routes: readonly Text[];
  readonly law: readonly Text[];
  readonly standards: readonly Text[];
  readonly assumptions: readonly Text[];
  /** Impact of an identity failure per category; a category not asked is missing. */
  readonly failure: Readonly<Partial<Record<Category, Answer>>>;
  /** Trait name → value; a trait without a value is unassessed and missing here. */
  readonly traits: Readonly<Record<string, TraitValue>>;
}

export interface Zone {
  readonly id: string;
  readonly name: Text;
  readonly trust: Text;
}

export interface Component {
  readonly id: string;
  readonly name: Text;
  readonly zone: string;
  /** What it is to an attack (web, database, …), so that scenario patterns find it; "" when not said. */
  readonly role: string;
  readonly product: string;
  readonly when: Condition | undefined;
}

export interface Flow {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly name: Text;
  readonly when: Condition | undefined;
}

/** Who takes controls over, as a cloud provider does; `when` says under which traits. */
export interface Provider {
  readonly id: string;
  readonly name: Text;
  readonly when: Condition | undefined;
  readonly why: Text;
  /** Canonical control references, patterns such as `PE-*` expanded over the catalogues in use. */
  readonly controls: readonly string[];
}

/** What the record says about one control, system-wide or at one place. */
export interface Standing {
  readonly status: Status;
  readonly why: Text;
  readonly evidence: Text;
  readonly owner: Text;
  /** The day it is due, `YYYY-MM-DD`; "" when none is set. */
  readonly due: string;
  readonly note: Text;
  /** ATT&CK techniques an alternative covers as well as the control itself would. */
  readonly covers: readonly string[];
}

/** A control in the record: its standing, when it applies, and where it stands differently. */
export interface Holding extends Standing {
  /** Canonical reference: the control's id, or `catalog:id` where two catalogues share an id. */
  readonly control: string;
  /** The key under which the record holds it, in the author's spelling. */
  readonly key: string;
  readonly from: string;
  readonly when: Condition | undefined;
  readonly at: Readonly<Record<string, Standing>>;
  /** False when nothing is written and `unassessed` is only assumed. */
  readonly written: boolean;
  /** False when the record names no status itself. */
  readonly typed: boolean;
}

/** A control of a catalogue in use, under its canonical reference. */
export interface Required {
  readonly ref: string;
  readonly catalog: Catalog;
  readonly control: Control;
}

export interface Tailoring {
  readonly controls: readonly string[];
  readonly why: Text;
  readonly when: Condition | undefined;
  /** Position in its list of the record. */
  readonly index: number;
}

/** A business damage to avoid, with the harm categories it hits. */
export interface Damage {
  readonly id: string;
  readonly name: Text;
  readonly why: Text;
  readonly when: Condition | undefined;
  /** In the order of `categories`; a level only where the record types one. */
  readonly hits: readonly { category: Category; level: Level | undefined; why: Text }[];
}

/** What a step needs before it: another step, all of several, or any of several. */
export type Need =
  | { readonly step: string }
  | { readonly all: readonly Need[] }
  | { readonly any: readonly Need[] };

/** A control that stands in the way of a step. `level` is its nominal level of defence. */
export interface Guard {
  /** Canonical reference of the control, or the author's spelling where no catalogue has it. */
  readonly control: string;
  readonly level: Rating;
  readonly kind: Kind;
  readonly when: Condition | undefined;
  readonly note: Text;
}

/** One step of an attack, at one place, with the guards against it. */
export interface Step {
  readonly id: string;
  readonly name: Text;
  readonly place: string;
  readonly technique: Text;
  readonly attack: string;
  /** Undefined for an entry: a step that needs nothing before it. */
  readonly needs: Need | undefined;
  readonly guards: readonly Guard[];
  readonly independent: readonly string[];
  /** Threat of this entry where it differs from the scenario's. */
  readonly threat: Rating | "unassessed" | undefined;
  readonly why: Text;
  readonly typed: Typed | undefined;
  readonly test: "confirmed" | "refuted" | "untested";
  readonly when: Condition | undefined;
}

/** A level of defence typed by the analyst over the computed one. */
export interface Typed {
  readonly value: Rating;
  readonly why: Text;
  /** Control → what it was worth when it was typed; undefined when the record does not say. */
  readonly given: Readonly<Record<string, Given>> | undefined;
}

/** What a control was worth at a step: all of it, or as older records have it, its status alone. */
export type Given = string | Leaning;

/**
 * What a level of defence leans on of one control: its status, and per kind of guard its nominal
 * level, with the guard's condition and whether it held (where it did not).
 */
export interface Leaning extends Readonly<Partial<Record<Kind, Rating | Role>>> {
  readonly status: string;
  /** One of the controls that the analyst holds to be independent of each other. */
  readonly independent?: boolean;
  /** An alternative that covers the technique as well as the control itself would. */
  readonly covering?: boolean;
}

interface Role {
  readonly level: Rating;
  readonly when?: string;
  readonly applies?: "yes" | "no" | "unknown";
}

/** An attack scenario: an and/or graph of steps that ends in a business damage. */
export interface Scenario {
  readonly id: string;
  readonly name: Text;
  readonly damage: string;
  readonly attacker: Text;
  readonly threat: Rating | "unassessed";
  readonly why: Text;
  readonly when: Condition | undefined;
  readonly target: string;
  readonly pattern: string;
  readonly steps: readonly Step[];
  /** The need that, met, is the damage: the goal step, or any of the steps no other step needs. */
  readonly goal: Need;
}

/** A planned measure: changes to the record with an owner and a date. */
export interface Measure {
  readonly id: string;
  readonly name: Text;
  readonly why: Text;
  readonly owner: Text;
  readonly due: string;
  readonly phase: Phase | undefined;
  readonly cost: number | undefined;
  readonly done: boolean;
  readonly changes: readonly Change[];
}

/** A decision about a scenario, or about the gap of a control. */
export interface Treatment {
  readonly on: string;
  readonly decision: Decision;
  readonly why: Text;
  readonly owner: Text;
  readonly decided: string;
  readonly expires: string;
}

/** The tables and catalogues an analysis reads. */
export interface Method {
  readonly impact: ImpactTable;
  readonly risk: RiskMethod;
  readonly catalogs: readonly Catalog[];
  readonly assurance: RatingTable;
  readonly conformity: RatingTable;
  readonly effect: RatingTable;
  readonly step: RatingTable;
  readonly vulnerability: RatingTable;
  readonly damage: RatingTable;
  readonly unit: Text;
  /** Tables the record asks for that cannot be read in their role; the shipped ones stand in. */
  readonly unfit: readonly { readonly role: TableRole; readonly table: RatingTable }[];
}

/** What a rating table may be read for, as keys of `method` in a record. */
export type TableRole =
  | "assurance"
  | "conformity"
  | "effect"
  | "step"
  | "vulnerability"
  | "damage"
  | "risk";

/** A complete system: every default in place, every reference in canonical spelling. */
export interface System {
  readonly spec: SystemSpec;
  readonly shelf: Shelf;
  readonly id: string;
  readonly name: Text;
  readonly owner: Text;
  readonly phase: Phase;
  readonly marking: Text;
  readonly method: Method;
  /** The worst risk allowed per damage level, on the scale of the risk method. */
  readonly target: Readonly<Record<Rating, string | number>>;
  readonly impact: Readonly<Record<Category, Impact>>;
  readonly profile: Profile;
  readonly zones: readonly Zone[];
  readonly components: readonly Component[];
  readonly flows: readonly Flow[];
  readonly providers: readonly Provider[];
  readonly tailoring: { readonly add: readonly Tailoring[]; readonly remove: readonly Tailoring[] };
  /** Every control of the catalogues in use, by canonical reference, in catalogue order. */
  readonly catalogue: ReadonlyMap<string, Required>;
  /** What the record says of controls, by canonical reference. */
  readonly controls: ReadonlyMap<string, Holding>;
  readonly damages: readonly Damage[];
  readonly scenarios: readonly Scenario[];
  readonly measures: readonly Measure[];
  readonly treatments: readonly Treatment[];
}

/** Every step id a need names, in reading order. */
export function named(need: Need | undefined): string[] {
  if (!need) return [];
  if ("step" in need) return [need.step];
  return ("all" in need ? need.all : need.any).flatMap(named);
}
