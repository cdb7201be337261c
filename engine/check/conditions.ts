import { type Condition, parse, terms } from "../condition.ts";
import { expectations, hints, misreadings } from "../messages/findings.ts";
import type { TraitValue } from "../model.ts";
import type { SystemSpec } from "../schema.ts";
import { say } from "../show.ts";
import type { Text } from "../text.ts";
import { type Trait, traitOf } from "../trait.ts";
import { type Book, type Flaw, hintOf, type Path, report } from "./book.ts";
import { traitPath } from "./profile.ts";

/**
 * That a condition can be read, and asks of known traits what they can be. Where it stays open, the
 * traits to blame are noted for `checkOpenTraits`.
 */
export function checkCondition(
  book: Book,
  written: string | undefined,
  on: string,
  path: Path,
): void {
  if (written === undefined) return;
  if (book.entry) return void book.entry.conditions.push({ written, on, path });
  const condition = parse(written);
  let flaws = book.flaws.get(condition);
  if (!flaws) book.flaws.set(condition, flaws = flawsOf(book, condition));
  for (const { code, params } of flaws.slice(0, most)) report(book, code, on, path, params);
  const { truth, because } = book.ground.verity(condition);
  if (truth !== "unknown") return;
  for (const trait of because) {
    if (!book.ids.trait.has(trait)) continue;
    const seen = book.open.get(trait);
    if (seen) seen.count++;
    else book.open.set(trait, { count: 1, path });
  }
}

/** How many mistakes are told of one condition: the first few say what is wrong with it. */
const most = 8;

function flawsOf(book: Book, { text, term, error }: Condition): Flaw[] {
  if (error) {
    const params = { text, reason: misreading(error.message), column: error.column };
    return [{ code: "condition-unreadable", params }];
  }
  return terms(term!).flatMap(({ trait, test, values }): Flaw[] => {
    if (!book.ids.trait.has(trait)) {
      const hint = hintOf(book, "trait", trait, book.ids.trait);
      return [{ code: "unknown-trait", params: { trait, hint } }];
    }
    const known = traitOf(trait);
    if (/[<>]/.test(test)) {
      const ordered = known
        ? numeric(known)
        : typeof book.system.profile.traits[trait] === "number";
      const sound = ordered && values.every((value) => typeof value === "number");
      return sound ? [] : [{ code: "trait-order", params: { trait: traitName(trait), text } }];
    }
    return values.filter((value) => known && !possible(known, value)).map((value) => ({
      code: "trait-value",
      params: {
        value: String(value),
        trait: traitName(trait),
        hint: valueHint(book, known!, value),
      },
    }));
  });
}

/** The parser's remark in both languages; a remark of another form stays as it is. */
function misreading(message: string): Text {
  const match = message.match(/^expected (.+?)(?:, found "(.*)"| at the end)$/s);
  if (!match) return { ja: message, en: message };
  const [, wanted, found] = match;
  const expected = { ja: expectations[wanted] ?? wanted, en: wanted };
  return found === undefined
    ? say(misreadings.end, { expected })
    : say(misreadings.found, { expected, found });
}

function numeric({ type, values }: Trait): boolean {
  return type === "number" || (values?.every((value) => typeof value === "number") ?? false);
}

function possible({ type, values }: Trait, value: TraitValue): boolean {
  if (type === "choice") return values!.includes(value as string | number);
  return type === "number" ? typeof value === "number" : typeof value === "boolean";
}

function valueHint(book: Book, { name, type, values }: Trait, value: TraitValue): Text {
  if (type === "number") return hints.number;
  const all = type === "boolean" ? ["true", "false"] : values!.map(String);
  return hintOf(book, `value of ${name}`, String(value), all);
}

function traitName(trait: string): string | Text {
  const known = traitOf(trait);
  if (!known) return trait;
  return { ja: `${known.label.ja}（${trait}）`, en: `${known.label.en} (${trait})` };
}

/** One finding per trait, at the trait if the profile writes it, else at the first such condition. */
export function checkOpenTraits(book: Book): void {
  for (const [trait, { count, path }] of book.open) {
    const own = traitPath(trait);
    const params = { trait: traitName(trait), count };
    report(book, "trait-unassessed", `trait/${trait}`, exists(book.spec, own) ? own : path, params);
  }
}

function exists(spec: SystemSpec, path: Path): boolean {
  let node: unknown = spec;
  for (const key of path) {
    if (typeof node !== "object" || node === null || !(key in node)) return false;
    node = (node as Record<string | number, unknown>)[key];
  }
  return true;
}
