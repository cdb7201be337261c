import { html, type TemplateResult } from "lit";
import { type Change, describe, type Lang } from "../../../engine/mod.ts";
import type { Form } from "../section.ts";

/** What a row of a table asks for, a line each. */
export function asked({ text, lang }: Form, changes: readonly Change[]): TemplateResult[] {
  return changes.map((change) => html`<div>${text(describe(change))}${value(change, lang)}</div>`);
}

/** What a field is set to; a status is said by the change itself. */
function value(change: Change, lang: Lang): string {
  if (change.type !== "set-field") return "";
  return `${lang === "ja" ? "：" : ": "}${String(change.value)}`;
}
