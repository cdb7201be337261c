import { html, nothing, type TemplateResult } from "lit";
import { type Finding, tell } from "../../engine/mod.ts";
import { dataPath, type Path } from "./address.ts";
import type { Desk } from "./desk.ts";
import type { Form } from "./section.ts";

/** The findings that stand at a path; with `deep` those below it as well. The gravest come first. */
export function findingsAt(desk: Desk, path: Path, deep = false): readonly Finding[] {
  const { at, below } = indexOf(desk.findings);
  return (deep ? below : at).get(dataPath(path)) ?? none;
}

/** What was found, as a list for a field or an entry. */
export function notes(
  { lang, app }: Pick<Form, "lang" | "app">,
  found: readonly Finding[],
): TemplateResult | typeof nothing {
  if (found.length === 0) return nothing;
  const { word } = app.voice();
  return html`<ul class="notes">${
    found.map((finding) =>
      html`<li data-severity=${finding.severity}><b>${word("severity", finding.severity)}</b> ${
        tell(finding, lang)
      }</li>`
    )
  }</ul>`;
}

/** Findings by severity. */
export function weights(found: readonly Finding[]): Readonly<Record<Finding["severity"], number>> {
  const counts = { error: 0, warning: 0, info: 0 };
  for (const { severity } of found) counts[severity]++;
  return counts;
}

const none: readonly Finding[] = [];
const grave = ["error", "warning", "info"];

interface Index {
  readonly at: ReadonlyMap<string, readonly Finding[]>;
  readonly below: ReadonlyMap<string, readonly Finding[]>;
}
const indexes = new WeakMap<readonly Finding[], Index>();

function indexOf(findings: readonly Finding[]): Index {
  const known = indexes.get(findings);
  if (known) return known;
  const at = new Map<string, Finding[]>();
  const below = new Map<string, Finding[]>();
  const sorted = findings.toSorted((a, b) => grave.indexOf(a.severity) - grave.indexOf(b.severity));
  for (const finding of sorted) {
    put(at, dataPath(finding.path), finding);
    for (let length = 0; length <= finding.path.length; length++) {
      put(below, dataPath(finding.path.slice(0, length)), finding);
    }
  }
  const made = { at, below };
  indexes.set(findings, made);
  return made;
}

function put(map: Map<string, Finding[]>, key: string, finding: Finding): void {
  const list = map.get(key);
  if (list) list.push(finding);
  else map.set(key, [finding]);
}
