import type { Text } from "../../../engine/text.ts";
import { voice } from "../../plots/voice.ts";

/** The language of the page: its name, and the side of a text in it. */
export function give(): Record<string, unknown> {
  const { lang } = voice();
  return {
    /** `ja` or `en`. */
    lang,
    /** The side of a text in the language: of two texts, or of one with both. */
    t: (ja: string | Text, en?: string) =>
      typeof ja === "object" ? ja[lang] : lang === "ja" ? ja : en ?? ja,
  };
}
