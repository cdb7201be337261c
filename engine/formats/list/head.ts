import { lists } from "../../messages/sheet.ts";
import type { Lang } from "../../text.ts";

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

/** What a column of a list of scenarios holds. */
export type ScenarioField =
  | "scenario"
  | "name"
  | "damage"
  | "attacker"
  | "threat"
  | "why"
  | "target"
  | "note";

/** What the head of a column says: what stands below, and in which language it is asked for. */
export interface Head<Field extends string> {
  readonly field: Field | "";
  readonly lang: Lang | undefined;
}

type Names<Field extends string> = Readonly<Record<Field, readonly string[]>>;

/** Heads that lists of controls have in use, besides those of our own sheets. */
const controls: Names<ControlField> = {
  control: ["管理策id", "管理策番号", "番号", "id", "control id", "no", "no."],
  place: ["構成要素id", "対象", "component id", "place"],
  status: [],
  label: ["状況", "状態", "対応状況", "評価", "state"],
  evidence: ["根拠資料", "エビデンス", "実施内容"],
  owner: ["担当者", "責任者", "所管", "responsible"],
  due: ["予定日", "完了予定", "date"],
  why: ["根拠", "why"],
  note: ["メモ", "コメント", "remarks", "comment"],
};

const scenarios: Names<ScenarioField> = {
  scenario: ["シナリオid", "シナリオ番号", "番号", "id", "scenario id", "no", "no."],
  name: ["名称", "シナリオの名称", "scenario name", "title"],
  damage: ["事業被害id", "damage id"],
  attacker: ["攻撃主体", "脅威主体", "threat source"],
  threat: ["脅威レベル", "threat level"],
  why: ["脅威の理由", "根拠", "why"],
  target: ["攻撃対象", "対象"],
  note: ["メモ", "コメント", "remarks", "comment"],
};

/** What the heads of a list of controls say, column by column. */
export function controlHeads(cells: readonly string[]): Head<ControlField>[] {
  return headsOf(cells, controls);
}

/** What the heads of a list of scenarios say, column by column. */
export function scenarioHeads(cells: readonly string[]): Head<ScenarioField>[] {
  return headsOf(cells, scenarios);
}

function headsOf<Field extends keyof typeof lists>(
  cells: readonly string[],
  names: Names<Field>,
): Head<Field>[] {
  const heads = cells.map((cell) => {
    const said = folded(cell);
    const found = (Object.keys(names) as Field[]).find((field) =>
      [lists[field].ja, lists[field].en, ...names[field]].some((name) => folded(name) === said)
    );
    const lang = /[^\x20-\x7e]/.test(said) ? "ja" as const : "en" as const;
    const short = shorts.has(said);
    return {
      field: found ?? "" as const,
      lang: found === undefined || short ? undefined : lang,
      short,
    };
  });
  // Beside a column of ids, one headed "No." only counts the rows.
  const named = heads.filter(({ short }) => !short).map(({ field }) => field);
  return heads.map(({ field, lang, short }) =>
    short && named.includes(field) ? { field: "", lang: undefined } : { field, lang }
  );
}

/** Heads that may stand over ids as well as over the numbers of rows. */
const shorts = new Set(["番号", "id", "no", "no."]);

function folded(head: string): string {
  return head.normalize("NFKC").toLocaleLowerCase().replace(/\s+/gu, " ").trim();
}
