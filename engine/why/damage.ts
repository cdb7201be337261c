import type { Analysis } from "../analysis.ts";
import type { Hit } from "../damage.ts";
import { phrases } from "../messages/why.ts";
import { word } from "../messages/words.ts";
import { between, join, plain, say } from "../show.ts";
import {
  cells,
  type Derivation,
  derivation,
  outside,
  type Question,
  reason,
} from "./derivation.ts";
import { explainImpact } from "./impact.ts";

export function damage({ analysis, ref }: Question): Derivation | undefined {
  for (const result of analysis.damages) {
    if (result.ref === ref) {
      const title = say(phrases.damage, { id: result.id, name: result.damage.name });
      const hits = result.hits.map((hit) =>
        say(phrases.hitLevel, {
          category: word("category", hit.category),
          level: between(hit.level, plain),
        })
      );
      return derivation(ref, title, join(hits), {
        rule: "damageLevel",
        notes: outside(result.applies, analysis),
        from: result.hits.map((hit) => explainHit(hit, result.id, analysis)),
      });
    }
    const hit = result.hits.find((one) => one.ref === ref);
    if (hit) return explainHit(hit, result.id, analysis);
  }
  return undefined;
}

export function explainHit(hit: Hit, id: string, analysis: Analysis): Derivation {
  const { system } = analysis;
  const typed = system.damages.find((one) => one.id === id)?.hits
    .find(({ category }) => category === hit.category);
  const title = say(phrases.hit, { id, category: word("category", hit.category) });
  const applicable = hit.impact.worst !== "not-applicable";
  return derivation(hit.ref, title, between(hit.level, plain), {
    rule: "damageLevel",
    cells: applicable ? cells(system.method.damage, hit.impact) : [],
    notes: [
      hit.typed ? phrases.hitTyped : phrases.hitOwn,
      ...(applicable ? [] : [phrases.notApplicable]),
      ...reason(typed?.why),
    ],
    from: [explainImpact(analysis, hit.category)],
  });
}
