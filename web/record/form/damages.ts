import { chapters, type Section } from "../section.ts";
import { outline } from "./outline.ts";

/** What the record has here. */
export const damages: Section = {
  id: "damages",
  draw: (form) => outline(form, chapters.damages),
};
