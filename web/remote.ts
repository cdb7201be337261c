import type { Text } from "../engine/mod.ts";

/** A file of the workspace, as the server lists it. */
export interface FileEntry {
  readonly path: string;
  readonly kind: Kind;
  readonly title: string;
  readonly titles: Text;
  /** Of a template: what it is for. */
  readonly about?: Text;
  /** When it was last written, in milliseconds since 1970. */
  readonly modified: number;
  readonly etag: string;
}

export type Kind = "record" | "notebook" | "template" | "pattern" | "catalog";

/** A file in the trash. */
export interface Trashed {
  readonly id: string;
  readonly path: string;
  readonly kind: Kind;
  readonly titles: Text;
  /** When it was put there, ISO 8601. */
  readonly at: string;
}

/** A text and the tag of that state of it. */
export interface Tagged {
  readonly text: string;
  readonly etag: string;
}

/** What came of writing: the new tag, or what stands there instead. */
export type Written =
  | { readonly kind: "written"; readonly etag: string }
  | { readonly kind: "conflict"; readonly theirs: Tagged };

/** A text that was typed and perhaps never saved. */
export interface Draft {
  readonly path: string;
  /** The tab it was typed in; that of this page where it is missing. */
  readonly tab?: string;
  readonly text: string;
  readonly base: string;
}

/** A state of a file that the history kept. */
export interface Version {
  readonly id: number;
  /** When it was kept, ISO 8601. */
  readonly at: string;
  /** The name that was typed; "" where none was. */
  readonly who: string;
  readonly reason: "pause" | "save" | "gate" | "publish" | "external" | "restore";
  /** What a person called it; "" where nobody did. */
  readonly label: string;
  /** The tag of its text. */
  readonly etag: string;
}

/** A notebook as one file, made by the server. */
export interface Printed {
  readonly html: string;
  /** The cells that failed, with what they said. */
  readonly failed: readonly { readonly label: string; readonly told: readonly string[] }[];
}

/** The server, seen from the page. Every failure is a `RemoteError` with a message code. */
export interface Remote {
  files(): Promise<FileEntry[]>;
  read(path: string): Promise<Tagged>;
  /**
   * Writes where the file still is as `base` says; fails as `missing` where there is none any more.
   * `auto`: while typing, a version follows when it rests; `save`: a version at once.
   */
  write(path: string, text: string, base: string, reason?: "auto" | "save"): Promise<Written>;
  /** Makes a file that is not there yet. */
  create(path: string, text: string): Promise<Tagged>;
  /** Gives a file that still is as `base` says another name, which must be free. */
  rename(path: string, to: string, base: string): Promise<void>;
  /** Moves a file that still is as `base` says to the trash; the answer names it there. */
  trash(path: string, base: string): Promise<string>;
  trashed(): Promise<Trashed[]>;
  /** Takes a file out of the trash, to where it was or to a path that is free; the answer is where. */
  recover(id: string, to?: string): Promise<string>;
  draft(path: string): Promise<Draft | undefined>;
  keep(draft: Draft): Promise<void>;
  /** Forgets the draft of a tab, by default of this one. */
  drop(path: string, of?: string): Promise<void>;
  versions(path: string): Promise<Version[]>;
  version(id: number): Promise<string>;
  /** Publishes a notebook as its file stands, in a language and on a day. */
  publish(
    path: string,
    options: { readonly lang: "ja" | "en"; readonly at: string },
    signal: AbortSignal,
  ): Promise<Printed>;
  /** Keeps the file as it stands as a version; `label` "" calls it nothing. */
  mark(path: string, label: string): Promise<Version>;
  /** Makes a version the text of a file that still is as `base` says; the answer is its new tag. */
  restore(id: number, base: string): Promise<string>;
  /** Calls a version something; "" takes the name away. */
  label(id: number, label: string): Promise<void>;
  /**
   * Calls back when a file changes, with its tag, or with the name that it was given instead; tries
   * again by itself when the line breaks.
   */
  listen(changed: (path: string, etag: string | undefined, to?: string) => void): () => void;
}

/** Why the server could not do what was asked. */
export class RemoteError extends Error {
  constructor(
    readonly code: "offline" | "refused" | "missing" | "exists" | "changed" | "failed",
    readonly detail: string,
    /** What the server said of it, in both languages. */
    readonly told?: Text,
  ) {
    super(`${code}: ${detail}`);
    this.name = "RemoteError";
  }
}

/**
 * The server at this address; `tab` names this page to its journal, `who` the person to the versions.
 * The only place that fetches.
 */
export function remote(token: string, tab = "", base = "", who = () => ""): Remote {
  const call = caller(token, base);
  const query = (path: string) => `?path=${encodeURIComponent(path)}`;
  return {
    files: async () =>
      (await json<{ files: RawEntry[] }>(await call("GET", "/api/files"))).files.map(entry),
    read: async (path) => json(await call("GET", `/api/file${query(path)}`)),
    async write(path, text, base, reason = "auto") {
      const body = { path, text, base, reason, tab, who: who() };
      const answer = await call("PUT", "/api/file", body, [409]);
      const told = await json<{ text: string | null; etag: string; error?: Text }>(answer);
      if (answer.status !== 409) return { kind: "written", etag: told.etag };
      if (told.text === null) throw new RemoteError("missing", path, told.error);
      return { kind: "conflict", theirs: { text: told.text, etag: told.etag } };
    },
    async create(path, text) {
      const answer = await call("POST", "/api/create", { path, text, who: who() });
      return { text, etag: (await json<{ etag: string }>(answer)).etag };
    },
    rename: async (from, to, base) => void await call("POST", "/api/rename", { from, to, base }),
    trash: async (path, base) =>
      (await json<{ id: string }>(await call("POST", "/api/trash", { path, base }))).id,
    trashed: async () => (await json<{ trash: Trashed[] }>(await call("GET", "/api/trash"))).trash,
    recover: async (id, to) =>
      (await json<{ path: string }>(await call("POST", "/api/recover", { id, to }))).path,
    async draft(path) {
      const answer = await json<{ drafts: Draft[] }>(await call("GET", "/api/journal"));
      return answer.drafts.findLast((draft) => draft.path === path);
    },
    keep: async (draft) => void await call("PUT", "/api/journal", { tab, ...draft }),
    drop: async (path, of = tab) =>
      void await call("DELETE", `/api/journal${query(path)}&tab=${encodeURIComponent(of)}`),
    versions: async (path) =>
      (await json<{ versions: Version[] }>(await call("GET", `/api/versions${query(path)}`)))
        .versions,
    version: async (id) =>
      (await json<{ text: string }>(await call("GET", `/api/version?id=${id}`))).text,
    publish: async (path, options, signal) =>
      json(await call("POST", "/api/publish", { path, ...options }, [], signal)),
    mark: async (path, label) =>
      await json<Version>(await call("POST", "/api/keep", { path, label, who: who() })),
    restore: async (version, base) => {
      const answer = await call("POST", "/api/restore", { version, base, who: who() });
      return (await json<{ etag: string }>(answer)).etag;
    },
    label: async (version, label) => void await call("POST", "/api/label", { version, label }),
    listen: (changed) => listening(call, changed),
  };
}

/** The token of the address, kept for this tab, and taken out of the address. */
export function tokenOf(location: Location, storage: Storage): string {
  const found = /[#&]token=([^&]+)/.exec(location.hash)?.[1];
  if (found === undefined) return storage.getItem("mitate.token") ?? "";
  storage.setItem("mitate.token", found);
  const rest = location.hash.replace(/[#&]token=[^&]+/, "").replace(/^&/, "#");
  history.replaceState(null, "", location.pathname + location.search + rest);
  return found;
}

type Call = (
  method: string,
  path: string,
  body?: unknown,
  fine?: readonly number[],
  signal?: AbortSignal,
) => Promise<Response>;

function caller(token: string, base: string): Call {
  return async (method, path, body, fine = [], signal) => {
    const headers = new Headers({ "x-mitate-token": token });
    if (body !== undefined) headers.set("content-type", "application/json");
    const init: RequestInit = { method, headers, signal, cache: "no-store" };
    if (body !== undefined) init.body = JSON.stringify(body);
    const answer = await fetch(base + path, init).catch((error) => {
      throw new RemoteError("offline", String(error));
    });
    if (answer.ok || fine.includes(answer.status)) return answer;
    const { error } = await answer.json().catch(() => ({})) as { error?: Text & { code: string } };
    const code = error?.code === "conflict" ? "changed" : codes[answer.status] ?? "failed";
    throw new RemoteError(code, `${answer.status} ${path}`, error);
  };
}

const codes: Readonly<Record<number, RemoteError["code"]>> = {
  401: "refused",
  403: "refused",
  404: "missing",
  409: "exists",
};

async function json<T>(answer: Response): Promise<T> {
  return await answer.json();
}

type RawEntry = Omit<FileEntry, "modified"> & { modified: string | number };

function entry(raw: RawEntry): FileEntry {
  const modified = typeof raw.modified === "number" ? raw.modified : Date.parse(raw.modified);
  return { ...raw, modified };
}

/** Server-sent events by fetch, because an EventSource cannot carry the token in a header. */
function listening(call: Call, changed: Parameters<Remote["listen"]>[0]) {
  const ending = new AbortController();
  const loop = async () => {
    for (let pause = 500; !ending.signal.aborted; pause = Math.min(pause * 2, 15_000)) {
      try {
        const answer = await call("GET", "/api/events", undefined, [], ending.signal);
        for await (const data of events(answer)) {
          pause = 500;
          const { path, etag, to } = JSON.parse(data) as Partial<Record<string, string>>;
          if (path !== undefined) changed(path, etag, to);
        }
      } catch {
        // The line broke: wait and try again.
      }
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
  };
  loop();
  return () => ending.abort();
}

async function* events(answer: Response): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  const reader = answer.body!.getReader();
  let rest = "";
  for (let step = await reader.read(); !step.done; step = await reader.read()) {
    rest += decoder.decode(step.value, { stream: true });
    const parts = rest.split(/\r?\n\r?\n/);
    rest = parts.pop() ?? "";
    for (const part of parts) {
      const data = part.split(/\r?\n/).filter((line) => line.startsWith("data:"))
        .map((line) => line.slice(5).trimStart()).join("\n");
      if (data) yield data;
    }
  }
}
