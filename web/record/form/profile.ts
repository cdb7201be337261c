import { chapters, type Section } from "../section.ts";
import { outline } from "./outline.ts";

/** What the record has here. */
export const profile: Section = {
  id: "profile",
  draw: (form) => outline(form, chapters.profile),
};
