import { html, type TemplateResult } from "lit";
import { type Change, statuses, traits } from "../../engine/mod.ts";
import type { Form } from "./section.ts";

/**
 * A line in which a change is put together without writing it: the status of a control, everywhere or
 * at one component; a trait of the profile; the threat of a scenario. `take` is given the change.
 */
export function changeAdder(form: Form, take: (change: Change) => void): TemplateResult {
  const { say } = form;
  return html`
    <details class="changing">
      <summary>${say("record.changing.add")}</summary>
      ${line(form, "status", say("record.changing.status"), controlLine(form), take)}
      ${line(form, "trait", say("record.changing.trait"), traitLine(form), take)}
      ${line(form, "threat", say("record.changing.threat"), threatLine(form), take)}
    </details>
  `;
}

type Kind = "status" | "trait" | "threat";

/** One kind of change: its parts in a row, and a button that takes them. */
function line(
  form: Form,
  kind: Kind,
  label: string,
  parts: TemplateResult,
  take: (change: Change) => void,
): TemplateResult {
  const { desk, say } = form;
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const target = event.currentTarget as HTMLFormElement;
    const data = new FormData(target);
    const change = made(kind, (name) => String(data.get(name) ?? "").trim());
    if (!change) return;
    take(change);
    target.reset();
    target.querySelector<HTMLElement>("input, select")?.focus();
  };
  return html`
    <form class="line" aria-label=${label} @submit=${submit}>
      <span class="kind">${label}</span>
      ${parts}
      <button type="submit" ?disabled=${!desk.editable}>${say("record.changing.take")}</button>
    </form>
  `;
}

function made(kind: Kind, value: (name: string) => string): Change | undefined {
  switch (kind) {
    case "status": {
      // The list proposes `AC-2 アカウント管理`; the id is what counts.
      const control = value("control").split(/\s/u)[0];
      if (control === "") return undefined;
      const place = value("place");
      const change = { type: "set-status", control, status: value("status") } as const;
      return (place === "" ? change : { ...change, place }) as Change;
    }
    case "trait": {
      const [trait, said] = value("trait").split("=");
      const type = traits.find(({ name }) => name === trait)?.type;
      const number = Number(said);
      const known = type === "boolean" ? said === "true" : Number.isNaN(number) ? said : number;
      return trait === "" ? undefined : { type: "set-trait", trait, value: known };
    }
    case "threat":
      return value("scenario") === "" ? undefined : {
        type: "set-threat",
        scenario: value("scenario"),
        threat: Number(value("level")) as 1 | 2 | 3,
      };
  }
}

function controlLine({ desk, say, text, word }: Form): TemplateResult {
  const { system } = desk;
  const known = system ? [...system.catalogue.values()] : [];
  return html`
    <input name="control" list="changing-controls" autocomplete="off" required
      aria-label=${say("record.changing.control")} placeholder="AC-2">
    <datalist id="changing-controls">${known.map(({ ref, control }) =>
      html`<option value=${`${ref} ${text(control.title)}`}></option>`
    )}</datalist>
    <select name="place" aria-label=${say("record.changing.place")}>
      <option value="">${say("record.changing.everywhere")}</option>
      ${system?.components.map(({ id, name }) =>
        html`<option value=${id}>${text(name) || id}</option>`
      )}
    </select>
    <select name="status" aria-label=${say("record.changing.to")}>${statuses.map((status) =>
      html`<option value=${status}>${word("status", status)}</option>`
    )}</select>
  `;
}

/** Every value of every trait that has a list of values, as one choice. */
function traitLine({ say, text, word }: Form): TemplateResult {
  return html`
    <select name="trait" aria-label=${say("record.changing.trait")}>${traits.filter(({ type }) =>
      type !== "number"
    ).map(({ name, label, type, values = [] }) =>
      html`<optgroup label=${text(label)}>${
        (type === "boolean" ? [true, false] : values).map((value) =>
          html`<option value=${`${name}=${value}`}>${text(label)}: ${
            value === true
              ? say("record.yes")
              : value === false
              ? say("record.no")
              : name === "exposure" || name === "hosting"
              ? word(name, value)
              : String(value)
          }</option>`
        )
      }</optgroup>`
    )}</select>
  `;
}

function threatLine({ desk, say, text }: Form): TemplateResult {
  return html`
    <select name="scenario" aria-label=${say("record.changing.scenario")}>${desk.system?.scenarios
      .map(({ id, name }) => html`<option value=${id}>${id} ${text(name)}</option>`)}</select>
    <select name="level" aria-label=${say("record.changing.level")}>${[1, 2, 3].map((level) =>
      html`<option>${level}</option>`
    )}</select>
  `;
}
