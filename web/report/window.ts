import process from "node:process";
import vm from "node:vm";
import { mendChoices } from "./select.ts";

/**
 * A page without a browser, in the realm of the worker and in no other: a page of its own realm would
 * have its own ways to make code of texts. The library asks the environment for two switches when it is
 * loaded; where reports are drawn there is no environment to ask, so it is handed an empty one.
 */
export async function openWindow(): Promise<void> {
  Object.defineProperty(process, "env", { value: {}, configurable: true });
  vm.isContext = () => true;
  for (const run of ["runInContext", "runInNewContext", "runInThisContext"]) {
    Object.defineProperty(vm.Script.prototype, run, { value: undefined });
  }
  const { GlobalWindow } = await import("happy-dom");
  const window = new GlobalWindow({ url: "about:blank" });
  const given = new Set(["window", "self", "globalThis", "top", "parent"]);
  const own = new Set(Object.getOwnPropertyNames(globalThis));
  const names = new Set([
    ...Object.getOwnPropertyNames(window),
    ...Object.getOwnPropertyNames(Object.getPrototypeOf(window)),
  ]);
  for (const name of names) {
    const isOwn = (own.has(name) || name in globalThis) && !events.test(name);
    if (given.has(name) || isOwn || name.startsWith("_")) continue;
    const value = (window as unknown as Record<string, unknown>)[name];
    Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
  }
  Object.defineProperty(globalThis, "window", { value: globalThis, configurable: true });
  mendChoices(globalThis);
}

// An element only takes events of its own page.
const events = /^(Event|EventTarget|CustomEvent|MessageEvent|ErrorEvent|ProgressEvent)$/;
