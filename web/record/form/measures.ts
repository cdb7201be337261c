import { chapters, type Section } from "../section.ts";
import { outline } from "./outline.ts";

/** What the record has here. */
export const measures: Section = {
  id: "measures",
  draw: (form) => outline(form, chapters.measures),
};
