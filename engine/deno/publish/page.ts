import { engine } from "../../assess.ts";
import { quote } from "../../formats/quotation.ts";
import type { Lang, Text } from "../../text.ts";
import type { Cell as Source } from "../../../web/notebook/format.ts";
import type { Loaded } from "../load.ts";
import type { Publication } from "../publish.ts";
import { appendix, sources } from "./appendix.ts";
import type { Carried, Cell } from "./carry.ts";
import type { Drawing, Drawn } from "./draw.ts";
import type { Gathered } from "./gather.ts";
import { escape, hash, json, scriptText } from "./markup.ts";

/** All that the page is put together from. */
export interface Parts {
  readonly publication: Publication;
  readonly gathered: Gathered;
  readonly cells: readonly Cell[];
  readonly carried: Carried;
  readonly drawing: Drawing;
  /** The records that the cells read. */
  readonly used: readonly Loaded[];
}

/** How every published file begins. */
export const opening = '<!doctype html>\n<html data-mitate-report="1"';

/** The file: what was drawn, what it rests on, and what makes it react. */
export async function page(parts: Parts): Promise<string> {
  const { publication: { lang, at }, gathered: { title, notebook }, drawing, carried } = parts;
  const drawn = new Map(drawing.cells.map((cell) => [cell.id, cell]));
  const sections = notebook.cells.map((cell, index) =>
    section(cell, parts.cells[index].label, drawn.get(cell.id)!, lang)
  );
  const scripts = carried.scripts.length
    ? [functions(carried), ...carried.scripts].map(scriptText)
    : [];
  return `${opening} lang="${lang}">
<head>
<meta charset="utf-8">
<meta http-equiv="content-security-policy" content="${await policy(scripts)}">
<meta http-equiv="x-dns-prefetch-control" content="off">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="generator" content="Mitate ${engine}">
<title>${escape(title)}</title>
<style>
${carried.style.replaceAll("</style", "<\\/style")}
</style>
</head>
<body class="report">
<header>
<p><strong>${escape(title)}</strong></p>
<p>${escape(words.at[lang])} ${at}　Mitate ${engine}</p>
${scripts.length ? `<noscript><p>${escape(words.still[lang])}</p></noscript>` : ""}
</header>
${contents(drawing, lang)}
<main>
<p class="codes"><label><input type="checkbox" id="codes"> ${escape(words.codes[lang])}</label></p>
${sections.join("\n")}
</main>
${await appendix(parts)}
<script type="application/json" id="mitate-source">${json(await sources(parts))}</script>
${
    scripts.length
      ? `<script type="application/json" id="mitate-data">${json(data(parts))}</script>`
      : ""
  }
${scripts.map((script) => `<script>${script}</script>`).join("\n")}
</body>
</html>
`;
}

const words = {
  at: { ja: "分析日", en: "Day of the analysis" },
  still: {
    ja: "スクリプトを実行できないため、公開時の結果を表示しています。入力欄は動きません。",
    en:
      "Scripts cannot run here: you see the results as they were published, and inputs do not react.",
  },
  contents: { ja: "目次", en: "Contents" },
  code: { ja: "コード", en: "Code" },
  codes: { ja: "各セルにコードの欄を示す", en: "Offer the code of each cell" },
} satisfies Record<string, Text>;

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
  const { publication: { lang, at }, gathered: { formulas }, carried, drawing, used } = parts;
  const { cells, names, parts: chosen } = carried;
  return {
    lang,
    at,
    names,
    parts: chosen,
    formulas,
    systems: used.map(({ opened }) => quote(opened.spec, opened.text)),
    cells: cells.map(({ still: _, ...cell }) => ({ ...cell, body: cell.body && `#${cell.id}` })),
    texts: drawing.texts,
  };
}

function contents({ headings }: Drawing, lang: Lang): string {
  const listed = headings.filter(({ text }) => text !== "");
  if (listed.length < 2) return "";
  const items = listed.map(({ id, level, text }) =>
    `<li class="level-${level}"><a href="#${escape(id)}">${escape(text)}</a></li>`
  );
  return `<nav aria-labelledby="contents"><h2 id="contents">${escape(words.contents[lang])}</h2>
<ol>
${items.join("\n")}
</ol></nav>`;
}

function section(cell: Source, label: string, { body, problems }: Drawn, lang: Lang): string {
  const { id, hidden, pinned, value } = cell;
  const code = value.trim() === "" ? "" : `
<details class="code"${pinned ? " open" : ""}><summary>${escape(words.code[lang])} (${
    escape(label)
  })</summary><pre><code>${escape(value)}</code></pre></details>`;
  return `<section class="cell${
    hidden ? " off" : ""
  }" id="cell-${id}" data-id="${id}"><div class="inner"><div class="body">${body}</div><div class="problems">${problems}</div></div>${code}</section>`;
}
