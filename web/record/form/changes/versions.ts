import { html, type TemplateResult } from "lit";
import type { Version } from "../../../remote.ts";
import type { Form } from "../../section.ts";

/** The states of the file that the history kept: each can be compared with, and brought back. */
export function versions(form: Form): TemplateResult {
  const { say, desk } = form;
  const list = listed(form);
  if (list === undefined) {
    return html`<p class="quiet" role="status">${say("app.home.loading")}</p>`;
  }
  if (list.length === 0) return html`<p class="empty">${say("record.versions.none")}</p>`;
  return html`<ul class="versions">${
    list.map((version) => {
      const time = when(form, version.at);
      return html`<li><time datetime=${version.at}>${time}</time>
        <span class="quiet">${version.who} ${version.reason}</span>
        <button type="button" class="link" @click=${() => compare(form, version, time)}>${
        say("record.versions.compare")
      }</button>
        <button type="button" class="link" ?disabled=${desk.writing} @click=${() =>
        bring(form, version, time)}>${say("record.versions.restore")}</button></li>`;
    })
  }</ul>`;
}

let known: { readonly key: string; readonly list: readonly Version[] | undefined } | undefined;

/** The list, asked once per saved state of the file. */
function listed({ app, desk: { path, etag } }: Form): readonly Version[] | undefined {
  const key = `${path} ${etag}`;
  if (known?.key !== key) {
    const before = known?.key.startsWith(`${path} `) ? known.list : undefined;
    known = { key, list: before };
    app.remote.versions(path).catch(() => []).then((list) => {
      if (known?.key !== key) return;
      known = { key, list };
      const { desk } = app.store.get();
      app.store.set({ desk: desk && { ...desk } });
    });
  }
  return known.list;
}

async function compare({ app, desk }: Form, { id }: Version, time: string): Promise<void> {
  try {
    desk.against(await app.remote.version(id), { ja: `${time}の版`, en: `The version of ${time}` });
  } catch (error) {
    app.failed(error);
  }
}

async function bring({ app, desk }: Form, { id }: Version, time: string): Promise<void> {
  try {
    desk.rewrite(await app.remote.version(id), {
      ja: `${time}の版に戻す`,
      en: `Restore the version of ${time}`,
    });
  } catch (error) {
    app.failed(error);
  }
}

function when({ lang }: Form, at: string): string {
  return new Date(at).toLocaleString(lang === "ja" ? "ja-JP" : "en-GB", {
    dateStyle: "medium",
    timeStyle: "medium",
  });
}
