import type { Analysis } from "../analysis.ts";
import { phrases } from "../messages/why.ts";
import { word } from "../messages/words.ts";
import type { Rating } from "../model.ts";
import { plain, risk, say, trait } from "../show.ts";
import { traitOf } from "../trait.ts";
import { type Derivation, derivation, type Question } from "./derivation.ts";

export function when({ analysis, assessment, ref }: Question): Derivation | undefined {
  const found = assessment.conditions.find((one) => one.ref === ref);
  if (!found) return undefined;
  return derivation(ref, say(phrases.condition, { text: found.text }), word("truth", found.truth), {
    rule: "condition",
    from: found.traits.map((name) => explainTrait(name, analysis)),
  });
}

export function condition(
  ref: string,
  written: { text: string } | undefined,
  analysis: Analysis,
): Derivation | undefined {
  if (!written) return undefined;
  const verity = analysis.ground.verity(written as Parameters<typeof analysis.ground.verity>[0]);
  return derivation(
    ref,
    say(phrases.condition, { text: written.text }),
    word("truth", verity.truth),
    {
      rule: "condition",
      from: verity.because.map((name) => explainTrait(name, analysis)),
    },
  );
}

export function traitValue({ analysis, id }: Question): Derivation | undefined {
  const known = traitOf(id) !== undefined || Object.hasOwn(analysis.system.profile.traits, id);
  return known ? explainTrait(id, analysis) : undefined;
}

function explainTrait(name: string, { system }: Analysis): Derivation {
  const label = traitOf(name)?.label ?? plain(name);
  return derivation(
    `trait/${name}`,
    say(phrases.trait, { trait: label }),
    trait(name, system.profile.traits[name]),
  );
}

export function target({ analysis, ref, id }: Question): Derivation | undefined {
  if (!["1", "2", "3"].includes(id)) return undefined;
  const allowed = analysis.system.target[Number(id) as Rating];
  const value = say(phrases.targetValue, { risk: risk(allowed) });
  return derivation(ref, say(phrases.target, { damage: id }), value, { rule: "target" });
}

export function table({ assessment, ref }: Question): Derivation | undefined {
  const found = assessment.tables.find((one) => one.ref === ref);
  if (!found) return undefined;
  const value = say(phrases.tableValue, {
    version: found.version,
    provenance: word("provenance", found.provenance),
  });
  const notes = [say(phrases.tableSource, { source: found.source })];
  return derivation(ref, say(phrases.table, { name: found.name }), value, {
    notes: found.note ? [...notes, found.note] : notes,
  });
}
