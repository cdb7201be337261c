import type { Text } from "../text.ts";

/** What gates ask for, in the order in which it is shown. */
export const criteria = {
  errors: t("記録にエラーがない", "The record has no errors"),
  owner: t("システムの責任者が決まっている", "The system has an owner"),
  impact: t(
    "六つの被害分類すべてで影響度が評価されている",
    "The impact is assessed in all six harm categories",
  ),
  profile: t(
    "条件に使う特性がすべて評価されている",
    "Every trait that conditions turn on is assessed",
  ),
  tailoring: t(
    "管理策の除外・非該当・代替にはすべて理由がある",
    "Every control removed, not applicable or replaced has a reason",
  ),
  damages: t(
    "避けるべき事業被害とシナリオが互いに対応している",
    "Damages to avoid and scenarios belong to each other",
  ),
  scenarios: t(
    "攻撃シナリオがあり、すべてのステップにガードが置かれている",
    "There are attack scenarios, and every step has its guards",
  ),
  statuses: t(
    "求められる管理策の実施状況に未評価がない",
    "No required control is unassessed",
  ),
  measures: t(
    "すべての対策に担当・期限・内容があり、記録に当てはめられる",
    "Every measure has an owner, a date and changes that apply",
  ),
  level: t(
    "計画の完了時に、設定したセキュリティ水準に達するか、残りが決定されている",
    "The plan reaches the set security level, or what remains is decided",
  ),
  overdue: t("期限を過ぎた対策がない", "No measure is overdue"),
  evidence: t(
    "実施済みとした管理策にはすべて証跡がある",
    "Every control said to be implemented has evidence",
  ),
  tests: t(
    "侵入テストで確認された攻撃ステップが、目標を超えるシナリオに残っていない",
    "No attack step confirmed by a penetration test is left in a scenario over target",
  ),
  reached: t(
    "設定したセキュリティ水準に現時点で達している",
    "The set security level is reached now",
  ),
  decisions: t(
    "リスク対応の決定が有効である（理由・担当・期限がそろい、期限切れでない）",
    "Decisions on risks are valid: with reason, owner and expiry, and not expired",
  ),
  conditions: t(
    "期限を過ぎたレビュー条件がない",
    "No condition of a review is past its date",
  ),
  review: t(
    "この段階のレビューで承認または条件付き承認されている",
    "A review at this gate approved it, with or without conditions",
  ),
  current: t(
    "承認は現在の内容に対するものである",
    "The approval is of what the record says now",
  ),
  reviewer: t(
    "レビューした役割は、作成者とも責任者とも異なる",
    "The reviewer's role is neither the author's nor the owner's",
  ),
  remarks: t(
    "レビューの指摘がすべて解決している",
    "Every finding of the review is settled",
  ),
} as const satisfies Record<string, Text>;

/** The parts of a record as they are called where one of them changed. */
export const parts: Readonly<Record<string, Text>> = {
  id: t("識別", "the id"),
  name: t("名称", "the name"),
  owner: t("責任者", "the owner"),
  phase: t("段階", "the phase"),
  marking: t("取扱い", "the marking"),
  method: t("分析方法", "the method"),
  target: t("目標", "the target"),
  impact: t("影響度", "the impact"),
  profile: t("プロファイル", "the profile"),
  zones: t("ゾーン", "the zones"),
  components: t("構成要素", "the components"),
  flows: t("データフロー", "the flows"),
  providers: t("提供者", "the providers"),
  tailoring: t("テーラリング", "the tailoring"),
  controls: t("管理策", "the controls"),
  damages: t("事業被害", "the damages"),
  scenarios: t("攻撃シナリオ", "the scenarios"),
  measures: t("対策", "the measures"),
  treatments: t("リスク対応", "the decisions on risks"),
  vulnerabilities: t("脆弱性", "the vulnerabilities"),
  tables: t("独自の表", "the record's own tables"),
  record: t("記録の内容", "what the record says"),
  basis: t("評価の表・カタログ・規則", "the tables, catalogues and rules"),
};

function t(ja: string, en: string): Text {
  return { ja, en };
}
