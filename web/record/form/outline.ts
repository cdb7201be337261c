import { html, type TemplateResult } from "lit";
import { dataPath, get, idOf, type Path } from "../address.ts";
import type { Form } from "../section.ts";

/** What the record has in these chapters, to be read: a table per list, a row per entry or key. */
export function outline(form: Form, chapters: readonly string[]): TemplateResult {
  const { desk, say } = form;
  const shown = chapters.filter((chapter) => get(desk.spec, [chapter]) !== undefined);
  if (shown.length === 0) return html`<p class="empty">${say("record.outline.none")}</p>`;
  return html`${
    shown.map((chapter) => html`<h3>${titleOf(form, chapter)}</h3>${table(form, [chapter])}`)
  }`;
}

const titled = [
  "zones",
  "components",
  "flows",
  "providers",
  "controls",
  "tailoring",
  "damages",
  "scenarios",
  "measures",
  "variants",
  "treatments",
  "reviews",
  "comments",
  "vulnerabilities",
  "tables",
] as const;

function titleOf({ say }: Form, chapter: string): string {
  const known = titled.find((one) => one === chapter);
  return known ? say(`record.chapter.${known}`) : chapter;
}

function table(form: Form, path: Path): TemplateResult {
  const value = get(form.desk.spec, path);
  const entries = Array.isArray(value)
    ? value.map((entry, index) => [index, entry] as const)
    : Object.entries(Object(value));
  return html`
    <table class="outline">
      <tbody>${entries.map(([key, entry]) =>
        html`
          <tr data-path=${dataPath([...path, key])} tabindex="-1">
            <th scope="row">${idOf(entry) ?? key}</th>
            <td>${name(entry, form)} <span class="quiet">${brief(entry, form)}</span></td>
          </tr>
        `
      )}</tbody>
    </table>
  `;
}

function name(entry: unknown, form: Form): string {
  const named = get(entry, ["name"]);
  return named === undefined ? "" : brief(named, form);
}

/** An entry in a line: its words, and how many things its lists hold. */
function brief(value: unknown, form: Form): string {
  const { lang } = form;
  if (typeof value !== "object" || value === null) return String(value ?? "");
  if ("ja" in value || "en" in value) {
    const { ja, en } = value as { ja?: string; en?: string };
    return (lang === "ja" ? ja ?? en : en ?? ja) ?? "";
  }
  if (Array.isArray(value)) {
    return value.every((one) => typeof one !== "object")
      ? value.join(lang === "ja" ? "、" : ", ")
      : form.say("record.outline.count", { count: value.length });
  }
  return Object.entries(value).filter(([key]) => key !== "id" && key !== "name")
    .map(([key, one]) => `${key}: ${brief(one, form)}`).join(lang === "ja" ? "　" : "; ");
}
