import { words } from "../../messages/words.ts";
import { type Answer, categories, type Category } from "../../model.ts";
import type { Text } from "../../text.ts";

/** What a new record is made from. A question without an answer stays unassessed in the record. */
export interface Answers extends Readonly<Partial<Record<Category, Answer>>> {
  /** Letters of a file name; no spaces and none of / @ # : + */
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
