import type { Assessment } from "../assess.ts";
import type { Placed } from "../json.ts";
import type { Lang } from "../text.ts";
import { baseline } from "./chapters/baseline.ts";
import { impact, outside, profile } from "./chapters/ground.ts";
import { measures } from "./chapters/measures.ts";
import { heading, summary } from "./chapters/opening.ts";
import { moves, remains, treatments, verdict } from "./chapters/outcome.ts";
import { scenarios } from "./chapters/scenarios.ts";
import { findings, tables } from "./chapters/sources.ts";
import { voice } from "./chapters/voice.ts";
import type { Block } from "./document.ts";

/**
 * The whole analysis as a document, in the order of DS-201: profile and impact, the two analyses, one
 * list of measures, what it reaches. `file` is the record as the user named it; "" where it has none.
 */
export function story(
  assessment: Assessment,
  found: readonly Placed[],
  { lang, file }: { readonly lang: Lang; readonly file: string },
): Block[] {
  const speak = voice(lang);
  return [
    heading(assessment, file, speak),
    summary(assessment, found, speak),
    impact(assessment, speak),
    profile(assessment, speak),
    baseline(assessment, speak),
    scenarios(assessment, speak),
    outside(assessment, speak),
    measures(assessment, speak),
    moves(assessment, speak),
    treatments(assessment, speak),
    remains(assessment, speak),
    verdict(assessment, speak),
    findings(found, file, speak),
    tables(assessment.tables, speak),
  ];
}
