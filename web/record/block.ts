import { html, nothing, type TemplateResult } from "lit";
import { type Block, type Phrase, pieces, type Table } from "../../engine/formats/document.ts";

/** Blocks of a document as part of the page: the same chapters that the command line prints. */
export function blocks(list: readonly Block[], level = 3): TemplateResult {
  return html`${list.map((block) => drawn(block, level))}`;
}

function drawn(block: Block, level: number): TemplateResult {
  switch (block.kind) {
    case "section":
      return html`<section>${heading(block.title, level)}${
        blocks(block.blocks, level + 1)
      }</section>`;
    case "group":
      return html`<section>${heading(block.title, level)}${
        blocks(block.blocks, level + 1)
      }</section>`;
    case "text":
      return html`<p>${phrase(block.text)}</p>`;
    case "list":
      return html`<ul>${block.items.map((item) => html`<li>${phrase(item)}</li>`)}</ul>`;
    case "facts":
      return html`<dl class="facts">${
        block.rows.map(([name, value]) =>
          html`
            <div>
              <dt>${name}</dt>
              <dd>${phrase(value)}</dd>
            </div>
          `
        )
      }</dl>`;
    case "table":
      return table(block);
  }
}

function heading(title: Phrase, level: number): TemplateResult {
  switch (level) {
    case 3:
      return html`<h3>${phrase(title)}</h3>`;
    case 4:
      return html`<h4>${phrase(title)}</h4>`;
    default:
      return html`<h5>${phrase(title)}</h5>`;
  }
}

function table({ caption, columns, rows }: Table): TemplateResult {
  return html`
    <div class="wide" tabindex="0" role="group" aria-label=${caption}>
      <table class="outline">
        <caption class="heard">${caption}</caption>
        <thead>
          <tr>${columns.map(({ title, align }) =>
            html`<th scope="col" data-align=${align ?? nothing}>${title}</th>`
          )}</tr>
        </thead>
        <tbody>${rows.map((row) =>
          html`<tr>${
            columns.map(({ head, align }, index) =>
              head
                ? html`<th scope="row">${phrase(row[index] ?? "")}</th>`
                : html`<td data-align=${align ?? nothing}>${phrase(row[index] ?? "")}</td>`
            )
          }</tr>`
        )}</tbody>
      </table>
    </div>
  `;
}

function phrase(text: Phrase): unknown {
  return pieces(text).map((piece) =>
    typeof piece === "string"
      ? piece
      : html`<span class="tone" data-tone=${piece.tone}>${piece.text}</span>`
  );
}
