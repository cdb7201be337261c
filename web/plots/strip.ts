import type { Assessment, ControlResult, Count } from "../../engine/mod.ts";
import { conformityLegend, conformitySummary, shareText, signs } from "./conformity.ts";
import { figure, type Pen, pen, sentences, type Summed } from "./figure.ts";
import { rove } from "./roving.ts";
import type { Options } from "./voice.ts";

/**
 * Every required control as one cell, family by family: sign, fill and pattern by what it amounts to,
 * its id, title and status in the cell's title, and below the strip when it is chosen. Gaps are named for
 * those who listen.
 *
 * Value: the control that was chosen by a click or the arrow keys, "" at first.
 */
export function conformityStrip(assessment: Assessment, options: Options = {}): Summed<string> {
  const draw = pen(options);
  const { html, say } = draw;
  const { baseline, system } = assessment;
  // Families of further catalogues carry the catalogue's id, as in the counts.
  const [first] = system.method.catalogs;
  const members = Map.groupBy(
    baseline.controls,
    ({ catalog, family }) => catalog === first?.id ? family : `${catalog}:${family}`,
  );
  const name = say("plot.strip.name");
  const said = html("p", { class: "chosen", role: "status" });
  const element = figure(
    "strip",
    {
      name,
      summary: conformitySummary(assessment, draw),
      caption: [
        conformityLegend(assessment, draw),
        html("span", { class: "hint" }, say("plot.strip.hint")),
      ],
      value: "",
    },
    draw,
    html(
      "table",
      {},
      html("caption", {}, name),
      html(
        "thead",
        { class: "mitate-heard" },
        html(
          "tr",
          {},
          html("th", { scope: "col" }, say("plot.family")),
          html("th", { scope: "col" }, say("plot.controls")),
          html("th", { scope: "col" }, say("plot.share")),
        ),
      ),
      html(
        "tbody",
        {},
        ...baseline.families.map((family) => row(family, members.get(family.id) ?? [], draw)),
      ),
    ),
    said,
  );
  choosing(element, (tile) => said.textContent = tile?.title ?? "");
  return element;
}

/** Lets a control be chosen; `told` says which. Setting the value shows it without an event. */
function choosing(
  element: Summed<string>,
  told: (tile: HTMLElement | undefined) => void,
): void {
  const rows = [...element.querySelectorAll("tbody .cells")]
    .map((row) => [...row.querySelectorAll<HTMLElement>(".mitate-tile")]);
  const tiles = rows.flat();
  let chosen = "";
  const mark = (control: string) => {
    const tile = tiles.find(({ dataset }) => dataset.control === control);
    chosen = tile ? control : "";
    for (const one of tiles) one.setAttribute("aria-selected", String(one === tile));
    told(tile);
  };
  const choose = ({ dataset }: HTMLElement) => {
    if (dataset.control === chosen) return;
    mark(dataset.control ?? "");
    const { Event } = element.ownerDocument.defaultView ?? globalThis;
    element.dispatchEvent(new Event("input", { bubbles: true }));
  };
  Object.defineProperty(element, "value", {
    enumerable: true,
    get: () => chosen,
    set: (control: unknown) => mark(String(control)),
  });
  rove(element, {
    items: tiles,
    next: (from, key) => stepTo(rows, from, key),
    choose,
    arrive: choose,
  });
}

/** Along a family, or to the same place in the next one. */
function stepTo(
  rows: readonly (readonly HTMLElement[])[],
  from: HTMLElement,
  key: string,
): HTMLElement | undefined {
  const at = rows.findIndex((row) => row.includes(from));
  const row = rows[at];
  const place = row.indexOf(from);
  switch (key) {
    case "ArrowRight":
      return row[place + 1];
    case "ArrowLeft":
      return row[place - 1];
    case "Home":
      return row[0];
    case "End":
      return row.at(-1);
    default: {
      const next = rows[at + (key === "ArrowUp" ? -1 : 1)];
      return next && next[Math.min(place, next.length - 1)];
    }
  }
}

function row(family: Count, controls: readonly ControlResult[], draw: Pen): HTMLElement {
  const { html, text } = draw;
  return html(
    "tr",
    { "data-ref": family.ref },
    html(
      "th",
      { scope: "row" },
      html("b", {}, family.id),
      html("span", { class: "family" }, ` ${text(family.name)}`),
    ),
    html(
      "td",
      {},
      html(
        "span",
        { class: "cells", role: "listbox", "aria-label": said(family, controls, draw) },
        ...controls.map((one) => tile(one, draw)),
      ),
    ),
    html("td", { class: "end" }, shareText(family, draw)),
  );
}

function tile({ ref, control, title, conformity, status }: ControlResult, draw: Pen): HTMLElement {
  const { html, say, word } = draw;
  const words = say("plot.strip.tile", {
    control,
    title,
    conformity: word("conformity", conformity),
    status: word("status", status),
  });
  return html("span", {
    class: `mitate-tile ${conformity}`,
    role: "option",
    "aria-label": words,
    "data-ref": ref,
    "data-control": control,
    title: words,
  }, signs[conformity]);
}

function said({ met, total }: Count, controls: readonly ControlResult[], draw: Pen): string {
  const { say, list, word } = draw;
  const gaps = controls.filter(({ gap }) => gap).map(({ control, conformity }) =>
    say("plot.strip.gap", { control, conformity: word("conformity", conformity) })
  );
  return sentences([
    say("plot.strip.family", { total, met }),
    gaps.length > 0 ? say("plot.strip.gaps", { list: list(gaps) }) : say("plot.strip.noGaps"),
  ], draw);
}
