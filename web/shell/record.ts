import { type Opened, splice } from "../../engine/formats/record.ts";
import type { Text } from "../../engine/mod.ts";

/** How a record is to be called; what is undefined stays. */
export interface Call extends Partial<Text> {
  readonly id?: string;
}

/** The names of a record as written; one that is written in one language only has it on both sides. */
export function namesOf({ spec }: Opened): Text {
  const name = spec?.name;
  if (typeof name === "string") return { ja: name, en: name };
  return { ja: name?.ja ?? name?.en ?? "", en: name?.en ?? name?.ja ?? "" };
}

/** Whether a record has a name for each language. */
export function isNamedTwice({ spec }: Opened): boolean {
  return typeof spec?.name === "object" && spec.name !== null;
}

/** The text of a record that is called otherwise; nothing else of it moves. */
export function callRecord(opened: Opened, { id, ja, en }: Call): string {
  const names = namesOf(opened);
  const edits = [];
  if (id !== undefined && id !== opened.spec?.id) edits.push({ path: ["id"], value: id });
  if (!isNamedTwice(opened)) {
    const name = ja ?? en;
    if (name !== undefined && name !== names.ja) edits.push({ path: ["name"], value: name });
    return splice(opened.text, edits);
  }
  for (const [lang, name] of Object.entries({ ja, en })) {
    if (name !== undefined && name !== names[lang as keyof Text]) {
      edits.push({ path: ["name", lang], value: name });
    }
  }
  return splice(opened.text, edits);
}
