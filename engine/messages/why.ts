import type { Text } from "../text.ts";

/** Sentences of explanations. `{name}` is filled in. */
export const phrases = {
  required: t("求められるレベル", "Required level"),
  impact: t("影響度：{category}", "Impact: {category}"),
  assurance: t("保証レベル", "Assurance levels"),
  assuranceValue: t("IAL {ial}、AAL {aal}", "IAL {ial}, AAL {aal}"),
  assuranceBound: t(
    "本人確認の失敗による影響を問うていない分類があるため、上限です。profile.authentication.failure に答えると確定します。",
    "An upper bound: some categories were not asked for the impact of an identity failure. Answer profile.authentication.failure to settle it.",
  ),
  failure: t("本人確認の失敗による影響：{category}", "Impact of an identity failure: {category}"),
  notAsked: t(
    "問うていないため、システムの影響度を上限とします。",
    "Not asked; the system's own answer is the most it can be.",
  ),
  conformity: t("適合：{name}", "Conformity: {name}"),
  conformityValue: t("{share}（{met}／{total}）", "{share} ({met} of {total})"),
  counts: t(
    "一部適合 {partly}、計画中 {planned}、不適合 {unmet}、未評価 {unassessed}、適用外 {notApplicable}、プロファイル外 {outside}。",
    "Partly met {partly}, planned {planned}, not met {unmet}, unassessed {unassessed}, not applicable {notApplicable}, outside this profile {outside}.",
  ),
  control: t("管理策 {control} {title}", "Control {control} {title}"),
  demandBaseline: t(
    "{catalog} の {baselines} ベースラインが求めます。",
    "Required by the {baselines} baseline of {catalog}.",
  ),
  demandAdded: t("テーラリングで追加しています。理由：{why}", "Added by tailoring. Reason: {why}"),
  notRequired: t("このシステムには求められていません。", "Not required of this system."),
  removed: t("テーラリングで除外しています。理由：{why}", "Removed by tailoring. Reason: {why}"),
  standing: t("{control} の状況", "Standing of {control}"),
  standingAt: t("{place} における {control} の状況", "Standing of {control} at {place}"),
  written: t("記録に書かれた状況です。", "As written in the record."),
  unwritten: t("記録に書かれていないため、未評価です。", "Not written in the record: unassessed."),
  provider: t(
    "提供者「{provider}」から継承しています。",
    'Inherited from the provider "{provider}".',
  ),
  noProvider: t(
    "提供者「{provider}」の条件がこのプロファイルで成立しないため、引き受け手がなく未実施とみなします。",
    'The condition of the provider "{provider}" does not hold under this profile; nobody has taken it on, so it counts as absent.',
  ),
  maybeProvider: t(
    "提供者「{provider}」の条件が成立するか不明です。",
    'It is unknown whether the condition of the provider "{provider}" holds.',
  ),
  outside: t("このプロファイルの外です（{because}）。", "Outside this profile ({because})."),
  reason: t("理由：{why}", "Reason: {why}"),
  evidence: t("証跡：{evidence}", "Evidence: {evidence}"),
  damage: t("事業被害 {id}「{name}」", 'Business damage {id} "{name}"'),
  hitLevel: t("{category} {level}", "{category} {level}"),
  hit: t("事業被害レベル：{id}、{category}", "Damage level: {id}, {category}"),
  hitTyped: t("記録で個別に定めたレベルです。", "A level typed in the record."),
  hitOwn: t("システムの影響度によります。", "From the system's own answer."),
  scenario: t("シナリオ {id}「{name}」", 'Scenario {id} "{name}"'),
  scenarioCategory: t("シナリオ {id} のリスク：{category}", "Risk of scenario {id}: {category}"),
  notPossible: t("このプロファイルでは成立しません。", "Not possible under this profile."),
  notApplicable: t("この被害分類は非該当です。", "This harm category does not apply."),
  noHits: t(
    "被害分類がないため、リスクを評価できません。",
    "The damage hits no category, so there is no risk to rate.",
  ),
  over: t(
    "目標（事業被害レベル{damage}では{target}まで）を超えています。",
    "Over target: at most {target} for damage level {damage}.",
  ),
  within: t(
    "目標（事業被害レベル{damage}では{target}まで）以内です。",
    "Within target: at most {target} for damage level {damage}.",
  ),
  decides: t(
    "決め手の経路：{path}。決め手のステップ：{steps}。",
    "Deciding path: {path}. Deciding step: {steps}.",
  ),
  near: t(
    "次に効いてくる経路：{path}（リスク {risk}、決め手 {steps}）。",
    "Near miss: {path} (risk {risk}, decided by {steps}).",
  ),
  path: t("攻撃経路 {path}", "Attack path {path}"),
  pathValue: t(
    "リスク {risk}、脅威 {threat}、対策レベル {defence}",
    "Risk {risk}, threat {threat}, level of defence {defence}",
  ),
  threatOf: t("脅威レベル：{id}", "Threat: {id}"),
  step: t("攻撃ステップ {id}「{name}」", 'Attack step {id} "{name}"'),
  stepValue: t("対策レベル {level}", "Level of defence {level}"),
  typed: t(
    "分析者が {typed} と定めています（計算値は {computed}）。{why}",
    "Typed as {typed} by the analyst (computed: {computed}). {why}",
  ),
  stale: t(
    "定めた後にガードの状況が変わっています。見直しが必要です。",
    "The guards changed since it was typed; it needs another look.",
  ),
  capped: t(
    "侵入テストで成功が確認されているため、1です。",
    "A penetration test confirmed the step, so it is 1.",
  ),
  notModelled: t(
    "ガードがないため1とみなします（未モデル化）。",
    "No guard at all: counts as 1 (not modelled).",
  ),
  guard: t(
    "ガード {control}（{kind}、公称 {nominal}）",
    "Guard {control} ({kind}, nominal {nominal})",
  ),
  guardValue: t("実効レベル {effective}", "Effective level {effective}"),
  covering: t("この攻撃手法を覆う代替策です。", "An alternative that covers this technique."),
  continuity: t(
    "事業継続のガードは対策レベルに数えません。",
    "Continuity does not count towards the level of defence.",
  ),
  condition: t("条件「{text}」", 'Condition "{text}"'),
  unreadable: t("条件を読み取れません。", "The condition cannot be read."),
  trait: t("プロファイルの特性：{trait}", "Trait of the profile: {trait}"),
  unassessed: t("未評価", "unassessed"),
  category: t("被害分類ごとの最悪値：{category}", "Worst risk: {category}"),
  table: t("表 {name}", "Table {name}"),
  tableValue: t("版 {version}、{provenance}", "version {version}, {provenance}"),
  tableSource: t("出典：{source}", "Source: {source}"),
  target: t(
    "設定したセキュリティレベル（事業被害レベル {damage}）",
    "Security level set (damage level {damage})",
  ),
  targetValue: t("{risk} まで", "at most {risk}"),
  measure: t("対策 {id}「{name}」", 'Measure {id} "{name}"'),
  measureValue: t(
    "不足の解消 {closes}件、引き上げるステップ {raises}件",
    "closes {closes} {closes|gap|gaps}, raises {raises} {raises|step|steps}",
  ),
  measureCloses: t("解消する要求管理策の不足：{list}", "Closes the gaps of: {list}"),
  measureRaises: t("引き上げる攻撃ステップ：{list}", "Raises the steps: {list}"),
  measureAlone: t("単独で行った場合：{list}", "Done alone: {list}"),
  measureAloneNothing: t(
    "単独ではリスク値も対策レベルも動きません。同じ弱さの別の経路が残るか、経路上のより強いステップが値を決めているためです。",
    "Alone it moves no risk and no level of defence: another path stays as weak, or a stronger step decides the path.",
  ),
  measureDropped: t("計画から外した場合：{list}", "Dropped from the plan: {list}"),
  measureDroppedNothing: t(
    "計画から外しても、どのリスクも悪化しません。",
    "Dropping it from the plan makes no risk worse.",
  ),
  measureTogether: t("次の対策とともに必要です：{list}", "Needed together with: {list}"),
  measureOverdue: t(
    "期限（{due}）を過ぎているため、計画に数えません。",
    "Its day ({due}) is past, so it does not count towards the plan.",
  ),
  measureRefused: t("適用できない変更があります：{list}", "Changes that do not apply: {list}"),
  plan: t("計画", "The plan"),
  planValue: t(
    "対策 {count}件、完了 {date}、費用 {cost}",
    "{count} {count|measure|measures}, done by {date}, cost {cost}",
  ),
  after: t("計画完了時：{title}", "After the plan: {title}"),
  treatment: t("決定：{on} を{decision}", "Decision: {decision} {on}"),
  treatmentSettles: t(
    "有効な決定です。リスク値は変えません。",
    "A valid decision. It does not change the letter.",
  ),
  treatmentMitigate: t("対策によって低減します。", "To be mitigated by measures."),
  treatmentExpired: t(
    "期限（{expires}）が切れているため、数えません。",
    "Expired on {expires}; it does not count.",
  ),
  treatmentPending: t(
    "決定日（{decided}）がまだ来ていないため、数えません。",
    "To be decided on {decided}; until then it does not count.",
  ),
  treatmentLacks: t("{list} がないため、数えません。", "Lacks {list}; it does not count."),
  verdict: t("判定", "Verdict"),
  verdictDate: t("計画の完了：{date}", "The plan is done by {date}."),
  verdictNow: t(
    "いま未決のもの：目標を超えるシナリオ {over}件、要求管理策の不足 {gaps}件。",
    "Open now: {over} {over|scenario|scenarios} over target, {gaps} {gaps|gap|gaps} of required controls.",
  ),
  verdictAfter: t(
    "計画完了時に未決のもの：目標を超えるシナリオ {over}件、要求管理策の不足 {gaps}件。",
    "Open after the plan: {over} {over|scenario|scenarios} over target, {gaps} {gaps|gap|gaps} of required controls.",
  ),
  verdictList: t("未決：{list}", "Open: {list}"),
  verdictSettled: t(
    "受容・移転・回避の決定により扱うもの：{list}",
    "Settled by a decision to accept, transfer or avoid: {list}",
  ),
  verdictOverdue: t("期限切れのため数えない対策：{list}", "Overdue and not counted: {list}"),
  verdictExpired: t(
    "期限切れのため数えない受容：{list}",
    "Expired acceptances, not counted: {list}",
  ),
  verdictPending: t(
    "決定日がまだ来ていないため数えない決定：{list}",
    "Decisions whose day is still to come, not counted: {list}",
  ),
  verdictUndated: t(
    "期限のない対策があるため、完了日は確定しません：{list}",
    "Measures without a day, so the date is not certain: {list}",
  ),
  verdictEnds: t(
    "未評価の項目しだいで「{best}」から「{worst}」まで変わります。",
    'Unassessed inputs decide between "{best}" and "{worst}".',
  ),
  nothing: t("なし", "none"),
  colon: t("：", ": "),
  separator: t("、", ", "),
} as const satisfies Record<string, Text>;

function t(ja: string, en: string): Text {
  return { ja, en };
}
