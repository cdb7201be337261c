import { front, type System } from "../../formats/front.ts";
import { style } from "../../formats/html.ts";
import { page } from "../../formats/page.ts";
import type { Lang } from "../../text.ts";
import { isBuilt } from "../asset.ts";
import { type Call, type Command, dayOf } from "../call.ts";
import { endings, from, list } from "../files.ts";
import { newToken } from "../gate.ts";
import { analysed, load } from "../load.ts";
import { serve as open } from "../server.ts";
import { fromFileUrl } from "../std.ts";
import { codes, defect, misuse, Stop, unexpected } from "../stop.ts";
import { complain, print } from "../terminal.ts";

export const serve: Command = {
  name: "serve",
  summary: {
    ja: "手元のブラウザで使えるようにする",
    en: "open the workbench in a browser on this machine",
  },
  usage: {
    ja: `使い方: mitate serve [--port 8123] [--at 日付] [--lang ja|en]

scenarios の記録と notebooks のノートブックを、この機器のブラウザだけで使えるようにします（127.0.0.1）。
表示されたアドレスを開いてください。アドレスには、起動するたびに変わる合言葉が付いています。
画面が組み立てられていないとき（deno task build）と --at を付けたときは、scenarios の記録の分析結果を
読むだけのページを見せます。deno task start で起動します。止めるには Ctrl+C を押します。`,
    en: `Usage: mitate serve [--port 8123] [--at DATE] [--lang ja|en]

Opens the records in scenarios and the notebooks in notebooks to browsers on this machine only
(127.0.0.1). Open the address it prints; it carries a token that is new at every start.
Where the workbench is not built (deno task build), and with --at, it shows pages to read with the
analyses of the records in scenarios. Start it with deno task start; Ctrl+C ends it.`,
  },
  options: { value: ["port", "at"] },
  takes: { least: 0, most: 0 },
  run,
};

const folder = "scenarios";
const dist = fromFileUrl(new URL("../../../dist/", import.meta.url));

async function run(call: Call): Promise<number> {
  const port = portOf(call);
  if (call.value("at") === undefined && await isBuilt(dist)) return workbench(port, call.lang);
  const policy = await securityPolicy();
  dayOf(call);
  const handler = async (request: Request) => {
    const answer = await respond(request, call).catch((error) => failed(error, call.lang));
    for (const [name, value] of Object.entries({ ...headers, ...policy })) {
      answer.headers.set(name, value);
    }
    return answer;
  };
  try {
    const onListen = ({ port }: { port: number }) =>
      print(welcome(plainAddress(port, call.lang), call.lang));
    await Deno.serve({ hostname: "127.0.0.1", port, onListen }, handler).finished;
  } catch (error) {
    throw unavailable(error, port);
  }
  return codes.fine;
}

/** The workbench, until it is ended. */
async function workbench(port: number, lang: Lang): Promise<number> {
  try {
    const server = await open({
      root: Deno.cwd(),
      port,
      token: newToken((bytes) => crypto.getRandomValues(bytes)),
      clock: () => new Date(),
      dist,
      complain: (error) => complain(unexpected(error, lang)),
    });
    server.notices.forEach((notice) => complain(notice[lang]));
    print(welcome(server.address, lang));
    const end = () => void server.stop();
    Deno.addSignalListener("SIGINT", end);
    await server.finished;
    Deno.removeSignalListener("SIGINT", end);
  } catch (error) {
    throw unavailable(error, port);
  }
  return codes.fine;
}

/** The answer to a request. Only pages of this machine may ask, whatever name they used to find it. */
async function respond(request: Request, call: Call): Promise<Response> {
  const url = new URL(request.url);
  const hosts = [`127.0.0.1:${url.port}`, `localhost:${url.port}`];
  if (!hosts.includes(request.headers.get("host") ?? "")) return plain(403, "Forbidden");
  if (request.method !== "GET" && request.method !== "HEAD") {
    return plain(405, "Method not allowed");
  }
  const lang = url.searchParams.get("lang") === "en" ? "en" : "ja";
  if (url.pathname === "/") return html(await index(lang, call));
  const named = /^\/systems\/([^/]+)$/.exec(url.pathname);
  const files = named ? await list(from(folder), endings) : [];
  const file = files.find((name) => encodeURIComponent(name) === named![1]);
  return file === undefined ? plain(404, "Not found") : await one(file, lang, call);
}

async function index(lang: Lang, call: Call): Promise<string> {
  const systems: System[] = [];
  for (const name of await list(from(folder), endings)) {
    const file = `${folder}/${name}`;
    const { assessment, findings } = analysed(await load(file), dayOf(call));
    const href = `/systems/${encodeURIComponent(name)}?lang=${lang}`;
    systems.push({ file, href, assessment, findings });
  }
  return front(systems, { lang, links: [other("/", lang)] });
}

async function one(name: string, lang: Lang, call: Call): Promise<Response> {
  const file = `${folder}/${name}`;
  const { assessment, findings } = analysed(await load(file), dayOf(call));
  const back = { href: `/?lang=${lang}`, text: lang === "ja" ? "システム一覧" : "All systems" };
  const links = [back, other(`/systems/${encodeURIComponent(name)}`, lang)];
  if (assessment) return html(page(assessment, findings, { lang, file, links }));
  return html(front([{ file, href: "", assessment, findings }], { lang, links }));
}

function other(path: string, lang: Lang): { href: string; text: string; lang: Lang } {
  return lang === "ja"
    ? { href: `${path}?lang=en`, text: "English", lang: "en" }
    : { href: `${path}?lang=ja`, text: "日本語", lang: "ja" };
}

function html(text: string): Response {
  return new Response(text, { headers: { "content-type": "text/html; charset=utf-8" } });
}

function plain(status: number, text: string): Response {
  const type = "text/plain; charset=utf-8";
  return new Response(`${text}\n`, { status, headers: { "content-type": type } });
}

/** A defect of one request does not end the server. */
function failed(error: unknown, lang: Lang): Response {
  const text = error instanceof Stop ? error.text[lang] : unexpected(error, lang);
  complain(text);
  return plain(500, text);
}

const headers = {
  "cache-control": "no-store",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "referrer-policy": "no-referrer",
  "x-content-type-options": "nosniff",
};

/** Nothing may be loaded, run or framed; the one style is allowed by its hash. */
async function securityPolicy(): Promise<Record<string, string>> {
  const bytes = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(style));
  const hash = btoa(String.fromCharCode(...new Uint8Array(bytes)));
  const rules = [
    "default-src 'none'",
    `style-src 'sha256-${hash}'`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ];
  return { "content-security-policy": rules.join("; ") };
}

function portOf(call: Call): number {
  const typed = call.value("port") ?? "8123";
  const port = Number(typed);
  if (/^\d+$/.test(typed) && port <= 65535) return port;
  throw misuse(
    `--port の「${typed}」はポート番号ではありません。8123 のように書いてください。`,
    `"${typed}" after --port is not a port number; write it as 8123.`,
  );
}

function plainAddress(port: number, lang: Lang): string {
  return `http://127.0.0.1:${port}/${lang === "en" ? "?lang=en" : ""}`;
}

function welcome(address: string, lang: Lang): string {
  return lang === "ja"
    ? `Mitate: ${address} をブラウザで開いてください（止めるには Ctrl+C）。\n`
    : `Mitate: open ${address} in a browser (Ctrl+C ends it).\n`;
}

function unavailable(error: unknown, port: number): unknown {
  if (error instanceof Deno.errors.AddrInUse) {
    return defect(
      `ポート${port}は使用中です。--port で別の番号を指定してください。`,
      `Port ${port} is in use; choose another with --port.`,
    );
  }
  if (error instanceof Deno.errors.PermissionDenied || error instanceof Deno.errors.NotCapable) {
    return defect(
      `ポート${port}で待ち受ける権限がありません。deno task start で起動してください。`,
      `There is no permission to listen on port ${port}; use deno task start.`,
    );
  }
  return error;
}
