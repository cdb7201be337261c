import { chapters, type Section } from "../section.ts";
import { outline } from "./outline.ts";

/** What the record has here. */
export const scenarios: Section = {
  id: "scenarios",
  draw: (form) => outline(form, chapters.scenarios),
};
