import { demandsAt } from "../baseline.ts";
import type { Finding } from "../finding.ts";
import { requiredLevel } from "../impact.ts";
import { adopt, hint, type Pattern, type Proposal, suggest } from "../library.ts";
import { words } from "../messages/words.ts";
import { type Answer, categories, type Category, type Level, type System } from "../model.ts";
import { ground } from "../profile.ts";
import type { Role, ScenarioSpec, SystemSpec } from "../schema.ts";
import type { Shelf } from "../shelf.ts";
import { toSystem } from "../system.ts";
import type { Lang, Text } from "../text.ts";
import { block } from "./yaml.ts";

/** What a new record is made from. A question without an answer stays unassessed in the record. */
export interface Answers extends Readonly<Partial<Record<Category, Answer>>> {
  /** Letters of a file name; no spaces and none of / @ # : */
  readonly id: string;
  /** Default the id. */
  readonly name?: string;
  readonly exposure?: "internet" | "government" | "closed";
  readonly hosting?: "on-premises" | "iaas" | "paas" | "saas";
  readonly governmentCloud?: boolean;
  /** Personal data; special-care data and My Number are personal data, and imply it. */
  readonly personal?: boolean;
  readonly specialCare?: boolean;
  readonly myNumber?: boolean;
  /** Whether users authenticate. */
  readonly authentication?: boolean;
  readonly outsourced?: boolean;
  /** Whether maintenance is remote. */
  readonly remote?: boolean;
}

/** A question whose answer goes into a new record. `id` is also the name of its flag. */
export interface Question {
  readonly id: keyof Answers;
  readonly text: Text;
  readonly kind: "text" | "choice" | "boolean";
  /** For `choice`: what may be answered; to leave a question open, give no answer. */
  readonly options?: readonly { readonly value: string; readonly label: Text }[];
}

/** The questions, in the order in which to ask them: what it is, its profile, and the six impacts. */
export const questions: readonly Question[] = [
  ask(
    "id",
    "text",
    "記録のID（ファイル名になります）",
    "The id of the record, which names its file",
  ),
  ask("name", "text", "システムの名称", "The name of the system"),
  choose(
    "exposure",
    "どこから利用できますか",
    "From where can it be reached?",
    words.exposure,
  ),
  choose("hosting", "どこに設置しますか", "Where does it run?", words.hosting),
  ask(
    "governmentCloud",
    "boolean",
    "ガバメントクラウドを利用しますか",
    "Does it use the Government Cloud?",
  ),
  ask("personal", "boolean", "個人情報を扱いますか", "Does it handle personal data?"),
  ask(
    "specialCare",
    "boolean",
    "要配慮個人情報を扱いますか",
    "Does it handle special-care personal data?",
  ),
  ask("myNumber", "boolean", "マイナンバーを扱いますか", "Does it handle My Number?"),
  ask("authentication", "boolean", "利用者を認証しますか", "Do its users authenticate?"),
  ask(
    "outsourced",
    "boolean",
    "運用・保守を外部に委託しますか",
    "Is its operation or maintenance outsourced?",
  ),
  ask("remote", "boolean", "遠隔保守を行いますか", "Is it maintained remotely?"),
  ...categories.map((category) =>
    choose(
      category,
      `「${words.category[category].ja}」への影響はどの程度ですか`,
      `How grave can the impact be: ${words.category[category].en.toLowerCase()}?`,
      words.level,
    )
  ),
];

/**
 * Reads answers as typed, by question: yes or no in several spellings, options by value. An empty
 * answer and `unassessed` leave a question open. What cannot be read is reported and left open.
 * The id defaults to `system`.
 */
export function toAnswers(
  written: Readonly<Record<string, string | undefined>>,
): { readonly answers: Answers; readonly findings: readonly Finding[] } {
  const answers: Record<string, string | boolean> = { id: "system" };
  const findings: Finding[] = [];
  for (const [id, value] of Object.entries(written)) {
    const question = questions.find((one) => one.id === id);
    if (!question) {
      const known = questions.map((one) => one.id);
      findings.push(complaint("unknown-question", id, { question: id, hint: hint(id, known) }));
      continue;
    }
    const typed = value?.trim() ?? "";
    if (typed === "" || typed === "unassessed") continue;
    const read = reading(question, typed);
    if (read !== undefined) answers[id] = read;
    else {
      findings.push(complaint("unknown-answer", id, {
        question: question.text,
        value: typed,
        hint: wayOut(question, typed),
      }));
    }
  }
  return { answers: answers as unknown as Answers, findings };
}

/**
 * The text of a new record: the answers in place, what was not answered as `unassessed`, comments in
 * the asked language, the components a system of this profile usually has, one damage per category
 * with an impact, the patterns that fit as scenarios, and every control that is certainly required,
 * each to be assessed. It opens without errors and is meant to be edited.
 */
export function starter(
  answers: Answers,
  shelf: Shelf,
  patterns: readonly Pattern[],
  lang: Lang,
): string {
  const spec = toSpec(answers, shelf);
  const system = toSystem(spec, shelf);
  const proposals = suggest(system, patterns);
  const ready = proposals.filter(({ fit, damages }) => fit === "yes" && damages.length > 0);
  const { changes } = adopt(system, patterns, ready.map(({ pattern }) => pattern.id));
  const scenarios = changes.flatMap((change) =>
    change.type === "add" ? [change.value as ScenarioSpec] : []
  );
  const sections = [
    head(spec, lang),
    impact(system, lang),
    profile(spec, lang),
    components(spec, lang),
    providers(spec, lang),
    damages(spec, lang),
    attacks(scenarios, proposals, lang),
    controls(system, lang),
  ];
  return sections.filter((lines) => lines.length > 0).map((lines) => lines.join("\n"))
    .join("\n\n") + "\n";
}

function ask(id: Question["id"], kind: "text" | "boolean", ja: string, en: string): Question {
  return { id, kind, text: { ja, en } };
}

function choose(
  id: Question["id"],
  ja: string,
  en: string,
  labels: Readonly<Record<string, Text>>,
): Question {
  const options = Object.entries(labels).filter(([value]) => value !== "unassessed")
    .map(([value, label]) => ({ value, label }));
  return { id, kind: "choice", text: { ja, en }, options };
}

const yes = ["yes", "y", "true", "はい"];
const no = ["no", "n", "false", "いいえ"];

function reading(question: Question, typed: string): string | boolean | undefined {
  if (question.id === "id") return /^[^\s/\\@#:.][^\s/\\@#:]*$/u.test(typed) ? typed : undefined;
  if (question.kind === "text") return typed;
  const word = typed.normalize("NFKC").toLowerCase();
  if (question.kind === "choice") {
    return question.options!.find(({ value, label }) =>
      [value, label.ja, label.en.toLowerCase()].includes(word)
    )?.value;
  }
  return yes.includes(word) ? true : no.includes(word) ? false : undefined;
}

function wayOut(question: Question, typed: string): Text {
  if (question.kind === "text") {
    return {
      ja: "空白や / \\ @ # : を含まず、ピリオドで始まらない名前にしてください。",
      en: "; it has no spaces, none of / \\ @ # : and does not begin with a full stop",
    };
  }
  const known = question.options?.map(({ value }) => value) ?? ["yes", "no"];
  return hint(typed, known);
}

function complaint(
  code: "unknown-question" | "unknown-answer",
  id: string,
  params: Finding["params"],
): Finding {
  return { code, severity: "error", on: `question/${id}`, path: [], params };
}

/** The new record without its controls and scenarios. */
function toSpec(answers: Answers, shelf: Shelf): SystemSpec {
  const open = "unassessed" as const;
  const { specialCare, myNumber } = answers;
  const personal = answers.personal ?? (specialCare || myNumber ? true : undefined);
  const cloud = answers.hosting !== undefined && answers.hosting !== "on-premises";
  return {
    mitate: 1,
    id: answers.id,
    name: answers.name ?? answers.id,
    phase: "plan",
    method: {
      impact: shelf.impacts[0].id,
      risk: shelf.methods[0].id,
      baseline: [shelf.catalogs[0].id],
    },
    impact: Object.fromEntries(categories.map((one) => [one, answers[one] ?? open])),
    profile: {
      exposure: answers.exposure ?? open,
      hosting: answers.hosting ?? open,
      governmentCloud: answers.governmentCloud ?? open,
      information: {
        confidentiality: open,
        integrity: open,
        availability: open,
        personal: personal ?? open,
        specialCare: specialCare ?? open,
        myNumber: myNumber ?? open,
      },
      authentication: { users: answers.authentication ?? open },
      operation: {
        outsourced: answers.outsourced ?? open,
        subcontracted: open,
        remote: answers.remote ?? open,
      },
    },
    components: usual(answers),
    ...(cloud
      ? {
        providers: [{
          id: "cloud",
          name: { ja: "クラウド事業者", en: "Cloud provider" },
          when: "hosting in [iaas, paas, saas]",
          controls: ["PE-*"],
        }],
      }
      : {}),
    damages: categories.filter((one) => isLevel(answers[one])).map((category, index) => ({
      id: `D${index + 1}`,
      name: harms[category],
      hits: [category],
    })),
  };
}

function isLevel(answer: Answer | undefined): answer is Level {
  return answer === "low" || answer === "moderate" || answer === "high";
}

const parts: Readonly<Record<Role, Text>> = {
  web: { ja: "Webサーバ", en: "Web server" },
  app: { ja: "業務アプリケーション", en: "Business application" },
  database: { ja: "データベース", en: "Database" },
  storage: { ja: "ファイル・オブジェクトストレージ", en: "File and object storage" },
  identity: { ja: "認証基盤", en: "Identity service" },
  admin: { ja: "管理コンソール", en: "Management console" },
  maintenance: { ja: "遠隔保守の経路", en: "Remote maintenance route" },
  network: { ja: "ネットワーク境界", en: "Network boundary" },
  endpoint: { ja: "職員端末", en: "Staff devices" },
  mail: { ja: "職員のメール", en: "Staff mail" },
  backup: { ja: "バックアップ", en: "Backup" },
  build: { ja: "開発・ビルド環境", en: "Development and build environment" },
  external: { ja: "委託先・連携先", en: "Contractors and partners" },
};

/** In SaaS these are the provider's own affair. */
const below: readonly string[] = ["web", "database", "network", "backup", "build"];

/**
 * The components a system of this profile usually has, one per role and under its name. What an open
 * question decides is there under a condition. Mitate's default.
 */
function usual({ hosting, remote, outsourced }: Answers): NonNullable<SystemSpec["components"]> {
  const conditions: Readonly<Record<string, readonly [answer: boolean | undefined, when: string]>> =
    {
      maintenance: [remote, "operation.remote"],
      external: [outsourced, "operation.outsourced or connections.count > 0"],
    };
  return Object.entries(parts).flatMap(([role, name]) => {
    if (hosting === "saas" && below.includes(role)) return [];
    const [answer, when] = conditions[role] ?? [true, ""];
    if (role === "maintenance" && answer === false) return [];
    return [{ id: role, name, role, ...(answer === true ? {} : { when }) }];
  });
}

const harms: Readonly<Record<Category, Text>> = {
  distress: {
    ja: "手続の停滞や誤った案内により、利用者に不便を与え、信頼を失う",
    en: "Stalled procedures or wrong information inconvenience users and cost trust",
  },
  finance: {
    ja: "不正な支払又は賠償により、利用者又は機関に損失が生じる",
    en: "Fraudulent payments or liability cause losses to users or the agency",
  },
  programs: {
    ja: "システムの停止又はデータの破壊により、業務が続けられない",
    en: "An outage or destroyed data stops the agency's work",
  },
  disclosure: {
    ja: "利用者の個人情報などの機微な情報が外部に漏えいする",
    en: "Personal data of users or other sensitive information leaks",
  },
  safety: {
    ja: "必要な情報や支援が届かず、又は所在が知られ、身の安全が脅かされる",
    en: "Missing information or support, or a disclosed whereabouts, endangers persons",
  },
  law: {
    ja: "法令に定める管理の義務に反した状態となる",
    en: "Duties of care laid down in law are violated",
  },
};

function head(spec: SystemSpec, lang: Lang): string[] {
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

function impact(system: System, lang: Lang): string[] {
  const { impact: table } = system.method;
  const answered = categories.flatMap((category) => {
    const { name, definitions } = table.categories[category];
    const graver = (["high", "moderate", "low"] as const).map((level) =>
      `#   ${words.level[level][lang]}: ${definitions[level][lang]}`
    );
    return [`  # ${name[lang]}`, ...graver.map((line) => `  ${line}`), ...[
      `  ${category}: ${system.impact[category].answer}`,
    ]];
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
  const say = (lang: Lang) => {
    const comma = lang === "ja" ? "、" : ", ";
    const name = (list: readonly Category[]) =>
      list.map((one) => words.category[one][lang]).join(comma);
    const [low, high] = [words.level[best][lang], words.level[worst][lang]];
    const because = name(deciding);
    return { low, high, because, open: name(unassessed) };
  };
  const [ja, en] = [say("ja"), say("en")];
  const decided = deciding.length > 0 && !empty;
  return {
    ja: [
      `要求水準: ${ja.low}${provisional ? "以上" : ""}${
        decided ? `（決め手: ${ja.because}）` : ""
      }`,
      ...(provisional ? [`未評価の「${ja.open}」によっては、${ja.high}まで上がり得ます。`] : []),
    ],
    en: [
      `Required level: ${provisional ? "at least " : ""}${en.low}${
        decided ? ` (decided by: ${en.because})` : ""
      }`,
      ...(provisional ? [`Open answers could raise it to ${en.high}: ${en.open}.`] : []),
    ],
  };
}

function profile(spec: SystemSpec, lang: Lang): string[] {
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

function components(spec: SystemSpec, lang: Lang): string[] {
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

function providers(spec: SystemSpec, lang: Lang): string[] {
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

function damages(spec: SystemSpec, lang: Lang): string[] {
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

function attacks(
  scenarios: readonly ScenarioSpec[],
  proposals: readonly Proposal[],
  lang: Lang,
): string[] {
  const idle = proposals.filter(({ fit, damages }) => fit === "yes" && damages.length === 0);
  const open = proposals.filter(({ fit }) => fit === "unknown");
  const list = (some: readonly Proposal[], traits: boolean) =>
    some.map(({ pattern, because }) => {
      const names = because.map(({ trait }) => trait).join(", ");
      return `  ${pattern.id}: ${pattern.name[lang]}${traits ? ` (${names})` : ""}`;
    });
  return [
    ...(scenarios.length > 0
      ? [
        ...comment({
          ja: [
            "攻撃シナリオ。プロファイルに当てはまるパターンから作りました。",
            "脅威レベル（threat）と理由、ガードの水準（level）を、実態に合わせて見直してください。",
          ],
          en: [
            "Attack scenarios, made from the patterns that fit the profile.",
            "Review the threat and its reason, and the level of each guard, against the facts.",
          ],
        }, lang),
        ...lines({ scenarios }),
      ]
      : []),
    ...(idle.length > 0
      ? comment({
        ja: ["事業被害を定めると使えるパターン:", ...list(idle, false)],
        en: ["Patterns that fit once a damage is defined for them:", ...list(idle, false)],
      }, lang)
      : []),
    ...(open.length > 0
      ? comment({
        ja: ["括弧内の特性しだいで当てはまるパターン:", ...list(open, true)],
        en: ["Patterns that may fit, depending on the traits named:", ...list(open, true)],
      }, lang)
      : []),
  ];
}

function controls(system: System, lang: Lang): string[] {
  const on = ground(system);
  const level = requiredLevel(system);
  const sure = [...demandsAt(level.best, on)]
    .filter(([, demand]) => demand.sure === "yes");
  const byFamily = Map.groupBy(sure, ([ref]) => system.catalogue.get(ref)!.control.family);
  const families = system.method.catalogs.flatMap((catalog) => catalog.families);
  const listed = families.flatMap(({ id, name }) => {
    const own = byFamily.get(id) ?? [];
    return own.length === 0 ? [] : [
      `  # ${id} ${name[lang]}`,
      ...own.map(([ref, { baselines }]) => {
        // A control that a provider offers is inherited; typed as unassessed, it would not be.
        const status = on.stood(ref, "").status;
        const { title } = system.catalogue.get(ref)!.control;
        const mark = baselines.join() === "privacy" ? privacy[lang] : "";
        return `  ${ref}: ${status} # ${title[lang]}${mark}`;
      }),
    ];
  });
  return [
    ...comment({
      ja: [
        `要求水準で求められる管理策 ${sure.length}件。実施状況を一つずつ評価してください。`,
        ...(level.provisional
          ? ["影響度の未評価が残る間、分析はより高い水準で求められる管理策も数えます。"]
          : []),
        "implemented, inherited, alternative, partial, planned, absent, not-applicable, unassessed",
        "根拠や期限は { status: planned, owner: 運用担当, due: 2027-03-31 } の形で書き添えます。",
      ],
      en: [
        `The ${sure.length} controls that the required level asks for. Assess them one by one.`,
        ...(level.provisional
          ? ["While an impact is unassessed, the analysis counts those of the higher level too."]
          : []),
        "implemented, inherited, alternative, partial, planned, absent, not-applicable, unassessed",
        "Add facts as { status: planned, owner: Operations, due: 2027-03-31 }.",
      ],
    }, lang),
    "controls:",
    ...listed,
  ];
}

const privacy: Text = { ja: "（個人情報）", en: " (privacy)" };

function comment(lines: Readonly<Record<Lang, readonly string[]>>, lang: Lang): string[] {
  return lines[lang].map((line) => `# ${line}`);
}

function lines(map: object): string[] {
  return block(map).trimEnd().split("\n");
}
