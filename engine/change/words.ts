import { nouns } from "../messages/findings.ts";
import { say } from "../show.ts";
import { type Text, toText } from "../text.ts";

/** How a reference or a list is called in a sentence. */
export function named(reference: string): Text {
  const [base, field] = reference.split("#");
  const { ja, en } = nameOf(base);
  return field ? { ja: `${ja}の${field}`, en: `${field} of ${en}` } : { ja, en };
}

function nameOf(base: string): Text {
  const [kind, ...ids] = base.split("/");
  if (kind === "step" && ids.length === 2) return within(ids[0], ids[1]);
  if (kind === "steps") {
    const { ja, en } = within(ids[0]);
    return { ja: `${ja}のステップ`, en: `the steps of ${en}` };
  }
  if (kind === "guards" && ids.length === 2) {
    const { ja, en } = within(ids[0], ids[1]);
    return { ja: `${ja}のガード`, en: `the guards of ${en}` };
  }
  const noun = furtherNouns[kind] ?? (nouns as Readonly<Record<string, Text>>)[kind];
  if (noun !== undefined) return say(noun, { id: ids[ids.length - 1] ?? "" });
  return listWords[base] ?? toText(base);
}

/** A scenario, or a step of it, in a sentence. */
export function within(scenario: string, step?: string): Text {
  return step === undefined
    ? say(nouns.scenario, { id: scenario })
    : say(nouns.step, { scenario, id: step });
}

/** Latin letters stand off from the Japanese around them: 「AC-2 の実施状況」. */
export function spaced(id: string): Text {
  return { ja: /[ -~]$/.test(id) ? `${id} ` : id, en: id };
}

/** A word of the field, or the name of a trait, within an English sentence. */
export function lower(text: Text): Text {
  // IaaS and PaaS keep their capitals.
  return { ja: text.ja, en: text.en.replace(/^[A-Z](?=[a-z])/, (first) => first.toLowerCase()) };
}

/** What a change may name besides the nouns that findings are about. */
export const furtherNouns: Readonly<Record<string, Text>> = {
  category: { ja: "被害分類「{id}」", en: 'harm category "{id}"' },
  guard: { ja: "ガード「{id}」", en: 'guard "{id}"' },
  entry: { ja: "{id}番の項目", en: "entry {id}" },
  review: { ja: "レビュー（{id}）", en: "review {id}" },
};

const listWords: Readonly<Record<string, Text>> = {
  scenarios: { ja: "シナリオ", en: "the scenarios" },
  damages: { ja: "事業被害", en: "the damages" },
  measures: { ja: "対策", en: "the measures" },
  components: { ja: "構成要素", en: "the components" },
  zones: { ja: "ゾーン", en: "the zones" },
  flows: { ja: "データフロー", en: "the flows" },
  providers: { ja: "提供者", en: "the providers" },
  treatments: { ja: "リスク対応", en: "the treatments" },
  variants: { ja: "変更案", en: "the variants" },
  comments: { ja: "コメント", en: "the comments" },
  reviews: { ja: "レビュー", en: "the reviews" },
  tables: { ja: "表", en: "the tables" },
  vulnerabilities: { ja: "脆弱性", en: "the vulnerabilities" },
  controls: { ja: "管理策", en: "the controls" },
};
