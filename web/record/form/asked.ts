import { html, type TemplateResult } from "lit";
import { preview } from "../../../engine/formats/list/preview.ts";
import type { Change } from "../../../engine/mod.ts";
import type { Form } from "../section.ts";

/** What a row of a table asks for, a line each. */
export function asked({ text, desk }: Form, changes: readonly Change[]): TemplateResult[] {
  return changes.map((change) => html`<div>${text(preview(change, desk.system!))}</div>`);
}
