import type { Text } from "../text.ts";

/** The words of the field for the codes of a record, in both languages. */
export const words = {
  category: {
    distress: t("不便・信頼失墜", "Distress and reputation"),
    finance: t("金銭・賠償", "Financial loss"),
    programs: t("業務・公共の利益", "Programs and public interest"),
    disclosure: t("情報漏えい", "Sensitive information"),
    safety: t("身の安全", "Personal safety"),
    law: t("法令違反", "Violations of law"),
  },
  level: {
    high: t("高位", "High"),
    moderate: t("中位", "Moderate"),
    low: t("低位", "Low"),
    "not-applicable": t("非該当", "Not applicable"),
    unassessed: t("未評価", "Unassessed"),
  },
  status: {
    implemented: t("実施済み", "Implemented"),
    inherited: t("継承", "Inherited"),
    alternative: t("代替策", "Alternative"),
    partial: t("一部実施", "Partial"),
    planned: t("計画中", "Planned"),
    absent: t("未実施", "Absent"),
    "not-applicable": t("適用外", "Not applicable"),
    unassessed: t("未評価", "Unassessed"),
  },
  conformity: {
    met: t("適合", "Met"),
    partly: t("一部適合", "Partly met"),
    planned: t("計画中", "Planned"),
    unmet: t("不適合", "Not met"),
    unassessed: t("未評価", "Unassessed"),
    "not-applicable": t("適用外", "Not applicable"),
    outside: t("プロファイル外", "Outside this profile"),
  },
  phase: {
    plan: t("企画", "Plan"),
    requirements: t("要件定義", "Requirements"),
    design: t("設計", "Design"),
    build: t("開発", "Build"),
    test: t("テスト", "Test"),
    operate: t("運用", "Operate"),
    retire: t("廃棄", "Retire"),
  },
  kind: {
    prevent: t("防御", "Prevent"),
    detect: t("検知", "Detect"),
    respond: t("対処", "Respond"),
    continuity: t("事業継続", "Continuity"),
  },
  decision: {
    mitigate: t("低減", "Mitigate"),
    avoid: t("回避", "Avoid"),
    transfer: t("移転", "Transfer"),
    accept: t("受容", "Accept"),
  },
  verdict: {
    now: t("現状で達成", "Reached now"),
    plan: t("計画完了時に達成", "Reached when the plan is done"),
    not: t("未達成", "Not reached"),
    provisional: t("暫定", "Provisional"),
  },
  provenance: {
    published: t("公表資料と照合済み", "checked against the published source"),
    known: t("一般的知見（原典と未照合）", "general knowledge, not compared with the source"),
    unverified: t("未検証", "unverified"),
    mitate: t("Mitateの既定", "Mitate's default"),
    user: t("利用者の定義", "the organisation's own"),
  },
  severity: {
    error: t("エラー", "error"),
    warning: t("警告", "warning"),
    info: t("参考", "info"),
  },
  truth: {
    yes: t("成立", "holds"),
    no: t("不成立", "does not hold"),
    unknown: t("不明", "unknown"),
  },
  exposure: {
    internet: t("インターネット公開", "Internet"),
    government: t("政府内ネットワーク", "Government network"),
    closed: t("閉域", "Closed network"),
  },
  hosting: {
    "on-premises": t("オンプレミス", "On premises"),
    iaas: t("IaaS", "IaaS"),
    paas: t("PaaS", "PaaS"),
    saas: t("SaaS", "SaaS"),
  },
  connection: {
    internet: t("インターネット", "Internet"),
    government: t("政府内ネットワーク", "Government network"),
    dedicated: t("専用線", "Dedicated line"),
    vpn: t("VPN", "VPN"),
  },
  risk: {
    A: t("非常に高い", "very high"),
    B: t("高い", "high"),
    C: t("中程度", "moderate"),
    D: t("低い", "low"),
    E: t("非常に低い", "very low"),
    "very-high": t("非常に高い", "very high"),
    high: t("高い", "high"),
    moderate: t("中程度", "moderate"),
    low: t("低い", "low"),
    "very-low": t("非常に低い", "very low"),
    none: t("成立しない", "not possible"),
  },
} as const satisfies Record<string, Record<string, Text>>;

/** The word for a code; the code itself where no word is known. */
export function word(group: keyof typeof words, code: string | number): Text {
  const known: Readonly<Record<string, Text>> = words[group];
  return Object.hasOwn(known, code) ? known[code] : { ja: String(code), en: String(code) };
}

function t(ja: string, en: string): Text {
  return { ja, en };
}
