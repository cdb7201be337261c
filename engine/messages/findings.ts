import type { Text } from "../text.ts";

/** What a finding says: what is wrong, the value, and the way out. `{name}` is filled in. */
export const findings = {
  "unknown-control": {
    ja: "管理策「{control}」は、使用中のカタログにありません。{hint}",
    en: 'control "{control}" is not in the catalogues in use{hint}',
  },
  "duplicate-id": {
    ja: "{of}と同じIDの項目が先にあります。どちらかのIDを変えてください。",
    en: "{of} has the id of an earlier entry; rename one of the two",
  },
  "duplicate-catalogue": {
    ja: "method.baseline にカタログ「{catalogue}」が重複しています。一方を削除してください。",
    en: 'method.baseline lists the catalogue "{catalogue}" twice; remove one of the two',
  },
  "duplicate-treatment": {
    ja: "「{target}」へのリスク対応が複数あります。一つにまとめてください。",
    en: '"{target}" has more than one treatment; merge them into one',
  },
  "two-spellings": {
    ja:
      "キー「{first}」と「{second}」は同じ管理策「{control}」を指し、後のものは使われません。一つにまとめてください。",
    en:
      'the keys "{first}" and "{second}" are two spellings of the control "{control}", and the second is not used; merge them into one',
  },
  "control-spelling": {
    ja: "管理策「{written}」は「{control}」として読み取りました。この表記にそろえてください。",
    en: 'control "{written}" is read as {control}; write it so',
  },
  "unknown-component": {
    ja: "{of}が指す構成要素「{component}」はありません。{hint}",
    en: '{of} names component "{component}", which does not exist{hint}',
  },
  "unknown-zone": {
    ja: "{of}が指すゾーン「{zone}」はありません。{hint}",
    en: '{of} names zone "{zone}", which does not exist{hint}',
  },
  "unknown-damage": {
    ja: "{of}が指す事業被害「{damage}」はありません。{hint}",
    en: '{of} names damage "{damage}", which does not exist{hint}',
  },
  "unknown-step": {
    ja: "シナリオ「{scenario}」が必要とするステップ「{step}」はありません。{hint}",
    en: 'scenario "{scenario}" needs step "{step}", which does not exist{hint}',
  },
  "unknown-goal": {
    ja: "シナリオ「{scenario}」の到達点であるステップ「{step}」はありません。{hint}",
    en: 'scenario "{scenario}" has step "{step}" as its goal, which does not exist{hint}',
  },
  "unknown-provider": {
    ja: "{of}の継承元である提供者「{provider}」はありません。{hint}",
    en: '{of} is inherited from provider "{provider}", which does not exist{hint}',
  },
  "unknown-treatment-target": {
    ja: "リスク対応の対象「{target}」は、シナリオにも管理策にもありません。{hint}",
    en: 'a treatment is on "{target}", which is neither a scenario nor a control{hint}',
  },
  "unknown-variant": {
    ja: "{of}の土台である変更案「{variant}」はありません。{hint}",
    en: '{of} builds on variant "{variant}", which does not exist{hint}',
  },
  "variant-cycle": {
    ja: "変更案が互いを土台にしています（{path}）。いずれかの base を外してください。",
    en: "variants build on each other in a circle ({path}); remove one base",
  },
  "variant-change": {
    ja:
      "{of}の{index}番目の変更「{change}」は、もう当てはめられません（{problem}）。mitate variant FILE {id} --drop {index} で外すか、--remap 旧=新 で名前を読み替えてください。",
    en:
      'change {index} of {of}, "{change}", no longer applies: {problem}. Drop it with mitate variant FILE {id} --drop {index}, or read a name as another with --remap OLD=NEW',
  },
  "variant-conflict": {
    ja:
      "{of}の{first}番目と{second}番目の変更が、同じところ（{what}）に別の値を入れています。後の変更が残ります。どちらかを外してください。",
    en:
      "changes {first} and {second} of {of} give {what} two different values; the later one stands. Drop one of them",
  },
  "review-foreign": {
    ja:
      "{gate}のレビューのダイジェスト「{digest}」は、この版のMitateでは読めません。何を承認したものか確かめられないため、新しい版で開くか、レビューをやり直してください。",
    en:
      'the digest "{digest}" of the {gate} review is of a form this version of Mitate does not know, so what it approved cannot be told; open it in a newer version, or review again',
  },
  "review-unbound": {
    ja:
      "{gate}のレビューには判断がありますが、対象のダイジェストがありません。どの内容を承認したものか分かりません。mitate review で付けてください。",
    en:
      "the {gate} review has a decision and no digest, so what it decided on cannot be told; record it with mitate review",
  },
  "review-own": {
    ja:
      "{gate}のレビューをした役割「{reviewer}」は、作成者または責任者と同じです。別の役割がレビューしてください。",
    en:
      'the {gate} review was made by "{reviewer}", the role of the author or the owner; another role should review',
  },
  "review-anonymous": {
    ja: "{gate}のレビューに、レビューした役割がありません。reviewer に書いてください。",
    en: "the {gate} review does not say which role reviewed; write it as reviewer",
  },
  "review-outdated": {
    ja:
      "{gate}のレビュー（{date}）のあとで{parts}が変わりました。この承認は現在の内容に対するものではありません。差を確かめて、レビューをやり直してください。",
    en:
      "{parts} changed since the {gate} review of {date}; its decision is not about what the record says now. See the differences and review again",
  },
  "review-late": {
    ja:
      "{gate}のレビューの条件「{text}」は、期限（{due}）を過ぎました。満たしたなら done にし、まだなら対応を急いでください。",
    en:
      'the condition "{text}" of the {gate} review was due on {due}; mark it done if it is met, else see to it',
  },
  "comment-reference": {
    ja: "コメントの対象「{reference}」はありません。対象を直すか、コメントを整理してください。",
    en: 'a comment is on "{reference}", which does not exist; correct it or remove the comment',
  },
  "unknown-method": {
    ja: "method.{field} の「{id}」は用意されていません。{hint}",
    en: 'method.{field} names "{id}", which is not available{hint}',
  },
  "method-unfit": {
    ja:
      "表「{id}」は method.{field} には使えません。必要な軸は {axes}、結果の値は {scale} です。表を直すか、別の表を選んでください。それまでは既定の表で計算します。",
    en:
      'the table "{id}" does not fit method.{field}, which needs the axes {axes} and the results {scale}; correct it or choose another (until then the shipped table is used)',
  },
  "target-value": {
    ja: "事業被害レベル{damage}の目標「{value}」は、リスク値の段階にありません。{hint}",
    en: 'the target "{value}" for damage level {damage} is not on the risk scale{hint}',
  },
  "condition-unreadable": {
    ja:
      "{of}の条件「{text}」は、{column}文字目で読み取れません（{reason}）。例：exposure = internet and not operation.remote",
    en:
      'the condition "{text}" of {of} cannot be read at character {column}: {reason}; write it like: exposure = internet and not operation.remote',
  },
  "unknown-trait": {
    ja: "{of}にある特性「{trait}」はプロファイルにありません。{hint}",
    en: '{of} names the trait "{trait}", which the profile does not have{hint}',
  },
  "trait-value": {
    ja: "{of}にある値「{value}」は、特性「{trait}」の値ではありません。{hint}",
    en: '{of} gives "{value}" as a value of the trait {trait}, which cannot have it{hint}',
  },
  "trait-order": {
    ja:
      "{of}の条件「{text}」は、数値ではないもので「{trait}」の大小を比べています。= か in を使ってください。",
    en:
      'the condition "{text}" of {of} compares the order of "{trait}" by something that is not a number; use = or in',
  },
  "trait-unassessed": {
    ja:
      "特性「{trait}」が未評価のため、{count}件の条件の成否が決まりません。プロファイルで評価してください。",
    en:
      "the trait {trait} is unassessed, so {count} {count|condition stays|conditions stay} open; assess it in the profile",
  },
  "needs-cycle": {
    ja:
      "シナリオ「{scenario}」のステップが互いを必要としています（{path}）。いずれかの needs を外してください。",
    en:
      'steps of scenario "{scenario}" need each other in a circle ({path}); remove one of the needs',
  },
  "goal-unreachable": {
    ja:
      "シナリオ「{scenario}」は到達点に届きません。必要なステップ（{steps}）がないためです。ステップを加えるか、needs を直してください。",
    en:
      'scenario "{scenario}" can never reach its goal, because a needed step does not exist ({steps}); add the step or correct the needs',
  },
  "empty-any": {
    ja:
      "{of}の needs にある any が空のため、このステップは決して成立しません。候補を書くか、any を削除してください。",
    en:
      "{of} needs any of an empty list, so it can never happen; name the alternatives or remove the list",
  },
  "unused-step": {
    ja: "{of}は、到達点までのどの経路にも使われていません。needs につなぐか、削除してください。",
    en: "{of} is on no path to the goal; name it in the needs of another step or remove it",
  },
  "scenario-without-steps": {
    ja: "{of}に攻撃ステップがないため、リスクを評価できません。steps を書いてください。",
    en: "{of} has no steps, so its risk cannot be rated; write its steps",
  },
  "scenario-without-damage": {
    ja: "{of}に事業被害がないため、リスクを評価できません。damage を指定してください。",
    en: "{of} leads to no damage, so its risk cannot be rated; name one under damage",
  },
  "repeated-guard": {
    ja: "{of}に、管理策「{control}」が同じ役割（{kind}）で重複しています。一つにまとめてください。",
    en: "{of} lists {control} more than once as a guard of the same kind ({kind}); keep one",
  },
  "independent-not-guard": {
    ja:
      "{of}の independent にある「{control}」は、このステップを防御するガードではありません。guards に防御として加えるか、independent から外してください。",
    en:
      "{of} calls {control} independent, which is no preventing guard of this step; add it to the guards or remove it here",
  },
  "independent-same-base": {
    ja:
      "{of}の independent にある「{first}」と「{second}」は、同じ管理策「{base}」に属するため、独立とは数えません。一方を外してください。",
    en:
      "{of} calls {first} and {second} independent, but both belong to {base} and do not count as two; remove one of them",
  },
  "level-without-reason": {
    ja: "{of}の対策レベル{value}は手入力ですが、理由がありません。level に why を書いてください。",
    en: "{of} has the typed level of defence {value} without a reason; give a why under level",
  },
  "table-incomplete": {
    ja:
      "表「{table}」の{count}個のマス（{cells}など）に値がありません。すべての組合せを埋めてください。それまでは既定の表で計算します。",
    en:
      'the table "{table}" lacks {count} {count|cell|cells}, such as {cells}; fill every combination (until then the shipped table is used)',
  },
  "table-foreign-cell": {
    ja:
      "表「{table}」のマス「{cell}」は、軸の値の組合せにありません。キーを直すか、削除してください。",
    en:
      'the table "{table}" has a cell "{cell}", which is no combination of its axes; correct the key or remove it',
  },
  "table-foreign-value": {
    ja: "表「{table}」のマス「{cell}」の値「{value}」は、結果の段階にありません。{hint}",
    en: 'the table "{table}" has the value "{value}" at {cell}, which is not on its scale{hint}',
  },
  "table-not-monotone": {
    ja:
      "表「{table}」では、マス「{than}」の結果が「{other}」なのに、入力がより悪いマス「{cell}」の結果が「{value}」と軽くなっています。どちらかを直してください。",
    en:
      'the table "{table}" gives "{value}" at {cell}, milder than "{other}" at {than}, though the inputs are worse; correct one of the two',
  },
  "table-formula": {
    ja:
      "表「{table}」の式「{formula}」からは値が一つも得られません（{reason}）。式を直してください。",
    en:
      'the formula "{formula}" of the table "{table}" gives no value ({reason}); correct the formula',
  },
  "table-too-large": {
    ja:
      "表「{table}」の組合せは{count}通りあり、大きすぎて確かめられません。軸か値を減らしてください。",
    en: 'the table "{table}" has {count} combinations, too many to check; use fewer axes or values',
  },
  "status-without-reason": {
    ja: "{of}は「{status}」ですが、理由がありません。why を書いてください。",
    en: "{of} is marked {status} without a reason; give a why",
  },
  "planned-without-plan": {
    ja: "{of}は計画中ですが、{missing}がありません。due と owner を書いてください。",
    en: "{of} is planned without {missing}; give both owner and due",
  },
  "inherited-without-provider": {
    ja:
      "{of}は継承とされていますが、引き受ける提供者がありません。提供者の controls に加えるか、実施状況を見直してください。",
    en:
      "{of} is marked inherited, but no provider takes it over; add it to the controls of a provider or change the status",
  },
  "provider-outside": {
    ja:
      "{of}は継承とされていますが、提供者「{provider}」の条件がこのプロファイルでは成り立ちません（{traits}）。プロファイルか実施状況を見直してください。",
    en:
      '{of} is marked inherited, but the condition of provider "{provider}" does not hold under this profile ({traits}); change the profile or the status',
  },
  "tailoring-without-reason": {
    ja: "{of}に理由がありません。why を書いてください。",
    en: "{of} has no reason; give a why",
  },
  "damage-above": {
    ja:
      "{of}の「{category}」は{level}で、システムの影響度（{own}）を上回っています。影響度の評価か、この被害の度合いを見直してください。",
    en:
      "{of} hits {category} at {level}, above the system's own answer ({own}); raise the answer or lower the damage",
  },
  "damage-below": {
    ja:
      "{of}の「{category}」は{level}で、システムの影響度（{own}）を下回りますが、理由がありません。why を書いてください。",
    en:
      "{of} hits {category} at {level}, below the system's own answer ({own}), without a reason; give a why",
  },
  "damage-provisional": {
    ja:
      "{of}が及ぶ被害分類はどれも影響度が未評価のため、結果は暫定です。影響度を評価してください。",
    en:
      "{of} hits only categories whose impact is unassessed, so its results are provisional; assess the impact",
  },
  "damage-not-applicable": {
    ja:
      "{of}が及ぶ被害分類はどれも影響度が非該当です。影響度の評価か、及ぶ分類を見直してください。",
    en:
      "{of} hits only categories whose impact is not applicable; review the impact or the categories hit",
  },
  "damage-without-hits": {
    ja: "{of}に、及ぶ被害分類がありません。hits を書いてください。",
    en: "{of} hits no harm category; name them under hits",
  },
  "damage-without-scenario": {
    ja: "{of}に至るシナリオがありません。シナリオを加えるか、この被害を外してください。",
    en: "{of} is the end of no scenario; add one or remove the damage",
  },
  "measure-without-owner": {
    ja: "{of}に担当がありません。owner を書いてください。",
    en: "{of} has no owner; give one",
  },
  "measure-without-due": {
    ja: "{of}に期限がありません。due を書いてください。",
    en: "{of} has no due date; give one under due",
  },
  "measure-without-changes": {
    ja: "{of}は何も変えないため、効果を計算できません。changes を書いてください。",
    en: "{of} changes nothing, so its effect cannot be computed; write its changes",
  },
  "measure-done-missing": {
    ja:
      "{of}は実施済みですが、記録に反映されていない変更があるため、どこにも数えられません：{list}。変更を記録に加えるか{hint}、done を外してください。",
    en:
      "{of} is marked done, but the record does not say so, and it counts nowhere: {list}; make these changes{hint}, or take `done` back",
  },
  "treatment-without-reason": {
    ja: "{of}（{decision}）に理由がありません。why を書いてください。",
    en: "{of} ({decision}) has no reason; give a why",
  },
  "treatment-without-owner": {
    ja: "{of}（{decision}）に責任者がありません。owner を書いてください。",
    en: "{of} ({decision}) has no owner; give one",
  },
  "treatment-without-expiry": {
    ja: "{of}（{decision}）に見直し期限がありません。expires を書いてください。",
    en: "{of} ({decision}) has no date on which it expires; give one under expires",
  },
  "impact-not-applicable": {
    ja:
      "六つの被害分類がすべて非該当のため、より低い水準がなく、求められるレベルは「低位」になります。影響度の評価を見直してください。",
    en:
      "all six harm categories are not applicable; the required level is low for want of a lower one, so review the impact",
  },
  "personal-without-disclosure": {
    ja: "個人情報を扱うのに、「情報漏えい」の影響度が非該当です。どちらかを見直してください。",
    en:
      "the system handles personal data, but the impact of disclosure is not applicable; review one of the two",
  },
  "secret-without-disclosure": {
    ja: "機密性の格付が3なのに、「情報漏えい」の影響度が非該当です。どちらかを見直してください。",
    en:
      "the confidentiality grade is 3, but the impact of disclosure is not applicable; review one of the two",
  },
  "my-number-without-law": {
    ja:
      "マイナンバーを扱うのに、「法令違反」の影響度が非該当です。漏えいは番号法に関わるため、見直してください。",
    en:
      "the system handles My Number, but the impact of violations of law is not applicable; a leak touches the My Number Act, so review it",
  },
  "vital-without-programs": {
    ja:
      "可用性の格付が2なのに、「業務・公共の利益」の影響度が非該当です。どちらかを見直してください。",
    en:
      "the availability grade is 2, but the impact on programs is not applicable; review one of the two",
  },
  "internet-without-distress": {
    ja:
      "インターネットに公開するのに、「不便・信頼失墜」の影響度が非該当です。停止や改ざんは外から見えるため、見直してください。",
    en:
      "the system is on the internet, but the impact of distress and reputation is not applicable; an outage or a defacement is seen by all, so review it",
  },
  "my-number-not-personal": {
    ja: "マイナンバーを扱うのに、個人情報を扱わないとされています。どちらかを直してください。",
    en: "the system handles My Number but no personal data; correct one of the two",
  },
  "special-care-not-personal": {
    ja: "要配慮個人情報を扱うのに、個人情報を扱わないとされています。どちらかを直してください。",
    en:
      "the system handles special-care personal data but no personal data; correct one of the two",
  },
  "subcontracted-not-outsourced": {
    ja: "再委託があるのに、運用・保守の外部委託がないとされています。どちらかを直してください。",
    en: "operation is subcontracted but not outsourced; correct one of the two",
  },
  "assurance-without-users": {
    ja:
      "利用者を認証しないのに、保証レベル（{levels}）が設定されています。どちらかを直してください。",
    en: "users do not authenticate, but {levels} is set; correct one of the two",
  },
  "assurance-bound": {
    ja:
      "利用者を認証しますが、本人確認の失敗による影響が未回答のため、保証レベルは上限の目安です。authentication.failure に回答してください。",
    en:
      "users authenticate, but the impact of an identity failure is not answered, so the assurance levels are an upper bound; answer authentication.failure",
  },
  "unknown-pattern": {
    ja: "パターン「{pattern}」はありません。{hint}",
    en: 'there is no pattern "{pattern}"{hint}',
  },
  "pattern-adopted": {
    ja:
      "パターン「{pattern}」から作ったシナリオ「{scenario}」が既にあります。もう一つ必要なときは、そのシナリオを複写してください。",
    en:
      'scenario "{scenario}" was already made from the pattern "{pattern}"; copy that scenario if another is needed',
  },
  "pattern-unreadable": {
    ja:
      "パターンのファイル「{file}」の{line}行目が読み取れません（{detail}）。書き方を直してください。",
    en:
      'line {line} of the pattern file "{file}" cannot be read ({detail}); correct how it is written',
  },
  "pattern-unfit": {
    ja: "「{key}」の値「{value}」は、パターンの形式に合いません。{hint}",
    en: '"{key}" has the value {value}, which does not fit the format of a pattern{hint}',
  },
  "catalog-unreadable": {
    ja:
      "カタログのファイル「{file}」の{line}行目が読み取れません（{detail}）。書き方を直してください。",
    en:
      'line {line} of the catalogue file "{file}" cannot be read ({detail}); correct how it is written',
  },
  "catalog-unfit": {
    ja: "「{key}」の値「{value}」は、カタログの形式に合いません。{hint}",
    en: '"{key}" has the value {value}, which does not fit the format of a catalogue{hint}',
  },
  "catalog-family": {
    ja: "管理策「{control}」の系列「{family}」は families にありません。{hint}",
    en: 'control "{control}" is of the family "{family}", which families does not have{hint}',
  },
  "catalog-twice": {
    ja: "管理策「{control}」が二つあります。先のものを使います。どちらかを削除してください。",
    en: 'control "{control}" is there twice; the first counts. Remove one of the two',
  },
  "catalog-taken": {
    ja:
      "カタログのID「{id}」は「{other}」と同じため、このファイルは使いません。別のIDにしてください。",
    en:
      'the catalogue id "{id}" is already that of {other}, so this file is not used; choose another',
  },
  "unknown-answer": {
    ja: "「{question}」の答えとして「{value}」は使えません。{hint}",
    en: '"{value}" is not an answer to "{question}"{hint}',
  },
  "unknown-question": {
    ja: "「{question}」という質問はありません。{hint}",
    en: 'there is no question "{question}"{hint}',
  },
  "change-unknown": {
    ja: "変更の対象である{thing}はありません。{hint}",
    en: "the change is on {thing}, which does not exist{hint}",
  },
  "change-value": {
    ja: "「{field}」に「{value}」は設定できません。{hint}",
    en: '"{value}" cannot be the value of {field}{hint}',
  },
  "change-duplicate": {
    ja: "{list}には「{id}」が既にあります。別のIDを付けてください。",
    en: '{list} already has "{id}"; choose another id',
  },
  "change-entry": {
    ja: "{list}に「{id}」はありません。{hint}",
    en: '{list} has no "{id}"{hint}',
  },
  "change-list": {
    ja: "「{list}」という一覧はありません。{hint}",
    en: 'there is no list "{list}"{hint}',
  },
  "change-reference": {
    ja:
      "「{reference}」が指すものはありません。「scenario/S1」のように、種類とIDで指定してください。{hint}",
    en: '"{reference}" names nothing; write a kind and an id, such as scenario/S1{hint}',
  },
  "not-utf8": {
    ja: "文字コードが{encoding}のため読み取れません。UTF-8で保存し直してください。",
    en: "the file is in {encoding} and cannot be read; save it as UTF-8",
  },
  "file-empty": {
    ja: "ファイルが空です。「mitate: 1」と「id: …」から書き始めてください。",
    en: 'the file is empty; begin with "mitate: 1" and "id: …"',
  },
  "file-not-map": {
    ja:
      "ファイル全体が「キー: 値」の形になっていません（{found}）。「mitate: 1」から書き始めてください。",
    en: 'the file is {found}, not a map of keys and values; begin with "mitate: 1"',
  },
  "file-too-large": {
    ja: "ファイルが大きすぎます（{size}）。扱えるのは{limit}までです。いくつかに分けてください。",
    en: "the file is too large ({size}); the limit is {limit}, so split it",
  },
  "file-too-odd": {
    ja:
      "アンカー（&）、別名（*）、タグ（!）などを使うファイルは{limit}項目まで読み取れますが、このファイルは{count}項目あります。これらを使わずに書くか、システムごとに分けてください。",
    en:
      "a file that uses anchors (&), aliases (*), tags (!) or the like can have at most {limit} entries, and this one has {count}; write it without them, or split it by system",
  },
  "file-too-deep": {
    ja: "入れ子が{limit}段を超えています。一覧やマップの入れ子を減らしてください。",
    en: "lists and maps are nested deeper than {limit} levels; nest them less",
  },
  "file-documents": {
    ja: "一つのファイルに複数の文書があります。「---」以降を別のファイルに分けてください。",
    en: 'the file holds more than one document; move what follows "---" to a file of its own',
  },
  "yaml-syntax": {
    ja: "YAMLとして読めません。{problem}（{detail}）",
    en: "this is not valid YAML: {problem} ({detail})",
  },
  "yaml-tag": {
    ja: "YAMLのタグが読み取れないため、無視しました。タグを外してください（{detail}）。",
    en: "a YAML tag is not understood and was ignored; remove it ({detail})",
  },
  "yaml-mark": {
    ja:
      "行の先頭にバイト順マーク（BOM）があります。二つのファイルをつなげたときに残ったもので、ファイルの先頭以外では使えません。この行を打ち直してください。",
    en:
      "the line begins with a byte order mark, left over from joining two files; it may stand only at the start of a file, so type the line anew",
  },
  "yaml-key": {
    ja: "「{key}」はキーとして使えません。文字列のキーにしてください。",
    en: '"{key}" cannot be a key; use a text as the key',
  },
  "yaml-alias": {
    ja: "エイリアス「*{alias}」の参照先がありません。先に「&{alias}」を付けてください。",
    en: 'the alias "*{alias}" refers to nothing; mark what it stands for with "&{alias}" before it',
  },
  "yaml-alias-loop": {
    ja: "エイリアス「*{alias}」が自分自身を含んでいます。エイリアスを外してください。",
    en: 'the alias "*{alias}" contains itself; remove it',
  },
  "yaml-alias-many": {
    ja: "エイリアスの展開が{limit}項目を超えました。エイリアスを減らしてください。",
    en: "the aliases expand to more than {limit} entries; use fewer of them",
  },
  "duplicate-key": {
    ja: "キー「{key}」が{line}行目にもあります。一つにまとめてください。",
    en: 'the key "{key}" stands on line {line} as well; merge the two',
  },
  "format-missing": {
    ja:
      "形式の版がないため、版{assumed}として読みました。先頭に「mitate: {assumed}」を書いてください。",
    en:
      'the format version is missing, so the file is read as version {assumed}; begin it with "mitate: {assumed}"',
  },
  "format-migrated": {
    ja: "形式の版{format}を版{current}として読みました。「mitate: {current}」に直してください。",
    en: 'format version {format} is read as version {current}; write "mitate: {current}"',
  },
  "format-newer": {
    ja:
      "形式の版{format}は、この版のMitateが扱える版{current}より新しいものです。Mitateを更新するか、版{current}で書いてください。",
    en:
      "format version {format} is newer than version {current}, which this Mitate reads; update Mitate or write version {current}",
  },
  "format-unknown": {
    ja: "形式の版「{format}」はありません。先頭に「mitate: {current}」と書いてください。",
    en: 'there is no format version "{format}"; write "mitate: {current}"',
  },
  "key-unknown": {
    ja: "キー「{key}」はここでは使われません（残しますが、分析には使いません）。{hint}",
    en: 'the key "{key}" is not known here; it is kept but not analysed{hint}',
  },
  "key-missing": {
    ja: "必須のキー「{key}」がありません。書き加えてください。",
    en: 'the required key "{key}" is missing; add it',
  },
  "value-unfit": {
    ja: "「{key}」の値「{value}」は読み取れません。{expected}を書いてください。",
    en: '"{key}" has the value {value}, which does not fit; write {expected}',
  },
  "value-unknown": {
    ja: "「{key}」に「{value}」という値はありません。{hint}",
    en: '"{key}" cannot be "{value}"{hint}',
  },
  "value-unquoted": {
    ja: '「{key}」の値{value}は文字列ではありません。引用符を付けて "{value}" と書いてください。',
    en: '"{key}" has the value {value}, which is not a text; put it in quotes: "{value}"',
  },
  "entry-empty": {
    ja: "「{key}」に空の項目があります。内容を書くか、削除してください。",
    en: '"{key}" has an empty entry; write it or remove it',
  },
  "scenario-too-large": {
    ja:
      "このシナリオには攻撃ステップが{count}個あり、一つのシナリオで扱える{limit}個を超えています。独立した攻撃ごとにシナリオを分けてください。",
    en:
      "this scenario has {count} steps, more than the {limit} that one scenario can have; split it into one scenario for each attack",
  },
  "too-many-entries": {
    ja: "「{key}」に{count}件あり、扱える{limit}件を超えています。システムごとに分けてください。",
    en:
      '"{key}" has {count} entries, more than the {limit} that can be analysed; split it by system',
  },
  "too-many-keys": {
    ja:
      "記録の最上位にキーが{count}個あり、読み取れる{limit}個を超えています。Mitateの記録であることを確かめてください。",
    en:
      "the record has {count} keys at its top, more than the {limit} that are read; check that it is a Mitate record",
  },
  "too-many-links": {
    ja:
      "攻撃ステップのガードと前提が合わせて{count}件あり、扱える{limit}件を超えています。システムごとに分けてください。",
    en:
      "the attack steps name {count} guards and needs in all, more than the {limit} that can be analysed; split the record by system",
  },
  "too-many-planned": {
    ja:
      "場所ごとに予定とした実施状況が{count}件あり、扱える{limit}件を超えています。管理策全体を予定とするか、システムごとに分けてください。",
    en:
      "{count} statuses at single places are planned, more than the {limit} that can be planned one by one; plan the controls as a whole, or split the record by system",
  },
  "too-many-measures": {
    ja:
      "対策が{count}件あり、扱える{limit}件を超えています。一緒に行うものを一つの対策にまとめるか、システムごとに分けてください。",
    en:
      "the record has {count} measures, more than the {limit} that can be planned; join those that go together, or split it by system",
  },
  "too-many-changes": {
    ja:
      "対策と変更案に変更が合わせて{count}件あり、扱える{limit}件を超えています。不要な変更案を削るか、システムごとに分けてください。",
    en:
      "measures and variants make {count} changes, more than the {limit} that can be tried out; remove variants that are not needed, or split the record by system",
  },
  "too-many-defects": {
    ja:
      "書式の誤りが{count}件あり、{limit}件を超えるため分析できません。Mitateの記録であることを確かめ、最初の誤りから直してください。",
    en:
      "the file has {count} defects of form, and one with more than {limit} is not analysed; check that it is a Mitate record, and correct the first defects first",
  },
  "more-findings": {
    ja: "同じ種類の指摘（{code}）がほかに{count}件あります。",
    en: "{count} more findings of this kind ({code}) are not listed",
  },
  "too-many-steps": {
    ja:
      "攻撃ステップが{count}個あり、扱える{limit}個を超えています。システムごとに分けてください。",
    en:
      "the record has {count} steps, more than the {limit} that can be analysed; split it by system",
  },
} as const satisfies Record<string, Text>;

/** How a finding ends that knows the way out; appended to a message as `{hint}`. */
export const hints = {
  meant: { ja: "「{word}」の誤りではありませんか。", en: '; did you mean "{word}"?' },
  known: { ja: "指定できるのは次のとおりです：{list}。", en: "; known are: {list}" },
  define: {
    ja: "名前を直すか、先に定義してください。",
    en: "; correct the name or define it first",
  },
  number: { ja: "数値を書いてください。", en: "; give a number" },
  set: { ja: "（mitate set では {list}）", en: " (mitate set … {list})" },
  catalogue: {
    ja: "IDを直すか、method.baseline にそのカタログを加えてください。",
    en: "; correct the id or add its catalogue to method.baseline",
  },
} as const satisfies Record<string, Text>;

/** The things of a record, as findings name them; `{id}` is filled in. */
export const nouns = {
  review: { ja: "{number}番目のレビュー", en: "review {number}" },
  system: { ja: "システム", en: "the system" },
  method: { ja: "分析方法", en: "the method" },
  target: { ja: "目標", en: "the target" },
  profile: { ja: "プロファイル", en: "the profile" },
  impact: { ja: "影響度の評価", en: "the impact" },
  trait: { ja: "特性「{id}」", en: 'trait "{id}"' },
  zone: { ja: "ゾーン「{id}」", en: 'zone "{id}"' },
  component: { ja: "構成要素「{id}」", en: 'component "{id}"' },
  flow: { ja: "データフロー「{id}」", en: 'flow "{id}"' },
  connection: { ja: "外部接続「{id}」", en: 'connection "{id}"' },
  provider: { ja: "提供者「{id}」", en: 'provider "{id}"' },
  tailoring: { ja: "テーラリング（{id}）", en: "tailoring ({id})" },
  control: { ja: "管理策「{id}」", en: 'control "{id}"' },
  standing: {
    ja: "構成要素「{place}」での管理策「{id}」",
    en: 'control "{id}" at component "{place}"',
  },
  damage: { ja: "事業被害「{id}」", en: 'damage "{id}"' },
  scenario: { ja: "シナリオ「{id}」", en: 'scenario "{id}"' },
  step: {
    ja: "シナリオ「{scenario}」のステップ「{id}」",
    en: 'step "{id}" of scenario "{scenario}"',
  },
  measure: { ja: "対策「{id}」", en: 'measure "{id}"' },
  treatment: { ja: "「{id}」へのリスク対応", en: 'the treatment of "{id}"' },
  variant: { ja: "変更案「{id}」", en: 'variant "{id}"' },
  comment: { ja: "コメント", en: "the comment" },
  vulnerability: { ja: "脆弱性「{id}」", en: 'vulnerability "{id}"' },
  table: { ja: "表「{id}」", en: 'table "{id}"' },
} as const satisfies Record<string, Text>;

/** What the reader of conditions says it expected, in Japanese. */
export const expectations: Readonly<Record<string, string>> = {
  "a trait": "特性の名前",
  "a value": "値",
  '")"': "「)」",
  '"["': "「[」",
  '"]"': "「]」",
  '"and" or "or"': "and か or",
  "at most 50 levels of nesting": "50段以内の入れ子",
};

/** How the reader of conditions reports, in Japanese. */
export const misreadings = {
  found: {
    ja: "{expected}のはずの所に「{found}」があります",
    en: 'expected {expected}, found "{found}"',
  },
  end: { ja: "末尾に{expected}が足りません", en: "expected {expected} at the end" },
} as const satisfies Record<string, Text>;
