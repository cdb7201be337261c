import { assess } from "../../engine/assess.ts";
import { attribute, grouped } from "../../engine/attribution.ts";
import { difference } from "../../engine/change.ts";
import { compare } from "../../engine/compare.ts";
import { comparisonChapter } from "../../engine/formats/chapters/compare.ts";
import { board } from "../../engine/formats/chapters/variants.ts";
import { voice } from "../../engine/formats/chapters/voice.ts";
import type { Block } from "../../engine/formats/document.ts";
import { compare as words } from "../../engine/messages/compare.ts";
import type { Assessment } from "../../engine/mod.ts";
import { resolver } from "../../engine/resolve.ts";
import { variants, varied } from "../../engine/variant.ts";
import { worsened } from "../../engine/worse.ts";
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
  const { system, at } = base;
  const same = system.id === other.system.id;
  const changes = same
    ? difference(system.spec, other.system.spec, resolver(system.catalogue))
    : undefined;
  const made = comparisonChapter({
    base,
    other,
    names: options.names ?? [draw.text(system.name), draw.text(other.system.name)],
    changes,
    comparison: compare(base, other),
    attribution: changes && changes.length > 1
      ? attribute(system, grouped(changes), at)
      : undefined,
    worse: worsened(base, other),
  }, voice(draw.lang));
  return drawn("differences", draw.text(words.title), made, draw);
}

function drawn(
  kind: string,
  name: string,
  made: Block[],
  draw: ReturnType<typeof pen>,
): Summed<Block[]> {
  return figure(
    kind,
    { name, summary: name, value: made },
    draw,
    draw.html("p", { class: "title" }, draw.html("b", {}, name)),
    ...blocks(made, { above: name, open: false }, draw),
  );
}
