import type { ImpactTable } from "../impact.ts";

/**
 * DS-201, tables 3-2 to 3-4: the six harm categories and what each level of impact means. The
 * Japanese is DS-201's; the English is that of SP 800-63-3 §5.3.2, which DS-201 names as its source.
 * They differ in places: DS-201 adds the loss of trust in the agency to the first category, and its
 * moderate level of personal safety asks for an injury that needs treatment.
 */
export const ds201: ImpactTable = {
  id: "ds201",
  name: {
    ja: "DS-201 政府情報システムにおけるセキュリティリスク分析ガイドライン 表3-2〜3-4",
    en:
      "DS-201 guideline on security risk analysis of government information systems, tables 3-2 to 3-4",
  },
  version: "DS-201 (2023)",
  source: "デジタル庁 DS-201; English: NIST SP 800-63-3 §5.3.2 (US public domain)",
  provenance: "published",
  note: {
    ja: "表の抜粋から再入力しています。ガイドライン本文のほかの箇所とは照合していません。",
    en: "Re-keyed from an excerpt of the tables; not compared with the rest of the guideline.",
  },
  levels: {
    "high": {
      name: { ja: "高位", en: "High" },
      definition: {
        ja:
          "当該リスクの影響による損失が、組織の運営、組織の資産、又は個人に致命的又は壊滅的な悪影響を及ぼすと予想される",
        en:
          "expected to have a severe or catastrophic adverse effect on organizational operations, organizational assets, or individuals",
      },
    },
    "moderate": {
      name: { ja: "中位", en: "Moderate" },
      definition: {
        ja:
          "当該リスクの影響による損失が、組織の運営、組織の資産、又は個人に重大な悪影響を及ぼすと予想される",
        en:
          "expected to have a serious adverse effect on organizational operations, organizational assets, or individuals",
      },
    },
    "low": {
      name: { ja: "低位", en: "Low" },
      definition: {
        ja:
          "当該リスクの影響による損失が、組織の運営、組織の資産、又は個人に限定的な悪影響を及ぼすと予想される",
        en:
          "expected to have a limited adverse effect on organizational operations, organizational assets, or individuals",
      },
    },
    "not-applicable": {
      name: { ja: "非該当", en: "Not applicable" },
      definition: {
        ja: "該当しない または 当該リスクによる影響がないと予想される",
        en: "does not apply, or no effect is expected",
      },
    },
  },
  categories: {
    distress: {
      name: {
        ja: "利用者に不便、苦痛を与える、又は事業を所管する機関等が信頼を失う",
        en: "Inconvenience, distress, or damage to standing or reputation",
      },
      definitions: {
        low: {
          ja: "限定的かつ短期間の不便、苦痛、損害",
          en:
            "at worst, limited, short-term inconvenience, distress, or embarrassment to any party",
        },
        moderate: {
          ja: "相当かつ短期間ないしは限定的だが長期間の不便、苦痛、損害",
          en:
            "at worst, serious short-term or limited long-term inconvenience, distress, or damage to the standing or reputation of any party",
        },
        high: {
          ja:
            "深刻または重大かつ長期的な不便、苦痛、損害。この影響は、特に深刻な影響や多くの利用者に影響するレベル",
          en:
            "severe or serious long-term inconvenience, distress, or damage to the standing or reputation of any party (ordinarily reserved for particularly severe effects or many individuals)",
        },
      },
    },
    finance: {
      name: {
        ja: "利用者に金銭的被害を与える、機関等に賠償責任が生じるなど財務上の影響を与える",
        en: "Financial loss",
      },
      definitions: {
        low: {
          ja: "些細でとるに足らない経済的損失または賠償責任",
          en:
            "at worst, an insignificant or inconsequential financial loss to any party, or agency liability",
        },
        moderate: {
          ja: "相当な経済的損失または賠償責任",
          en: "at worst, a serious financial loss to any party, or a serious agency liability",
        },
        high: {
          ja: "重大または致命的な経済的損失または賠償責任",
          en:
            "severe or catastrophic financial loss to any party, or severe or catastrophic agency liability",
        },
      },
    },
    programs: {
      name: {
        ja: "機関等の活動計画や公共の利益に対して影響を与える",
        en: "Harm to agency programs or public interests",
      },
      definitions: {
        low: {
          ja: "組織の運用や資産、公共の利益への限定的な悪影響(処理効率の低下または軽微な損害)",
          en:
            "at worst, a limited adverse effect on organizational operations or assets, or public interests",
        },
        moderate: {
          ja: "組織の運用や資産、公共の利益への相当な悪影響(長期間の機能低下または著しい損害)",
          en:
            "at worst, a serious adverse effect on organizational operations or assets, or public interests",
        },
        high: {
          ja: "組織の運用や資産、公共の利益への致命的な悪影響(長期間の機能停止または深刻な損害)",
          en:
            "a severe or catastrophic adverse effect on organizational operations or assets, or public interests",
        },
      },
    },
    disclosure: {
      name: {
        ja: "利用者の個人情報などの機微な情報が漏洩する",
        en: "Unauthorized release of sensitive information",
      },
      definitions: {
        low: {
          ja:
            "情報の不当な開示が、組織活動、組織資産、または個人に限定的な悪影響を及ぼすことが予想されうる(FIPS 199)",
          en:
            "at worst, a limited release […] loss of confidentiality with a low impact as defined in FIPS 199",
        },
        moderate: {
          ja:
            "情報の不当な開示が、組織活動、組織資産、または個人に重大な悪影響を及ぼすことが予想されうる(FIPS 199)",
          en:
            "at worst, a release […] loss of confidentiality with a moderate impact as defined in FIPS 199",
        },
        high: {
          ja:
            "情報の不当な開示が、組織活動、組織資産、または個人に致命的または壊滅的な悪影響を及ぼすことが予想されうる(FIPS 199)",
          en: "a release […] loss of confidentiality with a high impact as defined in FIPS 199",
        },
      },
    },
    safety: {
      name: { ja: "利用者の身の安全に影響を与える", en: "Potential impact to personal safety" },
      definitions: {
        low: {
          ja: "治療を必要としない軽傷",
          en: "at worst, minor injury not requiring medical treatment",
        },
        moderate: {
          ja: "医療治療を必要とする怪我のリスク",
          en:
            "at worst, moderate risk of minor injury or limited risk of injury requiring medical treatment",
        },
        high: { ja: "重傷または死亡のリスク", en: "a risk of serious injury or death" },
      },
    },
    law: {
      name: { ja: "法律に違反する", en: "Civil or criminal violations" },
      definitions: {
        low: {
          ja: "法執行の対象とならない性質の民事上又は刑事上の違反のリスク",
          en:
            "at worst, a risk of civil or criminal violations of a nature that would not ordinarily be subject to enforcement efforts",
        },
        moderate: {
          ja: "法執行の対象となる可能性のある民事上又は刑事上の違反のリスク",
          en:
            "at worst, a risk of civil or criminal violations that may be subject to enforcement efforts",
        },
        high: {
          ja: "特に重要とされている民事上又は刑事上の違反のリスク",
          en:
            "a risk of civil or criminal violations that are of special importance to enforcement programs",
        },
      },
    },
  },
};
