import { words } from "../../messages/words.ts";
import type { Rating, Status, System } from "../../model.ts";
import { resolver } from "../../resolve.ts";
import { folded } from "./name.ts";

/** The control a cell names, in any spelling; a title after the id does no harm. */
export function controlOf(cell: string, system: System): string | undefined {
  const resolve = resolver(system.catalogue);
  const whole = cell.normalize("NFKC").trim();
  const first = whole.split(/\s/u)[0];
  // `AC-2: title` and `AC-2(title)`, but not `AC-2(1)`.
  for (const said of [whole, first, first.split(":")[0], first.replace(/\((?!\d+\)).*$/, "")]) {
    const id = resolve(said);
    if (system.catalogue.has(id)) return id;
  }
  return undefined;
}

/** Marks and short words that Japanese worksheets use for a status. */
const marks: Readonly<Record<string, Status>> = {
  "○": "implemented",
  "〇": "implemented",
  "◯": "implemented",
  "◎": "implemented",
  "△": "partial",
  "×": "absent",
  "✕": "absent",
  "✗": "absent",
  "-": "not-applicable",
  "―": "not-applicable",
  "—": "not-applicable",
  "対象外": "not-applicable",
  "済": "implemented",
};

/** The status a cell says: its code, its word in either language, or a mark. */
export function statusOf(cell: string): Status | undefined {
  const said = cell.trim();
  if (Object.hasOwn(marks, said)) return marks[said];
  const plain = folded(said);
  if (Object.hasOwn(marks, plain)) return marks[plain];
  const found = Object.entries(words.status).find(([code, { ja, en }]) =>
    plain === code || plain === folded(ja) || plain === folded(en)
  );
  return found?.[0] as Status | undefined;
}

/** Words that worksheets use for a level of threat, besides our own. */
const levels: Readonly<Record<string, Rating | "unassessed">> = {
  低: 1,
  小: 1,
  low: 1,
  l: 1,
  中: 2,
  moderate: 2,
  medium: 2,
  m: 2,
  高: 3,
  大: 3,
  high: 3,
  h: 3,
  未定: "unassessed",
  "?": "unassessed",
};

/** A level of threat: `3`, `３（高）`, `高`, `High`; or a word for none yet. */
export function threatOf(cell: string): Rating | "unassessed" | undefined {
  const said = folded(cell);
  const [, digit] = /^([1-3])(?=$|[\s:、,(\p{Script=Han}])/u.exec(said) ?? [];
  if (digit) return Number(digit) as Rating;
  if (Object.hasOwn(levels, said)) return levels[said];
  const { ja, en } = words.level.unassessed;
  return ["unassessed", folded(ja), folded(en)].includes(said) ? "unassessed" : undefined;
}

/** A day as spreadsheets write it: 2027-03-31, 2027/3/31, 2027年3月31日, 令和9年3月31日, R9.3.31. */
export function dateOf(cell: string): string | undefined {
  const said = cell.normalize("NFKC").trim();
  const [, era, number, month, day] =
    /^(令和|R)?(\d{1,4}|元)[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/iu.exec(said) ?? [];
  if (number === undefined || (era === undefined && number.length !== 4)) return undefined;
  const year = era === undefined ? Number(number) : reiwa + (number === "元" ? 1 : Number(number));
  const date = new Date(Date.UTC(year, Number(month) - 1, Number(day)));
  if (Number.isNaN(date.getTime())) return undefined;
  const iso = date.toISOString().slice(0, 10);
  const given = `${String(year).padStart(4, "0")}-${month.padStart(2, "0")}-${
    day.padStart(2, "0")
  }`;
  return iso === given ? iso : undefined;
}

/** The year before the first of the era. */
const reiwa = 2018;

/** The error of a spreadsheet a cell holds instead of a value; undefined for any other text. */
export function errorOf(cell: string): string | undefined {
  return /^#(?:N\/A|REF!|VALUE!|NAME\?|DIV\/0!|NUM!|NULL!|SPILL!|CALC!|GETTING_DATA)$/.exec(cell)
    ?.[0];
}
