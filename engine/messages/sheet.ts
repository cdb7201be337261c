import type { Text } from "../text.ts";

/** Why a workbook cannot be read at all. */
export const workbook = {
  large: t(
    "ブックが大きすぎます（{size}、上限は{limit}）。不要なシートや画像を削ってください。",
    "The workbook is too large ({size}; the limit is {limit}). Take out sheets and pictures that are not needed.",
  ),
  unzipped: t(
    "Excelブック（.xlsx）ではありません。Excelで開き、「Excelブック（*.xlsx）」として保存し直してください。",
    'This is no Excel workbook (.xlsx). Open it in Excel and save it as "Excel Workbook (*.xlsx)".',
  ),
  compound: t(
    "古い形式（.xls）か、パスワード付きのブックです。パスワードを外し、「Excelブック（*.xlsx）」として保存し直してください。",
    'This is a workbook of the old form (.xls), or one with a password. Take the password off and save it as "Excel Workbook (*.xlsx)".',
  ),
  binary: t(
    "バイナリ形式（.xlsb）のブックです。「Excelブック（*.xlsx）」として保存し直してください。",
    'This is a binary workbook (.xlsb). Save it as "Excel Workbook (*.xlsx)".',
  ),
  encrypted: t(
    "パスワード付きの圧縮ファイルは読み取れません。パスワードを外してください。",
    "The file is encrypted and cannot be read. Take the password off.",
  ),
  foreign: t(
    "圧縮ファイルですが、Excelブックの中身がありません。",
    "This is a zip file, but there is no workbook in it.",
  ),
  damaged: t(
    "ブックの中の「{part}」が壊れています。Excelで開き、保存し直してください。",
    'The workbook is damaged at "{part}". Open it in Excel and save it anew.',
  ),
  twice: t(
    "ブックの中に「{part}」が2つあり、どちらが正しいか分かりません。Excelで開き、保存し直してください。",
    'The workbook holds "{part}" twice, and nothing tells which one counts. Open it in Excel and save it anew.',
  ),
  doctype: t(
    "ブックの中の「{part}」に文書型の宣言があります。Excelのブックにはないものなので、読み取りません。",
    'The workbook declares a document type at "{part}". No workbook of Excel does, so it is not read.',
  ),
  bomb: t(
    "ブックを展開すると {limit} を超えるため、読み取りません。不要なシートや画像を削ってください。",
    "The workbook unpacks to more than {limit} and is not read. Take out sheets and pictures that are not needed.",
  ),
  parts: t(
    "ブックの中のファイルが多すぎます（{count}個、上限は{limit}個）。一覧のシートだけを新しいブックに写してください。",
    "The workbook holds too many files ({count}; the limit is {limit}). Copy the sheets with the lists into a new workbook.",
  ),
  sheets: t(
    "シートが多すぎます（{count}枚、上限は{limit}枚）。一覧のないシートを削ってください。",
    "There are too many sheets ({count}; the limit is {limit}). Take out those without lists.",
  ),
  texts: t(
    "ブックの文字列が多すぎます（{count}個以上、上限は{limit}個）。不要な行や列を削ってください。",
    "The workbook holds too many texts ({count} or more; the limit is {limit}). Take out rows and columns that are not needed.",
  ),
  cells: t(
    "セルが多すぎます（上限は{limit}個）。不要な行や列を削ってください。",
    "There are too many cells (the limit is {limit}). Take out rows and columns that are not needed.",
  ),
} as const satisfies Record<string, Text>;

/** What is worth knowing about a workbook that was read, its sheets and its rows. */
export const remarks = {
  nothing: t(
    "管理策かシナリオの一覧が見つかりません。見出しの行に「管理策」と「実施状況」、又は「シナリオ」と「脅威」を置いてください。",
    'There is no list of controls or scenarios. Give it a row of heads with "Control" and "Status", or "Scenario" and "Threat".',
  ),
  skipped: t(
    "一覧の見出しがないため、このシートは読みませんでした。",
    "This sheet has no heads of a list and was not read.",
  ),
  hidden: t(
    "非表示のシートは読みません。取り込むには再表示してください。",
    "A hidden sheet is not read. Unhide it to have it read.",
  ),
  rows: t(
    "行が{limit}行を超えるため、このシートは読みませんでした。不要な行を削ってください。",
    "This sheet has more than {limit} rows and was not read. Take out those that are not needed.",
  ),
  columns: t(
    "列が{limit}列を超えるため、このシートは読みませんでした。不要な列を削ってください。",
    "This sheet has more than {limit} columns and was not read. Take out those that are not needed.",
  ),
  cells: t(
    "ブック全体のセルが{limit}個を超えるため、このシートは読みませんでした。",
    "The workbook has more than {limit} cells, so this sheet was not read.",
  ),
  formulas: t(
    "数式のセルが{count}個あります。数式は計算せず、保存時の値を読みました（値のないものは空として扱います）。",
    "There {count|is|are} {count} {count|cell|cells} with a formula. None was computed; what they came to when the file was saved was read, and where that is missing the cell counts as empty.",
  ),
  links: t(
    "ほかのファイルへのリンクがあります。リンク先は開きません。",
    "The workbook links to other files. They are not opened.",
  ),
  macros: t(
    "マクロが含まれています。実行はしません。",
    "The workbook carries macros. They are not run.",
  ),
  other: t(
    "別の記録「{id}」から書き出されたブックです。取り込む先を確かめてください。",
    'The workbook was exported from another record, "{id}". Make sure that this is the one to import into.',
  ),
  moved: t(
    "書き出した後に記録が変わっています。ブックで書き換えたセルだけを変更として読みました。",
    "The record has changed since the workbook was exported. Only cells that were edited in the workbook count as changes.",
  ),
  columnTwice: t(
    "「{head}」と同じ意味の列が2つあります。左の列を読みました。",
    'Two columns mean the same as "{head}". The one on the left was read.',
  ),
  more: t(
    "同じ種類の指摘がほかに{count}件あります。",
    "There {count|is|are} {count} more of this kind.",
  ),
  removals: t(
    "ブックで空にしたセルが{count}個あります。取り込むと、書き出したときにあった記載が記録から消えます。",
    "{count} {count|cell was|cells were} emptied in the workbook; the import removes from the record what {count|it|they} held at the export.",
  ),
} as const satisfies Record<string, Text>;

/** What was read of a workbook, in a line. */
export const outcome = {
  same: t(
    "一覧を{read}行読みました。記録を変えるところはありません。",
    "{read} {read|row|rows} of lists read; nothing in {read|it|them} changes the record.",
  ),
  asks: t(
    "一覧を{read}行読みました。{rows}行が、変更{changes}件を求めています。",
    "{read} {read|row|rows} of lists read; {rows} {rows|asks|ask} for {changes} {changes|change|changes}.",
  ),
} as const satisfies Record<string, Text>;

/** What the sheets of an exported workbook are called. */
export const sheets = {
  cover: t("表紙", "Cover"),
  controls: t("管理策", "Controls"),
  scenarios: t("シナリオ", "Scenarios"),
  matrix: t("シナリオ×被害分類", "Scenarios × categories"),
  risks: t("リスク", "Risks"),
  measures: t("対策", "Measures"),
  moves: t("計画前後", "Before and after"),
  treatments: t("リスク対応", "Treatments"),
  conformity: t("適合", "Conformity"),
  findings: t("指摘", "Findings"),
  tables: t("使用した表", "Tables"),
  codes: t("コード", "Codes"),
  base: t("書き出し時の値", "As exported"),
} as const satisfies Record<string, Text>;

/** The heads of the columns of an exported workbook that are not read back; for the others see `list.ts`. */
export const heads = {
  item: t("項目", "Item"),
  value: t("内容", "Value"),
  family: t("系列", "Family"),
  baselines: t("ベースライン", "Baselines"),
  required: t("要求", "Required"),
  counted: t("分析上の状況コード", "Counted status code"),
  countedLabel: t("分析上の状況", "Counted status"),
  conformity: t("適合コード", "Conformity code"),
  conformityLabel: t("適合判定", "Conformity"),
  gap: t("不足", "Gap"),
  provider: t("提供者", "Provider"),
  damageName: t("事業被害の名称", "Damage name"),
  possible: t("成立しうる", "Possible"),
  applies: t("適用コード", "Applies code"),
  threatBest: t("脅威（最善）", "Threat (best)"),
  threatWorst: t("脅威（最悪）", "Threat (worst)"),
  defenceBest: t("対策レベル（最善）", "Defence (best)"),
  defenceWorst: t("対策レベル（最悪）", "Defence (worst)"),
  riskBest: t("リスク値（最善）", "Risk (best)"),
  riskWorst: t("リスク値（最悪）", "Risk (worst)"),
  overBest: t("目標超過（最善）", "Over target (best)"),
  overWorst: t("目標超過（最悪）", "Over target (worst)"),
  damageBest: t("被害レベル（最善）", "Damage level (best)"),
  damageWorst: t("被害レベル（最悪）", "Damage level (worst)"),
  vulnerabilityBest: t("脆弱性（最善）", "Vulnerability (best)"),
  vulnerabilityWorst: t("脆弱性（最悪）", "Vulnerability (worst)"),
  target: t("目標", "Allowed risk"),
  cell: t("マス", "Cell"),
  category: t("被害分類コード", "Category code"),
  categoryLabel: t("被害分類", "Category"),
  order: t("着手順", "Order"),
  measure: t("対策ID", "Measure"),
  measureName: t("対策名", "Measure name"),
  kind: t("種別コード", "Kind code"),
  phase: t("段階コード", "Phase code"),
  phaseLabel: t("段階", "Phase"),
  cost: t("費用（{unit}）", "Cost ({unit})"),
  done: t("完了", "Done"),
  overdue: t("期限超過", "Overdue"),
  content: t("変更の内容", "Changes"),
  closesCount: t("根拠1 解消する不足の数", "1. Gaps closed"),
  closes: t("根拠1 解消する不足", "1. Which gaps"),
  raisesCount: t("根拠2 上がるステップの数", "2. Steps raised"),
  raises: t("根拠2 上がるステップ", "2. Which steps"),
  alone: t("単独の効果（前→後）", "Done alone (before → after)"),
  dropped: t("外した場合（前→後）", "If dropped (before → after)"),
  together: t("ともに必要な対策", "Needed with"),
  from: t("計画前のリスク値", "Risk before"),
  to: t("計画完了時のリスク値", "Risk after"),
  defenceFrom: t("計画前の対策レベル", "Defence before"),
  defenceTo: t("計画完了時の対策レベル", "Defence after"),
  on: t("対象", "Concerns"),
  decision: t("決定コード", "Decision code"),
  decisionLabel: t("決定", "Decision"),
  decided: t("決定日", "Decided"),
  expires: t("有効期限", "Expires"),
  settles: t("有効", "Valid"),
  expired: t("期限切れ", "Expired"),
  pending: t("決定前", "Pending"),
  total: t("要求数", "Number required"),
  met: t("適合数", "Met"),
  partly: t("一部適合数", "Partly met"),
  planned: t("計画中", "Planned"),
  unmet: t("不適合数", "Not met"),
  unassessed: t("未評価", "Unassessed"),
  notApplicable: t("適用外", "Not applicable"),
  outside: t("プロファイル外", "Outside this profile"),
  shareBest: t("適合率（最善）", "Share (best)"),
  shareWorst: t("適合率（最悪）", "Share (worst)"),
  severity: t("重さコード", "Severity code"),
  severityLabel: t("重さ", "Severity"),
  code: t("コード", "Code"),
  line: t("行", "Line"),
  column: t("列", "Column"),
  message: t("指摘の内容", "Message"),
  file: t("ファイル", "File"),
  id: t("ID", "ID"),
  tableName: t("表の名称", "Table"),
  version: t("版", "Version"),
  source: t("出典", "Source"),
  provenance: t("信頼度コード", "Provenance code"),
  provenanceLabel: t("信頼度", "Provenance"),
  list: t("一覧", "List"),
  wordJa: t("日本語", "Japanese"),
  wordEn: t("英語", "English"),
} as const satisfies Record<string, Text>;

/** The first sheet of an exported workbook. */
export const cover = {
  title: t("{system} セキュリティリスク分析", "{system}: security risk analysis"),
  system: t("システム", "System"),
  record: t("記録のID", "Id of the record"),
  owner: t("責任者", "Owner"),
  phase: t("段階", "Phase"),
  marking: t("取扱い", "Marking"),
  day: t("分析日", "Date of the analysis"),
  engine: t("版", "Engine"),
  digest: t("指紋", "Digest"),
  required: t("求められるレベル", "Required level"),
  verdict: t("判定", "Verdict"),
  share: t("ベースライン適合率", "Baseline conformity"),
  gaps: t("要求管理策の不足", "Gaps of required controls"),
  over: t("目標を超えるシナリオ", "Scenarios over target"),
  cost: t("計画の費用（{unit}）", "Cost of the plan ({unit})"),
  after: t("計画完了時に目標を超えるシナリオ", "Scenarios over target after the plan"),
  errors: t("エラーの指摘", "Findings that are errors"),
  errorsNote: t(
    "エラーがあるため、結果は確かではありません。",
    "There are errors, so the results are not reliable.",
  ),
  unverified: t("未検証の表", "Unverified tables"),
  unverifiedNote: t(
    "次の表は公表資料と照合していないため、結果を公式の評価として扱えません。",
    "The following tables were not checked against the published source; results must not be presented as official.",
  ),
  none: t("なし", "none"),
  fill: t("記入のしかた", "How to fill it in"),
  fillNote: t(
    "「管理策」と「シナリオ」の黄色の列に記入し、mitate sheet 記録 --import このファイル で取り込みます。意味を持つのはコードの列です。「シナリオ」に加えた行は新しいシナリオになります。理由、証跡、担当、期限、備考、攻撃者、攻撃先のセルを空にすると、書き出したときの記載が消えます。ほかの空のセルは何も変えません。取り込む前に、変わるところをすべて示します。列の並べ替えや結合、不要な列と行の削除はしてもかまいません。",
    'Fill in the yellow columns of "Controls" and "Scenarios" and bring them back with mitate sheet RECORD --import THIS_FILE. Codes carry the meaning. A row added to "Scenarios" becomes a new scenario. Emptying a cell of reason, evidence, owner, due, note, attacker or target removes what it held at the export; other empty cells change nothing. All that would change is shown first. Columns may be moved, cells merged, and columns and rows that are not needed deleted.',
  ),
} as const satisfies Record<string, Text>;

function t(ja: string, en: string): Text {
  return { ja, en };
}
