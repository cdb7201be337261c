import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from "lit";
import { live } from "lit/directives/live.js";
import type { Version } from "../remote.ts";
import { hashOf } from "../shell/route.ts";
import type { App } from "../shell/state.ts";
import { troubleOf } from "../shell/trouble.ts";
import { fileDiff } from "./diff.ts";
import type { VersionsDesk } from "./versions.ts";

/** The element behind `versionsPanel`: a list of versions beside what differs. */
export class Past extends LitElement {
  static override properties = {
    app: { attribute: false },
    path: { attribute: false },
    desk: { attribute: false },
  };
  declare app: App;
  declare path: string;
  declare desk: VersionsDesk;

  private versions: readonly Version[] | undefined;
  private now = "";
  private readonly texts = new Map<number, string>();
  private chosen: number | undefined;
  /** With what the chosen version is compared: another one, or the file as it is. */
  private against: number | "now" = "now";
  private naming = false;
  private problem = "";
  private leave = () => {};

  /** The page's own styles hold here too. */
  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    let { settings, files } = this.app.store.get();
    const tagOf = (list: typeof files) => list?.find(({ path }) => path === this.path)?.etag;
    this.leave = this.app.store.watch((now) => {
      if (now.settings !== settings) this.requestUpdate();
      if (tagOf(now.files) !== tagOf(files)) this.load();
      ({ settings, files } = now);
    });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.leave();
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (!changed.has("path")) return;
    this.versions = undefined;
    this.chosen = undefined;
    this.texts.clear();
    this.load();
  }

  /** Reads the list again, and what is shown of it. */
  private async load(): Promise<void> {
    await this.attempt(async () => {
      this.now = await this.desk.now();
      this.versions = await this.app.remote.versions(this.path);
      if (!this.versions.some(({ id }) => id === this.chosen)) await this.chooseFirst();
    });
  }

  /** The latest version that is not what the file is anyway. */
  private async chooseFirst(): Promise<void> {
    const [first, second] = this.versions!;
    if (!first) return;
    await this.read(first.id);
    await this.choose(this.texts.get(first.id) === this.now && second ? second.id : first.id);
  }

  private async choose(id: number): Promise<void> {
    await this.attempt(async () => {
      await this.read(id);
      this.chosen = id;
      this.naming = false;
      if (this.against === id) this.against = "now";
    });
  }

  private async compareWith(value: string): Promise<void> {
    const against = value === "now" ? "now" : Number(value);
    await this.attempt(async () => {
      if (against !== "now") await this.read(against);
      this.against = against;
    });
  }

  private async read(id: number): Promise<void> {
    if (!this.texts.has(id)) this.texts.set(id, await this.app.remote.version(id));
  }

  private async attempt(act: () => Promise<void>): Promise<void> {
    try {
      this.problem = "";
      await act();
    } catch (error) {
      this.problem = troubleOf(this.app, error);
    }
    this.requestUpdate();
  }

  protected override render(): TemplateResult {
    const { say } = this.app.voice();
    if (!this.versions) {
      return html`<p class="wait" role="status">${this.problem || say("app.versions.reading")}</p>`;
    }
    return html`
      ${this.keeper()}
      <p class="problem" data-severity="error" role="alert" ?hidden=${!this.problem}>${this
        .problem}</p>
      ${this.versions.length === 0
        ? html`<p class="quiet">${say("app.versions.none")}</p>`
        : html`<div class="columns">${this.list()}${this.view()}</div>`}
    `;
  }

  /** Keeps the file as it is now, with a name where one is typed. */
  private keeper(): TemplateResult {
    const { say } = this.app.voice();
    const keep = (event: SubmitEvent) => {
      event.preventDefault();
      const field = (event.currentTarget as HTMLFormElement).elements.namedItem("label");
      const input = field as HTMLInputElement;
      this.attempt(async () => {
        this.now = await this.desk.now();
        const { id } = await this.app.remote.mark(this.path, input.value.trim());
        this.versions = await this.app.remote.versions(this.path);
        input.value = "";
        await this.choose(id);
      });
    };
    return html`
      <form class="keeper" @submit=${keep}>
        <input name="label" maxlength="200" autocomplete="off" aria-label=${say(
          "app.versions.label",
        )}
          placeholder=${say("app.versions.labelHint")}>
        <button>${say("app.versions.keep")}</button>
      </form>
    `;
  }

  private list(): TemplateResult {
    const { say } = this.app.voice();
    return html`<fieldset class="versions"><legend class="heard">${say("app.versions")}</legend>${
      this.versions!.map((version) => {
        const { id, at, who, reason, label } = version;
        return html`<label><input type="radio" name="version" .checked=${
          live(id === this.chosen)
        } @change=${() => this.choose(id)}><span>${
          label ? html`<b>${label}</b>` : nothing
        }<time datetime=${at}>${this.when(at)}</time><small>${say(`app.reason.${reason}`)}${
          who ? ` · ${who}` : ""
        }</small></span></label>`;
      })
    }</fieldset>`;
  }

  private view(): TemplateResult | typeof nothing {
    const { say } = this.app.voice();
    const version = this.versions!.find(({ id }) => id === this.chosen);
    if (!version) return nothing;
    const text = this.texts.get(version.id)!;
    return html`<section class="view" aria-label=${this.nameOf(version)}>
      <div class="head">
        <label class="against">${say("app.versions.against")}<select @change=${(
      { target }: Event,
    ) => this.compareWith((target as HTMLSelectElement).value)}>
          <option value="now" .selected=${this.against === "now"}>${
      say("app.versions.now")
    }</option>
          ${
      this.versions!.filter(({ id }) => id !== version.id).map((other) =>
        html`<option value=${other.id} .selected=${this.against === other.id}>${
          this.nameOf(other)
        }</option>`
      )
    }
        </select></label>
        ${this.results(version)}
        <button type="button" aria-expanded=${this.naming} @click=${() => {
      this.naming = !this.naming;
      this.requestUpdate();
    }}>${say("app.versions.name")}</button>
        ${this.further(version, text)}
        <button type="button" class="primary" ?disabled=${text === this.now} @click=${() =>
      this.attempt(async () => {
        await this.desk.restore(text, version);
        if (this.isConnected) await this.load();
      })}>${say("app.versions.show")}</button>
      </div>
      ${this.naming ? this.namer(version) : nothing}
      ${this.difference(version, text)}
    </section>`;
  }

  /** Where the results of two states of a record are compared, not its text. */
  private results({ id }: Version): TemplateResult | typeof nothing {
    const { app, path, against } = this;
    const kind = app.store.get().files?.find((file) => file.path === path)?.kind;
    if (kind !== "record") return nothing;
    const other = against === "now" ? path : `${path}@${against}`;
    const [a, b] = against !== "now" && against < id
      ? [other, `${path}@${id}`]
      : [`${path}@${id}`, other];
    return html`<a href=${hashOf({ at: "compare", a, b })}>${
      app.voice().say("compare.results")
    }</a>`;
  }

  private further(version: Version, text: string): TemplateResult | typeof nothing {
    const { further } = this.desk;
    if (!further) return nothing;
    return html`<button type="button" @click=${() => further.run(text, version)}>${
      this.app.voice().say(further.name)
    }</button>`;
  }

  private namer(version: Version): TemplateResult {
    const { say } = this.app.voice();
    const name = (event: SubmitEvent) => {
      event.preventDefault();
      const form = event.currentTarget as HTMLFormElement;
      const { value } = form.elements.namedItem("name") as HTMLInputElement;
      this.attempt(async () => {
        await this.app.remote.label(version.id, value.trim());
        this.versions = await this.app.remote.versions(this.path);
        this.naming = false;
      });
    };
    return html`<form class="keeper" @submit=${name}>
      <input name="name" maxlength="200" autocomplete="off" .value=${version.label} aria-label=${
      say("app.versions.nameOf", { time: this.when(version.at) })
    }><button>${say("app.versions.nameSave")}</button>
    </form>`;
  }

  /** The older side stands first, whichever of the two was chosen. */
  private difference(version: Version, text: string): TemplateResult {
    const voice = this.app.voice();
    const other = this.versions!.find(({ id }) => id === this.against);
    const name = this.nameOf(version);
    if (!other) {
      const after = voice.say("app.versions.now");
      return fileDiff(voice, this.path, text, this.now, { before: name, after });
    }
    const [older, newer] = other.id < version.id ? [other, version] : [version, other];
    const sides = { before: this.nameOf(older), after: this.nameOf(newer) };
    const [before, after] = [older, newer].map(({ id }) => this.texts.get(id)!);
    return fileDiff(voice, this.path, before, after, sides);
  }

  private nameOf({ at, label }: Version): string {
    return label ? `${label} (${this.when(at)})` : this.when(at);
  }

  private when(at: string): string {
    const locale = this.app.voice().lang === "ja" ? "ja-JP" : "en-GB";
    return new Date(at).toLocaleString(locale, { dateStyle: "medium", timeStyle: "medium" });
  }
}
