import { html, nothing, type TemplateResult } from "lit";
import { live } from "lit/directives/live.js";
import { nameOfState, type StateName } from "../../engine/formats/state.ts";
import type { FileEntry, Version } from "../remote.ts";
import type { App } from "../shell/state.ts";
import { recordsIn, type Side } from "./states.ts";
import { when } from "./page.ts";

/** Chooses the state of one side: a record of the workspace, then it as it is, a variant, a version. */
export function picker(
  app: App,
  { side, at, other, files }: {
    readonly side: Side | undefined;
    readonly at: "a" | "b";
    readonly other: Side | undefined;
    readonly files: readonly FileEntry[];
  },
): TemplateResult {
  const { say } = app.voice();
  const go = (state: string) => {
    const [mine, theirs] = [state, other ? nameOfState(other.state) : ""];
    app.go({ at: "compare", ...at === "a" ? { a: mine, b: theirs } : { a: theirs, b: mine } });
  };
  const chosen = ({ target }: Event) => go((target as HTMLSelectElement).value);
  return html`
    <label><span>${say("app.home.system")}</span><select name="system" @change=${chosen}>
      ${records(app, side, files)}
    </select></label>
    ${side && side.missing?.kind !== "file"
      ? html`<label><span>${say("compare.state")}</span><select name="state" @change=${chosen}>
        ${states(app, side)}
      </select></label>`
      : nothing}
  `;
}

function records(app: App, side: Side | undefined, files: readonly FileEntry[]): TemplateResult {
  const { say, text } = app.voice();
  const all = recordsIn(files);
  const twice = (one: FileEntry) =>
    all.some((other) => other !== one && text(other.titles) === text(one.titles));
  const known = all.some(({ path }) => path === side?.state.file);
  return html`
    ${known
      ? nothing
      : html`<option value=${side?.state.file ?? ""} disabled .selected=${live(true)}>${
        side ? side.state.file : say("compare.pick")
      }</option>`}
    ${all.map((file) =>
      option(
        file.path,
        twice(file) ? `${text(file.titles)} (${file.path})` : text(file.titles),
        side?.state.file === file.path,
      )
    )}
  `;
}

function states(app: App, { state, found, versions }: Side): TemplateResult {
  const { say, text } = app.voice();
  const { file } = state;
  const variants = found?.variants ?? [];
  const now = nameOfState(state);
  const of = (kind: StateName["kind"], id: string) => nameOfState({ file, kind, id });
  const known = [
    file,
    ...variants.map(({ id }) => of("variant", id)),
    ...versions.map(({ id }) => of("version", String(id))),
  ];
  return html`
    ${option(file, say("compare.now"), now === file)}
    ${known.includes(now) ? nothing : option(now, now.slice(file.length), true)}
    ${variants.length === 0
      ? nothing
      : html`<optgroup label=${say("compare.variants")}>${
        variants.map(({ id, name }) => {
          const value = of("variant", id);
          return option(value, text(name) === id ? id : `${id} ${text(name)}`, value === now);
        })
      }</optgroup>`}
    ${versions.length === 0
      ? nothing
      : html`<optgroup label=${say("app.versions")}>${
        versions.map((version) => {
          const value = of("version", String(version.id));
          return option(value, nameOfVersion(app, version), value === now);
        })
      }</optgroup>`}
  `;
}

function option(value: string, name: string, chosen: boolean): TemplateResult {
  return html`<option value=${value} .selected=${live(chosen)}>${name}</option>`;
}

/** When it was kept, what it is called, why it was kept, and its number, by which the address has it. */
function nameOfVersion(app: App, { id, at, label, reason }: Version): string {
  const { say } = app.voice();
  return [when(app, at), label || say(`app.reason.${reason}`), `@${id}`].join("  ");
}
