import { lists } from "../../messages/list.ts";
import type { System } from "../../model.ts";
import type { Lang } from "../../text.ts";
import { controlOf } from "./cell.ts";
import { folded } from "./name.ts";
import { scenarioOf } from "./subject.ts";

/** What a column of a list of controls holds. `label` is the word of a status, `status` its code. */
export type ControlField =
  | "control"
  | "place"
  | "status"
  | "label"
  | "evidence"
  | "owner"
  | "due"
  | "why"
  | "note";

/** What a column of a list of scenarios holds. `scenario` is an id, or a name where it has no other. */
export type ScenarioField =
  | "scenario"
  | "name"
  | "damage"
  | "attacker"
  | "threat"
  | "why"
  | "when"
  | "target"
  | "note"
  | "steps";

/** What the head of a column says: what stands below, and in which language it is asked for. */
export interface Head<Field extends string> {
  readonly field: Field | "";
  readonly lang: Lang | undefined;
}

/** The rows below heads: what stands in a column may tell what its head does not. */
export type Body = readonly (readonly string[])[];

/** What the heads of a list of controls say, column by column. */
export function controlHeads(cells: readonly string[], body: Body, system: System) {
  const heads = cells.map((cell) => headOf(cell, controls));
  const holds = (column: number) =>
    sample(body, column).some((cell) => controlOf(cell, system) !== undefined);
  const strong = at(heads, "control");
  const weak = at(heads, "number", "id");
  const key = strong.find(holds) ?? weak.find(holds) ?? strong[0] ?? weak[0];
  return heads.map((head, column): Head<ControlField> =>
    column === key
      ? { ...head, field: "control" }
      : isRest(head.field) || column < key && head.field === "control"
      ? { field: "", lang: undefined }
      : head as Head<ControlField>
  );
}

/** What the heads of a list of scenarios say, column by column. */
export function scenarioHeads(cells: readonly string[], body: Body, system: System) {
  const heads = cells.map((cell) => headOf(cell, scenarios));
  // A column of nothing but numbers counts the rows, unless these are the ids of the record.
  const holds = (column: number) =>
    sample(body, column).some((cell) =>
      !/^\d+$/.test(folded(cell)) || scenarioOf(cell, { system }) !== undefined
    );
  const [weak, strong, names] = [at(heads, "number"), at(heads, "scenario"), at(heads, "name")];
  const key = at(heads, "id")[0] ?? weak.find(holds) ?? strong[0] ??
    (names.length > 0 ? undefined : weak[0]);
  // Beside a column of ids, one headed "Scenario" holds the names.
  const name = names[0] ?? strong.find((column) => column !== key);
  return heads.map((head, column): Head<ScenarioField> =>
    column === key
      ? { ...head, field: "scenario" }
      : column === name
      ? { ...head, field: "name" }
      : isRest(head.field) || head.field === "scenario"
      ? { field: "", lang: undefined }
      : head as Head<ScenarioField>
  );
}

/** So many rows tell what a column holds. */
const sampled = 100;

function sample(body: Body, column: number): string[] {
  return body.slice(0, sampled).map((cells) => cells[column] ?? "").filter((cell) => cell !== "");
}

function at(heads: readonly { readonly field: string }[], ...fields: readonly string[]): number[] {
  return heads.flatMap(({ field }, column) => fields.includes(field) ? [column] : []);
}

/** A column that may tell what a row is about, and need not. */
type Rest = "number" | "id";

function isRest(field: string): field is Rest {
  return field === "number" || field === "id";
}

type Names<Field extends string> = Readonly<Record<Field, readonly string[]>>;

const notes = ["メモ", "コメント", "remarks", "comment", "notes"];
const reasons = ["根拠", "why", "rationale"];
const numbers = ["番号", "項番", "no", "no.", "#"];

/** Heads that lists of controls have in use, besides those of our own sheets. */
const controls: Names<ControlField | Rest> = {
  control: ["管理策id", "管理策番号", "control id"],
  place: ["構成要素id", "対象", "component id", "place"],
  status: [],
  label: ["状況", "状態", "対応状況", "評価", "state"],
  evidence: ["根拠資料", "エビデンス", "実施内容"],
  owner: ["担当者", "責任者", "所管", "responsible"],
  due: ["予定日", "完了予定", "date"],
  why: reasons,
  note: notes,
  number: numbers,
  id: ["id"],
};

const scenarios: Names<ScenarioField | Rest> = {
  scenario: ["攻撃シナリオ", "attack scenario"],
  name: ["名称", "名前", "シナリオの名称", "件名", "scenario name", "title"],
  damage: ["事業被害id", "被害", "被害id", "damage id", "business damage", "impact"],
  attacker: ["攻撃主体", "脅威主体", "actor", "threat actor", "threat source"],
  threat: [
    "脅威レベル",
    "起こりやすさ",
    "発生可能性",
    "可能性",
    "頻度",
    "threat level",
    "likelihood",
  ],
  why: [...reasons, "脅威の理由", "脅威の根拠"],
  when: ["成立条件", "前提条件", "when"],
  target: ["攻撃対象", "標的", "対象", "構成要素", "資産", "component", "asset"],
  note: notes,
  steps: ["手順", "攻撃ステップ", "ステップ", "攻撃経路", "attack steps", "path"],
  number: numbers,
  id: ["id", "シナリオid", "シナリオ番号", "scenario id"],
};

function headOf<Field extends string>(
  cell: string,
  names: Names<Field>,
): { readonly field: Field | ""; readonly lang: Lang | undefined } {
  const said = folded(cell);
  const field = (Object.keys(names) as Field[]).find((field) =>
    [...own(field), ...names[field]].some((name) => folded(name) === said)
  );
  if (field === undefined || isRest(field)) return { field: field ?? "", lang: undefined };
  return { field, lang: /[^\x20-\x7e]/.test(said) ? "ja" : "en" };
}

/** The heads of our own sheets. */
function own(field: string): readonly string[] {
  return Object.hasOwn(lists, field) ? Object.values(lists[field as keyof typeof lists]) : [];
}
