import { chapters, type Section } from "../section.ts";
import { outline } from "./outline.ts";

/** What the record has here. */
export const controls: Section = {
  id: "controls",
  draw: (form) => outline(form, chapters.controls),
};
