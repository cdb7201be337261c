import { report } from "../messages/report.ts";
import { type RuleId, rules } from "../rule.ts";
import type { Lang } from "../text.ts";
import type { Cell, Derivation } from "../why.ts";
import { type Voice, voice } from "./chapters/voice.ts";
import { harmless, width, wrap } from "./column.ts";

/**
 * A derivation as an indented tree: the value, the rule with its source, the cells read with table,
 * version and provenance, notes, and below them the inputs. What was already explained is referred to.
 */
export function derivation(
  found: Derivation,
  { lang, columns }: { readonly lang: Lang; readonly columns: number },
): string {
  const speak = voice(lang);
  const pen: Pen = { speak, columns, seen: new Set(), rules: new Set() };
  return tree(found, 0, pen).join("\n") + "\n";
}

interface Pen {
  readonly speak: Voice;
  readonly columns: number;
  /** What stands above in full. */
  readonly seen: Set<string>;
  readonly rules: Set<string>;
}

function tree(found: Derivation, depth: number, pen: Pen): string[] {
  const { lang, say } = pen.speak;
  const head = `${found.title[lang]}${say(report.colon)}${found.value[lang]}`;
  // One reference can stand for several things said of it, so the words count as well.
  const key = `${found.ref} ${head}`;
  const known = pen.seen.has(key) && found.from.length > 0;
  pen.seen.add(key);
  if (known) return lines(`${head}${say(report.above)}`, depth, depth === 0 ? "" : "- ", pen);
  return [
    ...lines(head, depth, depth === 0 ? "" : "- ", pen),
    ...(found.rule ? ruleOf(found.rule, depth, pen) : []),
    ...found.cells.flatMap((cell) => lines(cellOf(cell, pen.speak), depth, inside, pen)),
    ...found.notes.flatMap((note) => lines(note[lang], depth, inside, pen)),
    ...found.from.flatMap((input) => tree(input, depth + 1, pen)),
  ];
}

/** What belongs to a line stands under its text. */
const inside = "    ";

/** A rule is stated in full once; after that its name is enough. */
function ruleOf(id: RuleId, depth: number, pen: Pen): string[] {
  const { say } = pen.speak;
  const { name, statement, source } = rules[id];
  const params = { name, source };
  if (pen.rules.has(id)) return lines(say(report.ruleAgain, params), depth, inside, pen);
  pen.rules.add(id);
  return [
    ...lines(say(report.rule, params), depth, inside, pen),
    ...lines(say(statement), depth, `${inside}  `, pen),
  ];
}

function cellOf({ name, version, provenance, key, value }: Cell, speak: Voice): string {
  return speak.say(report.cellRead, {
    name,
    version,
    provenance: speak.word("provenance", provenance),
    key,
    value,
  });
}

function lines(text: string, depth: number, lead: string, pen: Pen): string[] {
  const start = "  ".repeat(depth);
  const room = Math.max(24, pen.columns - start.length - width(lead));
  return wrap(harmless(text), room).map((line, index) =>
    start + (index === 0 ? lead : " ".repeat(lead.length)) + line
  );
}
