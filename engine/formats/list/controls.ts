import { word } from "../../messages/words.ts";
import { holding } from "../../holding.ts";
import { type Standing, type Status, statuses, type System } from "../../model.ts";
import type { Change } from "../../schema.ts";
import type { Lang } from "../../text.ts";
import { fitting } from "../sheet/text.ts";
import { ask, type Read } from "./ask.ts";
import { controlOf, dateOf, errorOf, statusOf } from "./cell.ts";
import type { ControlField } from "./head.ts";

import { type Problem, problem, unknown } from "./problem.ts";
import { reference } from "./reference.ts";
import type { Against, Asked, Cells, Said } from "./row.ts";

/** The texts of a control that a list can say, in the order of its columns. */
export const controlTexts = ["why", "evidence", "owner", "due", "note"] as const;
type TextField = typeof controlTexts[number];

/** What a list says of a control, at a place or in the whole system: as exported, and as compared with. */
export type Values = Readonly<Record<"status" | TextField, string>>;

/**
 * What the record itself says of a control. The status is "" where it says none: where a provider offers
 * the control, and at a place where it does not stand apart.
 */
export function controlValues(
  system: System,
  control: string,
  place: string,
  lang: Lang,
): Values {
  const held = holding(system, control);
  const standing: Standing | undefined = place === "" ? held : held.at[place];
  const text = (field: TextField) => {
    const value = standing?.[field] ?? "";
    return fitting(typeof value === "string" ? value : value[lang]);
  };
  const status = place === "" ? statusWritten(system, control) : standing?.status ?? "";
  const texts = controlTexts.map((field) => [field, text(field)]);
  return { status, ...Object.fromEntries(texts) } as Values;
}

/** A control without a status is unassessed, unless a provider offers it: then its condition decides. */
function statusWritten(system: System, control: string): Status | "" {
  const held = holding(system, control);
  if (held.typed) return held.status;
  const offered = held.from !== "" || offers(system).has(control);
  return offered ? "" : "unassessed";
}

const offered = new WeakMap<System, ReadonlySet<string>>();

function offers(system: System): ReadonlySet<string> {
  let ready = offered.get(system);
  if (!ready) {
    offered.set(system, ready = new Set(system.providers.flatMap(({ controls }) => controls)));
  }
  return ready;
}

/** Reads a row of a list of controls: the changes it asks for, or why it cannot be read. */
export function readControl(cells: Cells<ControlField>, against: Against): Said {
  const { at } = cells;
  const control = controlOf(at("control"), against.system);
  if (control === undefined) return { key: "", changes: [], problems: [unnamed(cells, against)] };
  const place = placeOf(at("place"), control, against);
  if (typeof place !== "string") return { key: control, changes: [], problems: [place] };
  const row = { ...against, cells, control, place, key: place ? `${control}@${place}` : control };
  const read = [statusAsked(row), ...controlTexts.map((field) => textAsked(field, row))];
  const changes = read.flatMap((one) => one.changes);
  const problems = [...read.flatMap((one) => one.problems), ...lacksStatus(row, changes)];
  return { key: row.key, changes, problems };
}

interface Row extends Against {
  readonly cells: Cells<ControlField>;
  readonly control: string;
  readonly place: string;
  readonly key: string;
}

/** A row that says nothing but what stands in for a control is a heading between others. */
function unnamed({ at }: Cells<ControlField>, { system, patience }: Against): Problem {
  const said = at("control");
  if (said === "") return problem("noControl", "control");
  const rest = (["place", "status", "label", ...controlTexts] as const).map(at);
  const heading = rest.every((cell) => cell === "" || cell === said);
  return heading && errorOf(said) === undefined
    ? problem("heading", "control", { control: said }, "info")
    : unknown("control", "control", said, system.catalogue.keys(), patience);
}

function placeOf(cell: string, control: string, against: Against): string | Problem {
  const { system, patience } = against;
  if (cell === "" || Object.hasOwn(holding(system, control).at, cell)) return cell;
  const read = reference(cell, "place", "place", system.components, patience);
  return "problem" in read ? read.problem : read.value;
}

function statusAsked(row: Row): Asked {
  const { cells, system, base, patience, control, place, key } = row;
  const [code, label] = [cells.at("status"), cells.at("label")];
  const field = code !== "" || !cells.has("label") ? "status" : "label";
  const now = controlValues(system, control, place, "ja").status;
  const before = base(key, "status");
  const asked = ask<Status>({
    name: "status",
    field,
    cell: code || label,
    emptied: cells.emptied("status"),
    now: [now],
    shown: now === "" ? { ja: "", en: "" } : word("status", now),
    base: before,
    required: true,
    read(cell) {
      const value = statusOf(cell);
      return value === undefined
        ? { problem: unknown("status", field, cell, statuses, patience) }
        : { value };
    },
    change: (status) => statusChange(row, status!),
  });
  return { ...asked, problems: [...otherLabel(code, label, before ?? now), ...asked.problems] };
}

function statusChange({ control, place }: Row, status: Status): Change {
  return { type: "set-status", control, ...(place === "" ? {} : { place }), status };
}

/** A label that was edited while its code was not: what was meant would be lost without a word. */
function otherLabel(code: string, label: string, before: string): Problem[] {
  const [said, meant] = [statusOf(code), statusOf(label)];
  if (said === undefined || meant === undefined || meant === said || meant === before) return [];
  return [problem("label", "label", { label, code }, "warning")];
}

function textAsked(field: TextField, row: Row): Asked {
  const { cells, system, base, control, place, key } = row;
  return ask<string>({
    name: field,
    cell: cells.at(field),
    emptied: cells.emptied(field),
    now: languages.map((lang) => controlValues(system, control, place, lang)[field]),
    base: base(key, field),
    required: false,
    read: (cell) => field === "due" ? dayIn(cell) : { value: cell },
    change: (value) => ({
      type: "set-field",
      on: `control/${control}`,
      field: fieldOf(field, value === null, row),
      value,
    }),
  });
}

const languages = ["ja", "en"] as const;

function dayIn(cell: string): Read<string> {
  const value = dateOf(cell);
  return value === undefined ? { problem: problem("date", "due", { date: cell }) } : { value };
}

/**
 * The field of a text: at its place, and in the language of its column where the record has two. A text
 * is taken away in both: what remained would only stand in for it.
 */
function fieldOf(field: TextField, whole: boolean, { cells, system, control, place }: Row): string {
  const held = system.spec.controls?.[holding(system, control).key];
  const wide = typeof held === "object" ? held : undefined;
  const spot = place === "" ? wide : wide?.at?.[place];
  const written = typeof spot === "object" ? spot[field] : undefined;
  const lang = cells.lang(field);
  const path = [
    ...(place === "" ? [] : ["at", place]),
    field,
    ...(typeof written === "object" && lang !== undefined && !whole ? [lang] : []),
  ];
  return /[./~]/.test(place) ? path.map(pointed).join("") : path.join(".");
}

function pointed(key: string): string {
  return `/${key.replaceAll("~", "~0").replaceAll("/", "~1")}`;
}

/** Texts about a control of which nothing says how it stands. */
function lacksStatus(
  { system, control, place, cells }: Row,
  changes: readonly Change[],
): Problem[] {
  if (cells.at("status") !== "" || cells.at("label") !== "" || changes.length === 0) return [];
  const held = holding(system, control);
  if (place !== "") {
    const known = Object.hasOwn(held.at, place);
    return known ? [] : [problem("noStatusAt", "status", { control, place })];
  }
  const known = held.written || statusWritten(system, control) === "";
  return known ? [] : [problem("noStatus", "status", { control })];
}
