import { levels } from "../impact.ts";
import type { Answer, Damage } from "../model.ts";
import { type Book, type Path, report } from "./book.ts";
import { checkCondition } from "./conditions.ts";
import { checkUnique } from "./names.ts";
import { blank, spoken } from "./words.ts";

/** Business damages: what they hit, how that agrees with the impact, and whether a scenario ends there. */
export function checkDamages(book: Book): void {
  const { spec, system } = book;
  checkUnique(book, "damage", spec.damages, ["damages"]);
  const ends = new Set(system.scenarios.map((scenario) => scenario.damage));
  system.damages.forEach((damage, index) => {
    const on = `damage/${damage.id}`;
    const path = ["damages", index];
    const { hits, when } = spec.damages![index];
    checkCondition(book, when, on, [...path, "when"]);
    const at = hits === undefined ? path : [...path, "hits"];
    checkHits(book, damage, on, at);
    for (const hit of damage.hits) checkHit(book, damage, hit, on, [...at, hit.category]);
    if (!ends.has(damage.id)) report(book, "damage-without-scenario", on, path);
  });
}

function checkHits(book: Book, { hits }: Damage, on: string, path: Path): void {
  if (hits.length === 0) return report(book, "damage-without-hits", on, path);
  const answers = new Set<Answer>(hits.map(({ category }) => book.system.impact[category].answer));
  if ([...answers].some((answer) => answer !== "unassessed" && answer !== "not-applicable")) return;
  const code = answers.has("unassessed") ? "damage-provisional" : "damage-not-applicable";
  report(book, code, on, path);
}

/** A typed level is compared with the system's own answer, where there is one. */
function checkHit(
  book: Book,
  damage: Damage,
  { category, level, why }: Damage["hits"][number],
  on: string,
  path: Path,
): void {
  const { answer } = book.system.impact[category];
  if (level === undefined || answer === "unassessed") return;
  const params = {
    category: spoken("category", category),
    level: spoken("level", level),
    own: spoken("level", answer),
  };
  const gap = levels.indexOf(level) - levels.indexOf(answer);
  if (gap > 0) report(book, "damage-above", on, path, params);
  if (gap < 0 && blank(why) && blank(damage.why)) report(book, "damage-below", on, path, params);
}
