import { describe, edits, get } from "../../change.ts";
import { lists, removes } from "../../messages/list.ts";
import type { System } from "../../model.ts";
import { resolver } from "../../resolve.ts";
import type { Change } from "../../schema.ts";
import { join, plain, say } from "../../show.ts";
import { type Text, type TextSpec, toText } from "../../text.ts";

/**
 * What a change would do to a record, in a line: the change in words, the value it sets, what a new entry
 * says, and what a field that is emptied loses. Values are cut at `most` letters.
 */
export function preview(change: Change, system: System, most = Infinity): Text {
  const told = describe(change);
  const { ja, en } = valueOf(change, system, most);
  return { ja: told.ja + ja, en: told.en + en };
}

function valueOf(change: Change, system: System, most: number): Text {
  if (change.type === "add") return added(change.to, change.value, most);
  if (change.type !== "set-field") return none;
  if (change.value === null || change.value === undefined) return lost(change, system, most);
  const value = cut(String(change.value), most);
  return { ja: `：${value}`, en: `: ${value}` };
}

const none: Text = { ja: "", en: "" };

function cut(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most)}…`;
}

/** What a field held; a text in both its languages, where they differ. */
function lost(change: Change, { spec, catalogue }: System, most: number): Text {
  const [edit] = edits(spec, change, resolver(catalogue)).edits;
  const held = edit && get(spec, edit.path);
  if (held === undefined || held === null) return none;
  const { ja, en } = toText(held as TextSpec);
  const texts = [...new Set([ja, en])].filter((text) => text !== "").map((one) => cut(one, most));
  return say(removes, {
    what: {
      ja: texts.map((text) => `「${text}」`).join(""),
      en: texts.map((text) => `"${text}"`).join(" / "),
    },
  });
}

/** What a new entry says besides its id; of a scenario after the heads it would stand under in a list. */
function added(to: string, entry: unknown, most: number): Text {
  if (typeof entry !== "object" || entry === null) return none;
  const { id: _, needs: __, ...rest } = entry as Record<string, unknown>;
  const parts = Object.entries(rest).map(([field, part]): Text => {
    const value = cut(partOf(part), most);
    if (to !== "scenarios" || !Object.hasOwn(lists, field)) return plain(value);
    const { ja, en } = lists[field as keyof typeof lists];
    return { ja: `${ja}「${value}」`, en: `${en} "${value}"` };
  });
  if (parts.length === 0) return none;
  const { ja, en } = join(parts);
  return { ja: `：${ja}`, en: `: ${en}` };
}

/** A list of steps by their names. */
function partOf(part: unknown): string {
  return Array.isArray(part)
    ? part.map((one) => String((one as { name?: unknown }).name ?? "")).join(" → ")
    : String(part);
}
