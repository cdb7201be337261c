import { words } from "../messages/words.ts";
import type { Status, System } from "../model.ts";
import { closest } from "../nearest.ts";
import { resolver } from "../resolve.ts";
import type { Change } from "../schema.ts";
import { say } from "../show.ts";
import type { Text } from "../text.ts";
import { parseTable } from "./std.ts";

/** A row of a pasted table: what it would change, or why it cannot be read. */
export interface PastedRow {
  /** Its number in what was pasted, from 1. */
  readonly number: number;
  readonly cells: readonly string[];
  readonly changes: readonly Change[];
  readonly problem: Text | undefined;
}

/** A pasted table as it was understood. */
export interface Pasted {
  /** Which column was taken for what, by position; "" for one that was not understood. */
  readonly columns: readonly Column[];
  readonly rows: readonly PastedRow[];
}

export type Column = "control" | "status" | "evidence" | "owner" | "due" | "why" | "note" | "";

/** At most this many rows are read; what is pasted is larger only by mistake. */
export const most = 5_000;

/**
 * Reads a table of controls as it comes from a spreadsheet: cells by tab, or by comma where there is no
 * tab. Columns are told by their heads in Japanese or English, or by what stands in them where there is
 * no head. Empty cells change nothing. The rows come back with the changes they would make: nothing is
 * applied here.
 */
export function pasteControls(text: string, system: System): Pasted {
  const table = tableOf(text);
  const head = table.length > 0 ? table[0].map(columnOf) : [];
  const headed = head.includes("control");
  const body = headed ? table.slice(1) : table;
  const columns = headed ? head : guessed(body, system);
  const rows = body.map((cells, index) => rowOf(cells, index + (headed ? 2 : 1), columns, system))
    .filter(({ cells }) => cells.some((cell) => cell !== ""));
  return { columns, rows };
}

/** A pasted table as rows of cells: by tab, or by comma where there is no tab. */
export function tableOf(text: string): string[][] {
  const whole = text.replace(/^\ufeff/, "").replace(/\r\n?/g, "\n");
  let end = whole.length;
  while (whole[end - 1] === "\n") end--;
  const trimmed = whole.slice(0, end);
  const separator = trimmed.includes("\t") ? "\t" : ",";
  const lines = (table: string[][]) =>
    table.slice(0, most).map((row) => row.map((cell) => cell.trim()));
  try {
    return lines(parseTable(trimmed, { separator }));
  } catch {
    // Quotes that do not close: then every line is a row and every separator separates.
    return lines(trimmed.split("\n").map((line) => line.split(separator)));
  }
}

const heads: Readonly<Record<Exclude<Column, "">, readonly string[]>> = {
  control: ["管理策", "管理策id", "管理策番号", "番号", "id", "control", "control id", "no", "no."],
  status: ["実施状況", "状況", "状態", "対応状況", "評価", "status", "state"],
  evidence: ["証跡", "根拠資料", "エビデンス", "実施内容", "evidence"],
  owner: ["担当", "担当者", "責任者", "所管", "owner", "responsible"],
  due: ["期限", "予定日", "完了予定", "due", "date"],
  why: ["理由", "根拠", "why", "reason"],
  note: ["備考", "メモ", "コメント", "note", "remarks", "comment"],
};

function columnOf(cell: string): Column {
  const said = cell.normalize("NFKC").toLocaleLowerCase().replace(/\s+/gu, " ").trim();
  const found = Object.entries(heads).find(([, names]) => names.includes(said));
  return (found?.[0] ?? "") as Column;
}

/** Columns by their content: the one with most ids of controls, and the one with most statuses. */
function guessed(body: readonly (readonly string[])[], system: System): Column[] {
  const width = Math.max(0, ...body.map((row) => row.length));
  const most = (test: (cell: string) => boolean, not = -1) => {
    const counts = Array.from(
      { length: width },
      (_, column) => column === not ? 0 : body.filter((row) => test(row[column] ?? "")).length,
    );
    const top = Math.max(0, ...counts);
    return top === 0 ? -1 : counts.indexOf(top);
  };
  const control = most((cell) => idOf(cell, system) !== undefined);
  const status = most((cell) => statusOf(cell) !== undefined, control);
  return Array.from(
    { length: width },
    (_, column) => column === control ? "control" : column === status ? "status" : "",
  );
}

/** The control a cell names, in any spelling; a title after the id does no harm. */
function idOf(cell: string, system: System): string | undefined {
  const resolve = resolver(system.catalogue);
  const whole = cell.normalize("NFKC");
  for (const said of [whole, whole.split(/\s/u)[0]]) {
    const id = resolve(said);
    if (system.catalogue.has(id)) return id;
  }
  return undefined;
}

/** Marks that Japanese worksheets use for a status. */
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
};

/** The status a cell says: its code, its word in either language, or a mark. */
function statusOf(cell: string): Status | undefined {
  const said = cell.trim();
  if (said === "") return undefined;
  if (Object.hasOwn(marks, said)) return marks[said];
  const plain = said.normalize("NFKC").toLocaleLowerCase();
  if (Object.hasOwn(marks, plain)) return marks[plain];
  const found = Object.entries(words.status).find(([code, { ja, en }]) =>
    plain === code || said === ja || plain === en.toLocaleLowerCase()
  );
  return found?.[0] as Status | undefined;
}

function rowOf(
  cells: readonly string[],
  number: number,
  columns: readonly Column[],
  system: System,
): PastedRow {
  const at = (column: Column) => cells[columns.indexOf(column)] ?? "";
  const row = { number, cells };
  const bad = (problem: Text): PastedRow => ({ ...row, changes: [], problem });
  if (cells.every((cell) => cell === "")) return { ...row, changes: [], problem: undefined };
  if (!columns.includes("control")) return bad(problems.noColumn);
  const control = idOf(at("control"), system);
  if (control === undefined) return bad(unknown(at("control"), system));
  const said = at("status");
  const status = statusOf(said);
  if (said !== "" && status === undefined) return bad(say(problems.status, { status: said }));
  const held = system.controls.get(control);
  const due = dateOf(at("due"));
  if (at("due") !== "" && due === undefined) return bad(say(problems.date, { date: at("due") }));
  const changes: Change[] = [];
  if (status !== undefined && status !== held?.status) {
    changes.push({ type: "set-status", control, status });
  }
  const standing = status !== undefined || held !== undefined;
  for (const field of ["evidence", "owner", "due", "why", "note"] as const) {
    const value = field === "due" ? due ?? "" : at(field);
    const now = held?.[field];
    const same = typeof now === "object" ? value === now.ja || value === now.en : value === now;
    if (value === "" || same) continue;
    if (!standing) return bad(say(problems.noStatus, { control }));
    changes.push({ type: "set-field", on: `control/${control}`, field, value });
  }
  return { ...row, changes, problem: undefined };
}

/** A day as spreadsheets write it: 2027-03-31, 2027/3/31, 2027年3月31日. */
function dateOf(cell: string): string | undefined {
  const [, year, month, day] =
    /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/u.exec(cell.normalize("NFKC")) ?? [];
  if (year === undefined) return undefined;
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  const iso = date.toISOString().slice(0, 10);
  const given = `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
  return iso === given ? iso : undefined;
}

function unknown(cell: string, system: System): Text {
  const near = closest(cell.toUpperCase(), system.catalogue.keys());
  return near === undefined
    ? say(problems.control, { control: cell })
    : say(problems.near, { control: cell, near });
}

const problems = {
  noColumn: {
    ja: "管理策の番号の列が見つかりません。見出しに「管理策」を付けてください。",
    en: 'no column has ids of controls; give it the head "Control"',
  },
  control: {
    ja: "「{control}」という管理策はカタログにありません。",
    en: 'no catalogue in use has a control "{control}"',
  },
  near: {
    ja: "「{control}」という管理策はカタログにありません。「{near}」のことではありませんか。",
    en: 'no catalogue in use has a control "{control}"; did you mean "{near}"?',
  },
  status: {
    ja: "「{status}」は実施状況として読み取れません。",
    en: '"{status}" is not a status',
  },
  date: { ja: "「{date}」は日付として読み取れません。", en: '"{date}" is not a date' },
  noStatus: {
    ja: "{control} は記録にまだないため、実施状況の列も必要です。",
    en: "{control} is not in the record yet, so a status is needed as well",
  },
} as const satisfies Record<string, Text>;
