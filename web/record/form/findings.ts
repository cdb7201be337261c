import { chapters, type Section } from "../section.ts";
import { outline } from "./outline.ts";

/** What the record has here. */
export const findings: Section = {
  id: "findings",
  draw: (form) => outline(form, chapters.findings),
};
