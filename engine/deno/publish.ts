import { assess, engine, type TableUse } from "../assess.ts";
import type { Catalog } from "../catalog.ts";
import { word } from "../messages/words.ts";
import { standard } from "../standard.ts";
import type { Lang, Text } from "../text.ts";
import { compile, type Compiled } from "../../web/notebook/compile.ts";
import { type Cell, parse } from "../../web/notebook/format.ts";
import { endings, from, list, readBytes } from "./files.ts";
import { load, type Loaded } from "./load.ts";
import { dirname, fromFileUrl, join } from "./std.ts";
import { defect, misuse } from "./stop.ts";

/** What is to be published, and how. */
export interface Publication {
  /** The notebook's file as the user typed it. */
  readonly notebook: string;
  readonly output: string;
  /** The day of the analysis, `YYYY-MM-DD`. */
  readonly at: string;
  readonly lang: Lang;
}

/** What was written. */
export interface Published {
  readonly bytes: number;
  /** The cells that failed or did not come to an end, with what they said. */
  readonly failed: readonly { readonly label: string; readonly told: readonly string[] }[];
  readonly records: readonly string[];
}

/**
 * Writes a notebook as one HTML file that can be read without scripts, reacts where they run, and asks
 * nothing of any network. The same input gives the same bytes.
 *
 * The cells run in a worker. Its modules are loaded first; then this process gives up every permission
 * for good, the worker with it, and only then the cells are sent. So the output file is opened before:
 * call this last, and once.
 */
export async function publish(publication: Publication): Promise<Published> {
  const { lang, at } = publication;
  const source = await textOf(publication.notebook);
  const notebook = parse(source);
  if (notebook.cells.length === 0) throw noCells(publication.notebook);
  const records = await recordsFor(publication.notebook);
  const script = await built("report.js");
  const style = await built("report.css");
  const cells = notebook.cells.map((cell, index): Prepared => ({
    cell,
    compiled: compile(cell),
    label: labelOf(index, lang),
  }));
  const systems = records.map(({ file, opened }) => ({ path: file, spec: opened.spec! }));
  const catalogs = records.flatMap(({ shelf }) => shelf.catalogs)
    .filter((catalog, index, all) =>
      !standard.catalogs.includes(catalog) &&
      all.findIndex(({ id }) => id === catalog.id) === index
    );
  const data = { lang, at, systems, catalogs };
  const full = { ...data, cells: cells.map(({ compiled, label }) => ({ ...compiled, label })) };
  using file = await openOutput(publication);
  const drawing = await draw(full);
  const everything = cells.some(({ compiled }) => compiled.inputs.includes("systems"));
  const used = records.filter(({ opened }) =>
    everything || drawing.used.includes(String(opened.spec?.id))
  );
  const html = await page({
    publication,
    title: notebook.title || publication.notebook,
    source,
    cells,
    drawing,
    used,
    catalogs,
    script,
    style,
    data: {
      ...data,
      systems: systems.filter((_, index) => used.includes(records[index])),
      cells: full.cells.map((cell) => ({ ...cell, body: cell.body && `#${cell.id}` })),
    },
  });
  const bytes = new TextEncoder().encode(html);
  file.truncateSync(0);
  for (let done = 0; done < bytes.length;) done += file.writeSync(bytes.subarray(done));
  const failed = drawing.cells.flatMap(({ id, told }) => {
    const label = cells.find(({ cell }) => cell.id === id)!.label;
    return told.length ? [{ label, told }] : [];
  });
  return { bytes: bytes.length, failed, records: used.map(({ file }) => file) };
}

interface Prepared {
  readonly cell: Cell;
  readonly compiled: Compiled;
  readonly label: string;
}

/** As in `web/report/data.ts`, of which this is the other side of a message. */
interface Drawing {
  readonly cells: readonly {
    readonly id: number;
    readonly body: string;
    readonly problems: string;
    readonly told: readonly string[];
  }[];
  readonly headings: readonly {
    readonly id: string;
    readonly level: number;
    readonly text: string;
  }[];
  readonly used: readonly string[];
}

// From here on: what is read before any cell runs.

async function textOf(file: string): Promise<string> {
  return new TextDecoder().decode(await readBytes(file)).replaceAll("\r\n", "\n");
}

/** The records of the workspace that the notebook belongs to: `scenarios` beside or above it. */
async function recordsFor(notebook: string): Promise<Loaded[]> {
  let folder = dirname(from(notebook));
  for (let up = 0; up < 3; up++) {
    const names = await list(join(folder, "scenarios"), endings);
    if (names.length) return await loaded(join(folder, "scenarios"), names);
    folder = dirname(folder);
  }
  return [];
}

async function loaded(folder: string, names: readonly string[]): Promise<Loaded[]> {
  const records = await Promise.all(names.map((name) => load(join(folder, name))));
  return records.map((record, index) => ({ ...record, file: `scenarios/${names[index]}` }))
    .filter(({ opened }) => opened.spec !== undefined);
}

async function built(name: string): Promise<string> {
  try {
    const file = fromFileUrl(new URL(`../../dist/assets/${name}`, import.meta.url));
    return (await Deno.readTextFile(file)).replace(/\r\n?/g, "\n");
  } catch {
    throw defect(
      "報告書に収めるスクリプトがまだ作られていません。deno task build を実行してください。",
      "The script that reports carry has not been built. Run deno task build.",
    );
  }
}

function noCells(file: string): Error {
  return defect(
    `「${file}」にはセルがありません。ノートブックのファイルを指定してください。`,
    `"${file}" has no cells; name a notebook file.`,
  );
}

function labelOf(index: number, lang: Lang): string {
  return lang === "ja" ? `セル${index + 1}` : `cell ${index + 1}`;
}

/** Opens the output. Of what is already there, only an earlier report is replaced. */
async function openOutput({ output }: Publication): Promise<Deno.FsFile> {
  const path = from(output);
  const before = await Deno.readTextFile(path).catch(() => "");
  if (before !== "" && !before.startsWith(opening)) {
    throw misuse(
      `「${output}」は既にあり、公開した報告書ではないため、上書きしません。-o で別の名前を指定してください。`,
      `"${output}" exists and is no published report, so it is not overwritten. Choose another name with -o.`,
    );
  }
  try {
    return await Deno.open(path, { write: true, create: true });
  } catch {
    throw defect(
      `「${output}」に書き込めません。フォルダがあるか、書き込めるかを確かめてください。`,
      `"${output}" cannot be written. Check that its folder exists and may be written to.`,
    );
  }
}

// From here on: drawing ahead.

/** How long one cell may compute, all cells together, and the worker with loading, in milliseconds. */
const patience = { cell: 10_000, cells: 30_000, worker: 60_000 };

const permissions = ["read", "write", "net", "env", "run", "sys", "ffi", "import"] as const;

async function draw(data: { cells: readonly { id: number }[]; lang: Lang }): Promise<Drawing> {
  const url = new URL("../../web/report/render.ts", import.meta.url);
  const worker = new Worker(url, { type: "module" });
  let timer: ReturnType<typeof setTimeout> | undefined;
  try {
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error(unfinished[data.lang])), patience.worker);
    });
    const failed = new Promise<never>((_, reject) => {
      worker.onerror = (event) => {
        event.preventDefault();
        reject(new Error(event.message));
      };
    });
    const next = () =>
      Promise.race([
        late,
        failed,
        new Promise<MessageEvent>((done) => worker.onmessage = done),
      ]);
    await next();
    renounce();
    worker.postMessage({ data, limit: patience.cell, patience: patience.cells });
    return drawingOf((await next()).data, data.cells.map(({ id }) => id));
  } catch (error) {
    // The output is open and its old text goes: what is written says what happened, cell by cell.
    const told = [(error as Error).message];
    const problems = `<p class="error">${escape(told[0])}</p>`;
    return {
      cells: data.cells.map(({ id }) => ({ id, body: "", problems, told })),
      headings: [],
      used: [],
    };
  } finally {
    clearTimeout(timer);
    worker.terminate();
  }
}

const unfinished: Text = {
  ja: "時間内に計算が終わりませんでした。",
  en: "The computation did not end in time.",
};

/** Gives up every permission of the process, and makes sure of it. */
function renounce(): void {
  for (const name of permissions) {
    const { state } = Deno.permissions.revokeSync({ name });
    if (state === "granted") throw new Error(`The permission to ${name} could not be given up.`);
  }
}

/** Reads what the worker says. A cell may have said it in its stead: it is checked, never trusted. */
function drawingOf(message: unknown, ids: readonly number[]): Drawing {
  const { drawing } = message as { drawing: Drawing };
  const drawn = new Map(drawing.cells.map((cell) => [cell.id, cell]));
  return {
    cells: ids.map((id) => ({
      id,
      body: inert(String(drawn.get(id)?.body ?? "")),
      problems: inert(String(drawn.get(id)?.problems ?? "")),
      told: (drawn.get(id)?.told ?? []).map(String),
    })),
    headings: drawing.headings.map(({ id, level, text }) => ({
      id: String(id),
      level: Number(level),
      text: String(text),
    })),
    used: drawing.used.map(String),
  };
}

/**
 * Markup without the elements that load, lead away or reach further than their place. Written markup
 * has a bare `<` only where an element starts, in an attribute or in a style: no text is changed.
 */
function inert(markup: string): string {
  return markup.replace(
    /<(?=\/?(?:script|meta|link|base|i?frame|frameset|object|embed|portal|fencedframe|plaintext|xmp|noembed|noscript|template|title|body|html|head|main|section)\b|!)/gi,
    "&lt;",
  );
}

// From here on: the file.

const opening = '<!doctype html>\n<html data-mitate-report="1"';

interface Page {
  readonly publication: Publication;
  readonly title: string;
  readonly source: string;
  readonly cells: readonly Prepared[];
  readonly drawing: Drawing;
  readonly used: readonly Loaded[];
  readonly catalogs: readonly Catalog[];
  readonly script: string;
  readonly style: string;
  readonly data: unknown;
}

async function page(parts: Page): Promise<string> {
  const { publication: { lang, at }, title, cells, drawing } = parts;
  const functions = cells.filter(({ compiled }) => compiled.body)
    .map(({ compiled }) => `${compiled.id}: ${compiled.body}`);
  const scripts = [
    `"use strict";\nglobalThis.mitateCells = {\n${functions.join(",\n")}\n};\n`,
    parts.script,
  ].map((script) => scriptText(script.replace(/\r\n?/g, "\n")));
  const hashes = await Promise.all(scripts.map(async (script) => `'sha256-${await hash(script)}'`));
  const policy = [
    "default-src 'none'",
    `script-src ${hashes.join(" ")}`,
    "style-src 'unsafe-inline'",
    "img-src data: blob:",
    "font-src data:",
    "connect-src 'none'",
    "form-action 'none'",
    "base-uri 'none'",
  ].join("; ");
  const drawn = new Map(drawing.cells.map((cell) => [cell.id, cell]));
  const sections = cells.map((one) => section(one, drawn.get(one.cell.id)!, lang));
  return `${opening} lang="${lang}">
<head>
<meta charset="utf-8">
<meta http-equiv="content-security-policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="generator" content="Mitate ${engine}">
<title>${escape(title)}</title>
<style>
${parts.style.replaceAll("</style", "<\\/style")}
</style>
</head>
<body class="report">
<header>
<p><strong>${escape(title)}</strong></p>
<p>${say(words.at, lang)} ${at}　Mitate ${engine}</p>
<noscript><p>${say(words.still, lang)}</p></noscript>
</header>
${contents(drawing, lang)}
<main>
${sections.join("\n")}
</main>
${await appendix(parts)}
<script type="application/json" id="mitate-source">${json(await sources(parts))}</script>
<script type="application/json" id="mitate-data">${json(parts.data)}</script>
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
  basis: { ja: "この報告書の根拠", en: "What this report rests on" },
  digest: { ja: "内容の SHA-256", en: "SHA-256 of the content" },
  file: { ja: "ファイル", en: "File" },
  files: { ja: "ノートブックと記録", en: "Notebook and records" },
  tables: { ja: "使用した表", en: "Tables used" },
  table: { ja: "表", en: "Table" },
  version: { ja: "版", en: "Version" },
  source: { ja: "出典", en: "Source" },
  provenance: { ja: "信頼度", en: "Provenance" },
} satisfies Record<string, Text>;

function say(text: Text, lang: Lang): string {
  return escape(text[lang]);
}

function contents({ headings }: Drawing, lang: Lang): string {
  const listed = headings.filter(({ text }) => text !== "");
  if (listed.length < 2) return "";
  const items = listed.map(({ id, level, text }) =>
    `<li class="level-${level}"><a href="#${escape(id)}">${escape(text)}</a></li>`
  );
  return `<nav aria-labelledby="contents"><h2 id="contents">${say(words.contents, lang)}</h2>
<ol>
${items.join("\n")}
</ol></nav>`;
}

function section({ cell, label }: Prepared, drawn: Drawing["cells"][number], lang: Lang): string {
  const { id, hidden, pinned, value } = cell;
  const code = value.trim() === "" ? "" : `
<details class="code"${pinned ? " open" : ""}><summary>${say(words.code, lang)} (${
    escape(label)
  })</summary><pre><code>${escape(value)}</code></pre></details>`;
  return `<section class="cell${
    hidden ? " off" : ""
  }" id="cell-${id}" data-id="${id}"><div class="inner"><div class="body">${drawn.body}</div><div class="problems">${drawn.problems}</div></div>${code}</section>`;
}

async function appendix({ publication, source, used }: Page): Promise<string> {
  const { lang, at, notebook } = publication;
  const files = [[short(notebook), await hash(source, "hex")]];
  for (const { file, opened } of used) files.push([file, await hash(opened.text, "hex")]);
  const tables = new Map<string, TableUse>();
  for (const { system } of used) {
    if (system) { for (const table of assess(system, at).tables) tables.set(table.ref, table); }
  }
  const rows = [...tables.values()].map((table) => [
    table.name[lang] + (table.note ? `（${table.note[lang]}）` : ""),
    table.version,
    table.source,
    word("provenance", table.provenance)[lang],
  ]);
  return `<footer>
<h2>${say(words.basis, lang)}</h2>
<p>${say(words.at, lang)} ${at}　Mitate ${engine}</p>
${grid(words.files, [words.file, words.digest], files, lang)}
${rows.length ? grid(words.tables, tableHead, rows, lang) : ""}
</footer>`;
}

const tableHead = [words.table, words.version, words.source, words.provenance];

function grid(caption: Text, head: Text[], rows: string[][], lang: Lang): string {
  return `<table><caption>${say(caption, lang)}</caption>
<thead><tr>${head.map((one) => `<th scope="col">${say(one, lang)}</th>`).join("")}</tr></thead>
<tbody>
${rows.map((row) => `<tr>${row.map((one) => `<td>${escape(one)}</td>`).join("")}</tr>`).join("\n")}
</tbody></table>`;
}

/** The sources as they were read, so that the analysis can be run again, each with its digest. */
async function sources({ publication, source, used, catalogs }: Page): Promise<unknown> {
  const { at, lang, notebook } = publication;
  const records = await Promise.all(used.map(async ({ file, opened }) => ({
    path: file,
    sha256: await hash(opened.text, "hex"),
    text: opened.text,
  })));
  return {
    mitate: 1,
    engine,
    at,
    lang,
    notebook: { path: short(notebook), sha256: await hash(source, "hex"), text: source },
    records,
    catalogs,
  };
}

/** A file by its own name: where it lay is nobody's business. */
function short(file: string): string {
  return file.split(/[\\/]/).at(-1)!;
}

/** JSON that can stand in a page; every reader of JSON reads it as it was. */
function json(value: unknown): string {
  return JSON.stringify(value).replaceAll("<", "\\u003c");
}

/** JavaScript that can stand in a page. Both turns mean the same in strings, templates and patterns. */
function scriptText(code: string): string {
  return code.replace(/<\/(script)/gi, "<\\/$1").replaceAll("<!--", "\\x3c!--");
}

function escape(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
}

async function hash(text: string, form: "base64" | "hex" = "base64"): Promise<string> {
  const bytes = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return form === "hex" ? new Uint8Array(bytes).toHex() : new Uint8Array(bytes).toBase64();
}
