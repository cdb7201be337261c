import { requiredLevel } from "../impact.ts";
import type { Category, TraitValue } from "../model.ts";
import { type Book, type Path, report } from "./book.ts";
import { checkUnique } from "./names.ts";
import type { Told } from "./severities.ts";

/** That at least one harm category applies: else there is nothing to protect against. */
export function checkImpact(book: Book): void {
  const { empty } = requiredLevel(book.system);
  if (empty) report(book, "impact-not-applicable", "impact", ["impact"]);
}

/** Traits that contradict the impact, or each other. */
export function checkProfile(book: Book): void {
  const { impact, profile: { traits, failure } } = book.system;
  checkUnique(book, "connection", book.spec.profile?.connections, ["profile", "connections"]);
  for (const [code, trait, value, category] of doubtful) {
    if (traits[trait] !== value || impact[category].answer !== "not-applicable") continue;
    report(book, code, `impact/${category}`, ["impact", category]);
  }
  for (const [code, trait, denied] of impossible) {
    if (traits[trait] !== true || traits[denied] !== false) continue;
    report(book, code, `trait/${trait}`, traitPath(trait));
  }
  const users = traits["authentication.users"];
  if (users === true && Object.keys(failure).length === 0) {
    const trait = "authentication.users";
    report(book, "assurance-bound", `trait/${trait}`, traitPath(trait));
  }
  const assured = ["ial", "aal"].filter((name) => `authentication.${name}` in traits);
  if (users === false && assured.length > 0) {
    const trait = `authentication.${assured[0]}`;
    const names = assured.map((name) => name.toUpperCase());
    report(book, "assurance-without-users", `trait/${trait}`, traitPath(trait), {
      levels: { ja: names.join("、"), en: names.join(" and ") },
    });
  }
}

/** Traits that make "not applicable" hard to believe for a harm category. */
const doubtful: readonly [Told, trait: string, value: TraitValue, Category][] = [
  // 機密性3情報 and personal data are, by definition, information whose disclosure does harm.
  ["personal-without-disclosure", "information.personal", true, "disclosure"],
  ["secret-without-disclosure", "information.confidentiality", 3, "disclosure"],
  // The My Number Act (番号法) punishes its disclosure.
  ["my-number-without-law", "information.myNumber", true, "law"],
  // 可用性2情報 is, by definition of 統一基準群, what the stable conduct of business depends on.
  ["vital-without-programs", "information.availability", 2, "programs"],
  ["internet-without-distress", "exposure", "internet", "distress"],
];

/** Pairs of traits of which the first presupposes the second. */
const impossible: readonly [Told, trait: string, denied: string][] = [
  ["my-number-not-personal", "information.myNumber", "information.personal"],
  ["special-care-not-personal", "information.specialCare", "information.personal"],
  ["subcontracted-not-outsourced", "operation.subcontracted", "operation.outsourced"],
];

/** Where the profile writes a trait: `traits.kiosks` → profile, traits, kiosks. */
export function traitPath(trait: string): Path {
  return ["profile", ...trait.split(".")];
}
