import type { Assessment, Change, MeasureResult } from "../../engine/mod.ts";
import { type Pen, pen } from "../plots/figure.ts";
import type { Options } from "../plots/voice.ts";
import { announce, type Input, toInput } from "./input.ts";

/**
 * Which measures are done: a box for each, in the order of work, and for every planned control. Value:
 * the changes of those selected, one after the other. `chosen` are selected at first, none by default.
 */
export function measurePicker(
  assessment: Assessment,
  { chosen = [], ...options }: Options & { readonly chosen?: readonly string[] } = {},
): Input<Change[]> {
  const draw = pen(options);
  const { html, say, lang } = draw;
  const { plan } = assessment;
  const place = new Map(plan.order.map((id, index) => [id, index]));
  const measures = plan.measures.filter(({ done }) => !done).toSorted((a, b) =>
    (place.get(a.id) ?? Infinity) - (place.get(b.id) ?? Infinity) || 0
  );
  const boxes = measures.map((measure) => box(measure, chosen.includes(measure.id), draw));
  const of = (kind: MeasureResult["kind"]) => boxes.filter(({ measure }) => measure.kind === kind);
  const name = say("input.measures.name");
  const summary = say("input.measures.summary", { count: boxes.length });
  const state = html("output", { class: "state" });
  const all = html("button", { type: "button" }, say("input.measures.all"));
  const none = html("button", { type: "button" }, say("input.measures.none"));
  const planned = of("planned");
  const form = html(
    "form",
    { class: "mitate mitate-input mitate-choose", lang, "aria-label": name },
    html("p", { class: "mitate-heard" }, summary),
    html("fieldset", {}, html("legend", {}, name), ...of("measure").map(({ element }) => element)),
    planned.length > 0 && html(
      "details",
      {},
      html("summary", {}, say("input.measures.planned", { count: planned.length })),
      ...planned.map(({ element }) => element),
    ),
    html("p", { class: "foot" }, state, " ", all, " ", none),
  );
  const refresh = () => {
    const count = boxes.filter(({ check }) => check.checked).length;
    state.textContent = say("input.measures.chosen", { count, all: boxes.length });
    all.disabled = count === boxes.length;
    none.disabled = count === 0;
  };
  const key = (changes: readonly Change[]) => changes.map((change) => JSON.stringify(change));
  const input = toInput<Change[]>(form, {
    read: () =>
      boxes.filter(({ check }) => check.checked)
        .flatMap(({ measure }) => measure.changes.map(({ change }) => change)),
    show(changes) {
      const wanted = new Set(key(changes ?? []));
      for (const { check, measure } of boxes) {
        const own = key(measure.changes.map(({ change }) => change));
        check.checked = own.length > 0 && own.every((one) => wanted.has(one));
      }
      refresh();
    },
  }, summary);
  form.addEventListener("input", refresh);
  const set = (checked: boolean) => () => {
    for (const { check } of boxes) check.checked = checked;
    refresh();
    announce(form);
  };
  all.addEventListener("click", set(true));
  none.addEventListener("click", set(false));
  refresh();
  return input;
}

interface Box {
  readonly measure: MeasureResult;
  readonly check: HTMLInputElement;
  readonly element: HTMLElement;
}

function box(measure: MeasureResult, checked: boolean, { html, say, text }: Pen): Box {
  const check = html("input", { type: "checkbox", value: measure.id, checked });
  check.checked = checked;
  const { kind, id, due, closes, raises } = measure;
  return {
    measure,
    check,
    element: html(
      "label",
      {},
      check,
      html(
        "span",
        {},
        kind === "measure" && html("b", { class: "id" }, id),
        text(measure.name),
        html(
          "small",
          { class: "quiet" },
          [
            due && say("input.measures.due", { due }),
            say("input.measures.effect", { closes: closes.length, raises: raises.length }),
          ].filter(Boolean).join(" · "),
        ),
      ),
    ),
  };
}
