import { html, nothing, type TemplateResult } from "lit";
import { type Finding, tell } from "../../engine/mod.ts";
import { dataPath, type Path } from "./address.ts";
import type { Desk } from "./desk.ts";
import type { Form } from "./section.ts";

/** The findings that stand at a path; with `deep` those below it as well. The gravest come first. */
export function findingsAt({ findings }: Desk, path: Path, deep = false): readonly Finding[] {
  return indexOf(findings, deep ? below : at).get(dataPath(path)) ?? none;
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

type Index = WeakMap<readonly Finding[], ReadonlyMap<string, readonly Finding[]>>;
const at: Index = new WeakMap();
const below: Index = new WeakMap();

function indexOf(
  findings: readonly Finding[],
  kind: Index,
): ReadonlyMap<string, readonly Finding[]> {
  const known = kind.get(findings);
  if (known) return known;
  const map = new Map<string, Finding[]>();
  const sorted = findings.toSorted((a, b) => grave.indexOf(a.severity) - grave.indexOf(b.severity));
  for (const finding of sorted) {
    const { path } = finding;
    for (let length = kind === at ? path.length : 0; length <= path.length; length++) {
      put(map, dataPath(path.slice(0, length)), finding);
    }
  }
  kind.set(findings, map);
  return map;
}

function put(map: Map<string, Finding[]>, key: string, finding: Finding): void {
  const list = map.get(key);
  if (list) list.push(finding);
  else map.set(key, [finding]);
}
