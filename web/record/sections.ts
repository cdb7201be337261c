import { changes } from "./form/changes.ts";
import { components } from "./form/components.ts";
import { controls } from "./form/controls.ts";
import { damages } from "./form/damages.ts";
import { findings } from "./form/findings.ts";
import { identity } from "./form/identity.ts";
import { impact } from "./form/impact.ts";
import { measures } from "./form/measures.ts";
import { profile } from "./form/profile.ts";
import { scenarios } from "./form/scenarios.ts";
import { reviews } from "./form/reviews.ts";
import { text } from "./form/text.ts";
import { treatments } from "./form/treatments.ts";
import { variants } from "./form/variants.ts";
import type { Section, SectionId } from "./section.ts";

/** The form of every section. */
export const sections: Readonly<Record<SectionId, Section>> = {
  identity,
  impact,
  profile,
  components,
  controls,
  damages,
  scenarios,
  measures,
  treatments,
  variants,
  reviews,
  findings,
  changes,
  text,
};
