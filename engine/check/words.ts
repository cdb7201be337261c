import { nouns } from "../messages/findings.ts";
import { word } from "../messages/words.ts";
import { say } from "../show.ts";
import type { Text } from "../text.ts";

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

/** A word of the field within an English sentence. */
export function spoken(group: Parameters<typeof word>[0], code: string): Text {
  const { ja, en } = word(group, code);
  return { ja, en: en.charAt(0).toLowerCase() + en.slice(1) };
}

/** Whether there is nothing to read in either language. */
export function blank(text: Text): boolean {
  return text.ja.trim() === "" && text.en.trim() === "";
}
