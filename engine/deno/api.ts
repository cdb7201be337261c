import { dayAt, isDay } from "./day.ts";
import { bodyOf } from "./gate.ts";
import { type History, reasons } from "./history.ts";
import type { Press } from "./press.ts";
import type { Published } from "./publish.ts";
import { type Code, Refusal, refuse, statusOf } from "./refusal.ts";
import { type Content, type Happening, kindOf, type Trashed, type Workspace } from "./workspace.ts";

/** What the interface works on. */
export interface Desk {
  readonly workspace: Workspace;
  readonly history: History;
  readonly clock: () => Date;
  /** The largest body, in bytes. Default: `largestBody`. */
  readonly most?: number;
  readonly press: Press;
}

/** The interface of the server: JSON in, JSON out. */
export interface Api {
  readonly answer: (request: Request) => Promise<Response>;
  /** Ends the streams of events. */
  readonly close: () => void;
}

/**
 * The interface over a workspace and its history. Whoever may enter is decided by the gate. Nothing is
 * analysed here: pages do that for themselves, and one request must not hold up those of others.
 */
export function api(desk: Desk): Api {
  const streams = new Set<Stream>();
  desk.workspace.watch((happening) => {
    keepFound(desk, happening);
    streams.forEach((stream) => stream.tell(happening));
  });
  return {
    answer: async (request) => {
      const url = new URL(request.url);
      if (url.pathname === "/api/events" && request.method === "GET") return events(streams);
      return json(200, await carryOut(request, url, desk));
    },
    close: () => streams.forEach((stream) => stream.close()),
  };
}

/** A refusal as an answer: `{error: {code, ja, en}}` and what the refusal carries besides. */
export function told({ code, text, more }: Refusal): Response {
  return json(statusOf(code), { error: { code, ...text }, ...more });
}

function json(status: number, value: unknown): Response {
  const type = "application/json; charset=utf-8";
  const headers = { "content-type": type, "cache-control": "no-store" };
  return new Response(JSON.stringify(value) + "\n", { status, headers });
}

interface Asked {
  /** A field of the body. */
  readonly body: Readonly<Record<string, unknown>>;
  /** A field of the address. */
  readonly query: URLSearchParams;
  /** Aborted when whoever asked has gone. */
  readonly signal: AbortSignal;
}

type Route = (desk: Desk, asked: Asked) => unknown;

const routes: Readonly<Record<string, Readonly<Record<string, Route>>>> = {
  "/api/files": { GET: files },
  "/api/file": { GET: readFile, PUT: writeFile },
  "/api/create": { POST: create },
  "/api/rename": { POST: rename },
  "/api/duplicate": { POST: duplicate },
  "/api/trash": { GET: trashed, POST: trash },
  "/api/recover": { POST: recover },
  "/api/journal": { GET: drafts, PUT: putDraft, DELETE: dropDraft },
  "/api/versions": { GET: versions },
  "/api/version": { GET: version },
  "/api/keep": { POST: keep },
  "/api/label": { POST: label },
  "/api/compare": { GET: compare },
  "/api/restore": { POST: restore },
  "/api/events": {},
  "/api/publish": { POST: publish },
};

async function carryOut(request: Request, url: URL, desk: Desk): Promise<unknown> {
  const path = url.pathname;
  const { method } = request;
  if (!Object.hasOwn(routes, path)) throw refuse("no-route", { path });
  const route = Object.hasOwn(routes[path], method) && routes[path][method];
  if (!route) throw refuse("method", { method, path });
  const sent = method === "PUT" || method === "POST" ? await bodyOf(request, desk.most) : {};
  if (typeof sent !== "object" || sent === null || Array.isArray(sent)) throw refuse("not-json");
  const { signal } = request;
  return await route(desk, { body: { ...sent }, query: url.searchParams, signal });
}

/** A title in Japanese, and in both languages. */
async function files({ workspace, history }: Desk): Promise<unknown> {
  const files = (await workspace.list())
    .map(({ title, ...item }) => ({ ...item, title: title.ja, titles: title }));
  return { files, notices: history.notices };
}

async function readFile({ workspace, history }: Desk, { query }: Asked): Promise<unknown> {
  const content = await workspace.read(text(query, "path"));
  const notice = beside(() => history.found(content));
  return { ...content, ...notice };
}

async function writeFile({ workspace, history }: Desk, { body }: Asked): Promise<unknown> {
  const reason = oneOf(body, "reason", ["auto", ...reasons], "save");
  const who = name(body, "who");
  const tab = name(body, "tab");
  const written = await workspace.write(text(body, "path"), text(body, "text"), text(body, "base"));
  const notice = beside(() => {
    if (reason === "auto") history.note({ ...written, who });
    else history.add({ ...written, who }, reason);
    history.journal.drop(written.path, { text: written.text, ...(tab === "" ? {} : { tab }) });
  });
  return { etag: written.etag, ...notice };
}

async function create(desk: Desk, { body }: Asked): Promise<unknown> {
  const content = await desk.workspace.create(text(body, "path"), text(body, "text"));
  return made(desk, content, name(body, "who"));
}

async function rename({ workspace, history }: Desk, { body }: Asked): Promise<unknown> {
  const from = text(body, "from");
  const { path, etag } = await workspace.rename(from, text(body, "to"), optional(body, "base"));
  return { path, etag, ...beside(() => history.rename(from, path)) };
}

async function duplicate(desk: Desk, { body }: Asked): Promise<unknown> {
  const content = await desk.workspace.duplicate(text(body, "path"), optional(body, "to"));
  return made(desk, content, name(body, "who"));
}

function made({ history }: Desk, content: Content, who: string): object {
  const { path, etag } = content;
  return { path, etag, ...beside(() => history.add({ ...content, who }, "save")) };
}

async function trashed({ workspace }: Desk): Promise<unknown> {
  return { trash: (await workspace.trashed()).map(shown) };
}

function shown({ title, ...item }: Trashed): object {
  return { ...item, kind: kindOf(item.path), title: title.ja, titles: title };
}

/** A file goes into the trash with its past; another one of the same name begins its own. */
async function trash({ workspace, history }: Desk, { body }: Asked): Promise<unknown> {
  const gone = await workspace.trash(text(body, "path"), optional(body, "base"));
  const notice = beside(() => history.rename(gone.path, placeIn(gone)));
  return { ...shown(gone), ...notice };
}

async function recover({ workspace, history }: Desk, { body }: Asked): Promise<unknown> {
  const id = text(body, "id");
  const { path, etag, from } = await workspace.recover(id, optional(body, "to"));
  return { path, etag, ...beside(() => history.rename(placeIn({ id, path: from }), path)) };
}

/** Under which name the history knows what is in the trash. */
function placeIn({ id, path }: Pick<Trashed, "id" | "path">): string {
  return `.mitate/trash/${id}/${path}`;
}

function drafts({ history }: Desk): unknown {
  return { drafts: history.journal.list() };
}

async function putDraft({ workspace, history }: Desk, { body }: Asked): Promise<unknown> {
  const [path, draft, base] = [text(body, "path"), text(body, "text"), text(body, "base")];
  await known(workspace, path);
  history.journal.put({ path, text: draft, base, tab: name(body, "tab") });
  return {};
}

function dropDraft({ history }: Desk, { query }: Asked): unknown {
  const tab = query.get("tab");
  history.journal.drop(text(query, "path"), tab === null ? {} : { tab });
  return {};
}

function versions({ history }: Desk, { query }: Asked): unknown {
  return { versions: history.list(text(query, "path")) };
}

function version({ history }: Desk, { query }: Asked): unknown {
  return history.read(number(query, "id"));
}

/** Keeps a file as it stands as a version, and calls it something where that is wanted. */
async function keep({ workspace, history }: Desk, { body }: Asked): Promise<unknown> {
  const who = name(body, "who");
  const called = name(body, "label");
  const content = await workspace.read(text(body, "path"));
  const version = history.add({ ...content, who }, "save");
  return called === "" ? version : history.label(version.id, called);
}

function label({ history }: Desk, { body }: Asked): unknown {
  return history.label(number(body, "version"), name(body, "label"));
}

/** The lines in which a version differs from another one; without `to`, from the file as it is. */
async function compare({ workspace, history }: Desk, { query }: Asked): Promise<unknown> {
  const from = number(query, "from");
  if (query.has("to")) return { lines: history.compare(from, number(query, "to")) };
  const now = await workspace.read(history.read(from).path);
  return { lines: history.compare(from, now) };
}

/** Writes the text of a version into its file; `base` null where the file is gone. */
async function restore({ workspace, history }: Desk, { body }: Asked): Promise<unknown> {
  const { id, path, text: old } = history.read(number(body, "version"));
  const written = body.base === null
    ? await workspace.create(path, old)
    : await workspace.write(path, old, text(body, "base"));
  const notice = beside(() => history.restore(id, name(body, "who")));
  return { path, etag: written.etag, text: old, ...notice };
}

/** A notebook as one file, as the command line writes it; `at` is the day, default today. */
async function publish(
  { workspace, press, clock }: Desk,
  { body, signal }: Asked,
): Promise<Published> {
  const shown = text(body, "path");
  if (kindOf(shown) !== "notebook") throw refuse("bad-path", { path: shown });
  const at = body.at === undefined ? dayAt(clock()) : text(body, "at");
  if (!isDay(at)) throw badField("at", "2026-11-22");
  const lang = oneOf(body, "lang", ["ja", "en"], "ja");
  const notebook = await workspace.locate(shown);
  const records = (await workspace.list()).filter(({ kind }) => kind === "record")
    .map(({ path }) => path.slice(path.indexOf("/") + 1)).sort();
  return await press.publish({ notebook, shown, records, at, lang, signal });
}

interface Stream {
  readonly tell: (happening: Happening) => void;
  readonly close: () => void;
}

/**
 * A stream of server-sent events: `changed`, `created`, `removed` with path and, where there is one,
 * entity tag; a file that was removed by giving it another name says that name in `to`.
 */
function events(streams: Set<Stream>): Response {
  const encoder = new TextEncoder();
  let stream: Stream;
  let beat: ReturnType<typeof setInterval>;
  const leave = () => {
    clearInterval(beat);
    streams.delete(stream);
  };
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      const send = (text: string) => {
        try {
          controller.enqueue(encoder.encode(text));
        } catch {
          leave();
        }
      };
      stream = {
        tell: ({ kind, path, etag, to }) =>
          send(
            `event: ${kind}\ndata: ${JSON.stringify({ path, etag: etag ?? undefined, to })}\n\n`,
          ),
        close: () => {
          leave();
          controller.close();
        },
      };
      streams.add(stream);
      send(": open\n\n");
      // Without it, nobody would notice for hours that the other side has gone.
      beat = setInterval(() => send(": \n\n"), 20_000);
    },
    cancel: leave,
  });
  const type = "text/event-stream; charset=utf-8";
  return new Response(body, { headers: { "content-type": type, "cache-control": "no-store" } });
}

/** What another program wrote is a version too. */
function keepFound({ workspace, history }: Desk, { kind, path, external }: Happening): void {
  if (!external || kind === "removed") return;
  workspace.read(path).then((content) => history.found(content)).catch(() => {});
}

/** What happens beside the files must not undo it: a history that fails is a notice in the answer. */
function beside(act: () => unknown): { notice?: { code: Code; ja: string; en: string } } {
  try {
    act();
    return {};
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { notice: { code: error.code, ...error.text } };
  }
}

/** Refuses a path that could never be a file of the workspace; a file not yet made is fine. */
async function known(workspace: Workspace, path: string): Promise<void> {
  await workspace.locate(path).catch((error) => {
    if (!(error instanceof Refusal) || error.code !== "not-found") throw error;
  });
}

type Fields = Readonly<Record<string, unknown>> | URLSearchParams;

function field(fields: Fields, name: string): unknown {
  if (fields instanceof URLSearchParams) return fields.get(name) ?? undefined;
  return Object.hasOwn(fields, name) ? fields[name] : undefined;
}

function text(fields: Fields, name: string): string {
  const value = field(fields, name);
  if (typeof value === "string" && value.isWellFormed()) return value;
  throw badField(name);
}

function optional(fields: Fields, name: string): string | undefined {
  return field(fields, name) === undefined ? undefined : text(fields, name);
}

/** A short text, such as a person's name; "" where it is missing. */
function name(fields: Fields, name: string): string {
  const value = field(fields, name) ?? "";
  const fits = typeof value === "string" && value.isWellFormed() && value.length <= 200;
  if (fits && !/\p{Cc}/u.test(value)) return value;
  throw badField(name);
}

function number(fields: Fields, name: string): number {
  const value = field(fields, name);
  if (typeof value === "number" && Number.isSafeInteger(value)) return value;
  if (typeof value === "string" && /^\d{1,15}$/.test(value)) return Number(value);
  throw badField(name, "1");
}

function oneOf<Word extends string>(
  fields: Fields,
  name: string,
  words: readonly Word[],
  otherwise: Word,
): Word {
  const value = field(fields, name) ?? otherwise;
  const found = words.find((word) => word === value);
  if (found) return found;
  throw badField(name, words.join(", "));
}

function badField(name: string, example = ""): Refusal {
  const way = example === ""
    ? ""
    : { ja: `使える値の例：${example}。`, en: `Values to use, for example: ${example}.` };
  return refuse("bad-field", { field: name, way });
}
