import type { Text } from "../text.ts";

/** The sentences of the chapters that only a whole report has. `{name}` is filled in. */
export const document = {
  cover: t("表紙", "Cover"),
  system: t("システム", "System"),
  author: t("分析を作成した役割", "Role that made the analysis"),
  reviewer: t("レビューした役割", "Role that reviewed it"),
  approval: t("承認の状況", "Approval"),
  approvalNone: t("この段階のレビューはまだありません。", "There is no review at this phase yet."),
  approvalCurrent: t(
    "{decision}（{date}、現在の内容に対するもの）",
    "{decision} ({date}, of this very content)",
  ),
  approvalOutdated: t(
    "{decision}（{date}）。その後に{parts}が変わったため、この内容に対する承認ではありません。",
    "{decision} ({date}). Since then {parts} changed, so this content is not what was approved.",
  ),
  approvalOther: t("{decision}（{date}、{binding}）", "{decision} ({date}; {binding})"),
  something: t("内容", "something"),
  digest: t("記録のダイジェスト", "Digest of the record"),

  definitions: t("影響度の定義", "Definition of the impact"),
  definitionsLead: t(
    "影響度は「{table}」（{version}）の定義で判定しました。ベースライン分析と事業被害の分析は、ともにこの定義を使います。",
    "The impact is judged by the definitions of “{table}” ({version}). Both analyses, the baseline and the business damages, use them.",
  ),
  definition: t("判定したレベルの定義", "Definition of the level chosen"),
  definitionOpen: t("まだ評価していません。", "Not assessed yet."),
  definitionNone: t("該当しないと判断しました。", "Judged not to apply."),
  overall: t("システム全体のレベル", "Levels of the system as a whole"),
  meaning: t("意味", "Meaning"),

  ground: t("構成", "Structure"),
  components: t("構成要素", "Components"),
  component: t("構成要素", "Component"),
  zone: t("ゾーン", "Zone"),
  product: t("製品", "Product"),
  flows: t("データの流れ", "Flows"),
  flow: t("流れ", "Flow"),
  from: t("元", "From"),
  to: t("先", "To"),
  groundNone: t("構成要素は記録されていません。", "No components are recorded."),

  deviations: t("要求管理策の加減と扱い", "What was added, left out or met in another way"),
  deviationsNone: t(
    "ベースラインへの追加・除外はなく、適用外や代替とした管理策もありません。",
    "Nothing was added to the baseline or left out of it, and no control is not applicable or replaced by another.",
  ),
  added: t("テーラリングで追加した管理策（{count}件）", "Added by tailoring ({count})"),
  removed: t("テーラリングで除外した管理策（{count}件）", "Removed by tailoring ({count})"),
  notApplicable: t("適用外とした管理策（{count}件）", "Judged not applicable ({count})"),
  alternative: t("代替策で満たす管理策（{count}件）", "Met by an alternative ({count})"),
  outside: t(
    "プロファイルにより条件が成り立たない管理策（{count}件）",
    "Whose condition does not hold under this profile ({count})",
  ),
  inherited: t("提供者から引き継ぐ管理策（{count}件）", "Taken over by a provider ({count})"),
  provider: t("提供者", "Provider"),
  controls: t("管理策", "Controls"),
  noReason: t("理由が記録されていません", "no reason is recorded"),

  since: t("前回のレビューからの変更", "Changes since the last review"),
  sinceNone: t("レビューはまだ行われていません。", "There has been no review yet."),
  sinceCurrent: t(
    "{date}の{gate}レビュー（{decision}）の後、判断に関わる内容は変わっていません。",
    "Nothing that bears on the decision changed since the {gate} review of {date} ({decision}).",
  ),
  sinceOutdated: t(
    "{date}の{gate}レビュー（{decision}）の後、判断に関わる内容が変わりました。",
    "Since the {gate} review of {date} ({decision}), what bears on the decision has changed.",
  ),
  sinceUnbound: t(
    "{date}の{gate}レビュー（{decision}）は、対象とした内容のダイジェストを持たないため、その後の変更は分かりません。",
    "The {gate} review of {date} ({decision}) has no digest of what it was about, so later changes cannot be told.",
  ),
  sinceParts: t("変わった箇所", "What changed"),

  glossary: t("用語", "Glossary"),
  term: t("用語", "Term"),
} as const satisfies Record<string, Text>;

function t(ja: string, en: string): Text {
  return { ja, en };
}
