import type { TemplateResult } from "lit";
import type { Finding } from "../../engine/mod.ts";
import type { App } from "../shell/state.ts";
import type { Voice } from "../plots/voice.ts";
import { get, idOf, type Path } from "./address.ts";
import type { Desk } from "./desk.ts";

/**
 * The sections of the page of a record in their order, with the chapters of the record that each edits.
 * The name is also the one in the address, and its title the message `record.section.NAME`.
 */
export const chapters = {
  identity: ["mitate", "id", "name", "owner", "phase", "marking", "method", "target", "tables"],
  impact: ["impact"],
  profile: ["profile"],
  components: ["zones", "components", "flows", "providers"],
  controls: ["controls", "tailoring"],
  damages: ["damages"],
  scenarios: ["scenarios"],
  measures: ["measures"],
  treatments: ["treatments", "vulnerabilities"],
  variants: ["variants"],
  reviews: ["reviews", "comments"],
  findings: [],
  changes: [],
  text: [],
} as const satisfies Readonly<Record<string, readonly string[]>>;
export type SectionId = keyof typeof chapters;
export const sectionIds = Object.keys(chapters) as readonly SectionId[];

/** One form of the page. Listed in `sections.ts`. */
export interface Section {
  readonly id: SectionId;
  /**
   * Draws the form; called whenever anything changed, so it keeps nothing of its own. `entry` is the
   * rest of the address: `AC-2` in `…/controls/AC-2`, "" for the section as a whole. Every field says by
   * `data-path` which place of the record it edits (`field.ts` does), so that findings lead to it.
   */
  draw(form: Form, entry: string): TemplateResult;
}

/** What a form is drawn with: the record, the page, and the voice of the chosen language. */
export interface Form extends Voice {
  readonly app: App;
  /**
   * The record as it stands whenever this is read. What a drawn part keeps for later, such as what a click
   * does, reads it then: a row is drawn once and stays, and must not hold the record of that day.
   */
  readonly desk: Desk;
}

/** A form over the record as it stands. */
export function formOf(app: App, { now }: Pick<Desk, "now">): Form {
  return {
    ...app.voice(),
    app,
    get desk() {
      return now();
    },
  };
}

/** The section an address names; the first where it names none. */
export function sectionOf(name: string | undefined): SectionId {
  return sectionIds.find((id) => id === name) ?? "identity";
}

/** The section that edits a path; the text where no form does. */
export function sectionFor(path: Path): SectionId {
  const chapter = String(path[0] ?? "id");
  return sectionIds.find((id) => (chapters[id] as readonly string[]).includes(chapter)) ?? "text";
}

/** The entry of the address for a path: the id of the entry it leads into, "" where there is none. */
export function entryAt({ spec }: Pick<Desk, "spec">, path: Path): string {
  const [chapter, key] = path;
  if (key === undefined) return "";
  const list = get(spec, [chapter]);
  if (Array.isArray(list)) return idOf(get(spec, path.slice(0, 2))) ?? String(key);
  return chapter === "controls" ? String(key) : "";
}

/** The section at which a finding is counted: what is wrong with the form of the text is the text's. */
export function sectionOfFinding({ places, editable }: Desk, finding: Finding): SectionId {
  return !editable && places.has(finding) ? "text" : sectionFor(finding.path);
}
