import { assess } from "../../engine/assess.ts";
import { contrast } from "../../engine/contrast.ts";
import { comparisonChapter } from "../../engine/formats/chapters/compare.ts";
import { board } from "../../engine/formats/chapters/variants.ts";
import { voice } from "../../engine/formats/chapters/voice.ts";
import type { Block } from "../../engine/formats/document.ts";
import { compare as words } from "../../engine/messages/compare.ts";
import type { Assessment } from "../../engine/mod.ts";
import { variants, varied } from "../../engine/variant.ts";
import { blocks } from "./document.ts";
import { figure, pen, type Summed } from "./figure.ts";
import type { Options } from "./voice.ts";

/** A record and its variants side by side, each with what it changes. The value is the board as data. */
export function variantBoard(assessment: Assessment, options: Options = {}): Summed<Block[]> {
  const draw = pen(options);
  const { system, at } = assessment;
  const list = variants(system).map((variant) => ({
    variant,
    result: assess(varied(system, variant), at),
  }));
  const name = draw.text(words.variants);
  const made = board({ base: assessment, variants: list, file: "" }, voice(draw.lang));
  return drawn("variants", name, made, draw);
}

/**
 * Two states as the command line compares them: what differs in the input, what moved, and which change
 * moved it. The value is the comparison as data.
 */
export function differences(
  base: Assessment,
  other: Assessment,
  options: Options & { readonly names?: readonly [string, string] } = {},
): Summed<Block[]> {
  const draw = pen(options);
  const names = options.names ?? [draw.text(base.system.name), draw.text(other.system.name)];
  const made = comparisonChapter({ ...contrast(base, other), names }, voice(draw.lang));
  return differencesDrawn(made, options);
}

/**
 * The figure of a comparison that was made elsewhere, as in a worker. `level`: its parts have headings
 * of this level from the page's outline, and its groups stand open.
 */
export function differencesDrawn(
  made: Block[],
  options: Options & { readonly level?: number } = {},
): Summed<Block[]> {
  const draw = pen(options);
  return drawn("differences", draw.text(words.title), made, draw, options.level);
}

function drawn(
  kind: string,
  name: string,
  made: Block[],
  draw: ReturnType<typeof pen>,
  level?: number,
): Summed<Block[]> {
  return figure(
    ["chapter", kind],
    { name, summary: name, value: made },
    draw,
    level === undefined && draw.html("p", { class: "title" }, draw.html("b", {}, name)),
    ...blocks(made, { above: name, open: level !== undefined, level }, draw),
  );
}
