import { chapters, type Section } from "../section.ts";
import { outline } from "./outline.ts";

/** What the record has here. */
export const components: Section = {
  id: "components",
  draw: (form) => outline(form, chapters.components),
};
