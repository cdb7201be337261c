import { word } from "../messages/words.ts";
import type { Text } from "../text.ts";

/** A word of the field within an English sentence. */
export function spoken(group: Parameters<typeof word>[0], code: string): Text {
  const { ja, en } = word(group, code);
  return { ja, en: en.charAt(0).toLowerCase() + en.slice(1) };
}

/** Whether there is nothing to read in either language. */
export function blank(text: Text): boolean {
  return text.ja.trim() === "" && text.en.trim() === "";
}
