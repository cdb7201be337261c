import { closedElements, disarmed } from "../../notebook/closed.ts";
import { apply, put } from "./hold.ts";

/** No cell makes an element that loads or leads away, by whichever way elements come into being. */
export function closeElements(): void {
  guard(Document.prototype, "createElement", 0);
  guard(Document.prototype, "createElementNS", 1);
  guard(DOMImplementation.prototype, "createDocument", 1);
  refuseExtended();
  refuseXml();
  // What writes over the page, and readers of markup that ask nobody.
  const gone: readonly (readonly [object | undefined, readonly string[]])[] = [
    [Document.prototype, ["open", "write", "writeln", "execCommand"]],
    [Document, ["parseHTML"]],
    [Element.prototype, ["setHTML"]],
    [ShadowRoot.prototype, ["setHTML"]],
    [globalThis, ["XSLTProcessor"]],
  ];
  for (const [object, names] of gone) {
    for (const name of names) if (object) Reflect.deleteProperty(object, name);
  }
  readMarkup();
}

/** A function of the page that makes an element by the name in one of its arguments. */
function guard(object: object, method: string, at: number): void {
  const make = Reflect.get(object, method) as (...values: unknown[]) => unknown;
  put(object, method, function (this: unknown, ...values: unknown[]) {
    // Once: an object could give another name when it is asked again.
    if (typeof values[at] === "object" && values[at] !== null) values[at] = `${values[at]}`;
    refuse(values[at]);
    return apply(make, this, values);
  });
}

function refuseExtended(): void {
  const define = customElements.define;
  put(CustomElementRegistry.prototype, "define", function (
    this: CustomElementRegistry,
    name: string,
    constructor: CustomElementConstructor,
    options?: ElementDefinitionOptions,
  ) {
    const base = options?.extends;
    if (base === undefined) return apply(define, this, [name, constructor]);
    const written = `${base}`;
    refuse(written);
    return apply(define, this, [name, constructor, { extends: written }]);
  });
}

/** XML can name an element in ways that a reader of markup does not see. */
function refuseXml(): void {
  const parse = DOMParser.prototype.parseFromString;
  put(DOMParser.prototype, "parseFromString", function (
    this: DOMParser,
    text: string,
    type: DOMParserSupportedType,
  ) {
    if (`${type}` !== "text/html") throw new TypeError("A report reads HTML only, no XML.");
    return apply(parse, this, [text, "text/html"]);
  });
}

/** All markup that becomes elements passes here, where the browser knows trusted types. */
function readMarkup(): void {
  const { trustedTypes } = globalThis as unknown as {
    trustedTypes?: { createPolicy(name: string, rules: object): unknown };
  };
  // A shadow tree comes into being by a call only, which is watched.
  const createHTML = (markup: string) => disarmed(markup).replace(/shadowrootmode/gi, "data-$&");
  trustedTypes?.createPolicy("default", { createHTML });
}

function refuse(name: unknown): void {
  const whole = `${name}`.toLowerCase();
  const local = whole.slice(whole.lastIndexOf(":") + 1);
  if (local in closed) throw new TypeError(`A published report has no <${local}> elements.`);
}

const closed: Readonly<Record<string, true>> = Object.assign(
  Object.create(null),
  Object.fromEntries(closedElements.map((name) => [name, true])),
);
