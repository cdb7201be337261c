import type { Text } from "./text.ts";

/** A trait of the profile that conditions may read. */
export interface Trait {
  /** The name in conditions and in `--set profile.NAME=value`. */
  readonly name: string;
  readonly label: Text;
  /** `choice` has `values`; `number` may be compared with < and >. */
  readonly type: "choice" | "boolean" | "number";
  readonly values?: readonly (string | number)[];
}

/**
 * The traits of Mitate's default profile schema, in the order of forms and reports. This list is
 * Mitate's own: the item list of DS-201 is not known to us. Names are paths within `profile`.
 */
export const traits: readonly Trait[] = [
  choice("exposure", "公開範囲", "Exposure", ["internet", "government", "closed"]),
  choice("hosting", "設置形態", "Hosting", ["on-premises", "iaas", "paas", "saas"]),
  boolean("governmentCloud", "ガバメントクラウドの利用", "Government cloud"),
  number("users.count", "利用者数", "Number of users"),
  choice("information.confidentiality", "機密性の格付", "Confidentiality grade", [1, 2, 3]),
  choice("information.integrity", "完全性の格付", "Integrity grade", [1, 2]),
  choice("information.availability", "可用性の格付", "Availability grade", [1, 2]),
  boolean("information.personal", "個人情報の取扱い", "Personal data"),
  boolean("information.specialCare", "要配慮個人情報の取扱い", "Special-care personal data"),
  boolean("information.myNumber", "マイナンバーの取扱い", "My Number"),
  number("information.records", "保有件数", "Number of records"),
  boolean("authentication.users", "利用者認証の有無", "Users authenticate"),
  choice("authentication.ial", "身元確認保証レベル（IAL）", "Identity assurance level (IAL)", [
    1,
    2,
    3,
  ]),
  choice(
    "authentication.aal",
    "当人認証保証レベル（AAL）",
    "Authenticator assurance level (AAL)",
    [1, 2, 3],
  ),
  boolean("operation.outsourced", "運用・保守の外部委託", "Operation outsourced"),
  boolean("operation.subcontracted", "再委託の有無", "Operation subcontracted"),
  boolean("operation.remote", "遠隔保守の有無", "Remote maintenance"),
  number("availability.rto", "目標復旧時間（時間）", "Recovery time objective (hours)"),
  number("availability.rpo", "目標復旧時点（時間）", "Recovery point objective (hours)"),
  number("connections.count", "外部接続の数", "Number of external connections"),
];

const byName = new Map(traits.map((trait) => [trait.name, trait]));

/** The trait of that name; undefined for an unknown name and for the organisation's own `traits.*`. */
export function traitOf(name: string): Trait | undefined {
  return byName.get(name);
}

function choice(name: string, ja: string, en: string, values: Trait["values"]): Trait {
  return { name, label: { ja, en }, type: "choice", values };
}

function boolean(name: string, ja: string, en: string): Trait {
  return { name, label: { ja, en }, type: "boolean" };
}

function number(name: string, ja: string, en: string): Trait {
  return { name, label: { ja, en }, type: "number" };
}
