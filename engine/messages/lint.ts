import type { Text } from "../text.ts";

/** What the rating linter says: what is questionable, the value, and the way out. */
export const lints = {
  "like-steps-guards": {
    ja:
      "ステップ「{step}」は「{other}」と同じ攻撃手法（{technique}）・同じ場所（{place}）ですが、ガードが違います。同じガードにそろえるか、違いを手法や場所で示してください。",
    en:
      'step "{step}" has the same technique ({technique}) at the same place ({place}) as "{other}" but other guards; give both the same, or show the difference in technique or place',
  },
  "like-steps-level": {
    ja:
      "ステップ「{step}」（対策レベル{level}）は「{other}」（{otherLevel}）と同じ攻撃手法（{technique}）・場所（{place}）・ガードですが、レベルが違います。そろえるか、違いの理由を書いてください。",
    en:
      'step "{step}" (level {level}) has the same technique ({technique}), place ({place}) and guards as "{other}" (level {otherLevel}); align them or give the reason for the difference',
  },
  "level-stale": {
    ja:
      "ステップ「{step}」に定めた対策レベル{typed}は、その後に {changed} の状況か、ガードとしての強さや条件が変わったため古くなっています。見直して given を改めてください。",
    en:
      'the level {typed} typed for step "{step}" is stale: {changed} changed since; look again and renew `given`',
  },
  "level-without-given": {
    ja:
      "ステップ「{step}」に定めた対策レベル{typed}に given（定めたときのガードと状況）がないため、古くなっても分かりません。",
    en:
      'the level {typed} typed for step "{step}" has no `given` (the guards and statuses it was typed over), so it cannot be told when it goes stale',
  },
  "level-as-computed": {
    ja:
      "ステップ「{step}」に定めた対策レベル{typed}は計算値と同じです。不要であれば取り除いてください。",
    en:
      'the level {typed} typed for step "{step}" equals the computed one; remove it unless it is meant to stay',
  },
  "level-against-test": {
    ja:
      "ステップ「{step}」に対策レベル{typed}と定めていますが、侵入テストで成功が確認されているため1として扱います。",
    en:
      'step "{step}" is typed as level {typed}, but a penetration test confirmed it; it counts as 1',
  },
  "step-not-modelled": {
    ja:
      "ステップ「{step}」にはガードがないため、対策レベルを1とみなしています（未モデル化）。ガードを加えてください。",
    en:
      'step "{step}" has no guard and counts as level 1 (not modelled); add the guards that stand against it',
  },
  "threat-inverted": {
    ja:
      "「{low}」は「{high}」より脅威が低いのに、リスクが高くなっています（{lowRisk} と {highRisk}）。リスクの表を確かめてください。",
    en:
      '"{low}" has a lower threat than "{high}" and yet a higher risk ({lowRisk} against {highRisk}); look at the risk table',
  },
  "evidence-missing": {
    ja:
      "管理策「{control}」は実施済みですが、証跡がありません。文書名や設定、試験記録を evidence に書いてください。",
    en:
      'control "{control}" is implemented but has no evidence; name the document, setting or test record in `evidence`',
  },
  "decision-expired": {
    ja:
      "「{on}」の{decision}の決定は {expires} に期限が切れています（分析日 {at}）。見直して期限を改めてください。",
    en:
      'the decision on "{on}" ({decision}) expired on {expires} (analysis of {at}); decide again and set a new day',
  },
  "decision-pending": {
    ja:
      "「{on}」の{decision}の決定日 {decided} は分析日 {at} より後のため、まだ数えません。決定が済んでいれば日付を正してください。",
    en:
      'the decision on "{on}" ({decision}) is dated {decided}, after the day of the analysis ({at}), and does not count yet; correct the date if it was decided before',
  },
  "decision-needless": {
    ja: "「{on}」は目標以内のため、受容・移転・回避の決定は要りません。",
    en: '"{on}" is within target; the decision to accept, transfer or avoid is not needed',
  },
  "measure-overdue": {
    ja:
      "対策「{id}」は期限 {due} を過ぎています（分析日 {at}）。計画には数えません。期限を改めるか、done にしてください。",
    en:
      'measure "{id}" is overdue since {due} (analysis of {at}) and does not count; set a new day or mark it done',
  },
  "measure-refused": {
    ja:
      "対策「{id}」の変更のうち適用できないものがあります：{list}。対象があるか確かめてください。",
    en:
      'measure "{id}" has changes that do not apply: {list}; look whether what they name still exists',
  },
  "measure-redundant": {
    ja: "対策「{id}」は計画から外してもリスクは悪化しません。ほかの対策が同じ効果を持ちます。",
    en:
      'measure "{id}" can be dropped from the plan without any risk getting worse: others do the same',
  },
  "assurance-below": {
    ja:
      "{kind}{declared} と宣言していますが、本人確認の失敗による影響からは{asked}以上が要ります（{table}）。",
    en:
      "{kind}{declared} is declared, but the impact of an identity failure asks for at least {asked} ({table})",
  },
  "assurance-below-bound": {
    ja:
      "{kind}{declared} と宣言しています。本人確認の失敗による影響を問うていないため、上限では{asked}が要ります（{table}）。",
    en:
      "{kind}{declared} is declared; until the impact of an identity failure is asked, up to {asked} may be needed ({table})",
  },
} as const satisfies Record<string, Text>;
