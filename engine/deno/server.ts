import { api, told } from "./api.ts";
import { asset } from "./asset.ts";
import { headersFor, isData, judge, type Loads } from "./gate.ts";
import { history } from "./history.ts";
import { press } from "./press.ts";
import { Refusal, refuse } from "./refusal.ts";
import { join } from "./std.ts";
import { inner, innerFolder, workspace } from "./workspace.ts";
import type { Text } from "../text.ts";

/** What the server is handed. */
export interface Serving {
  /** The folder of the workspace. */
  readonly root: string;
  /** The port to listen on; where it is taken, the next free one of twenty. 0: any. */
  readonly port: number;
  /** The secret of this run; see `newToken`. */
  readonly token: string;
  readonly clock: () => Date;
  /** The folder of the built workbench. */
  readonly dist: string;
  /** Milliseconds between two looks for changes by other programs. Default: a second. */
  readonly every?: number;
  /** The largest body of a request, in bytes. */
  readonly most?: number;
  /** Told of what went wrong unexpectedly. */
  readonly complain?: (error: unknown) => void;
}

/** A server that listens. */
export interface Server {
  readonly port: number;
  /** The address to open. The token is in its fragment, which no browser sends or keeps in a log. */
  readonly address: string;
  /** What the user should know: another port, a history that had to be set aside. */
  readonly notices: readonly Text[];
  /** Lets running requests finish, two seconds at most; ends the streams of events. */
  readonly stop: () => Promise<void>;
  readonly finished: Promise<void>;
}

/** Serves the workbench and its workspace on 127.0.0.1 and nowhere else. */
export async function serve(serving: Serving): Promise<Server> {
  const { token, clock, most, complain = () => {} } = serving;
  const files = await workspace(serving.root, { clock, every: serving.every });
  const past = history(await historyFile(files.root), clock);
  const desk = api({ workspace: files, history: past, clock, most, press: press() });
  let port = 0;
  const handler = async (request: Request) => {
    try {
      return await respond(request, { port, token }, serving.dist, desk.answer);
    } catch (error) {
      if (!(error instanceof Refusal)) complain(error);
      // The address of a refused request may be none.
      const url = URL.parse(request.url) ?? new URL("http://127.0.0.1/");
      return dressed(told(refusalOf(error)), url);
    }
  };
  const leave = async () => {
    await files.stop();
    past.close();
  };
  const cut = new AbortController();
  const server = await listen(serving.port, handler, cut.signal).catch(async (error) => {
    await leave();
    throw error;
  });
  port = server.addr.port;
  const settling = setInterval(() => settle(past, complain), 5000);
  return {
    port,
    address: `http://127.0.0.1:${port}/#token=${token}`,
    notices: [...elsewhere(serving.port, port), ...past.notices],
    finished: server.finished,
    stop: async () => {
      clearInterval(settling);
      desk.close();
      const late = setTimeout(() => cut.abort(), 2000);
      await server.shutdown();
      clearTimeout(late);
      await leave();
    },
  };
}

/** In memory where the workspace has no room for it; then `history` says so. */
async function historyFile(root: string): Promise<string> {
  await innerFolder(root).catch(() => {});
  return join(root, inner, "history.sqlite");
}

// deno-lint-ignore require-await -- a refusal of the system comes as a rejection, not as a throw
async function listen(
  first: number,
  handler: (request: Request) => Promise<Response>,
  signal: AbortSignal,
): Promise<Deno.HttpServer<Deno.NetAddr>> {
  for (let port = first;; port++) {
    try {
      return Deno.serve({ hostname: "127.0.0.1", port, signal, onListen: () => {} }, handler);
    } catch (error) {
      const more = first > 0 && port < first + 20 && port < 65535;
      if (!(error instanceof Deno.errors.AddrInUse) || !more) throw error;
    }
  }
}

function elsewhere(wanted: number, port: number): Text[] {
  if (wanted === 0 || wanted === port) return [];
  return [{
    ja: `ポート${wanted}は使用中のため、${port}で起動しました。`,
    en: `Port ${wanted} is in use; the server listens on ${port} instead.`,
  }];
}

async function respond(
  request: Request,
  gate: { port: number; token: string },
  dist: string,
  answer: (request: Request) => Promise<Response>,
): Promise<Response> {
  const refusal = judge(request, gate);
  if (refusal) throw refusal;
  const url = new URL(request.url);
  if (isData(url.pathname)) return dressed(await answer(request), url);
  const found = await asset(dist, url.pathname);
  if (!found) throw refuse("no-route", { path: url.pathname });
  const body = request.method === "HEAD" ? null : found.body;
  return dressed(new Response(body, { headers: found.headers }), url, found.frame);
}

/** An answer with the headers that every answer has. */
function dressed(response: Response, url: URL, frame?: Loads): Response {
  for (const [name, value] of Object.entries(headersFor(url, frame))) {
    response.headers.set(name, value);
  }
  return response;
}

function refusalOf(error: unknown): Refusal {
  if (error instanceof Refusal) return error;
  const detail = error instanceof Error ? error.name : "unknown";
  return refuse("unexpected", { detail });
}

function settle(past: { settle: () => void }, complain: (error: unknown) => void): void {
  try {
    past.settle();
  } catch (error) {
    complain(error);
  }
}
