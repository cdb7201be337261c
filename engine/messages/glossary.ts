import type { Text } from "../text.ts";

/** A word of the report and what it means there. */
export interface Term {
  readonly name: Text;
  readonly meaning: Text;
}

/**
 * The words that a reader of a report meets, in the order in which the report uses them. The meanings are
 * Mitate's own words for how the analysis uses each; they are not quoted from the guideline.
 */
export const glossary: readonly Term[] = [
  term(
    ["影響度", "Impact"],
    "機密性・完全性・可用性が損なわれたときに、六つの被害分類のそれぞれで生じる害の大きさ。高位・中位・低位の三段階。",
    "How grave the harm is in each of six categories when confidentiality, integrity or availability is lost: high, moderate or low.",
  ),
  term(
    ["求められるレベル", "Required level"],
    "六つの影響度のうち最も高いもの。どのベースラインを満たすべきかを決める。",
    "The highest of the six impacts. It decides which baseline has to be met.",
  ),
  term(
    ["プロファイル", "Profile"],
    "公開範囲・設置形態・扱う情報など、システムの特性。どの管理策・シナリオ・攻撃ステップが当てはまるかを決める。",
    "The traits of the system, such as exposure, hosting and the information handled. They decide which controls, scenarios and attack steps apply.",
  ),
  term(
    ["ベースライン", "Baseline"],
    "求められるレベルごとに定められた管理策の一式。",
    "The set of controls laid down for each required level.",
  ),
  term(
    ["テーラリング", "Tailoring"],
    "システムの事情に合わせて、ベースラインに管理策を理由とともに加え、または除くこと。",
    "Adding controls to the baseline, or taking some out, for reasons that lie in the system.",
  ),
  term(
    ["管理策", "Control"],
    "リスクを抑えるための技術的・組織的な対策の単位。",
    "A technical or organisational safeguard against risk.",
  ),
  term(
    ["適合", "Conformity"],
    "要求される管理策が満たされていること。適合率は、当てはまる要求管理策のうち完全に満たすものの割合。",
    "A required control being met. The rate is the share of applicable required controls that are fully met.",
  ),
  term(
    ["不足", "Gap"],
    "要求され、当てはまるのに、完全には満たされていない管理策。",
    "A control that is required and applies, yet is not fully met.",
  ),
  term(
    ["避けるべき事業被害", "Damage to avoid"],
    "システムが損なわれたときに業務や国民に起きる、避けなければならない結果。",
    "What must not happen to the service or its people when the system is compromised.",
  ),
  term(
    ["攻撃シナリオ", "Attack scenario"],
    "侵入口から事業被害に至る攻撃ステップのつながり。",
    "The attack steps that lead from a way in to a damage.",
  ),
  term(
    ["攻撃ステップ", "Attack step"],
    "シナリオの中で攻撃者が一つの場所で行うこと。ガードがそれを防ぐ。",
    "What an attacker does at one place within a scenario. Guards stand against it.",
  ),
  term(
    ["ガード", "Guard"],
    "攻撃ステップを防ぎ、検知し、または対処する管理策。",
    "A control that prevents, detects or responds to an attack step.",
  ),
  term(
    ["脅威", "Threat"],
    "攻撃の起こりやすさ。1（低い）から3（高い）。",
    "How likely an attack is, from 1 (low) to 3 (high).",
  ),
  term(
    ["対策レベル", "Level of defence"],
    "攻撃ステップに対するガードの効き目。1（弱い）から3（強い）。経路のレベルは、その経路で最も強いステップで決まり、シナリオのリスク値は最も弱い経路で決まる。",
    "How well the guards hold against an attack step, from 1 (weak) to 3 (strong). A path is as strong as its strongest step, and the weakest path decides the risk of its scenario.",
  ),
  term(
    ["脆弱性", "Vulnerability"],
    "対策レベルの裏返し。対策レベルが低いほど大きい。",
    "The reverse of the level of defence: the weaker the defence, the greater it is.",
  ),
  term(
    ["決め手のステップ", "Deciding step"],
    "シナリオのリスク値を決めている攻撃ステップ。ここを強めるとリスク値が動く。",
    "The attack step that decides the risk of a scenario; strengthening it moves the risk.",
  ),
  term(
    ["リスク値", "Risk"],
    "事業被害・脅威・脆弱性から、リスク表で求めた記号。表の名称・版・信頼度は「使用した表」に示す。",
    "A letter that the risk table gives for damage, threat and vulnerability. The table's name, version and provenance are listed with the tables used.",
  ),
  term(
    ["目標", "Target"],
    "事業被害のレベルごとに許容する最大のリスク値。超えるものには「!」を付ける。",
    "The worst risk allowed for each level of damage. What exceeds it is marked “!”.",
  ),
  term(
    ["未評価", "Unassessed"],
    "まだ答えていないこと。結果は幅で示し、幅のどこかを推測しない。",
    "Not answered yet. Results are then shown as a range, without guessing where in it they lie.",
  ),
  term(
    ["残留リスク", "Residual risk"],
    "計画した対策をすべて終えた後に残るリスク。",
    "The risk that is left when all planned measures are done.",
  ),
  term(
    ["受容", "Acceptance"],
    "リスクや不足を残すと、理由・責任者・期限を付けて決めること。",
    "Deciding to keep a risk or a gap, with a reason, a role that answers for it, and an expiry.",
  ),
  term(
    ["ダイジェスト", "Digest"],
    "内容から計算した短い値。内容が変わると値も変わるため、承認が今の内容に対するものかを確かめられる。",
    "A short value computed from content. It changes with the content, and so tells whether an approval is of what is written now.",
  ),
];

function term([ja, en]: readonly [string, string], meaning: string, inEnglish: string): Term {
  return { name: { ja, en }, meaning: { ja: meaning, en: inEnglish } };
}
