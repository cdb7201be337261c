import { words } from "../../../engine/messages/words.ts";
import type { Text } from "../../../engine/text.ts";
import { voice } from "../../plots/voice.ts";

/** The words for the codes of a record: `words.status.partial`. */
export function give(): Record<string, unknown> {
  const { lang } = voice();
  const groups = Object.entries(words).map(([group, own]) => [group, inLanguage(own)]);
  return { words: Object.fromEntries(groups) };

  function inLanguage(texts: Readonly<Record<string, Text>>): Record<string, string> {
    return Object.fromEntries(Object.entries(texts).map(([code, text]) => [code, text[lang]]));
  }
}
