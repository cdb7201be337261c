import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { extname } from "node:path";
import { fileURLToPath, URL } from "node:url";

/** A workspace in memory behind the server's interface, for tests only. */
export interface Fake {
  readonly origin: string;
  readonly token: string;
  /** The files by path. */
  readonly files: Map<string, string>;
  /** The journal by path. */
  readonly journal: Map<string, string>;
  /** Changes a file as another program would, and tells the pages. */
  put(path: string, text: string): void;
  stop(): Promise<void>;
}

/** Starts it with these files, serving the built page from `dist`. */
export async function fake(first: Readonly<Record<string, string>>): Promise<Fake> {
  const files = new Map(Object.entries(first));
  const times = new Map([...files.keys()].map((path) => [path, Date.UTC(2026, 10, 22, 1, 2)]));
  const journal = new Map<string, string>();
  const listeners = new Set<ServerResponse>();
  const token = "test-token";
  const tell = (path: string) => {
    const data = JSON.stringify({ path, etag: tagOf(files.get(path) ?? "") });
    for (const listener of listeners) listener.write(`data: ${data}\n\n`);
  };
  const server = createServer((request, response) => {
    answer(request, response).catch((error) => {
      response.writeHead(500).end(String(error));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as { port: number };
  return {
    origin: `http://127.0.0.1:${port}`,
    token,
    files,
    journal,
    put(path, text) {
      files.set(path, text);
      times.set(path, Date.now());
      tell(path);
    },
    async stop() {
      for (const listener of listeners) listener.end();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? "/", "http://127.0.0.1");
    if (!url.pathname.startsWith("/api/")) return await asset(url.pathname, response);
    if (request.headers["x-mitate-token"] !== token) return void response.writeHead(403).end();
    const send = (status: number, body: unknown) =>
      void response.writeHead(status, { "content-type": "application/json" })
        .end(JSON.stringify(body));
    const path = url.searchParams.get("path") ?? "";
    const body = request.method === "PUT" || request.method === "POST" ? await read(request) : {};
    switch (`${request.method} ${url.pathname}`) {
      case "GET /api/files":
        return send(200, {
          files: [...files].map(([path, text]) => listed(path, text, times.get(path) ?? 0)),
        });
      case "GET /api/file":
        return files.has(path) ? send(200, tagged(files.get(path)!)) : send(404, {});
      case "PUT /api/file": {
        const now = files.get(body.path) ?? "";
        if (tagOf(now) !== body.base) return send(409, tagged(now));
        files.set(body.path, body.text);
        times.set(body.path, Date.now());
        tell(body.path);
        return send(200, { etag: tagOf(body.text) });
      }
      case "POST /api/create":
        if (files.has(body.path)) return send(409, {});
        files.set(body.path, body.text);
        times.set(body.path, Date.now());
        tell(body.path);
        return send(200, { etag: tagOf(body.text) });
      case "GET /api/versions":
        return send(200, { versions: [] });
      case "POST /api/keep":
        return send(200, {});
      case "PUT /api/journal":
        journal.set(body.path, JSON.stringify(body));
        return send(200, {});
      case "GET /api/journal":
        return send(200, { drafts: [...journal.values()].map((text) => JSON.parse(text)) });
      case "DELETE /api/journal":
        journal.delete(path);
        return send(200, {});
      case "GET /api/events":
        response.writeHead(200, { "content-type": "text/event-stream" });
        response.write(": hello\n\n");
        listeners.add(response);
        request.on("close", () => listeners.delete(response));
        return;
      default:
        return send(404, {});
    }
  }
}

const dist = new URL("../dist/", import.meta.url);
const types: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
};

async function asset(path: string, response: ServerResponse): Promise<void> {
  const name = path === "/" ? "index.html" : path.slice(1);
  const bytes = await readFile(fileURLToPath(new URL(name, dist))).catch(() => undefined);
  if (!bytes) return void response.writeHead(404).end();
  const sandbox = name === "frame.html" ? "sandbox allow-scripts" : "frame-ancestors 'none'";
  response.writeHead(200, {
    "content-type": types[extname(name)] ?? "application/octet-stream",
    "content-security-policy": sandbox,
    ...(name.startsWith("assets/") ? { "access-control-allow-origin": "null" } : {}),
  }).end(bytes);
}

async function read(request: IncomingMessage): Promise<Record<string, string>> {
  const parts: Uint8Array[] = [];
  for await (const part of request) parts.push(part);
  return JSON.parse(new TextDecoder().decode(await new Blob(parts as BlobPart[]).arrayBuffer()));
}

function listed(path: string, text: string, modified: number) {
  const kind = path.includes("/templates/")
    ? "template"
    : path.endsWith(".html")
    ? "notebook"
    : path.includes("/patterns/")
    ? "pattern"
    : path.includes("/catalogs/")
    ? "catalog"
    : "record";
  const title = /<title>([^<]*)/.exec(text)?.[1] ?? path;
  return { path, kind, title, titles: { ja: title, en: title }, modified, etag: tagOf(text) };
}

function tagged(text: string) {
  return { text, etag: tagOf(text) };
}

function tagOf(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 16);
}
