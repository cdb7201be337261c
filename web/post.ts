import { atOnce, type Send } from "./remote.ts";

/** What the postman is given. */
export interface Letter {
  readonly id: number;
  readonly url: string;
  readonly method: string;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: unknown;
}

/** What comes back; a `problem` where nothing did. */
export type Reply =
  | { readonly id: number; readonly status: number; readonly text: string }
  | { readonly id: number; readonly problem: string };

/**
 * Sends large bodies from a thread of their own: to write a text of megabytes as JSON and to hand it to
 * the browser takes a tenth of a second, in which the page would not listen. Small ones go at once, and
 * so does everything where there is no such thread. `postman` is asked for with the first large body.
 */
export function posting(postman: () => Worker): Send {
  let last = 0;
  let worker: Worker | undefined;
  const waiting = new Map<number, (reply: Reply) => void>();
  const hire = () => {
    worker = postman();
    worker.addEventListener("message", ({ data }: MessageEvent<Reply>) => {
      waiting.get(data.id)?.(data);
      waiting.delete(data.id);
    });
    worker.addEventListener("error", ({ message }) => {
      for (const [id, told] of waiting) told({ id, problem: message });
      waiting.clear();
    });
    return worker;
  };
  return (url, { body, ...init }) => {
    if (!isLarge(body)) return atOnce(url, { body, ...init });
    const id = ++last;
    const { method = "GET" } = init;
    const headers = [...new Headers(init.headers)];
    const letter: Letter = { id, url: new URL(url, location.href).href, method, headers, body };
    const { promise, resolve, reject } = Promise.withResolvers<Response>();
    waiting.set(id, (reply) => {
      if ("problem" in reply) reject(new TypeError(reply.problem));
      else resolve(new Response(reply.text, { status: reply.status }));
    });
    (worker ?? hire()).postMessage(letter);
    return promise;
  };
}

/** What the postman does with a letter. */
export async function carry({ id, url, method, headers, body }: Letter): Promise<Reply> {
  try {
    const answer = await fetch(url, {
      method,
      headers: headers.map(([name, value]): [string, string] => [name, value]),
      body: JSON.stringify(body),
      cache: "no-store",
    });
    return { id, status: answer.status, text: await answer.text() };
  } catch (error) {
    return { id, problem: String(error) };
  }
}

/** Below this many characters, a body is written faster than it is handed over. */
export const large = 200_000;

function isLarge(body: unknown): boolean {
  return typeof body === "object" && body !== null &&
    Object.values(body).some((value) => typeof value === "string" && value.length > large);
}
