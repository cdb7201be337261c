import type { Rating } from "../../engine/mod.ts";
import { pen } from "../plots/figure.ts";
import type { Options } from "../plots/voice.ts";
import { type Input, toInput } from "./input.ts";

const ratings: readonly Rating[] = [1, 2, 3];

/**
 * A level from 1 to 3. `label` names what is rated, the level of defence by default; `words` says what
 * each level means. Starts at `value`, 1 by default.
 */
export function levelPicker(
  { label, value = 1, words, ...options }: Options & {
    readonly label?: string;
    readonly value?: Rating;
    readonly words?: Readonly<Record<Rating, string>>;
  } = {},
): Input<Rating> {
  const { html, say, lang } = pen(options);
  const name = label ?? say("input.level.name");
  const means = words ?? {
    1: say("input.level.1"),
    2: say("input.level.2"),
    3: say("input.level.3"),
  };
  const summary = say("input.level.summary", { label: name });
  const buttons = ratings.map((rating) => {
    const button = html("input", {
      type: "radio",
      name: "level",
      value: rating,
      checked: rating === value,
    });
    button.checked = rating === value;
    return button;
  });
  const form = html(
    "form",
    { class: "mitate mitate-input mitate-level", lang, "aria-label": name },
    html("p", { class: "mitate-heard" }, summary),
    html(
      "fieldset",
      {},
      html("legend", {}, name),
      ...ratings.map((rating, index) =>
        html(
          "label",
          {},
          buttons[index],
          html("span", {}, label && !words ? rating : means[rating]),
        )
      ),
    ),
  );
  return toInput<Rating>(form, {
    read: () => ratings[Math.max(0, buttons.findIndex((button) => button.checked))],
    show(value) {
      buttons.forEach((button, index) => button.checked = ratings[index] === value);
    },
  }, summary);
}
