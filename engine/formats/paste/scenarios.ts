import { idOf } from "../../change.ts";
import { parse } from "../../condition.ts";
import { closest } from "../../nearest.ts";
import type { Scenario, System } from "../../model.ts";
import type { Change, ScenarioSpec } from "../../schema.ts";
import { say } from "../../show.ts";
import type { Text } from "../../text.ts";
import { type PastedRow, tableOf } from "../paste.ts";

/** A pasted table of scenarios as it was understood. */
export interface PastedScenarios {
  /** Which column was taken for what, by position; "" for one that was not understood. */
  readonly columns: readonly ScenarioColumn[];
  readonly rows: readonly PastedRow[];
}

export type ScenarioColumn = Field | "";
type Field =
  | "id"
  | "name"
  | "damage"
  | "threat"
  | "attacker"
  | "target"
  | "steps"
  | "why"
  | "when"
  | "note";

/**
 * Reads a table of attack scenarios as it comes from a spreadsheet. Columns are told by their heads in
 * Japanese or English; without a head that names ids or names nothing can be read. A row whose id, or
 * where it has none whose name, the record knows changes that scenario; any other is a new one, with the
 * next free id where it gives none. Damages and targets are named by id or by name. Steps are read for a
 * scenario that has none: one after the other, by `→` or by lines. Empty cells change nothing. Nothing is
 * applied here.
 */
export function pasteScenarios(text: string, system: System): PastedScenarios {
  const table = tableOf(text);
  const columns = (table[0] ?? []).map(columnOf);
  const headed = columns.includes("id") || columns.includes("name");
  const sheet: Sheet = { system, columns, taken: new Map() };
  const rows = table.flatMap((cells, index): PastedRow[] => {
    if (headed && index === 0 || cells.every((cell) => cell === "")) return [];
    const row = { number: index + 1, cells };
    const read = headed ? changesOf(sheet, cells, index + 1) : problems.noColumn;
    return [
      "ja" in read
        ? { ...row, changes: [], problem: read }
        : { ...row, changes: read, problem: undefined },
    ];
  });
  return { columns, rows };
}

/** A table that is being read. */
interface Sheet {
  readonly system: System;
  readonly columns: readonly ScenarioColumn[];
  /** The scenarios that rows were about, with the number of the row. */
  readonly taken: Map<string, number>;
}

const heads: Readonly<Record<Field, readonly string[]>> = {
  id: ["id", "シナリオid", "シナリオ番号", "番号", "項番", "no", "no.", "scenario id", "#"],
  name: [
    "名称",
    "名前",
    "シナリオ",
    "シナリオ名",
    "攻撃シナリオ",
    "件名",
    "name",
    "title",
    "scenario",
    "attack scenario",
  ],
  damage: ["被害", "事業被害", "被害id", "damage", "business damage", "impact"],
  threat: [
    "脅威",
    "脅威レベル",
    "起こりやすさ",
    "発生可能性",
    "可能性",
    "頻度",
    "threat",
    "threat level",
    "likelihood",
  ],
  attacker: ["攻撃者", "攻撃主体", "脅威主体", "attacker", "actor", "threat actor"],
  target: ["攻撃対象", "標的", "対象", "構成要素", "資産", "target", "component", "asset"],
  steps: [
    "攻撃手順",
    "手順",
    "攻撃ステップ",
    "ステップ",
    "攻撃経路",
    "steps",
    "attack steps",
    "path",
  ],
  why: ["理由", "根拠", "脅威の根拠", "why", "reason", "rationale"],
  when: ["条件", "成立条件", "前提条件", "when", "condition"],
  note: ["備考", "メモ", "コメント", "note", "notes", "remarks", "comment"],
};

function columnOf(cell: string): ScenarioColumn {
  const said = plain(cell).replace(/\s+/gu, " ");
  const found = Object.entries(heads).find(([, names]) => names.includes(said));
  return (found?.[0] ?? "") as ScenarioColumn;
}

function plain(cell: string): string {
  return cell.normalize("NFKC").toLowerCase().trim();
}

/** What a row comes to, or why it cannot be read. */
function changesOf(sheet: Sheet, cells: readonly string[], number: number): Change[] | Text {
  const { system, columns, taken } = sheet;
  const at = (column: Field) => cells[columns.indexOf(column)] ?? "";
  const said = meant(at);
  const old = known(system, said.id, said.name);
  if (said.id === "" && said.name === "" && !old) return problems.nameless;
  const id = old?.id ?? (said.id === "" ? freeId(sheet) : said.id);
  if (!/^[^\s/@#:+]{1,100}$/u.test(id)) return say(problems.id, { id });
  const before = taken.get(id);
  if (before !== undefined) return say(problems.twice, { id, row: String(before) });
  const values = valuesOf(system, said);
  if ("ja" in values) return values;
  taken.set(id, number);
  if (old) return amended(system, old, values, steps(said.steps));
  const made: ScenarioSpec = { id, ...values, ...steps(said.steps) };
  return [{ type: "add", to: "scenarios", value: made }];
}

type Said = Readonly<Record<Field, string>>;

function meant(at: (column: Field) => string): Said {
  return Object.fromEntries(
    Object.keys(heads).map((field) => [field, at(field as Field)]),
  ) as Said;
}

/** The scenario a row is about: by its id in any width and case, or by its name where no id is given. */
function known({ scenarios }: System, id: string, name: string): Scenario | undefined {
  return id === ""
    ? scenarios.find((one) => name !== "" && (one.name.ja === name || one.name.en === name))
    : scenarios.find((one) => plain(one.id) === plain(id));
}

/** The next id after the highest that the record or an earlier row has. */
function freeId({ system, taken }: Sheet): string {
  const ids = [...system.scenarios.map(({ id }) => id), ...taken.keys()];
  const numbers = ids.map((id) => Number(/^S(\d+)$/.exec(id)?.[1] ?? 0));
  return `S${Math.max(0, ...numbers) + 1}`;
}

type Values = Partial<
  Pick<
    ScenarioSpec,
    "name" | "damage" | "threat" | "attacker" | "target" | "why" | "when" | "note"
  >
>;

/** What the cells say, with names of damages and components as ids; the first that cannot be read. */
function valuesOf(system: System, said: Said): Values | Text {
  const damage = named(said.damage, system.damages, problems.damage);
  if (typeof damage === "object") return damage;
  const target = named(said.target, system.components, problems.target);
  if (typeof target === "object") return target;
  const threat = threatOf(said.threat);
  if (said.threat !== "" && threat === undefined) {
    return say(problems.threat, { threat: said.threat });
  }
  if (said.when !== "" && parse(said.when).term === undefined) {
    return say(problems.when, { when: said.when });
  }
  const { name, attacker, why, when, note } = said;
  const all = { name, damage, threat, attacker, target, why, when, note };
  return Object.fromEntries(
    Object.entries(all).filter(([, value]) => value !== "" && value !== undefined),
  );
}

/** The id of a thing that a cell names by id or name, alone or one beside the other. */
function named(
  cell: string,
  things: readonly { readonly id: string; readonly name: Text }[],
  problem: { readonly none: Text; readonly near: Text },
): string | Text {
  const said = plain(cell);
  if (said === "") return "";
  const is = (one: string) => plain(one) !== "" && plain(one) === said;
  const found = things.find(({ id, name }) => is(id) || is(name.ja) || is(name.en)) ??
    // `D1 個人情報の漏えい`, `D1：個人情報の漏えい`
    things.find(({ id }) => plain(id) === said.split(/[\s:、,(]/u)[0]);
  if (found) return found.id;
  const near = closest(cell, things.flatMap(({ id, name }) => [id, name.ja, name.en]));
  return near === undefined ? say(problem.none, { cell }) : say(problem.near, { cell, near });
}

const levels: Readonly<Record<string, 1 | 2 | 3 | "unassessed">> = {
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
  未評価: "unassessed",
  未定: "unassessed",
  unassessed: "unassessed",
  "?": "unassessed",
};

/** A level of threat: `3`, `３（高）`, `高`, `High`. */
function threatOf(cell: string): ScenarioSpec["threat"] {
  const said = plain(cell);
  const [, digit] = /^([1-3])(?!\d)/.exec(said) ?? [];
  if (digit) return Number(digit) as 1 | 2 | 3;
  return Object.hasOwn(levels, said) ? levels[said] : undefined;
}

/** A row of steps, each after the one before it. */
function steps(cell: string): Pick<ScenarioSpec, "steps"> {
  const names = cell.split(/\n|→|⇒|->|=>/u)
    .map((name) => name.replace(/^\s*(?:[(（]?\d+[.)）．:：]|[・①-⑳-])\s*/u, "").trim())
    .filter((name) => name !== "");
  if (names.length === 0) return {};
  return {
    steps: names.map((name, index) => ({
      id: `step-${index + 1}`,
      name,
      ...(index === 0 ? {} : { needs: [`step-${index}`] }),
    })),
  };
}

/** The changes that make a scenario say what a row says. */
function amended(
  system: System,
  old: Scenario,
  values: Values,
  more: Pick<ScenarioSpec, "steps">,
): Change[] {
  const spec = system.spec.scenarios?.find((one) => idOf(one) === old.id);
  const on = `scenario/${old.id}`;
  const changes = Object.entries(values).flatMap(([field, value]): Change[] => {
    const now = spec?.[field as keyof Values];
    if (field === "threat") {
      return value === old.threat ? [] : [{
        type: "set-threat",
        scenario: old.id,
        threat: value as NonNullable<Values["threat"]>,
      }];
    }
    if (typeof now !== "object") {
      return now === value ? [] : [{ type: "set-field", on, field, value }];
    }
    // A text in two languages: the cell is one side of it.
    if (now.ja === value || now.en === value) return [];
    const side = /[\u3040-\u30ff\u4e00-\u9fff]/.test(String(value)) ? "ja" : "en";
    return [{ type: "set-field", on, field: `${field}.${side}`, value }];
  });
  const drawn = old.steps.length === 0
    ? (more.steps ?? []).map((value): Change => ({ type: "add", to: `steps/${old.id}`, value }))
    : [];
  return [...changes, ...drawn];
}

const problems = {
  noColumn: {
    ja: "シナリオの列が見つかりません。見出しに「ID」か「シナリオ」を付けてください。",
    en: 'no column has ids or names of scenarios; give it the head "ID" or "Scenario"',
  },
  nameless: {
    ja: "IDもシナリオ名もありません。",
    en: "there is neither an id nor a name",
  },
  id: {
    ja: "ID「{id}」は使えません。空白と / @ # : + を除いてください。",
    en: 'the id "{id}" cannot be used; leave out blanks and / @ # : +',
  },
  twice: {
    ja: "{id}は{row}行目にもあります。どちらか一方にしてください。",
    en: "row {row} is about {id} as well; keep one of them",
  },
  threat: {
    ja: "「{threat}」は脅威レベルとして読み取れません。1〜3、または高・中・低で書いてください。",
    en: '"{threat}" is not a level of threat; write 1 to 3, or high, moderate or low',
  },
  when: {
    ja: "条件「{when}」を読み取れません。",
    en: 'the condition "{when}" cannot be read',
  },
  damage: {
    none: {
      ja: "「{cell}」という事業被害は記録にありません。先に「事業被害」に加えてください。",
      en: 'the record has no damage "{cell}"; add it under Damages first',
    },
    near: {
      ja: "「{cell}」という事業被害は記録にありません。「{near}」のことではありませんか。",
      en: 'the record has no damage "{cell}"; did you mean "{near}"?',
    },
  },
  target: {
    none: {
      ja: "「{cell}」という構成要素は記録にありません。",
      en: 'the record has no component "{cell}"',
    },
    near: {
      ja: "「{cell}」という構成要素は記録にありません。「{near}」のことではありませんか。",
      en: 'the record has no component "{cell}"; did you mean "{near}"?',
    },
  },
} as const;
