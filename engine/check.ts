import { type Book, open } from "./check/book.ts";
import { checkComments } from "./check/comments.ts";
import { checkOpenTraits } from "./check/conditions.ts";
import { checkControls, checkProviders, checkTailoring } from "./check/controls.ts";
import { checkDamages } from "./check/damages.ts";
import { checkMeasures, checkTreatments } from "./check/measures.ts";
import { checkMethod } from "./check/method.ts";
import { inOrder } from "./check/order.ts";
import { checkPlaces, checkVulnerabilities } from "./check/places.ts";
import { checkImpact, checkProfile } from "./check/profile.ts";
import { checkReviews } from "./check/reviews.ts";
import { checkScenarios } from "./check/scenarios.ts";
import { checkTables } from "./check/tables.ts";
import { checkTarget } from "./check/target.ts";
import { checkVariants } from "./check/variants.ts";
import { type Finding, listed } from "./finding.ts";
import type { System } from "./model.ts";

export { severities } from "./check/severities.ts";

/**
 * What does not fit together in a record, in the order in which the record is written. Pure, and data
 * only: a half-finished or contradictory record gives findings, never an exception. Every path leads
 * to a place that exists in `system.spec`; what is missing is reported at what should hold it. Of each
 * kind the first thousand are listed, and how many more there are.
 */
export function check(system: System): Finding[] {
  const book = open(system);
  for (const chapter of chapters) chapter(book);
  return listed(inOrder(book.found, system.spec));
}

/** The rules, by chapter of the record. */
const chapters: readonly ((book: Book) => void)[] = [
  checkMethod,
  checkTarget,
  checkImpact,
  checkProfile,
  checkPlaces,
  checkProviders,
  checkTailoring,
  checkControls,
  checkDamages,
  checkScenarios,
  checkMeasures,
  checkTreatments,
  checkVariants,
  checkReviews,
  checkComments,
  checkVulnerabilities,
  checkTables,
  // Last: it counts the conditions that the other chapters came across.
  checkOpenTraits,
];
