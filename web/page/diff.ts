import { html, nothing, type TemplateResult } from "lit";
import { changedPart, type Line, type Row, rows } from "../../engine/formats/rows.ts";
import { type CellChange, compareCells, fields } from "../notebook/compare.ts";
import { parse } from "../notebook/format.ts";
import type { Voice } from "../plots/voice.ts";

/** What the two sides of a comparison are called. */
export interface Sides {
  readonly before: string;
  readonly after: string;
}

/** Two texts of a file compared: a notebook cell by cell, anything else line by line. */
export function fileDiff(
  voice: Voice,
  path: string,
  before: string,
  after: string,
  sides: Sides,
): TemplateResult {
  const { say } = voice;
  if (before === after) return html`<p class="quiet">${say("app.diff.same")}</p>`;
  const body = path.endsWith(".html")
    ? notebookDiff(voice, before, after, sides)
    : textDiff(voice, before, after, sides);
  return html`
    <div class="sides"
      aria-hidden="true"><span>− ${sides.before}</span><span>＋ ${sides
        .after}</span></div>${body === nothing
        ? html`<p class="quiet">${say("app.diff.form")}</p>`
        : body}
  `;
}

/** Lines side by side, or one below the other where there is no room; `nothing` where none differs. */
function textDiff(
  voice: Voice,
  before: string,
  after: string,
  sides: Sides,
): TemplateResult | typeof nothing {
  const found = rows(before, after);
  return found.length === 0 ? nothing : table(voice, found, sides);
}

function notebookDiff(
  voice: Voice,
  before: string,
  after: string,
  sides: Sides,
): TemplateResult | typeof nothing {
  const [was, is] = [parse(before), parse(after)];
  const cells = compareCells(was, is);
  const title = was.title === is.title
    ? nothing
    : html`<section class="piece"><h3>${voice.say("app.home.title")}</h3>${
      textDiff(voice, was.title, is.title, sides)
    }</section>`;
  if (title === nothing && cells.every(({ kind }) => kind === "same")) {
    return textDiff(voice, before, after, sides);
  }
  const number = (id: number) =>
    (is.cells.findIndex((cell) => cell.id === id) + 1) ||
    was.cells.findIndex((cell) => cell.id === id) + 1;
  return html`${title}${
    grouped(cells).map((group) =>
      Array.isArray(group)
        ? html`<p class="skipped quiet">${
          voice.say("app.diff.cellsSame", { count: group.length })
        }</p>`
        : piece(voice, group, number((group.after ?? group.before)!.id), sides)
    )
  }`;
}

/** Runs of equal cells together, the others alone. */
function grouped(cells: readonly CellChange[]): (CellChange | CellChange[])[] {
  const out: (CellChange | CellChange[])[] = [];
  for (const cell of cells) {
    const last = out.at(-1);
    if (cell.kind !== "same") out.push(cell);
    else if (Array.isArray(last)) last.push(cell);
    else out.push([cell]);
  }
  return out;
}

function piece(
  voice: Voice,
  change: CellChange,
  number: number,
  sides: Sides,
): TemplateResult {
  const { say } = voice;
  const { before, after, kind } = change;
  const mode = say(`app.mode.${(after ?? before)!.mode}`);
  return html`<section class="piece" data-kind=${kind}>
    <h3>${say("app.diff.cell", { number, mode })}<span class="fact">${
    voice.list(facts(voice, change))
  }</span></h3>
    ${textDiff(voice, before?.value ?? "", after?.value ?? "", sides)}
  </section>`;
}

/** What became of a cell, in words. */
function facts(
  { say }: Voice,
  { kind, moved, before, after, fields: differing }: CellChange,
): string[] {
  if (kind === "added" || kind === "removed") return [say(`app.diff.${kind}`)];
  const shown = fields.filter((field) => differing.includes(field)).map((field) => {
    if (field === "mode") {
      return say("app.diff.mode", {
        from: say(`app.mode.${before!.mode}`),
        to: say(`app.mode.${after!.mode}`),
      });
    }
    if (field === "output") return say("app.diff.output");
    return say(after![field] ? `app.diff.${field}.on` : `app.diff.${field}.off`);
  });
  return [
    ...before!.value === after!.value ? [] : [say("app.diff.changed")],
    ...moved ? [say("app.diff.moved")] : [],
    ...shown,
  ];
}

function table(voice: Voice, found: readonly Row[], sides: Sides): TemplateResult {
  return html`<div class="diff" role="table" aria-label=${
    voice.say("app.diff.name", { before: sides.before, after: sides.after })
  }>${found.map((row) => rowOf(voice, row))}</div>`;
}

function rowOf(voice: Voice, row: Row): TemplateResult {
  switch (row.kind) {
    case "gap":
      return html`<div class="gap" role="row"><span role="cell">${
        voice.say("app.diff.gap", { count: row.count })
      }</span></div>`;
    case "same":
      return html`<div class="same" role="row">${side("before", row.before)}${
        side("after", row.after)
      }</div>`;
    case "removed":
      return html`<div class="removed" role="row">${
        side("before", row.before, sign(voice, "removed"))
      }${side("after")}</div>`;
    case "added":
      return html`<div class="added" role="row">${side("before")}${
        side("after", row.after, sign(voice, "added"))
      }</div>`;
    case "changed": {
      const { before, after } = row;
      const part = changedPart(before.text, after.text);
      // Where hardly anything is left, marking all of it would say nothing.
      const marks =
        part.from + Math.min(before.text.length - part.before, after.text.length - part.after) > 0;
      return html`<div class="changed" role="row">${
        side("before", before, sign(voice, "removed"), marks ? [part.from, part.before] : undefined)
      }${
        side("after", after, sign(voice, "added"), marks ? [part.from, part.after] : undefined)
      }</div>`;
    }
  }
}

function sign({ say }: Voice, kind: "removed" | "added"): TemplateResult {
  return html`<span aria-hidden="true">${
    kind === "removed" ? "−" : "＋"
  }</span><span class="heard">${say(`app.diff.line.${kind}`)}</span>`;
}

function side(
  name: "before" | "after",
  line?: Line,
  mark: TemplateResult | typeof nothing = nothing,
  part?: readonly [number, number],
): TemplateResult {
  if (!line) return html`<span class="${name} none" role="cell"></span>`;
  const { text } = line;
  const shown = part
    ? html`${text.slice(0, part[0])}<b>${text.slice(...part)}</b>${text.slice(part[1])}`
    : text;
  return html`<span class=${name} role="cell"><span class="line">${line.line}</span><span
    class="sign">${mark}</span><code>${shown}</code></span>`;
}
