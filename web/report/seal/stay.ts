import { voice } from "../../plots/voice.ts";
import { apply, getter, put } from "./hold.ts";

/**
 * Keeps the report where it is. Only a person leaves it: by a link that the person clicked, in a new
 * window without a way back, after the address was shown. Everything else that leads elsewhere is
 * stopped: addresses set by cells, clicks that nobody made, forms, refreshing, new windows.
 */
export function stay(): void {
  const ask = globalThis.confirm.bind(globalThis);
  Reflect.set(globalThis, "opener", null);
  put(globalThis, "open", () => null);
  stopNavigation();
  stopForms();
  stopMadeClicks();
  for (const type of ["click", "auxclick"]) {
    addEventListener(type, (event) => followed(event, ask), { capture: true });
  }
}

// Taken hold of before any cell runs: cells may change what these names lead to.
const { URL } = globalThis;
const { getAttribute, getAttributeNS, setAttribute } = Element.prototype;
const { preventDefault, stopImmediatePropagation, composedPath } = Event.prototype;
const nameOf = getter(Element.prototype, "localName");
const parentOf = getter(Node.prototype, "parentNode");
const hostOf = getter(ShadowRoot.prototype, "host");
const typeOf = getter(Event.prototype, "type");
const hrefOf = getter(URL.prototype, "href");
const here = location.href.replace(/#.*$/s, "");

/** Where the browser says that the page is about to leave (the Navigation API), it stays. */
function stopNavigation(): void {
  const { navigation, NavigateEvent, NavigationDestination } = globalThis as unknown as Navigating;
  if (!navigation || !NavigateEvent || !NavigationDestination) return;
  const destinationOf = getter(NavigateEvent.prototype, "destination");
  const typeOf = getter(NavigateEvent.prototype, "navigationType");
  const downloadOf = getter(NavigateEvent.prototype, "downloadRequest");
  const urlOf = getter(NavigationDestination.prototype, "url");
  navigation.addEventListener("navigate", (event) => {
    const type = apply(typeOf, event, []);
    const address = `${apply(urlOf, apply(destinationOf, event, []), [])}`;
    const isKept = typeof apply(downloadOf, event, []) === "string" && isMade(address);
    if (type === "reload" || type === "traverse" || isHere(address) || isKept) return;
    apply(preventDefault, event, []);
  });
}

interface Navigating {
  readonly navigation?: EventTarget;
  readonly NavigateEvent?: { readonly prototype: object };
  readonly NavigationDestination?: { readonly prototype: object };
}

/** No form is sent anywhere; a policy stops it only after the browser has looked up where it goes. */
function stopForms(): void {
  const stop = (event: Event) => apply(preventDefault, event, []);
  const watch = (root: EventTarget) => root.addEventListener("submit", stop, { capture: true });
  watch(globalThis);
  for (const method of ["submit", "requestSubmit"]) {
    put(HTMLFormElement.prototype, method, () => {});
  }
  // What happens to a form in a shadow tree is not heard outside of it.
  const { attachShadow } = Element.prototype;
  put(Element.prototype, "attachShadow", function (this: Element, options: ShadowRootInit) {
    const root = apply(attachShadow, this, [options]) as ShadowRoot;
    watch(root);
    return root;
  });
}

/** A link that stands in no page hears clicks too, and nothing above it does. */
function stopMadeClicks(): void {
  const { click } = HTMLElement.prototype;
  const { dispatchEvent } = EventTarget.prototype;
  put(HTMLElement.prototype, "click", function (this: HTMLElement) {
    if (!leadsAway(this)) apply(click, this, []);
  });
  put(EventTarget.prototype, "dispatchEvent", function (this: EventTarget, event: Event) {
    const isClick = /click/i.test(`${asked(typeOf, event)}`);
    return isClick && leadsAway(this) ? false : apply(dispatchEvent, this, [event]);
  });
}

/** Whether a click on a node would follow a link to elsewhere. */
function leadsAway(target: unknown): boolean {
  for (let node = target; node !== null && node !== undefined; node = above(node)) {
    const address = addressOf(node);
    if (address !== undefined) return !staysIn(node, address);
  }
  return false;
}

function above(node: unknown): unknown {
  return asked(parentOf, node) ?? asked(hostOf, node);
}

function followed(event: Event, ask: typeof globalThis.confirm): void {
  const path = apply(composedPath, event, []) as unknown[];
  for (let index = 0; index < path.length; index++) {
    const link = path[index];
    const address = addressOf(link);
    if (address === undefined) continue;
    if (staysIn(link, address)) return;
    const isWanted = event.isTrusted && /^(https?|mailto):/.test(address) &&
      typeof asked(getAttribute, link, "download") !== "string" && ask(question(address));
    if (!isWanted) return void apply(preventDefault, event, []);
    // Nobody after this one can turn the link elsewhere before the browser follows it.
    apply(stopImmediatePropagation, event, []);
    asked(setAttribute, link, "target", "_blank");
    asked(setAttribute, link, "rel", "noopener noreferrer");
    return;
  }
}

function question(address: string): string {
  return voice().lang === "ja"
    ? `報告書の外のページを開きます。よろしいですか。\n\n${address}`
    : `Open a page outside of this report?\n\n${address}`;
}

/** The address that a node leads to; undefined where it is no link. */
function addressOf(node: unknown): string | undefined {
  const name = asked(nameOf, node);
  if (name !== "a" && name !== "area") return undefined;
  const written = asked(getAttribute, node, "href") ??
    asked(getAttributeNS, node, "http://www.w3.org/1999/xlink", "href");
  if (typeof written !== "string") return undefined;
  try {
    return `${apply(hrefOf, new URL(written, here), [])}`;
  } catch {
    return "about:invalid";
  }
}

/** Whether a link leads to a place in the report, or to a file that a cell made, to be kept. */
function staysIn(node: unknown, address: string): boolean {
  if (typeof asked(getAttribute, node, "download") === "string") return isMade(address);
  return isHere(address) && typeof asked(getAttribute, node, "target") !== "string";
}

/** What a function of the browser says of a thing; undefined where the thing is not of its kind. */
function asked(
  method: (...values: never[]) => unknown,
  of: unknown,
  ...values: unknown[]
): unknown {
  try {
    return apply(method, of, values);
  } catch {
    return undefined;
  }
}

function isHere(address: string): boolean {
  return address === here || address.startsWith(`${here}#`);
}

function isMade(address: string): boolean {
  return address.startsWith("blob:") || address.startsWith("data:");
}
