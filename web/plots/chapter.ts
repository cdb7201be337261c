import { baseline } from "../../engine/formats/chapters/baseline.ts";
import { cover } from "../../engine/formats/chapters/cover.ts";
import { damages } from "../../engine/formats/chapters/damages.ts";
import { definitions } from "../../engine/formats/chapters/definitions.ts";
import { deviations } from "../../engine/formats/chapters/deviations.ts";
import { glossary } from "../../engine/formats/chapters/glossary.ts";
import { impact, outside, profile, traits } from "../../engine/formats/chapters/ground.ts";
import { measures } from "../../engine/formats/chapters/measures.ts";
import { heading } from "../../engine/formats/chapters/opening.ts";
import { moves, remains, treatments, verdict } from "../../engine/formats/chapters/outcome.ts";
import { paths } from "../../engine/formats/chapters/paths.ts";
import { premises } from "../../engine/formats/chapters/premises.ts";
import { scenarios } from "../../engine/formats/chapters/scenarios.ts";
import { since } from "../../engine/formats/chapters/since.ts";
import { tables } from "../../engine/formats/chapters/sources.ts";
import { structure } from "../../engine/formats/chapters/structure.ts";
import { type Voice, voice } from "../../engine/formats/chapters/voice.ts";
import { type Block, plain } from "../../engine/formats/document.ts";
import { closest } from "../../engine/nearest.ts";
import type { Assessment } from "../../engine/mod.ts";
import { blocks, phrase } from "./document.ts";
import { figure, pen, type Summed } from "./figure.ts";
import type { Options } from "./voice.ts";

/** The chapters of the report, and the parts of it that concern one scenario: `scenario/S1`, `paths/S1`. */
export const chapters = [
  "cover",
  "heading",
  "definitions",
  "impact",
  "premises",
  "profile",
  "traits",
  "structure",
  "outside",
  "baseline",
  "gaps",
  "deviations",
  "damages",
  "scenarios",
  "measures",
  "moves",
  "treatments",
  "remains",
  "verdict",
  "since",
  "tables",
  "glossary",
] as const;
type Chapter = typeof chapters[number];

/** How a chapter is set. */
export interface Setting extends Options {
  /** Whether groups are unfolded at first. */
  readonly open?: boolean;
  /** Set as in a document: under a heading that stands above already, with groups under headings. */
  readonly flat?: boolean;
  /** The level of those headings; 3 by default. */
  readonly level?: 3 | 4;
}

/**
 * A chapter of the report as the command line prints it, so that screen, notebook and report say the
 * same. Groups are folded unless `open`, and headings where it is `flat`. The value is the chapter as
 * data. An unknown name is a `RangeError` that names what there is.
 */
export function chapter(
  assessment: Assessment,
  name: string,
  { open = false, flat = false, level = 3, ...options }: Setting = {},
): Summed<Block> {
  const draw = pen(options);
  const block = find(assessment, name, voice(draw.lang)) ?? unknown(assessment, name, draw.say);
  const head = "title" in block ? block.title : draw.say("plot.chapter.heading");
  const title = plain(head);
  const drawing = { above: flat ? "" : title, open, ...(flat ? { heading: level } : {}) };
  // Of a group that stands alone, its title is the figure's.
  const content = block.kind === "group" ? block.blocks : [block];
  const summary = draw.say("plot.chapter.summary", { title, text: gist(block) });
  const titled = block.kind !== "facts" && !flat;
  return figure(
    "chapter",
    { name: title, summary, value: block },
    draw,
    titled ? draw.html("p", { class: "title" }, ...phrase(head, draw)) : null,
    ...blocks(content, drawing, draw),
  );
}

function find(assessment: Assessment, name: string, speak: Voice): Block | undefined {
  const [kind, ...rest] = name.split("/");
  const id = rest.join("/");
  if (kind === "scenario") return member(scenarios(assessment, speak), `scenario-${id}`);
  if (kind === "paths") {
    const result = assessment.scenarios.find((one) => one.id === id);
    return result && paths(result, assessment.system, speak);
  }
  return Object.hasOwn(makers, name) ? makers[name as Chapter](assessment, speak) : undefined;
}

const makers: Readonly<Record<Chapter, (assessment: Assessment, speak: Voice) => Block>> = {
  cover,
  heading: (assessment, speak) => heading(assessment, "", speak),
  definitions,
  impact,
  premises,
  profile,
  traits,
  structure,
  outside,
  baseline,
  gaps: (assessment, speak) => without(baseline(assessment, speak), "removed"),
  deviations,
  damages,
  scenarios,
  measures,
  moves,
  treatments,
  remains,
  verdict,
  since,
  tables: ({ tables: used }, speak) => tables(used, speak),
  glossary: (_, speak) => glossary(speak),
};

/** A chapter less one of its groups. */
function without(block: Block, id: string): Block {
  if (!("blocks" in block)) return block;
  return { ...block, blocks: block.blocks.filter((one) => !("id" in one) || one.id !== id) };
}

function member(block: Block, id: string): Block | undefined {
  return "blocks" in block
    ? block.blocks.find((one) => one.kind === "group" && one.id === id)
    : undefined;
}

function unknown(
  { scenarios }: Assessment,
  name: string,
  say: ReturnType<typeof pen>["say"],
): never {
  const known = [
    ...chapters,
    ...scenarios.flatMap(({ id }) => [`scenario/${id}`, `paths/${id}`]),
  ];
  const near = closest(name, known);
  throw new RangeError(
    say("plot.chapter.unknown", { name, list: chapters.join(", ") }) +
      (near ? say("app.frame.near", { near }) : ""),
  );
}

/** How a chapter begins. */
function gist(block: Block): string {
  if (block.kind === "text") return plain(block.text);
  if (block.kind === "list") return block.items.map(plain).join(" ");
  if (block.kind === "facts") {
    return block.rows.slice(0, 4).map(([name, value]) => `${name} ${plain(value)}`).join(", ");
  }
  if (block.kind === "table") return block.rows.slice(0, 3).map((row) => plain(row[0])).join(", ");
  return block.blocks.slice(0, 2).map(gist).join(" ");
}
