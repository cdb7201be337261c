import { chapters, type Section } from "../section.ts";
import { outline } from "./outline.ts";

/** What the record has here. */
export const treatments: Section = {
  id: "treatments",
  draw: (form) => outline(form, chapters.treatments),
};
