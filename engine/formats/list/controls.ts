import { lists } from "../../messages/sheet.ts";
import { word } from "../../messages/words.ts";
import { holding } from "../../holding.ts";
import { type Standing, type Status, statuses, type System } from "../../model.ts";
import type { Change } from "../../schema.ts";
import type { Lang } from "../../text.ts";
import { fitting } from "../sheet/text.ts";
import { controlOf, dateOf, errorOf, namedBy, statusOf } from "./cell.ts";
import type { ControlField } from "./head.ts";
import {
  type Against,
  type Cells,
  edited,
  type Problem,
  problem,
  type Said,
  tidy,
  unknown,
} from "./row.ts";

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
  const { system } = against;
  const named = at("control");
  const control = controlOf(named, system);
  if (control === undefined) return { key: "", changes: [], problems: [unnamed(cells, against)] };
  const place = placeOf(at("place"), control, against);
  if (typeof place !== "string") return { key: control, changes: [], problems: [place] };
  const row = { ...against, cells, control, place, key: place ? `${control}@${place}` : control };
  const read = [statusAsked(row), ...controlTexts.map((field) => textAsked(field, row))];
  const problems = read.flatMap((one) => one.problems);
  const changes = read.flatMap((one) => one.changes);
  if (problems.some(({ severity }) => severity === "error")) {
    return { key: row.key, changes: [], problems };
  }
  const lacking = lacksStatus(row, changes);
  return lacking
    ? { key: row.key, changes: [], problems: [...problems, lacking] }
    : { key: row.key, changes, problems };
}

interface Row extends Against {
  readonly cells: Cells<ControlField>;
  readonly control: string;
  readonly place: string;
  readonly key: string;
}

interface Asked {
  readonly changes: readonly Change[];
  readonly problems: readonly Problem[];
}

const nothing: Asked = { changes: [], problems: [] };

/** A row that says nothing but what stands in for a control is a heading between others. */
function unnamed({ at }: Cells<ControlField>, { system, patience }: Against): Problem {
  const named = at("control");
  const rest = (["place", "status", "label", ...controlTexts] as const).map(at);
  const heading = rest.every((cell) => cell === "" || cell === named);
  if (named === "") return problem("noControl", "control");
  if (heading && errorOf(named) === undefined) {
    return problem("heading", "control", { control: named }, "info");
  }
  return unknown("control", named, system.catalogue.keys(), patience);
}

function placeOf(
  cell: string,
  control: string,
  { system, patience }: Against,
): string | Problem {
  if (cell === "") return "";
  const { at } = holding(system, control);
  if (Object.hasOwn(at, cell)) return cell;
  const found = namedBy(cell, system.components);
  return found?.id ?? unknown("place", cell, system.components.map(({ id }) => id), patience);
}

function statusAsked({ cells, system, base, patience, control, place, key }: Row): Asked {
  const [code, label] = [cells.at("status"), cells.at("label")];
  const said = code || label;
  const field = code ? "status" : "label";
  if (said === "") return nothing;
  const status = statusOf(said);
  if (status === undefined) {
    const found = unknown("status", said, statuses, patience);
    return { changes: [], problems: [{ ...found, field }] };
  }
  const now = controlValues(system, control, place, "ja").status;
  const before = base(key, "status");
  const state = edited(status, [now], before);
  const problems = [
    ...otherLabel(code, label, status, before ?? now),
    ...(state === "both" ? [both("status", field, word("status", now)["ja"], now)] : []),
  ];
  if (state === "same") return { changes: [], problems };
  const change: Change = { type: "set-status", control, status };
  return { changes: [place ? { ...change, place } : change], problems };
}

/** A label that was edited while its code was not: what was meant would be lost without a word. */
function otherLabel(code: string, label: string, status: Status, before: string): Problem[] {
  const meant = statusOf(label);
  if (code === "" || meant === undefined || meant === status || meant === before) return [];
  return [problem("label", "label", { label, code }, "warning")];
}

function both(column: keyof typeof lists, field: string, ja: string, en: string): Problem {
  const { ja: inJa, en: inEn } = lists[column];
  const fill = (field: string, now: string) => ({ field, now });
  const text = {
    ja: problem("both", field, fill(inJa, ja)).text.ja,
    en: problem("both", field, fill(inEn, en)).text.en,
  };
  return { code: "both", severity: "warning", field, text };
}

function textAsked(field: TextField, row: Row): Asked {
  const { cells, system, base, control, place, key } = row;
  const cell = tidy(cells.at(field));
  if (cell === "") return nothing;
  const value = field === "due" ? dateOf(cell) : errorOf(cell) ? undefined : cell;
  if (value === undefined) {
    const found = errorOf(cell)
      ? problem("error", field, { value: cell })
      : problem("date", field, { date: cell });
    return { changes: [], problems: [found] };
  }
  const now = (["ja", "en"] as const).map((lang) =>
    controlValues(system, control, place, lang)[field]
  );
  const state = edited(value, now, base(key, field));
  if (state === "same") return nothing;
  const change: Change = {
    type: "set-field",
    on: `control/${control}`,
    field: fieldOf(field, row),
    value,
  };
  return {
    changes: [change],
    problems: state === "both" ? [both(field, field, now[0], now[1])] : [],
  };
}

/** The field of a text: at its place, and in the language of its column where the record has two. */
function fieldOf(field: TextField, { cells, system, control, place }: Row): string {
  const { key } = holding(system, control);
  const held = system.spec.controls?.[key];
  const whole = typeof held === "object" ? held : undefined;
  const spot = place === "" ? whole : whole?.at?.[place];
  const written = typeof spot === "object" ? spot[field] : undefined;
  const lang = cells.lang(field);
  const path = [
    ...(place === "" ? [] : ["at", place]),
    field,
    ...(typeof written === "object" && lang !== undefined ? [lang] : []),
  ];
  return /[./~]/.test(place) ? path.map(pointed).join("") : path.join(".");
}

function pointed(key: string): string {
  return `/${key.replaceAll("~", "~0").replaceAll("/", "~1")}`;
}

/** Texts about a control of which nothing says how it stands. */
function lacksStatus({ system, control, place, cells }: Row, changes: readonly Change[]) {
  const told = cells.at("status") !== "" || cells.at("label") !== "";
  if (told || changes.length === 0) return undefined;
  const held = holding(system, control);
  if (place !== "") {
    return Object.hasOwn(held.at, place)
      ? undefined
      : problem("noStatusAt", "status", { control, place });
  }
  const known = held.written || statusWritten(system, control) === "";
  return known ? undefined : problem("noStatus", "status", { control });
}
