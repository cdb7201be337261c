/**
 * Takes away, in the worker that draws a report, what reaches beyond computing, and gives the one way to
 * make functions that is left. The worker has no permissions; but it shares a process, and without
 * permissions a process can still be ended, its screen written to, or another worker started.
 */
export function confine(): (body: string) => (...values: unknown[]) => unknown {
  const make = eval;
  lock();
  const silent = new Proxy({}, { get: () => () => {}, set: () => true });
  for (const object of [globalThis, document.defaultView!]) {
    for (const door of doors) {
      if (door in object) Object.defineProperty(object, door, { value: undefined });
    }
    Object.defineProperty(object, "console", { value: silent });
  }
  // Indirect: the cell sees the realm, not this function.
  return (body) => make(`(${body})`);
}

const doors = [
  ...["Deno", "process", "global", "GLOBAL", "root", "WebAssembly"],
  ...["Worker", "SharedWorker", "BroadcastChannel", "MessageChannel", "MessagePort", "caches"],
  ...["postMessage", "onmessage", "close", "importScripts", "require", "happyDOM"],
  ...["alert", "confirm", "prompt", "reportError"],
];

/** No text becomes code: with `import`, code could reach the process whatever names are gone. */
function lock(): void {
  const refuse = () => {
    throw new EvalError("No text becomes code while a report is drawn.");
  };
  const kinds = [function () {}, async function () {}, function* () {}, async function* () {}];
  const [closed] = kinds.map((one) => {
    // Programs look at what has made a function, without making another.
    const prototype = Object.getPrototypeOf(one);
    const value = Object.defineProperty(
      function () {
        refuse();
      },
      "prototype",
      { value: prototype },
    );
    return Object.defineProperty(prototype, "constructor", { value }).constructor;
  });
  for (const realm of [globalThis, document.defaultView!]) {
    Object.defineProperty(realm, "Function", { value: closed });
    Object.defineProperty(realm, "eval", { value: refuse });
  }
}
