import { fill } from "./finding.ts";
import { nouns } from "./messages/findings.ts";
import { word, words } from "./messages/words.ts";
import type { Interval, TraitValue } from "./model.ts";
import { none, type Risk } from "./risk.ts";
import type { Text } from "./text.ts";

/** A text with its `{name}`s filled in, in both languages. */
export function say(
  message: Text,
  params: Readonly<Record<string, string | number | Text>> = {},
): Text {
  return { ja: fill(message, params, "ja"), en: fill(message, params, "en") };
}

/** The same text in both languages: an id, a number, a letter. */
export function plain(value: string | number): Text {
  return { ja: String(value), en: String(value) };
}

/** Several texts as one list; a word for nothing where there are none. */
export function join(texts: readonly (Text | string)[]): Text {
  if (texts.length === 0) return { ja: "なし", en: "none" };
  const in_ = (lang: "ja" | "en") =>
    texts.map((text) => typeof text === "string" ? text : text[lang]);
  return { ja: in_("ja").join("、"), en: in_("en").join(", ") };
}

/** An interval in words: one value where both ends agree, `best … worst` otherwise. */
export function between<T>(interval: Interval<T>, show: (value: T) => Text): Text {
  const best = show(interval.best);
  const worst = show(interval.worst);
  if (best.ja === worst.ja && best.en === worst.en) return worst;
  return { ja: `${best.ja}〜${worst.ja}`, en: `${best.en} … ${worst.en}` };
}

/** A risk as shown in tables: the letter, or 「成立しない」 where no attack is possible. */
export function risk(value: Risk): Text {
  if (value === none) return words.risk.none;
  return typeof value === "string" && value.length > 1 ? word("risk", value) : plain(value);
}

/** A share as a percentage with one decimal. */
export function percent(share: number): Text {
  return plain(`${(Math.round(share * 1000) / 10).toFixed(1)}%`);
}

/** The value of a trait in words. */
export function trait(name: string, value: TraitValue | undefined): Text {
  if (value === undefined) return words.level.unassessed;
  if (typeof value === "boolean") {
    return value ? { ja: "あり", en: "yes" } : { ja: "なし", en: "no" };
  }
  if (name === "exposure" || name === "hosting") return word(name, value);
  return typeof value === "number"
    ? { ja: value.toLocaleString("ja-JP"), en: value.toLocaleString("en-US") }
    : plain(value);
}

/** A reference in words: `step/S1/phish` → 「シナリオ「S1」のステップ「phish」」. */
export function about(on: string): Text {
  const [kind, ...rest] = on.split("/");
  if (kind === "review") return say(nouns.review, { number: Number(rest[0]) + 1 });
  if (!Object.hasOwn(nouns, kind)) return { ja: on, en: on };
  const noun = nouns[kind as keyof typeof nouns];
  if (kind === "step") return say(noun, { scenario: rest[0], id: rest.slice(1).join("/") });
  const [id, place] = rest.join("/").split("@");
  if (kind === "control" && place) return say(nouns.standing, { id, place });
  return say(noun, { id: rest.join("/") });
}
