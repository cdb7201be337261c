import { type Answer, categories, type Category, type Level } from "../../model.ts";
import type { Role, SystemSpec } from "../../schema.ts";
import type { Shelf } from "../../shelf.ts";
import type { Text } from "../../text.ts";
import type { Answers } from "./question.ts";

/** The new record without its controls and scenarios. */
export function draft(answers: Answers, shelf: Shelf): SystemSpec {
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
