import { html, nothing, type TemplateResult } from "lit";
import { live } from "lit/directives/live.js";
import {
  categories,
  type Category,
  conformity,
  ground,
  type Proposal,
  traitOf,
  word as wordOf,
} from "../../engine/mod.ts";
import { between, trait as traitText } from "../../engine/show.ts";
import {
  type Answers,
  isReady,
  type Question,
  questions,
  sketch,
  starter,
} from "../../engine/formats/starter.ts";
import { createFree, pathFor, stemIn } from "../shell/name.ts";
import { hashOf } from "../shell/route.ts";
import type { App, State } from "../shell/state.ts";

/** What was answered so far, and which of the proposed scenarios were taken or left by hand. */
interface Plan {
  readonly answers: Readonly<Record<string, string | boolean | undefined>>;
  readonly taken: ReadonlyMap<string, boolean>;
}

const empty: Plan = { answers: {}, taken: new Map() };
let plan: Plan = empty;
let busy = false;

/**
 * Where a record is begun: a few answers on what the system is, its profile and its impact, and beside
 * them at once what they come to: the required level, the tailored baseline, and the attack scenarios
 * that fit, each with its reason, to be taken in or left.
 */
export function start(app: App, { beside, files }: State): TemplateResult {
  const { say } = app.voice();
  if (!files) return html`<p class="wait" role="status">${say("app.home.loading")}</p>`;
  const answers = answersOf(plan);
  const made = sketch(answers, beside.shelf, beside.patterns);
  return html`
    <main class="start" id="main" tabindex="-1">
      <nav class="crumb"><a href=${hashOf({ at: "home" })}>${say("app.home")}</a></nav>
      <h1>${say("record.start.title")}</h1>
      <p class="hint">${say("record.start.hint")}</p>
      <form class="asking" @submit=${(event: Event) => {
        event.preventDefault();
        make(app);
      }}>
        ${asking(app)}
        <aside class="so" aria-label=${say("record.start.so")}>${outcome(app, made)}</aside>
      </form>
    </main>
  `;
}

/** The answers in the shape of the engine; the id follows from the name. */
function answersOf({ answers }: Plan): Answers {
  const name = String(answers.name ?? "").trim();
  const said = Object.fromEntries(
    Object.entries(answers).filter(([, value]) => value !== undefined && value !== ""),
  );
  return { ...said, id: stemIn(pathFor("record", name)), ...(name ? { name } : {}) } as Answers;
}

function asking(app: App): TemplateResult {
  const { say, text } = app.voice();
  const profile = questions.filter(({ id, kind }) => kind !== "text" && !isCategory(id));
  return html`
    <div class="questions">
      <h2>${say("record.start.what")}</h2>
      <label class="line"><span class="label">${say("record.start.name")}</span>
        <input type="text" required autocomplete="off" .value=${live(
          String(plan.answers.name ?? ""),
        )}
          @input=${(event: Event) =>
            answer(app, "name", (event.target as HTMLInputElement).value)}></label>
      <h2>${say("record.start.profile")}</h2>
      ${profile.map((question) => choice(app, question, optionsOf(app, question)))}
      <h2>${say("record.start.impact")}</h2>
      <p class="hint">${say("record.start.impact.hint")}</p>
      ${categories.map((category) => {
        const question = questions.find(({ id }) => id === category)!;
        const { shelf } = app.store.get().beside;
        const { definitions, name } = shelf.impacts[0].categories[category];
        const options = optionsOf(app, question).map((option) => ({
          ...option,
          means: option.value === "not-applicable"
            ? ""
            : text(definitions[option.value as "high" | "moderate" | "low"]),
        }));
        return choice(app, question, options, text(name));
      })}
    </div>
  `;
}

function isCategory(id: string): id is Category {
  return (categories as readonly string[]).includes(id);
}

interface Option {
  readonly value: string | boolean;
  readonly word: string;
  readonly means?: string;
}

function optionsOf(app: App, { kind, options = [] }: Question): Option[] {
  const { say, text } = app.voice();
  return kind === "boolean"
    ? [{ value: true, word: say("record.yes") }, { value: false, word: say("record.no") }]
    : options.map(({ value, label }) => ({ value, word: text(label) }));
}

/** One question: its answers in a row, or below each other where they have definitions. */
function choice(
  app: App,
  { id, text }: Question,
  options: readonly Option[],
  hint = "",
): TemplateResult {
  const { say, text: speak } = app.voice();
  const now = plan.answers[id];
  const all: readonly (Omit<Option, "value"> & { value: Option["value"] | undefined })[] = [
    ...options,
    { value: undefined, word: say("record.start.open") },
  ];
  return html`
    <fieldset class="field" data-question=${id}>
      <legend>${speak(text)}${hint
        ? html`
          <small class="quiet">${hint}</small>
        `
        : nothing}</legend>
      <div class="choice" ?data-wide=${options.some(({ means }) => means)}>${all.map((
        { value, word, means },
      ) =>
        html`<label class=${value === now ? "chosen" : ""}><input type="radio" name=${id}
        .checked=${live(value === now)} @change=${() =>
          answer(app, id, value)}><span><b>${word}</b>${
          means ? html`<span class="means">${means}</span>` : nothing
        }</span></label>`
      )}</div>
    </fieldset>
  `;
}

function answer(app: App, id: string, value: string | boolean | undefined): void {
  plan = { ...plan, answers: { ...plan.answers, [id]: value } };
  redraw(app);
}

function redraw(app: App): void {
  app.store.set(({ route }) => ({ route: { ...route } }));
}

/** What the answers come to. */
function outcome(app: App, { system, proposals }: ReturnType<typeof sketch>): TemplateResult {
  const { say, text, besides } = app.voice();
  const baseline = conformity(ground(system));
  const name = String(plan.answers.name ?? "").trim();
  const facts: [string, string][] = [
    [say("record.start.level"), text(between(baseline.level, (one) => wordOf("level", one)))],
    [say("record.start.controls"), say("record.start.count", { count: baseline.all.total })],
    [
      say("record.start.components"),
      say("record.start.count", {
        count: system.components.length,
      }),
    ],
    [say("record.start.damages"), say("record.start.count", { count: system.damages.length })],
  ];
  const fitting = proposals.filter(({ fit, damages }) => fit === "yes" && damages.length > 0);
  const maybe = proposals.filter(({ fit, damages }) => fit === "unknown" && damages.length > 0);
  const left = proposals.filter(({ fit }) => fit === "no");
  return html`
    <h2>${say("record.start.so")}</h2>
    <dl class="facts">${facts.map(([term, value]) =>
      html`
        <div>
          <dt>${term}</dt>
          <dd><b>${value}</b></dd>
        </div>
      `
    )}</dl>
    <h3>${say("record.start.scenarios")}</h3>
    ${fitting.length + maybe.length === 0
      ? html`<p class="hint">${say("record.start.noDamage")}</p>`
      : nothing}
    ${proposed(app, fitting)}
    ${maybe.length > 0
      ? html`<h4>${say("record.start.maybe")}</h4>${proposed(app, maybe)}`
      : nothing}
    ${left.length > 0
      ? html`
        <details>
          <summary>${besides(say("record.start.left"), left.length)}</summary>
          <ul>${left.map((one) =>
            html`<li>${text(one.pattern.name)} ${reason(app, one)}</li>`
          )}</ul>
        </details>
      `
      : nothing}
    <p
      class="deeds"><button type="submit" class="primary" ?disabled=${name === "" || busy}>${say(
        "record.start.make",
      )}</button> ${name === ""
        ? html`<span class="quiet">${say("record.start.name.need")}</span>`
        : nothing}</p>
  `;
}

/** Scenarios to take in or leave, each with the reason it is proposed. */
function proposed(app: App, list: readonly Proposal[]): TemplateResult {
  const { text } = app.voice();
  const toggle = (id: string, event: Event) => {
    const on = (event.target as HTMLInputElement).checked;
    plan = { ...plan, taken: new Map(plan.taken).set(id, on) };
    redraw(app);
  };
  return html`<ul class="proposed">${
    list.map((one) =>
      html`<li><label><input type="checkbox" .checked=${live(isTaken(one))}
        @change=${(event: Event) => toggle(one.pattern.id, event)}> <b>${
        text(one.pattern.name)
      }</b></label> ${reason(app, one)}</li>`
    )
  }</ul>`;
}

/** By hand, else those that fit for certain. */
function isTaken(proposal: Proposal): boolean {
  return plan.taken.get(proposal.pattern.id) ?? isReady(proposal);
}

function reason(app: App, { because }: Proposal): TemplateResult {
  const { say, text, list } = app.voice();
  const traits = because.map(({ trait, value }) =>
    `${text(traitOf(trait)?.label ?? { ja: trait, en: trait })}：${text(traitText(trait, value))}`
  );
  return html`<small class="quiet">${
    traits.length === 0 ? say("record.start.fits") : list(traits)
  }</small>`;
}

/** Makes the record and goes to it. */
async function make(app: App): Promise<void> {
  const { say, lang } = app.voice();
  const { beside } = app.store.get();
  const name = String(plan.answers.name ?? "").trim();
  if (busy || name === "") return;
  busy = true;
  try {
    const wished = pathFor("record", name);
    const text = starter(answersOf(plan), beside.shelf, beside.patterns, lang, isTaken);
    const path = await createFree(app.remote, wished, text);
    plan = empty;
    await app.refresh();
    app.notice("info", say("record.start.made", { path }));
    app.go({ at: "system", path, section: "impact" });
  } catch (error) {
    app.failed(error);
  } finally {
    busy = false;
  }
}
