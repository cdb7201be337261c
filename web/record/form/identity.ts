import { chapters, type Section } from "../section.ts";
import { outline } from "./outline.ts";

/** What the record has here. */
export const identity: Section = {
  id: "identity",
  draw: (form) => outline(form, chapters.identity),
};
