import { chapters, type Section } from "../section.ts";
import { outline } from "./outline.ts";

/** What the record has here. */
export const changes: Section = {
  id: "changes",
  draw: (form) => outline(form, chapters.changes),
};
