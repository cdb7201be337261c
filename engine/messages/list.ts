import type { Text } from "../text.ts";

/** What is worth knowing about a row of a list, pasted or from a workbook. */
export const problems = {
  both: t(
    "「{field}」は、書き出した後に記録でも変わっています（現在は「{now}」）。取り込むとブックの値になります。",
    '"{field}" was changed in the record as well since the export (it is "{now}" now). The import puts the value of the workbook.',
  ),
  bothEmptied: t(
    "「{field}」は、書き出した後に記録で変わっています（現在は「{now}」）。ブックでは空にされているため、取り込むと消えます。",
    '"{field}" was changed in the record since the export (it is "{now}" now), and emptied in the workbook. The import removes it.',
  ),
  kept: t(
    "「{field}」は空にできないため、記録の「{now}」を残します。変えるには新しい値を書いてください。",
    '"{field}" cannot be emptied, so the record keeps "{now}". Write a new value to change it.',
  ),
  label: t(
    "「{label}」はコード「{code}」の意味ではありません。コードの方を読みました。変えるにはコードの列を書き換えてください。",
    '"{label}" is not what the code "{code}" means. The code counts; edit its column to change it.',
  ),
  heading: t(
    "「{control}」は管理策ではないため、見出しの行とみなして読み飛ばしました。",
    '"{control}" is no control; the row was taken for a heading and left out.',
  ),
  scenarioHeading: t(
    "「{scenario}」のほかに何も書かれていないため、見出しの行とみなして読み飛ばしました。シナリオとして加えるには、ほかの列も記入してください。",
    'The row says nothing but "{scenario}"; it was taken for a heading and left out. To add a scenario, fill in another column as well.',
  ),
  similar: t(
    "新しいシナリオとして加えます。記録のシナリオ「{near}」のことであれば、ID「{id}」を書いてください。",
    'This adds a new scenario. If "{near}" of the record is meant, write its id "{id}".',
  ),
  gone: t(
    "シナリオ「{scenario}」は、書き出した後に記録から削除されています。この行は読み飛ばしました。",
    'The scenario "{scenario}" was removed from the record since the export; the row was left out.',
  ),
  goneEdited: t(
    "シナリオ「{scenario}」は、書き出した後に記録から削除されていますが、ブックでは書き換えられています。改めて加えるには別のIDを書き、そうでなければ行を削除してください。",
    'the scenario "{scenario}" was removed from the record since the export, but edited in the workbook; give it another id to add it anew, or delete the row',
  ),
  noColumn: t(
    "管理策の番号の列が見つかりません。見出しに「管理策」を付けてください。",
    'no column has ids of controls; give it the head "Control"',
  ),
  noScenarioColumn: t(
    "シナリオの列が見つかりません。見出しに「ID」か「シナリオ」を付けてください。",
    'no column has ids or names of scenarios; give it the head "ID" or "Scenario"',
  ),
  control: t(
    "「{control}」という管理策はカタログにありません。番号を確かめてください。",
    'no catalogue in use has a control "{control}"; check its id',
  ),
  controlNear: t(
    "「{control}」という管理策はカタログにありません。「{near}」のことではありませんか。",
    'no catalogue in use has a control "{control}"; did you mean "{near}"?',
  ),
  noControl: t(
    "管理策の番号がない行です。番号を入れてください。",
    "the row names no control; give its id",
  ),
  noScenario: t(
    "IDもシナリオ名もない行です。どちらかを入れてください。",
    "the row names no scenario; give an id or a name",
  ),
  id: t(
    "ID「{id}」は使えません。100文字以内とし、空白と / @ # : + を除いてください。",
    'the id "{id}" cannot be used; keep to 100 characters and leave out blanks and / @ # : +',
  ),
  full: t(
    "シナリオは{limit}件までしか記録できません。",
    "a record holds {limit} scenarios at most",
  ),
  several: t(
    "「{name}」という名前のものが記録に二つ以上あります。IDを書いてください。",
    'the record has more than one thing called "{name}"; write the id',
  ),
  place: t(
    "「{place}」という構成要素は記録にありません。先に「構成要素と図」に加えてください。",
    'the record has no component "{place}"; add it under Components first',
  ),
  placeNear: t(
    "「{place}」という構成要素は記録にありません。「{near}」のことではありませんか。",
    'the record has no component "{place}"; did you mean "{near}"?',
  ),
  damage: t(
    "「{damage}」という事業被害は記録にありません。先に「事業被害」に加えてください。",
    'the record has no damage "{damage}"; add it under Damages first',
  ),
  damageNear: t(
    "「{damage}」という事業被害は記録にありません。「{near}」のことではありませんか。",
    'the record has no damage "{damage}"; did you mean "{near}"?',
  ),
  status: t(
    "「{status}」は実施状況として読み取れません。「実施済み」「一部実施」「未実施」などの語か、○△× で書いてください。",
    '"{status}" is not a status; write one such as implemented, partial or absent',
  ),
  statusNear: t(
    "「{status}」は実施状況として読み取れません。「{near}」のことではありませんか。",
    '"{status}" is not a status; did you mean "{near}"?',
  ),
  threat: t(
    "「{threat}」は脅威レベルとして読み取れません。1〜3、高・中・低、又は「未評価」と書いてください。",
    '"{threat}" is not a level of threat; write 1 to 3, high, moderate, low, or unassessed',
  ),
  when: t(
    "条件「{when}」を読み取れません。「exposure = internet」のように書いてください。",
    'the condition "{when}" cannot be read; write it like "exposure = internet"',
  ),
  date: t(
    "「{date}」は日付として読み取れません。2027-03-31 のように書いてください。",
    '"{date}" is not a date; write it like 2027-03-31',
  ),
  error: t(
    "セルの値が誤り（{value}）です。値を入れ直してください。",
    "the cell holds an error ({value}); put a value in its place",
  ),
  noStatus: t(
    "{control} は記録にまだないため、実施状況の列も必要です。",
    "{control} is not in the record yet, so a status is needed as well",
  ),
  noStatusAt: t(
    "{control} の構成要素「{place}」での状況が記録にまだないため、実施状況の列も必要です。",
    'the record says nothing of {control} at "{place}" yet, so a status is needed as well',
  ),
  twice: t(
    "「{key}」は{where}にもあり、内容が違います。どちらかにしてください。",
    '"{key}" is {where} as well and says otherwise; keep one of them',
  ),
} as const satisfies Record<string, Text>;

/** Where another row stands, as it is said in `twice`. */
export const places = {
  row: t("{row}行目", "in row {row}"),
  cell: t(" {sheet}!{row} ", "at {sheet}!{row}"),
} as const satisfies Record<string, Text>;

/** What an emptied cell does, after what it changes. */
export const removes = t("（{what}を削除）", " (removes {what})");

/** The heads of lists that are filled in and read back; others in use are in `formats/list/head.ts`. */
export const lists = {
  control: t("管理策", "Control"),
  title: t("名称", "Title"),
  place: t("構成要素", "Component"),
  status: t("実施状況コード", "Status code"),
  label: t("実施状況", "Status"),
  why: t("理由", "Reason"),
  evidence: t("証跡", "Evidence"),
  owner: t("担当", "Owner"),
  due: t("期限", "Due"),
  note: t("備考", "Note"),
  scenario: t("シナリオ", "Scenario"),
  name: t("シナリオ名", "Name"),
  damage: t("事業被害", "Damage"),
  attacker: t("攻撃者", "Attacker"),
  threat: t("脅威", "Threat"),
  target: t("攻撃先", "Target"),
  when: t("条件", "Condition"),
  steps: t("攻撃手順", "Steps"),
} as const satisfies Record<string, Text>;

function t(ja: string, en: string): Text {
  return { ja, en };
}
