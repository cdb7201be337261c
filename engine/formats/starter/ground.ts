import { requiredLevel } from "../../impact.ts";
import { words } from "../../messages/words.ts";
import { categories, type Category, type System } from "../../model.ts";
import type { SystemSpec } from "../../schema.ts";
import { join } from "../../show.ts";
import type { Lang } from "../../text.ts";
import { comment, lines } from "./line.ts";

/** What the record is, and by which tables and catalogues it is analysed. */
export function head(spec: SystemSpec, lang: Lang): string[] {
  return [
    ...comment({
      ja: [
        "Mitateの記録。質問への回答から作った下書きです。コメントに沿って書き換えてください。",
        "未回答の項目は unassessed（未評価）のままで、結果は幅で示されます。",
      ],
      en: [
        "A Mitate record, drafted from the answers given. Edit it, guided by the comments.",
        "What was not answered is unassessed, and results are shown as ranges until it is.",
      ],
    }, lang),
    ...lines({ mitate: 1, id: spec.id, name: spec.name }),
    ...comment({
      ja: ["段階: plan, requirements, design, build, test, operate, retire"],
      en: ["Phase: plan, requirements, design, build, test, operate, retire"],
    }, lang),
    ...lines({ phase: spec.phase }),
    ...comment({
      ja: ["責任者は個人名ではなく役割で書きます。", "owner: 情報システム課長"],
      en: ["The owner is a role, not a person.", "owner: Head of information systems"],
    }, lang),
    ...comment({ ja: ["分析に使う表とカタログ"], en: ["The tables and catalogues in use"] }, lang),
    ...lines({ method: spec.method }),
  ];
}

/** The impact of each harm category with its definitions, and the level that follows. */
export function impact(system: System, lang: Lang): string[] {
  const { impact: table } = system.method;
  const answered = categories.flatMap((category) => {
    const { name, definitions } = table.categories[category];
    const graver = (["high", "moderate", "low"] as const).map((level) =>
      `  #   ${words.level[level][lang]}: ${definitions[level][lang]}`
    );
    return [`  # ${name[lang]}`, ...graver, `  ${category}: ${system.impact[category].answer}`];
  });
  return [
    ...comment({
      ja: [
        `事業への影響度（${table.name.ja}）`,
        "high, moderate, low, not-applicable（非該当）, unassessed（未評価）のいずれか",
        "理由は { level: high, why: 理由 } の形で書き添えます。",
      ],
      en: [
        `Impact on the business (${table.name.en})`,
        "One of high, moderate, low, not-applicable, unassessed",
        "Give a reason as { level: high, why: the reason }.",
      ],
    }, lang),
    "impact:",
    ...answered,
    ...comment(demanded(system), lang),
  ];
}

/** What level the answers demand, which of them decide it, and how far open ones could raise it. */
function demanded(system: System): Readonly<Record<Lang, readonly string[]>> {
  const { best, worst, deciding, unassessed, provisional, empty } = requiredLevel(system);
  const names = (list: readonly Category[]) => join(list.map((one) => words.category[one]));
  const [low, high] = [words.level[best], words.level[worst]];
  const [because, open] = [names(deciding), names(unassessed)];
  const decided = deciding.length > 0 && !empty;
  return {
    ja: [
      `求められるレベル: ${low.ja}${provisional ? "以上" : ""}${
        decided ? `（決め手: ${because.ja}）` : ""
      }`,
      ...(provisional ? [`未評価の「${open.ja}」によっては、${high.ja}まで上がり得ます。`] : []),
    ],
    en: [
      `Required level: ${provisional ? "at least " : ""}${low.en}${
        decided ? ` (decided by: ${because.en})` : ""
      }`,
      ...(provisional ? [`Open answers could raise it to ${high.en}: ${open.en}.`] : []),
    ],
  };
}

/** The profile, whose traits decide what applies. */
export function profile(spec: SystemSpec, lang: Lang): string[] {
  return [
    ...comment({
      ja: [
        "システムのプロファイル。ここを変えると、成り立つシナリオや管理策が変わります。",
        "exposure: internet, government, closed ／ hosting: on-premises, iaas, paas, saas",
        "格付は、機密性が 1〜3、完全性と可用性が 1〜2 です。",
      ],
      en: [
        "The system profile. Changing it changes which scenarios and controls apply.",
        "exposure: internet, government, closed; hosting: on-premises, iaas, paas, saas",
        "Grades: confidentiality 1 to 3, integrity and availability 1 to 2",
      ],
    }, lang),
    ...lines({ profile: spec.profile }),
    ...comment({
      ja: [
        "外部接続・目標復旧時間などは、次のように書き足します。",
        "  connections:",
        "    - { id: partner, name: 連携先システム, with: 連携先の機関 }",
        "  availability: { rto: 24, rpo: 4 }",
      ],
      en: [
        "Add external connections, recovery objectives and so on like this:",
        "  connections:",
        "    - { id: partner, name: Connected system, with: Partner organisation }",
        "  availability: { rto: 24, rpo: 4 }",
      ],
    }, lang),
  ];
}

/** The components that attacks are placed at. */
export function components(spec: SystemSpec, lang: Lang): string[] {
  return [
    ...comment({
      ja: [
        "構成要素。role は、攻撃シナリオのパターンが場所を見付けるための役割です。",
        "実際の構成に合わせて、名称を直し、増やし、減らしてください。",
      ],
      en: [
        "Components. The role is how attack scenario patterns find their places.",
        "Rename, add and remove them until they are those of your system.",
      ],
    }, lang),
    ...lines({ components: spec.components }),
  ];
}

/** What a cloud provider takes over; nothing on premises. */
export function providers(spec: SystemSpec, lang: Lang): string[] {
  if (!spec.providers) return [];
  return [
    ...comment({
      ja: [
        "クラウド事業者が引き受ける管理策。PE-* は物理的・環境的保護の全体を指します。",
        "契約と責任分界を確かめて、範囲を直してください。",
      ],
      en: [
        "Controls the cloud provider takes over. PE-* is the whole family of physical protection.",
        "Correct the range by the contract and the split of responsibilities.",
      ],
    }, lang),
    ...lines({ providers: spec.providers }),
  ];
}

/** The damages to avoid; a comment while no impact is known. */
export function damages(spec: SystemSpec, lang: Lang): string[] {
  if (!spec.damages?.length) {
    return comment({
      ja: ["回避すべき事業被害は、影響度を評価した後に damages: として書きます。"],
      en: ["Business damages to avoid go under damages: once the impact is assessed."],
    }, lang);
  }
  return [
    ...comment({
      ja: [
        "回避すべき事業被害。影響のある分類ごとの仮置きです。このシステムの言葉に直してください。",
        "一つの被害が複数の分類に及ぶときは、hits に並べます。",
      ],
      en: [
        "Business damages to avoid, a placeholder per category. Put them in this system's words.",
        "Where one damage hits several categories, list them under hits.",
      ],
    }, lang),
    ...lines({ damages: spec.damages }),
  ];
}
