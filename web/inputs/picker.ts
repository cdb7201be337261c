import { risk as shown } from "../../engine/show.ts";
import type { Assessment, System } from "../../engine/mod.ts";
import { pen } from "../plots/figure.ts";
import type { Options } from "../plots/voice.ts";
import { announce, choices, type Input, toInput } from "./input.ts";

/** One of the attack scenarios, each with its risk. Value: its id; `value` is chosen at first. */
export function scenarioPicker(
  { scenarios }: Assessment,
  { value, ...options }: Options & { readonly value?: string } = {},
): Input<string> {
  const draw = pen(options);
  const { html, say, range, lang } = draw;
  const ids = scenarios.map(({ id }) => id);
  const name = say("input.scenario.name");
  const summary = say("input.scenario.summary", { count: ids.length });
  const labels = scenarios.map(({ id, scenario, risk, possible }) =>
    say("input.scenario.option", {
      id,
      name: scenario.name,
      risk: possible.worst ? range(risk, shown) : say("input.scenario.gone"),
    })
  );
  const start = Math.max(0, ids.indexOf(value ?? ""));
  const select = choices(labels, ids.length === 0 ? -1 : start, name, draw);
  const form = html(
    "form",
    { class: "mitate mitate-input mitate-picker", lang, "aria-label": name },
    html("p", { class: "mitate-heard" }, summary),
    html("label", {}, html("span", { class: "label" }, name), select),
  );
  return toInput(form, {
    read: () => ids[select.selectedIndex] ?? "",
    show(id) {
      if (ids.includes(id)) select.selectedIndex = ids.indexOf(id);
    },
  }, summary);
}

/**
 * One of the controls of the catalogues in use, found by number or title. Value: its canonical
 * reference; `value` is chosen at first, `controls` limits the choice.
 */
export function controlPicker(
  system: System,
  { value, controls, ...options }: Options & {
    readonly value?: string;
    readonly controls?: readonly string[];
  } = {},
): Input<string> {
  const draw = pen(options);
  const { html, say, text, lang } = draw;
  const refs = (controls ?? [...system.catalogue.keys()]).filter((ref) =>
    system.catalogue.has(ref)
  );
  const name = say("input.control.name");
  const summary = say("input.control.summary", { count: refs.length });
  const items = refs.map((ref) => {
    const { title } = system.catalogue.get(ref)!.control;
    const label = say("input.control.option", { control: ref, title });
    const option = html("option", { value: ref }, label);
    return {
      ref,
      option,
      found: `${ref} ${text(title)} ${title.en}`.normalize("NFKC").toLowerCase(),
    };
  });
  const select = html("select", { "aria-label": name }, ...items.map(({ option }) => option));
  if (value !== undefined && refs.includes(value)) select.value = value;
  const field = html("input", {
    type: "search",
    "data-aside": true,
    placeholder: say("input.status.searchHint"),
    "aria-label": say("input.search"),
  });
  const count = html("output", { class: "quiet" });
  const form = html(
    "form",
    { class: "mitate mitate-input mitate-picker", lang, "aria-label": name },
    html("p", { class: "mitate-heard" }, summary),
    html("label", {}, html("span", { class: "label" }, name), field, select),
    count,
  );
  field.addEventListener("input", () => {
    const words = field.value.normalize("NFKC").toLowerCase().split(/\s+/).filter(Boolean);
    const fits = items.filter(({ found }) => words.every((part) => found.includes(part)));
    const known = new Set(fits.map(({ option }) => option));
    for (const { option } of items) option.hidden = !known.has(option);
    count.textContent = words.length === 0
      ? ""
      : fits.length === 0
      ? say("input.control.nothing")
      : say("input.control.found", { count: fits.length });
    // What is typed chooses the first that fits, unless the choice fits already.
    if (fits.length > 0 && !fits.some(({ ref }) => ref === select.value)) {
      select.value = fits[0].ref;
      announce(form);
    }
  });
  return toInput(form, {
    read: () => select.value,
    show(ref) {
      if (refs.includes(ref)) select.value = ref;
    },
  }, summary);
}
