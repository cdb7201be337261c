import type { Analysis } from "../analysis.ts";
import { phrases } from "../messages/why.ts";
import { word, words } from "../messages/words.ts";
import { categories, type Category } from "../model.ts";
import { between, plain, say } from "../show.ts";
import { cells, type Derivation, derivation, type Question, reason } from "./derivation.ts";

export function required({ analysis, ref, id }: Question): Derivation | undefined {
  if (id !== "") return undefined;
  const { level } = analysis.baseline;
  return derivation(ref, phrases.required, between(level, (one) => word("level", one)), {
    rule: "requiredLevel",
    notes: level.provisional ? [words.verdict.provisional] : [],
    from: categories.flatMap((one) => explainImpact(analysis, one)),
  });
}

export function impact({ analysis, id }: Question): Derivation | undefined {
  return categories.includes(id as Category) ? explainImpact(analysis, id as Category) : undefined;
}

export function explainImpact({ system }: Analysis, category: Category): Derivation {
  const { answer, why, wording } = system.impact[category];
  const standard = system.method.impact.categories[category];
  const definition = answer === "high" || answer === "moderate" || answer === "low"
    ? [wording[answer] ?? standard.definitions[answer]]
    : [];
  return derivation(
    `impact/${category}`,
    say(phrases.impact, { category: standard.name }),
    word("level", answer),
    { notes: [...definition, ...reason(why)] },
  );
}

export function assurance({ analysis, assessment, ref, id }: Question): Derivation | undefined {
  const result = assessment.assurance;
  if (!result || id !== "") return undefined;
  const { system } = analysis;
  const value = say(phrases.assuranceValue, {
    ial: between(result.level, plain),
    aal: between(result.aal, plain),
  });
  return derivation(ref, phrases.assurance, value, {
    rule: "assurance",
    notes: result.bound ? [phrases.assuranceBound] : [],
    from: result.categories.map((row) =>
      derivation(
        `impact/${row.category}`,
        say(phrases.failure, { category: word("category", row.category) }),
        between(row.impact, (level) => word("level", level)),
        {
          cells: cells(system.method.assurance, row.cell),
          notes: row.asked ? [] : [phrases.notAsked],
        },
      )
    ),
  });
}
