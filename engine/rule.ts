import type { Provenance } from "./catalog.ts";
import type { Text } from "./text.ts";

/** A rule of the analysis: what it says and who says so. Printed with every explanation. */
export interface Rule {
  readonly name: Text;
  readonly statement: Text;
  readonly source: Text;
  readonly provenance: Provenance;
}

const ours: Text = { ja: "Mitateの既定の規則", en: "Mitate's default rule" };
const ipa: Text = {
  ja: "IPA「制御システムのセキュリティリスク分析ガイド 第2版」",
  en: "IPA guide to security risk analysis of control systems, 2nd ed.",
};

/** The edition of the rules: it goes up when a rule changes what an unchanged record comes to. */
export const edition = "1";

/** The rules of the analysis, in its order. The functions that carry them out bear the same names. */
export const rules = {
  requiredLevel: rule(
    ["求められるレベル", "Required level"],
    [
      "六つの被害分類の評価のうち最も高いものです。未評価の分類が引き上げうる間は暫定です。すべて非該当なら低位とし、指摘します。",
      "The highest assessed level over the six harm categories; provisional while an unassessed answer could still raise it; low, with a finding, where none applies.",
    ],
    {
      ja: "Mitateの既定の規則（FIPS 200の最高水準の考え方による）",
      en: "Mitate's default rule, after the high-water mark of FIPS 200",
    },
  ),
  conformity: rule(
    ["適合", "Conformity"],
    [
      "適用される要求管理策のうち、完全に満たすものの割合です。一部実施・計画中・未評価は別に数え、平均しません。",
      "Required controls that apply: fully met ÷ all. Partial, planned and unassessed are counted apart, never averaged in.",
    ],
    ours,
  ),
  demand: rule(
    ["要求管理策", "Required controls"],
    [
      "求められるレベルのベースライン、個人情報を扱う場合のプライバシーベースライン、テーラリングによる追加からなり、テーラリングによる除外を除きます。",
      "The baseline of the required level, the privacy baseline with personal data, and what tailoring adds, less what it removes.",
    ],
    {
      ja: "NIST SP 800-53B、選択の規則はMitateの既定",
      en: "NIST SP 800-53B; the selection is Mitate's default",
    },
  ),
  standing: rule(
    ["管理策の状況", "Standing of a control"],
    [
      "記録の状況、または条件が成立する提供者からの継承です。提供者の条件が成立しなければ未実施とみなします。未評価は、実施済みから未実施までの幅として扱います。",
      "What the record says, or inherited from a provider whose condition holds; absent when it does not hold. Unassessed means anything from implemented to absent.",
    ],
    ours,
  ),
  effectiveLevel: rule(
    ["ガードの実効レベル", "Effective level of a guard"],
    [
      "実施済み・継承は公称レベル、一部実施・代替策は一段低く（下限1。理由がその攻撃手法を覆う代替策は公称どおり）、それ以外は効果なしです。",
      "Implemented and inherited: the nominal level; partial and alternative: one less, at least 1 (an alternative whose reason covers the technique: in full); otherwise none.",
    ],
    ours,
  ),
  levelOfDefence: rule(
    ["攻撃ステップの対策レベル", "Level of defence at a step"],
    [
      "働いている防御ガードの最高値です。実効レベル2以上で互いに独立な防御ガードが二つあれば3、働いている検知と対処がそろえば一段高く（上限3）、ガードがなければ1とし、指摘します。侵入テストで成功が確認されたステップは1です。",
      "The highest working preventing guard; 3 with two independent ones of level 2 or more; one more, at most 3, with working detection and response; 1 without guards, which is reported. A confirmed penetration finding caps it at 1.",
    ],
    {
      ja: "Mitateの既定の規則（IPAはステップの対策レベルを評価者の判断に委ねる）",
      en: "Mitate's default rule; IPA leaves the level to judgement",
    },
  ),
  pathDefence: rule(
    ["攻撃経路の対策レベル", "Level of defence of a path"],
    [
      "経路上の攻撃ステップのうち最も高い対策レベルです。攻撃者はすべてのステップを成功させなければならないためです。",
      "The highest among its steps: every step must succeed, so the strongest decides.",
    ],
    ipa,
    "known",
  ),
  pathThreat: rule(
    ["攻撃経路の脅威レベル", "Threat of a path"],
    [
      "経路の入口のうち最も低い脅威レベルです。",
      "The lowest among the threats of its entries.",
    ],
    {
      ja: "Mitateの既定の規則（IPAはツリーごとに評価）",
      en: "Mitate's default rule; IPA rates per tree",
    },
  ),
  vulnerability: rule(
    ["脆弱性レベル", "Vulnerability"],
    ["4から対策レベルを引いた値です。", "4 − level of defence."],
    ipa,
    "known",
  ),
  risk: rule(
    ["リスク値", "Risk"],
    [
      "事業被害・脅威・脆弱性の各レベルから、リスクの表で読み取ります。",
      "Read from the risk table at damage, threat and vulnerability.",
    ],
    { ja: "選択したリスク評価の表", en: "The risk table in use" },
  ),
  scenarioRisk: rule(
    ["シナリオのリスク", "Risk of a scenario"],
    [
      "最小攻撃経路すべてのうち最も悪い値です。攻撃者が経路を選ぶためです。経路が残らなければ「このプロファイルでは成立しない」とします。",
      "The worst over its minimal attack paths, since the attacker chooses. With no path left it is not possible under this profile.",
    ],
    {
      ja: "Mitateの既定の規則（IPAの一経路一ツリーを選択肢として読む）",
      en: "Mitate's default rule, the or-reading of IPA's one tree per path",
    },
  ),
  damageLevel: rule(
    ["事業被害レベル", "Damage level"],
    [
      "被害分類ごとに、システムの影響度（高位3・中位2・低位1）です。低くする場合は理由が要ります。",
      "Per harm category, the system's own answer: high 3, moderate 2, low 1. A lower level needs a reason.",
    ],
    {
      ja: "DS-201の共通の影響度定義。数値化はMitateの既定",
      en: "DS-201's one impact definition; the numbers are Mitate's default",
    },
  ),
  target: rule(
    ["設定したセキュリティレベル", "Security level set"],
    [
      "事業被害レベルごとに許容する最も悪いリスク値です。",
      "The worst risk allowed per damage level.",
    ],
    { ja: "DS-201 手順4。既定値はMitate", en: "DS-201 step 4; the defaults are Mitate's" },
  ),
  assurance: rule(
    ["保証レベル", "Assurance levels"],
    [
      "本人確認の失敗による影響を、すべての分類で満たす最も低い保証レベルです。問うていない分類があれば上限として示します。",
      "The lowest level whose impact profile meets or exceeds the impact of an identity failure in every category; an upper bound until every category was asked.",
    ],
    { ja: "NIST SP 800-63-3 表6-1・6-2", en: "NIST SP 800-63-3, tables 6-1 and 6-2" },
    "published",
  ),
  measure: rule(
    ["対策の値打ち", "Worth of a measure"],
    [
      "解消する要求管理策の不足、引き上げる攻撃ステップ、計画から外したときの悪化、ともに必要な対策で示します。",
      "The gaps it closes, the steps it raises, what gets worse when it is dropped from the plan, and which others it is needed together with.",
    ],
    ours,
  ),
  plan: rule(
    ["計画", "The plan"],
    [
      "すべての対策の変更と、計画中の管理策をすべて実施した状態です。期限を過ぎたものは数えません。",
      "All measures' changes, and every planned control implemented. What is overdue does not count.",
    ],
    ours,
  ),
  order: rule(
    ["着手の順序", "Order of work"],
    [
      "目標に達するシナリオが最も増えるもの、リスクの悪いもの、要求管理策の不足を最も解消するものの順に選びます。",
      "Greedy: what brings most scenarios to target, worst risk first; then required gaps; ties by id.",
    ],
    ours,
  ),
  treatment: rule(
    ["リスク対応の決定", "Treatment"],
    [
      "受容と移転はリスク値を変えません。理由・責任者のない決定、決定日がまだ来ていない決定、期限切れの受容は数えません。",
      "Acceptance and transfer never change a letter. A decision without reason and owner, one whose day is still to come, or an expired acceptance does not count.",
    ],
    ours,
  ),
  verdict: rule(
    ["判定", "Verdict"],
    [
      "目標を超えるシナリオと要求管理策の不足が、いま、または計画の完了時に、なくなるか決定済みになるかを示します。未評価の項目によって変わりうる間は暫定です。",
      "Whether scenarios over target and required gaps are gone or decided, now or once the plan is done; provisional while unassessed inputs could change the answer.",
    ],
    {
      ja: "DS-201 手順4。条件はMitateの既定",
      en: "DS-201 step 4; the conditions are Mitate's default",
    },
  ),
  condition: rule(
    ["条件", "Condition"],
    [
      "プロファイルの特性に対する式です。成立しないものは「このプロファイルの外」とし、成立させない特性とともに示します。",
      "An expression over traits of the profile. What does not hold is outside this profile, shown with the trait that did it.",
    ],
    ours,
  ),
} as const satisfies Record<string, Rule>;

/** The name of a rule. */
export type RuleId = keyof typeof rules;

function rule(
  name: readonly [string, string],
  statement: readonly [string, string],
  source: Text,
  provenance: Provenance = "mitate",
): Rule {
  return {
    name: { ja: name[0], en: name[1] },
    statement: { ja: statement[0], en: statement[1] },
    source,
    provenance,
  };
}
