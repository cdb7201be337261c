import { chapters, type Section } from "../section.ts";
import { outline } from "./outline.ts";

/** What the record has here. */
export const text: Section = {
  id: "text",
  draw: (form) => outline(form, chapters.text),
};
