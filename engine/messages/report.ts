import type { Text } from "../text.ts";

/** The sentences of reports, on the terminal and on the page. `{name}` is filled in. */
export const report = {
  title: t("セキュリティリスク分析結果", "Security risk analysis"),

  contents: t("目次", "Contents"),

  // Opening
  record: t("記録", "Record"),
  day: t("分析日", "Date of the analysis"),
  owner: t("責任者", "Owner"),
  phase: t("段階", "Phase"),
  marking: t("取扱い", "Marking"),
  methods: t("分析方法", "Method"),
  engine: t("版", "Engine"),
  purpose: t("目的", "Purpose"),
  summary: t("要旨", "Summary"),
  verdict: t("判定", "Verdict"),
  verdictDate: t("{verdict}（{date}）", "{verdict} ({date})"),
  required: t("求められるレベル", "Required level"),
  conformity: t("ベースライン適合", "Baseline conformity"),
  conformityValue: t("{share}（{met}／{total}）", "{share} ({met} of {total})"),
  scenarios: t("攻撃シナリオ", "Attack scenarios"),
  scenariosValue: t(
    "{all}件中、目標超過 {over}件、成立しないもの {none}件",
    "{over} of {all} over target, {none} not possible",
  ),
  scenariosMaybe: t(
    "、未評価の項目しだいで超過 {maybe}件",
    ", {maybe} more over target depending on unassessed inputs",
  ),
  plan: t("計画", "Plan"),
  planValue: t(
    "対策 {measures}件と計画中の管理策 {planned}件、完了 {date}、費用 {cost}{unit}",
    "{measures} {measures|measure|measures} and {planned} planned {planned|control|controls}, done by {date}, cost {cost} {unit}",
  ),
  planNothing: t("対策がありません。", "No measures."),
  undecided: t("未定", "not set"),
  after: t("計画完了時", "After the plan"),
  afterValue: t(
    "目標超過 {over}件と不足 {gaps}件（うち {settled}件は決定済み）、適合 {share}",
    "{over} over target and {gaps} {gaps|gap|gaps} ({settled} of them settled by decision), conformity {share}",
  ),
  findings: t("指摘", "Findings"),
  findingsValue: t(
    "エラー {error}件、警告 {warning}件、参考 {info}件",
    "errors {error}, warnings {warning}, for information {info}",
  ),
  moreFindings: t(
    "ほかに{count}件あります。すべての指摘は {command} で確認できます。",
    "There {count|is|are} {count} more; {command} lists them all.",
  ),
  unreliable: t(
    "エラーがあるため、以下の結果は確かではありません。",
    "There are errors, so the results below are not reliable.",
  ),

  // Impact and profile
  impact: t("影響度と求められるレベル", "Impact and required level"),
  impactTable: t("被害分類ごとの影響度", "Impact per harm category"),
  category: t("被害分類", "Harm category"),
  level: t("影響度", "Impact"),
  decides: t("決め手", "Decides"),
  decider: t("◎ 決め手", "decides"),
  why: t("理由", "Reason"),
  requiredBy: t(
    "求められるレベルは「{level}」です。決め手は{list}です。",
    "The required level is {level}, decided by: {list}.",
  ),
  requiredEmpty: t(
    "すべての被害分類が非該当のため、求められるレベルは「{level}」です。",
    "No harm category applies, so the required level is {level}.",
  ),
  requiredOpen: t(
    "求められるレベルは「{level}」の間にあり、暫定です。未評価の被害分類（{open}）によって決まります。",
    "The required level lies between {level} and is provisional; it turns on the unassessed {open}.",
  ),
  analysedAt: t(
    "以下は重い方の「{level}」で分析しています。",
    "What follows is analysed at the graver level, {level}.",
  ),
  assurance: t("保証レベル：{value}", "Assurance levels: {value}"),
  assuranceBound: t("（上限）", " (upper bound)"),
  assuranceDeclared: t("。宣言：{declared}。", "; declared: {declared}."),
  profile: t("プロファイル", "Profile"),
  traitsOpen: t("未評価の特性：{list}", "Unassessed traits: {list}"),
  outside: t("このプロファイルの外にあるもの", "Outside this profile"),
  outsideLead: t(
    "次のものは、プロファイルの条件が成立しないため分析から外れています。",
    "The following are left out of the analysis because a condition does not hold under this profile.",
  ),
  unknownLead: t(
    "次のものは、特性が未評価のため分析に入るか分かりません。重い側では入るものとして扱います。",
    "Whether the following belong to the analysis is unknown, since a trait is unassessed; at the worse end they do.",
  ),
  condition: t("条件", "Condition"),
  because: t("決め手の特性", "Because of"),
  concerns: t("対象", "Concerns"),
  nothingOutside: t("ありません。", "Nothing."),

  premises: t("利用者・接続・前提", "Users, connections and assumptions"),
  noPremises: t("記載はありません。", "The record says nothing."),
  signIn: t("認証", "Sign-in"),
  users: t("利用者", "Users"),
  connections: t("外部との接続", "External connections"),
  connection: t("接続", "Connection"),
  connectedTo: t("相手", "With"),
  connectionKind: t("種類", "Kind"),
  routes: t("保守の経路", "Maintenance routes"),
  law: t("法令", "Law"),
  standards: t("基準", "Standards"),
  assumptions: t("前提", "Assumptions"),

  // Baseline
  baseline: t("ベースライン分析", "Baseline analysis"),
  baselineLead: t(
    "求められる管理策 {total}件のうち、適合 {met}件（{share}）、一部適合 {partly}件、計画中 {planned}件、不適合 {unmet}件、未評価 {unassessed}件です。適用外 {notApplicable}件、プロファイル外 {outside}件は母数に含めません。",
    "Of {total} required controls {met} are met ({share}), {partly} partly met, {planned} planned, {unmet} not met and {unassessed} unassessed. {notApplicable} not applicable and {outside} outside this profile are not counted.",
  ),
  families: t("系列ごとの適合", "Conformity by family"),
  family: t("系列", "Family"),
  name: t("名称", "Name"),
  total: t("要求", "Required"),
  met: t("適合", "Met"),
  partly: t("一部", "Partly"),
  planned: t("計画", "Planned"),
  unmet: t("不適合", "Not met"),
  unassessed: t("未評価", "Unas-\nsessed"),
  notApplicable: t("適用外", "N/A"),
  share: t("適合率", "Share"),
  all: t("全体", "All"),
  gaps: t("不足：{conformity}（{count}件）", "Gaps: {conformity} ({count})"),
  gapsNone: t("要求管理策の不足はありません。", "There are no gaps of required controls."),
  control: t("管理策", "Control"),
  due: t("期限", "Due"),
  exception: t("{place}：{status}", "{place}: {status}"),
  noTakers: t(
    "提供者「{provider}」の条件が成立しない",
    'the condition of provider "{provider}" does not hold',
  ),
  removed: t(
    "テーラリングで除外した管理策（{count}件）",
    "Controls removed by tailoring ({count})",
  ),

  // Damages
  damages: t("避けるべき事業被害", "Business damages to avoid"),
  noDamages: t("事業被害がありません。", "There are no damages."),
  damageLevels: t("被害分類とレベル", "Harm categories and levels"),
  damageLower: t("低くした理由", "Why lower"),
  damageOutside: t(
    "（このプロファイルの外：{because}）",
    " (outside this profile: {because})",
  ),
  levelOf: t("{category} {level}", "{category} {level}"),

  // Scenarios
  business: t("事業被害の分析", "Business-damage analysis"),
  targetLead: t(
    "確保すべきレベル：事業被害レベル3では{three}まで、2では{two}まで、1では{one}まで。",
    "Security level set: at most {three} for damage level 3, {two} for 2, {one} for 1.",
  ),
  legend: t(
    "{scale} の順に重くなります。! は目標超過、? は未評価の項目しだいで超過、— は成立しないか非該当。脅威は3が最も重く、対策は3が最も強い段階です。",
    "{scale}, mildest first. ! is over target, ? over target depending on unassessed inputs, — not possible or not applicable. Threat 3 is the gravest, defence 3 the strongest.",
  ),
  matrix: t("シナリオ×被害分類のリスク値", "Risk per scenario and harm category"),
  scenario: t("シナリオ", "Scenario"),
  threat: t("脅威", "Threat"),
  defence: t("対策", "De-\nfence"),
  worst: t("最悪", "Worst"),
  worstPer: t("被害分類ごとの最悪値", "Worst per category"),
  notPossibleMark: t("（成立しない）", " (not possible)"),
  damage: t("事業被害", "Damage"),
  attacker: t("攻撃者", "Attacker"),
  threatWhy: t("脅威{threat}の理由", "Why threat {threat}"),
  path: t("決め手の経路", "Deciding path"),
  deciding: t("決め手", "Decided by"),
  decidingValue: t("対策レベル{level}：{steps}", "level of defence {level}: {steps}"),
  step: t("「{step}」", '"{step}"'),
  stepAt: t("「{step}」（{place}）", '"{step}" ({place})'),
  paths: t("{id} の最小攻撃経路（悪い順）", "Minimal attack paths of {id}, worst first"),
  pathSteps: t("経路", "Path"),
  morePaths: t(
    "経路はほかにもあります。悪い方から{count}件を示しています。",
    "There are more paths; these are the worst {count}.",
  ),
  near: t("次に効く経路", "Near misses"),
  nearValue: t("（対策レベル{defence}）", " (level of defence {defence})"),
  nearDecided: t(
    "（対策レベル{defence}、決め手{steps}）",
    " (level of defence {defence}, decided by {steps})",
  ),
  feasible: t("成立の可否", "Feasibility"),
  impossible: t("このプロファイルでは成立しない", "Not possible under this profile"),
  impossibleBecause: t(
    "このプロファイルでは成立しない（{because}）",
    "Not possible under this profile ({because})",
  ),
  maybePossible: t(
    "未評価の特性しだいで成立しない",
    "May not be possible, depending on unassessed traits",
  ),
  noDamage: t(
    "被害分類がないため評価できません。",
    "No harm category is hit, so nothing is rated.",
  ),
  noScenarios: t("攻撃シナリオがありません。", "There are no attack scenarios."),

  // Measures
  measures: t("対策一覧", "List of measures"),
  measuresLead: t(
    "着手の順に並べています。根拠は二つあります。「解消する不足」はベースライン分析で満たせるようになる要求管理策の数、「上がるステップ」は単独で行ったときに対策レベルが上がる攻撃ステップの数です。リスク値に添えた括弧内は対策レベルの変化です。",
    "In the order of work. There are two justifications: the gaps of required controls that a measure closes, and the attack steps whose level of defence it raises when done alone. Beside a risk, the level of defence in parentheses.",
  ),
  order: t("順", "#"),
  measure: t("対策", "Measure"),
  cost: t("費用", "Cost"),
  costUnit: t("費用\n（{unit}）", "Cost\n({unit})"),
  closesShort: t("解消する\n不足", "Gaps\nclosed"),
  raisesShort: t("上がる\nステップ", "Steps\nraised"),
  reach: t("シナリオ", "Scenarios"),
  content: t("内容", "Content"),
  closes: t("根拠1 ベースライン", "1. Baseline"),
  closesValue: t("{count}件の不足を解消：{list}", "gaps closed ({count}): {list}"),
  closesNothing: t("解消する不足はありません。", "closes no gap of a required control"),
  raises: t("根拠2 シナリオ", "2. Scenarios"),
  raisesValue: t("{count}ステップの対策レベルを引き上げ：{list}", "steps raised ({count}): {list}"),
  raisesNothing: t(
    "単独で対策レベルが上がるステップはありません。",
    "raises no step when done alone",
  ),
  statuses: t("「{status}」にする管理策：{list}", "set to {status}: {list}"),
  controlAt: t("{control}（{place}）", "{control} ({place})"),
  alone: t("単独の効果", "Done alone"),
  dropped: t("外した場合", "If dropped"),
  together: t("ともに必要", "Needed with"),
  refused: t("適用できない変更", "Not applicable"),
  none: t("なし", "none"),
  aloneNothing: t(
    "単独ではリスク値も対策レベルも動きません。同じ弱さの別の経路が残るか、より強いステップが経路の値を決めているためです。",
    "Alone it moves neither risk nor level of defence: another path stays as weak.",
  ),
  noScenario: t(
    "シナリオの結果は動きません。ベースラインの不足を解消する対策です。",
    "Moves no scenario; it closes gaps of the baseline.",
  ),
  droppedNothing: t("リスクは悪化しません。", "No risk gets worse."),
  plannedControls: t(
    "計画中の管理策（{count}件）",
    "Planned controls ({count})",
  ),
  notCounted: t("計画に数えない対策", "Measures that do not count"),
  overdue: t("期限 {due} を過ぎています。", "Overdue since {due}."),
  done: t("完了しています。", "Done."),

  // Outcome
  moves: t("計画による変化", "Before and after the plan"),
  movesTable: t(
    "計画前→計画完了時のリスク値と対策レベル",
    "Risk and level of defence, now → after",
  ),
  movesConformity: t(
    "ベースライン適合は {from} から {to} へ、不足は {gapsFrom}件から {gapsTo}件へ変わります。",
    "Baseline conformity goes from {from} to {to}, gaps from {gapsFrom} to {gapsTo}.",
  ),
  defenceLevel: t("対策\nレベル", "Level of\ndefence"),
  treatments: t("リスク対応", "Treatments"),
  on: t("対象", "Concerns"),
  decision: t("決定", "Decision"),
  expires: t("期限", "Expires"),
  state: t("効力", "Effect"),
  conforms: t("適合", "Conformity"),
  settles: t("有効", "valid"),
  mitigates: t("対策による", "by measures"),
  expired: t("期限切れ", "expired"),
  pending: t("{day} 決定予定", "to be decided on {day}"),
  lacks: t("{list}なし", "lacks {list}"),
  lackWhy: t("理由", "reason"),
  lackOwner: t("責任者", "owner"),
  lackExpires: t("期限", "expiry"),
  noTreatments: t("決定はありません。", "No decisions."),
  remains: t("計画完了後に残るもの", "What remains after the plan"),
  remainsOver: t("目標を超えるシナリオ", "Scenarios over target"),
  remainsGaps: t("要求管理策の不足", "Gaps of required controls"),
  remainsNothing: t(
    "目標を超えるシナリオも、要求管理策の不足も残りません。",
    "Neither scenarios over target nor gaps of required controls remain.",
  ),
  settledBy: t("決定済み：{decision}（{owner}）", "settled: {decision} ({owner})"),
  unsettled: t("未決", "open"),
  verdictNow: t(
    "現状：決定済みを除き、目標を超えるシナリオ {over}件{list}、要求管理策の不足 {gaps}件。",
    "Now: {over} {over|scenario|scenarios} over target{list} and {gaps} {gaps|gap|gaps} of required controls, decisions set aside.",
  ),
  verdictAfter: t(
    "計画完了時：決定済みを除き、目標を超えるシナリオ {over}件{list}、要求管理策の不足 {gaps}件。",
    "After the plan: {over} {over|scenario|scenarios} over target{list} and {gaps} {gaps|gap|gaps} of required controls, decisions set aside.",
  ),
  inParentheses: t("（{list}）", " ({list})"),
  openInputs: t(
    "未評価の入力：影響度 {impact}件、特性 {traits}件、管理策 {controls}件、脅威 {threats}件。",
    "Unassessed inputs: {impact} {impact|impact|impacts}, {traits} {traits|trait|traits}, {controls} {controls|control|controls}, {threats} {threats|threat|threats}.",
  ),

  // Sources
  error: t("エラー", "Errors"),
  warning: t("警告", "Warnings"),
  infoKinds: t("参考（種類ごとの件数）", "For information, counted by kind"),
  infoHow: t("一件ずつの一覧は次の命令で示します：{command}", "To list each of them: {command}"),
  noFindings: t("指摘はありません。", "There are no findings."),
  sources: t("使用した表", "Tables used"),
  sourcesLead: t(
    "結果はこれらの表と、Mitateの既定の規則から計算しています。未検証の表は公式のものとして扱えません。",
    "Results are computed from these tables and Mitate's default rules. An unverified table must not be presented as official.",
  ),
  table: t("表", "Table"),
  version: t("版", "Version"),
  source: t("出典", "Source"),
  provenance: t("信頼度", "Trust"),
  cells: t("マス", "Cells"),
  result: t("結果", "Result"),
  colon: t("：", ": "),
  separator: t("、", ", "),

  note: t("注記", "Note"),

  // The list of systems
  systems: t("システム一覧", "Systems"),
  system: t("システム", "System"),
  noSystems: t(
    "scenarios フォルダに記録がありません。mitate new ID で作れます。",
    "The folder scenarios has no records; mitate new ID makes one.",
  ),
  unreadable: t("{file}：読み取れません", "{file}: cannot be read"),

  // Proposals
  fitting: t("プロファイルに合うパターン", "Patterns that fit the profile"),
  unclear: t("合うか分からないパターン", "Patterns that may fit"),
  unfit: t("プロファイルに合わないパターン", "Patterns that do not fit the profile"),
  taken: t("記録に取り入れたパターン", "Patterns already taken into the record"),
  nothingFits: t("新しく提案するパターンはありません。", "There is nothing new to propose."),
  addHow: t("記録に加えるには：{command}", "To take one into the record: {command}"),
  about: t("内容", "About"),
  missingRoles: t("足りない構成要素", "Lacking"),
  missingValue: t(
    "次の役割（role）の構成要素がありません：{list}",
    "no component has the role {list}",
  ),
  everyProfile: t("どのプロファイルにも当てはまります。", "Fits every profile."),
  noDamageFits: t(
    "対応する事業被害が記録にありません。",
    "The record has no damage that it would lead to.",
  ),
  damageOthers: t("。ほかに {list}", "; also {list}"),
  damageFor: t("{id}「{name}」（{list}）", '{id} "{name}" ({list})'),

  // Derivations
  rule: t("規則：{name}（{source}）", "Rule: {name} ({source})"),
  ruleAgain: t("規則：{name}", "Rule: {name}"),
  cellRead: t(
    "表：{name}、版 {version}、{provenance}、マス {key} → {value}",
    "Table: {name}, version {version}, {provenance}, cell {key} → {value}",
  ),
  above: t("（上に示したとおり）", " (as above)"),

  // What-if
  whatifTitle: t("変更した場合との比較", "What if"),
  whatif: t("変更した場合", "What if"),
  whatifChanges: t("試した変更", "Changes tried"),
  whatifNothing: t("この変更で動く結果はありません。", "Nothing moves."),
  whatifSame: t(
    "記録はすでにこのとおりで、変わるところがありません。",
    "The record already says so; there is nothing to change.",
  ),
  whatifOverview: t("全体の比較", "Overview"),
  what: t("項目", "What"),
  before: t("現状", "Base"),
  then: t("変更後", "What if"),
  gapsCount: t("要求管理策の不足", "Gaps of required controls"),
  overCount: t("目標を超えるシナリオ", "Scenarios over target"),
  requiredCount: t("適用される要求管理策", "Required controls that apply"),
  moved: t("動いたリスク値", "Results that move"),
  risk: t("リスク値", "Risk"),
  vanished: t("成立しなくなったシナリオ", "Scenarios no longer possible"),
  appeared: t("成立するようになったシナリオ", "Scenarios now possible"),
  switched: t("切り替わった条件", "Conditions that switched"),
  opened: t("新たに生じた不足", "Gaps opened"),
  closed: t("解消した不足", "Gaps closed"),
  noLonger: t("求められなくなった", "no longer required"),
  unmoved: t("変わらない", "unchanged"),
  countOf: t("{name}（{count}件）", "{name} ({count})"),
} as const satisfies Record<string, Text>;

/** Names of the harm categories for narrow table headings; a line break is a good place to break. */
export const narrow = {
  distress: t("不便・\n信頼", "Dis-\ntress"),
  finance: t("金銭・\n賠償", "Fin-\nance"),
  programs: t("業務・\n公共", "Pro-\ngrams"),
  disclosure: t("情報\n漏えい", "Disclo-\nsure"),
  safety: t("身の\n安全", "Safety"),
  law: t("法令\n違反", "Law"),
} as const;

/** What the axes of rating tables are called. */
export const axes: Readonly<Record<string, Text>> = {
  damage: t("事業被害", "Damage"),
  threat: t("脅威", "Threat"),
  vulnerability: t("脆弱性", "Vulnerability"),
  defence: t("対策", "Defence"),
  likelihood: t("発生可能性", "Likelihood"),
  initiation: t("脅威事象の発生", "Initiation"),
  adverse: t("被害に至る可能性", "Adverse impact"),
  category: t("被害分類", "Harm category"),
  impact: t("影響度", "Impact"),
  status: t("状況", "Status"),
  nominal: t("公称", "Nominal"),
  prevent: t("防御", "Prevent"),
  independent: t("独立", "Independent"),
  detect: t("検知", "Detect"),
  respond: t("対処", "Respond"),
  ial: t("IAL", "IAL"),
  personal: t("個人情報", "Personal data"),
};

/** Values of axes that are no code of a record. */
export const answers: Readonly<Record<string, Text>> = {
  yes: t("あり", "yes"),
  no: t("なし", "no"),
  "alternative-covering": t("代替策（手法を覆う）", "Alternative (covering)"),
};

function t(ja: string, en: string): Text {
  return { ja, en };
}
