/**
 * Takes away, in the worker that draws a report, what reaches beyond computing, and gives the one way to
 * make functions that is left. The worker has no permissions; but it shares a process, and without
 * permissions a process can still be ended, its screen written to, or another worker started.
 */
export function confine(): (body: string) => (...values: unknown[]) => unknown {
  const make = eval;
  const page = document.defaultView as unknown as Realm;
  for (const realm of [page, globalThis as unknown as Realm]) {
    // A page without a browser has a realm of its own, with ways of its own to make code of texts.
    lock(realm);
    for (const door of doors) {
      if (door in realm) Object.defineProperty(realm, door, { value: undefined });
    }
  }
  // Indirect: the cell sees the realm, not this function.
  return (body) => make(`(${body})`);
}

/** The global object of a realm. */
interface Realm {
  readonly eval: (code: string) => unknown;
}

const doors = [
  ...["Deno", "process", "Buffer", "global", "GLOBAL", "eval", "Function", "WebAssembly"],
  ...["Worker", "SharedWorker", "BroadcastChannel", "MessageChannel", "MessagePort", "caches"],
  ...["postMessage", "onmessage", "close", "console", "importScripts", "happyDOM", "require"],
];

/** No text becomes code: with `import`, code could reach the process whatever names are gone. */
function lock(realm: Realm): void {
  const kinds = "[function () {}, async function () {}, function* () {}, async function* () {}]";
  const functions = realm.eval(kinds) as (() => void)[];
  for (const one of functions) {
    Object.defineProperty(Object.getPrototypeOf(one), "constructor", { value: undefined });
  }
}
