import { chapters, type Section } from "../section.ts";
import { outline } from "./outline.ts";

/** What the record has here. */
export const impact: Section = {
  id: "impact",
  draw: (form) => outline(form, chapters.impact),
};
