import type { Assessment } from "../../engine/assess.ts";
import { minutesChapter } from "../../engine/formats/chapters/gate.ts";
import { voice } from "../../engine/formats/chapters/voice.ts";
import { compare as words } from "../../engine/messages/compare.ts";
import { type ReviewResult, reviews } from "../../engine/review.ts";
import { blocks } from "./document.ts";
import { figure, pen, type Summed } from "./figure.ts";
import type { Options } from "./voice.ts";

/** The minutes of the reviews of a record, and its open comments. The value is the reviews as data. */
export function reviewMinutes(
  assessment: Assessment,
  options: Options = {},
): Summed<ReviewResult[]> {
  const draw = pen(options);
  const { system, at } = assessment;
  const value = reviews(system, at);
  const name = draw.text(words.minutes);
  return figure(
    ["chapter", "minutes"],
    { name, summary: name, value },
    draw,
    draw.html("p", { class: "title" }, draw.html("b", {}, name)),
    ...blocks(
      minutesChapter(value, system, voice(draw.lang)),
      { above: name, open: true },
      draw,
    ),
  );
}
