import { html, nothing, type TemplateResult } from "lit";
import type { Lang } from "../../engine/mod.ts";
import { percent } from "../../engine/show.ts";
import { nameOfState } from "../../engine/formats/state.ts";
import { differencesDrawn } from "../plots/variants.ts";
import { hashOf } from "../shell/route.ts";
import type { App, State } from "../shell/state.ts";
import type { Shown, Standing } from "./bench.ts";
import { copyMarkdown } from "./copy.ts";
import { picker } from "./picker.ts";
import { problems } from "./problem.ts";
import { type Compared, recordsIn, type Side } from "./states.ts";

/**
 * Two states beside each other: which they are, how each stands, and what the command line says of them.
 */
export function comparePage(app: App, { compared, files }: State): TemplateResult {
  const { say } = app.voice();
  if (!files || !compared) {
    return html`
      <main class="compare" id="main">
        <p class="wait" role="status">${say("app.home.loading")}</p>
      </main>
    `;
  }
  return html`
    <main class="compare" id="main" tabindex="-1" aria-busy=${compared.working}>
      <nav class="crumb"><a href=${hashOf({ at: "home" })}>${say("app.home")}</a></nav>
      <div class="headline">
        <h1>${say("compare.title")}</h1>
        <p class="state quiet" role="status">${compared.working
          ? say("compare.working")
          : say("compare.day", { day: app.today })}</p>
        ${deeds(app, compared)}
      </div>
      ${compared.sides.length === 0
        ? html`<p class="empty">${say("app.home.noSystems")}</p>`
        : body(app, compared, files)}
    </main>
  `;
}

function deeds(app: App, { shown, sides }: Compared): TemplateResult | typeof nothing {
  const { say, lang } = app.voice();
  if (!shown || sides.length < 2) return nothing;
  return html`
    <div class="deeds">
      <button type="button" @click=${() => copyMarkdown(app, shown.markdown[lang])}>${say(
        "compare.copy",
      )}</button>
      <button type="button" @click=${() => print()}>${say("compare.print")}</button>
    </div>
  `;
}

function body(
  app: App,
  compared: Compared,
  files: NonNullable<State["files"]>,
): TemplateResult {
  const { say, lang } = app.voice();
  const { sides: [a, b], shown, trouble } = compared;
  const swap = () => app.go({ at: "compare", a: nameOfState(b.state), b: nameOfState(a.state) });
  return html`
    <div class="pair">
      ${column(app, { side: a, at: "a", other: b, files })}
      <button type="button" class="swap" ?disabled=${!b} @click=${swap} title=${say("compare.swap")}
        aria-label=${say("compare.swap")}>⇄</button>
      ${column(app, { side: b, at: "b", other: a, files })}
    </div>
    ${trouble === "" ? nothing : troubled(app, trouble)}
    ${b ? nothing : suggestions(app, a, files)}
    ${shown && b
      ? html`
        ${outcome(app, shown)}
        ${drawn(shown, lang)}
        <p class="quiet console">${say("compare.console")} <code>mitate compare ${quoted(
          a,
        )} ${quoted(b)}</code></p>
      `
      : nothing}
  `;
}

/** One side: which state it is, how it stands, and what is wrong with it. */
function column(
  app: App,
  { side, at, other, files }: {
    readonly side: Side | undefined;
    readonly at: "a" | "b";
    readonly other: Side | undefined;
    readonly files: NonNullable<State["files"]>;
  },
): TemplateResult {
  const { say } = app.voice();
  const standing = side?.found?.standing;
  return html`
    <fieldset class="side" data-side=${at}>
      <legend>${say(at === "a" ? "compare.from" : "compare.to")}</legend>
      ${picker(app, { side, at, other, files })}
      ${side ? problems(app, side, at, other) : nothing}
      ${standing ? stands(app, standing) : nothing}
    </fieldset>
  `;
}

function stands(
  app: App,
  { verdict, date, over, gaps, undecided, share, cost }: Standing,
): TemplateResult {
  const { say, word, number, range, lang } = app.voice();
  const [low, high] = share;
  const met = range({ best: low, worst: high }, percent);
  const row = (name: string, value: string, open?: number) =>
    html`
      <div>
        <dt>${name}</dt>
        <dd>${value} ${open === undefined
          ? nothing
          : html`<small>${say("compare.undecided", { count: open })}</small>`}</dd>
      </div>
    `;
  return html`
    <p class="verdict" data-verdict=${verdict}><b>${word("verdict", verdict)}</b>${date
      ? html`<time datetime=${date} lang=${lang}>${date}</time>`
      : nothing}</p>
    <dl class="standing">
      ${row(say("compare.over"), `${over}`, undecided.over)}
      ${row(say("compare.gaps"), `${gaps}`, undecided.gaps)}
      ${row(say("record.results.share"), met)}
      ${row(say("record.measures.cost"), number(cost))}
    </dl>
  `;
}

/** The comparison in a sentence; that nothing differs is said as plainly as anything else. */
function outcome(app: App, { same, inputs, worse, better }: Shown): TemplateResult {
  const { say } = app.voice();
  const kind = worse > 0 ? "worse" : better > 0 ? "better" : "same";
  const moved = say("compare.moved", { worse, better });
  const text = inputs === undefined
    ? `${say("compare.systems")}${say("compare.space")}${same ? say("compare.sameResults") : moved}`
    : inputs === 0 && same
    ? say("compare.same")
    : `${say("compare.inputs", { count: inputs })}${say("compare.space")}${
      same ? say("compare.sameResults") : moved
    }`;
  return html`<p class="outcome" data-kind=${kind} role="status">${text}</p>`;
}

const figures = new WeakMap<Shown, Map<Lang, Element>>();

/** The figure that notebooks show too; the same element as long as it says the same. */
function drawn(shown: Shown, lang: Lang): Element {
  const made = figures.get(shown) ?? new Map<Lang, Element>();
  figures.set(shown, made);
  if (!made.has(lang)) made.set(lang, differencesDrawn(shown.blocks[lang], { lang, level: 2 }));
  return made.get(lang)!;
}

function troubled(app: App, trouble: string): TemplateResult {
  const again = () =>
    app.store.set(({ route }) =>
      route.at === "compare" ? { route: { ...route, again: (route.again ?? 0) + 1 } } : {}
    );
  return html`<p class="problem" data-severity="error" role="alert">${trouble}
    <button type="button" class="link" @click=${again}>${
    app.voice().say("compare.again")
  }</button></p>`;
}

/** What the first state may well be compared with, while nothing was chosen. */
function suggestions(
  app: App,
  { state, found, versions }: Side,
  files: NonNullable<State["files"]>,
): TemplateResult | typeof nothing {
  const { say, text } = app.voice();
  if (!found) return nothing;
  const near = [
    ...found.variants.filter(({ id }) => id !== state.id).map(({ id, name }) =>
      [`${state.file}#${id}`, say("compare.variantOf", { name: text(name) })] as const
    ),
    ...versions.slice(0, 3).filter(({ id }) => String(id) !== state.id).map(({ id, at }) =>
      [`${state.file}@${id}`, say("compare.versionOf", { time: when(app, at) })] as const
    ),
    ...recordsIn(files).filter(({ path }) => path !== state.file).slice(0, 5)
      .map(({ path, titles }) => [path, text(titles)] as const),
  ];
  const link = (b: string) => hashOf({ at: "compare", a: nameOfState(state), b });
  return html`
    <section class="suggestions" aria-labelledby="suggestions">
      <h2 id="suggestions">${say("compare.choose")}</h2>
      ${near.length === 0
        ? html`<p class="quiet">${say("compare.alone")}</p>`
        : html`<ul>${near.map(([b, name]) => html`<li><a href=${link(b)}>${name}</a></li>`)}</ul>`}
    </section>
  `;
}

/** A moment as people read it. */
export function when(app: App, at: string): string {
  const locale = app.voice().lang === "ja" ? "ja-JP" : "en-GB";
  return new Date(at).toLocaleString(locale, { dateStyle: "medium", timeStyle: "short" });
}

/** A state as it is typed on a command line, in quotes where a shell would read more into it. */
function quoted({ state }: Side): string {
  const name = nameOfState(state);
  return /^[\w./@-]+$/.test(name) ? name : `"${name.replaceAll(/(["\\$`])/g, "\\$1")}"`;
}
