import { html, nothing, type TemplateResult } from "lit";
import {
  bind,
  difference,
  type Gate,
  gate as judge,
  gates,
  resolver,
  type ReviewResult,
  reviews as all,
} from "../../../engine/mod.ts";
import { about } from "../../../engine/show.ts";
import { gateChapter, minutes } from "../../../engine/formats/chapters/gate.ts";
import { voice } from "../../../engine/formats/chapters/voice.ts";
import { compare as words } from "../../../engine/messages/compare.ts";
import { dataPath, get, type Path } from "../address.ts";
import { blocks } from "../block.ts";
import { entries } from "../entry.ts";
import { choiceField, dateField, roleField, textField } from "../field.ts";
import { fold } from "../fold.ts";
import { adding, removeButton, textList } from "../list.ts";
import { hashOf } from "../../shell/route.ts";
import { type Reviewed, reviewedState } from "../reviewed.ts";
import type { Form, Section } from "../section.ts";

/** Reviews at the gates of the life cycle, bound to what they approved, and comments. */
export const reviews: Section = {
  id: "reviews",
  draw(form) {
    const { desk, say } = form;
    const { system, assessment } = desk;
    if (!system || !assessment) return html`<p class="empty">${say("record.unreadable")}</p>`;
    const results = all(system, assessment.at);
    return html`
      <p class="hint">${say("record.reviews.hint")}</p>
      ${gateField(form)}
      <h3>${say("record.chapter.reviews")}</h3>
      ${entries(form, {
        path: ["reviews"],
        noun: say("record.reviews.noun"),
        title: (index) => title(form, results[index]),
        brief: (index) => brief(form, results[index]),
        draw: (path, index) => one(form, path, results[index]),
        fresh: () => ({ gate: gateNow(form), date: assessment.at }),
      })}
      <h3>${say("record.chapter.comments")}</h3>
      <p class="hint">${say("record.reviews.comments.hint")}</p>
      ${entries(form, {
        path: ["comments"],
        noun: say("record.reviews.comment"),
        title: (index) => form.text(about(desk.spec!.comments![index].on)),
        brief: (index) => commentBrief(form, index),
        draw: (path) => comment(form, path),
        fresh: () => ({ on: "system", text: "", date: assessment.at, state: "open" }),
      })}
    `;
  },
};

let shown: Gate | undefined;

/** The gate of the phase the system is in; design where its phase has none. */
function gateNow({ desk }: Form): Gate {
  const phase = desk.system!.phase;
  return gates.find((one) => one === phase) ?? "design";
}

/** Whether the record may pass a gate, with every reason. */
function gateField(form: Form): TemplateResult {
  const { desk, say, word, app } = form;
  const phase = shown ?? gateNow(form);
  const result = judge(phase, desk.assessment!, desk.findings);
  const choose = (one: Gate) => {
    shown = one;
    const now = app.store.get().desk;
    app.store.set({ desk: now && { ...now } });
  };
  const then = result.review?.binding === "outdated"
    ? reviewedState(app, desk, result.review.review.digest)
    : undefined;
  return html`
    <div class="gate" data-passed=${result.passed}>
      <div class="choice tabs" role="radiogroup" aria-label=${say("record.reviews.gate")}>${gates
        .map((one) =>
          html`<label class=${one === phase ? "chosen" : ""}><input type="radio" name="gate"
        .checked=${one === phase} @change=${() => choose(one)}><span><b>${
            word("phase", one)
          }</b></span></label>`
        )}</div>
      ${blocks(gateChapter(result, then && changedSince(form, then), voice(form.lang)))}
      ${then
        ? html`<p class="deeds"><a href=${
          hashOf({ at: "compare", a: `${desk.path}@${then.version}`, b: desk.path })
        }>${say("compare.open")}</a></p>`
        : nothing}
    </div>
  `;
}

/** What changed since a review. */
function changedSince({ desk }: Form, { spec }: Reviewed) {
  return difference(spec, desk.spec!, resolver(desk.system!.catalogue))
    .filter((change) => !(change.type === "add" && change.to === "reviews"));
}

function title({ word }: Form, result: ReviewResult | undefined): string {
  return result ? `${word("phase", result.review.gate)} ${result.review.date}` : "";
}

function brief({ text, facts }: Form, result: ReviewResult | undefined): string {
  if (!result) return "";
  const { review, binding } = result;
  const decision = text(review.decision ? words[review.decision] : words.undecided);
  const simple = binding === "outdated" ? words.outdatedSimply : words[binding];
  return review.decision ? facts([decision, text(simple)]) : decision;
}

function one(form: Form, path: Path, result: ReviewResult | undefined): TemplateResult {
  const { desk, say, word, text } = form;
  if (!result) return html``;
  const decided = (decision: "approved" | "conditional" | "rejected") => () => {
    const value = { ...Object(get(desk.spec, path)), decision, ...bind(desk.system!) };
    const { index } = result.review;
    desk.dispatch([
      { type: "remove", from: "reviews", id: String(index) },
      { type: "add", to: "reviews", value, at: index },
    ], {
      ja: `${word("phase", result.review.gate)}のレビューで判断する`,
      en: `Decide the ${word("phase", result.review.gate)} review`,
    });
    // What was reviewed is kept among the versions, so that later changes can be told from it.
    void desk.save();
  };
  return html`
    <div class="row">
      ${choiceField<string>(form, {
        path: [...path, "gate"],
        label: say("record.reviews.gate"),
        list: true,
        options: gates.map((one) => ({ value: one as string, word: word("phase", one) })),
      })}
      ${dateField(form, { path: [...path, "date"], label: say("record.reviews.date") })}
    </div>
    <div class="row">
      ${roleField(form, {
        path: [...path, "reviewer"],
        label: say("record.reviews.reviewer"),
        hint: say("record.reviews.reviewer.hint"),
        required: true,
      })}
      ${roleField(form, { path: [...path, "author"], label: say("record.reviews.author") })}
    </div>
    ${textList(form, { path: [...path, "present"], label: say("record.reviews.present") })}
    ${remarks(form, [...path, "findings"])}
    ${demands(form, [...path, "conditions"])}
    ${textField(form, { path: [...path, "note"], label: say("record.reviews.note"), lines: 2 })}
    <div class="field">
      <div class="name"><span class="label">${say("record.reviews.decide")}</span></div>
      <p class="hint">${say("record.reviews.decide.hint")}</p>
      <p class="deeds">${(["approved", "conditional", "rejected"] as const).map((decision) =>
        html`
          <button type="button" ?disabled=${!desk.editable}
            aria-pressed=${result.review.decision === decision} @click=${decided(decision)}>${text(
              words[decision],
            )}</button>
        `
      )}</p>
    </div>
    ${fold(
      form,
      `minutes ${result.review.index}`,
      say("record.reviews.minutes"),
      () => blocks(minutes(result, voice(form.lang))),
    )}
  `;
}

/** The findings of a review; a plain text becomes one with a state when the state is set. */
function remarks(form: Form, path: Path): TemplateResult {
  return listField(form, path, "remarks", (at, wide) =>
    choiceField<string | undefined>(form, {
      path: wide ? [...at, "state"] : at,
      label: form.say("record.reviews.state"),
      bare: true,
      list: true,
      value: wide ? get(form.desk.spec, [...at, "state"]) as string ?? "open" : "open",
      options: [
        { value: "open", word: form.text(words.unsettled) },
        { value: "resolved", word: form.text(words.settled) },
      ],
      set: (state) => [replaced(form, at, { state })],
    }));
}

function demands(form: Form, path: Path): TemplateResult {
  return listField(form, path, "demands", (at, wide) =>
    html`
      <input type="date" aria-label=${form.say("record.reviews.due")}
        ?disabled=${!form.desk.editable}
        .value=${wide ? String(get(form.desk.spec, [...at, "due"]) ?? "") : ""}
        @change=${(event: Event) =>
          form.desk.dispatch([
            replaced(form, at, { due: (event.target as HTMLInputElement).value || undefined }),
          ])}>
      <label class="done"><input type="checkbox" ?disabled=${!form.desk.editable}
              .checked=${wide && get(form.desk.spec, [...at, "done"]) === true}
              @change=${(event: Event) =>
                form.desk.dispatch([
                  replaced(form, at, {
                    done: (event.target as HTMLInputElement).checked || undefined,
                  }),
                ])}>${form.text(words.done)}</label>
    `);
}

function listField(
  form: Form,
  path: Path,
  kind: "remarks" | "demands",
  beside: (at: Path, wide: boolean) => unknown,
): TemplateResult {
  const { desk, say } = form;
  const items = (get(desk.spec, path) ?? []) as readonly unknown[];
  const label = say(`record.reviews.${kind}`);
  const add = (event: Event) => {
    const input = event.target as HTMLInputElement;
    const text = input.value.trim();
    if (text === "") return;
    input.value = "";
    desk.dispatch([adding(form, path, text)]);
  };
  return html`
    <div class="field" data-path=${dataPath(path)}>
      <div class="name"><span class="label">${label}</span></div>
      <ul class="texts">${items.map((item, index) => {
        const at = [...path, index];
        const wide = typeof item === "object" && item !== null && "text" in item;
        return html`<li>
        ${
          textField(form, {
            path: wide ? [...at, "text"] : at,
            label: say("record.list.item", { label, number: index + 1 }),
            bare: true,
          })
        }
        ${beside(at, wide)}
        ${
          removeButton(
            form,
            path,
            String(index),
            say("record.list.remove", { label: `${label} ${index + 1}` }),
          )
        }</li>`;
      })}
        <li><input type="text" class="adder" autocomplete="off" ?disabled=${!desk.editable}
          aria-label=${say("record.list.add", { label })}
          placeholder=${say("record.list.add", { label })} @change=${add}></li>
      </ul>
    </div>
  `;
}

/** An entry with more said of it: a plain text becomes a map with the text in it. */
function replaced({ desk }: Form, at: Path, more: Readonly<Record<string, unknown>>) {
  const item = get(desk.spec, at);
  const wide = typeof item === "object" && item !== null && "text" in item ? item : { text: item };
  const value = Object.fromEntries(
    Object.entries({ ...wide, ...more }).filter(([, one]) => one !== undefined),
  );
  const [list, index, field, position] = at;
  return {
    type: "set-field" as const,
    on: `${list === "reviews" ? "review" : "comment"}/${index}`,
    field: `${field}.${position}`,
    value,
  };
}

function commentBrief({ desk, text, say }: Form, index: number): TemplateResult {
  const { text: said, state } = desk.spec!.comments![index];
  const shown = typeof said === "string"
    ? said
    : text({ ja: said.ja ?? said.en ?? "", en: said.en ?? said.ja ?? "" });
  return html`${shown.length > 60 ? `${shown.slice(0, 60)}…` : shown} ${
    state === "resolved"
      ? html`<span class="quiet">${say("record.reviews.resolved")}</span>`
      : nothing
  }`;
}

function comment(form: Form, path: Path): TemplateResult {
  const { say, desk, text } = form;
  const system = desk.system!;
  const refs = [
    "system",
    ...system.scenarios.map(({ id }) => `scenario/${id}`),
    ...system.measures.map(({ id }) => `measure/${id}`),
    ...system.damages.map(({ id }) => `damage/${id}`),
    ...Object.keys(desk.spec?.controls ?? {}).map((id) => `control/${id}`),
  ];
  const now = String(get(desk.spec, [...path, "on"]) ?? "system");
  return html`
    ${choiceField<string>(form, {
      path: [...path, "on"],
      label: say("record.reviews.on"),
      list: true,
      options: [...new Set([now, ...refs])].map((ref) => ({
        value: ref,
        word: ref === "system" ? say("record.reviews.whole") : text(about(ref)),
      })),
    })}
    ${textField(form, {
      path: [...path, "text"],
      label: say("record.reviews.text"),
      lines: 2,
      required: true,
    })}
    <div class="row">
      ${roleField(form, { path: [...path, "by"], label: say("record.reviews.by") })}
      ${dateField(form, { path: [...path, "date"], label: say("record.reviews.date") })}
      ${choiceField<string | undefined>(form, {
        path: [...path, "state"],
        label: say("record.reviews.state"),
        list: true,
        options: [
          { value: "open", word: text(words.unsettled) },
          { value: "resolved", word: text(words.settled) },
        ],
      })}
    </div>
  `;
}
