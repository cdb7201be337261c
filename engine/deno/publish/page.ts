import { quote } from "../../formats/quotation.ts";
import type { Lang, Text } from "../../text.ts";
import type { Cell as Source, Notebook } from "../../../web/notebook/format.ts";
import type { Loaded } from "../load.ts";
import type { Publication } from "../publish.ts";
import { appendix } from "./appendix.ts";
import type { Carried, Cell } from "./carry.ts";
import type { Drawing, Drawn } from "./draw.ts";
import { type Evidence, evidence } from "./evidence.ts";
import { answers, type Gathered } from "./gather.ts";
import { escape, hash, json, scriptText } from "./markup.ts";
import type { Piece } from "./piece.ts";
import { unmade } from "./stamp.ts";

/** All that the page is put together from. */
export interface Parts {
  readonly publication: Publication;
  readonly gathered: Gathered;
  readonly cells: readonly Cell[];
  readonly carried: Carried;
  readonly drawing: Drawing;
  /** The records that the cells read. */
  readonly used: readonly Loaded[];
  /** What the file says of only by digest: everything, or these records. */
  readonly withheld: { readonly all: boolean; readonly records: readonly string[] };
  /** The version of the engine that the file names. */
  readonly engine: string;
}

/** How every published file begins. */
export const opening = '<!doctype html>\n<html data-mitate-report="1"';

/** How the data of a report begin. */
export const evidenceBegins = '<script type="application/json" id="mitate-source">';

/** The file: what was drawn, what it rests on, and what makes it react. */
export async function page(parts: Parts): Promise<Piece[]> {
  const { publication: { lang }, gathered: { notebook }, drawing, carried, withheld } = parts;
  const drawn = new Map(drawing.cells.map((cell) => [cell.id, cell]));
  const scripts = carried.scripts.length
    ? [functions(carried), ...carried.scripts].map(scriptText)
    : [];
  const rests = await evidence(parts);
  const sections = notebook.cells.map((cell, index) =>
    section(cell, parts.cells[index].label, drawn.get(cell.id)!, parts)
  );
  // A cover stands before the contents.
  const front = numbered(notebook) ? 1 + sections.findIndex(({ html }) => covers.test(html)) : 0;
  return [
    { part: "head", id: "head", label: "", begins: opening, html: await head(parts, scripts) },
    {
      part: "evidence",
      id: "evidence",
      label: "",
      begins: evidenceBegins,
      html: dataOf(parts, rests, scripts),
    },
    {
      part: "header",
      id: "header",
      label: "",
      begins: '<body class="report',
      html: header(parts, scripts),
    },
    ...sections.slice(0, front),
    ...contents(drawing, lang, withheld.all),
    ...sections.slice(front),
    {
      part: "appendix",
      id: "appendix",
      label: "",
      begins: "</main>",
      html: `</main>\n${appendix(parts, rests)}\n`,
    },
    {
      part: "scripts",
      id: "scripts",
      label: "",
      begins: ends,
      html: `${ends}\n${running(scripts)}`,
    },
  ];
}

const covers = /class="(?:[^"]* )?cover[ "]/;

/** Whether headings, figures and tables get numbers: the notebook's attribute `data-numbered`. */
function numbered({ attributes }: Notebook): boolean {
  return attributes["data-numbered"] === "true";
}

const words = {
  at: { ja: "分析日", en: "Day of the analysis" },
  still: {
    ja: "スクリプトを実行できないため、公開時の結果を表示しています。入力欄は動きません。",
    en:
      "Scripts cannot run here: you see the results as they were published, and inputs do not react.",
  },
  frozen: {
    ja:
      "記録の本文を収めていないため、記録を読む部分は公開時の結果のまま動きません。記録は要約値（SHA-256）だけを収めています。",
    en:
      "The records are not in this file, only their digests (SHA-256). Whatever reads them shows the results as they were published and does not react.",
  },
  contents: { ja: "目次", en: "Contents" },
  code: { ja: "コード", en: "Code" },
  codes: { ja: "各セルにコードの欄を示す", en: "Offer the code of each cell" },
} satisfies Record<string, Text>;

const ends = "<!-- mitate: scripts -->";

async function head(
  { gathered: { title }, publication: { lang }, carried, engine }: Parts,
  scripts: readonly string[],
): Promise<string> {
  return `${opening} lang="${lang}">
<head>
<meta charset="utf-8">
<meta name="mitate-digest" content="${unmade}">
<meta http-equiv="content-security-policy" content="${await policy(scripts)}">
<meta http-equiv="x-dns-prefetch-control" content="off">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="generator" content="Mitate ${escape(engine)}">
<title>${escape(title)}</title>
<style>
${carried.style.replaceAll("</style", "<\\/style")}
</style>
`;
}

/**
 * What the report rests on, and what its scripts read. Both stand before anything that cells have drawn,
 * where nothing can be taken for them.
 */
function dataOf(parts: Parts, rests: Evidence, scripts: readonly string[]): string {
  const read = scripts.length
    ? `<script type="application/json" id="mitate-data">${json(data(parts))}</script>\n`
    : "";
  return `${evidenceBegins}${json(rests)}</script>\n${read}</head>\n`;
}

function header(
  { publication: { lang, at }, gathered: { title, notebook }, carried, withheld, engine }: Parts,
  scripts: readonly string[],
): string {
  const isFrozen = withheld.all || withheld.records.length > 0 && carried.frozen.length > 0;
  return `<body class="report${numbered(notebook) ? " numbered" : ""}">
<header>
<p><strong>${escape(title)}</strong></p>
<p>${escape(words.at[lang])} ${at}　Mitate ${escape(engine)}</p>
${isFrozen ? `<p>${escape(words.frozen[lang])}</p>\n` : ""}${
    scripts.length ? `<noscript><p>${escape(words.still[lang])}</p></noscript>` : ""
  }
</header>
<main>
`;
}

/** Nothing may be loaded, framed or sent; of scripts, those of this file run and no other. */
async function policy(scripts: readonly string[]): Promise<string> {
  const hashes = await Promise.all(scripts.map(async (script) => `'sha256-${await hash(script)}'`));
  return [
    "default-src 'none'",
    `script-src ${hashes.length ? hashes.join(" ") : "'none'"}`,
    "style-src 'unsafe-inline'",
    "img-src data: blob:",
    "font-src data:",
    "connect-src 'none'",
    "frame-src 'none'",
    "worker-src 'none'",
    "form-action 'none'",
    "base-uri 'none'",
    // Markup that cells write passes the one policy that the file's own script makes.
    "require-trusted-types-for 'script'",
    "trusted-types default",
  ].join("; ");
}

/** The functions of the cells, and where the parts that follow put what they export. */
function functions({ cells }: Carried): string {
  const written = cells.flatMap(({ id, body, disabled }) =>
    body && !disabled ? [`${id}: ${body}`] : []
  );
  return `"use strict";
globalThis.mitate = (() => {
const loaded = {};
const part = (name, make) => make((other) => loaded[other], loaded[name] = {});
return { loaded, part, cells: {
${written.join(",\n")}
} };
})();
`;
}

/** What the script that starts the report reads, as `Carried` in `web/report/data.ts`. */
function data(parts: Parts): unknown {
  const { publication: { lang, at }, carried, drawing, used } = parts;
  const { cells, names, parts: chosen } = carried;
  const open = used.filter(({ file }) => !parts.withheld.records.includes(file));
  return {
    lang,
    at,
    names,
    parts: chosen,
    formulas: answers(open),
    systems: open.map(({ opened }) => quote(opened.spec, opened.text)),
    cells: cells.map(({ still: _, ...cell }) => ({ ...cell, body: cell.body && `#${cell.id}` })),
    texts: drawing.texts,
  };
}

function contents({ headings }: Drawing, lang: Lang, codeless: boolean): Piece[] {
  const listed = headings.filter(({ text }) => text !== "");
  const items = listed.map(({ id, level, text }) =>
    `<li class="level-${level}"><a href="#${escape(id)}">${escape(text)}</a></li>`
  );
  const nav = listed.length < 2
    ? ""
    : `<nav aria-labelledby="contents"><h2 id="contents">${escape(words.contents[lang])}</h2>
<ol>
${items.join("\n")}
</ol></nav>
`;
  const box = '<label><input type="checkbox" id="codes"> ';
  const codes = codeless ? "" : `<p class="codes">${box}${escape(words.codes[lang])}</label></p>\n`;
  const html = nav + codes;
  const begins = html.slice(0, html.indexOf(">") + 1);
  return html === "" ? [] : [{ part: "contents", id: "contents", label: "", begins, html }];
}

function section(cell: Source, label: string, { body, problems }: Drawn, parts: Parts): Piece {
  const { publication: { lang }, carried, withheld } = parts;
  const { id, hidden, pinned, value } = cell;
  const code = value.trim() === "" || withheld.all ? "" : `
<details class="code"${pinned ? " open" : ""}><summary>${escape(words.code[lang])} (${
    escape(label)
  })</summary><pre><code>${escape(value)}</code></pre></details>`;
  const kinds = [
    "cell",
    ...hidden ? ["off"] : [],
    ...carried.frozen.includes(id) ? ["frozen"] : [],
  ];
  const begins = `<section class="${kinds.join(" ")}" id="cell-${id}"`;
  // Nothing moves in a frozen cell, and nothing there should look as if it did.
  const still = carried.frozen.includes(id) && /<(input|select|textarea|button)\b/.test(body);
  const shown = still ? `<fieldset disabled>${body}</fieldset>` : body;
  const html =
    `${begins} data-id="${id}"><div class="inner"><div class="body">${shown}</div><div class="problems">${problems}</div></div>${code}</section>
`;
  return { part: "cell", id: `cell-${id}`, label, begins, html };
}

function running(scripts: readonly string[]): string {
  return `${scripts.map((script) => `<script>${script}</script>`).join("\n")}
</body>
</html>
`;
}
