/** What an element is made of: texts, elements, and nothing. */
export type Child = Node | string | number | null | undefined | false;
type Attributes = Readonly<Record<string, string | number | boolean | null | undefined>>;

/** Makes elements in one document, so that the same code draws in a browser and without one. */
export interface Maker {
  readonly document: Document;
  /** An HTML element. An attribute that is false, null or undefined is left out; true is "". */
  html<K extends keyof HTMLElementTagNameMap>(
    name: K,
    attributes?: Attributes,
    ...children: readonly Child[]
  ): HTMLElementTagNameMap[K];
  /** An SVG element. */
  svg<K extends keyof SVGElementTagNameMap>(
    name: K,
    attributes?: Attributes,
    ...children: readonly Child[]
  ): SVGElementTagNameMap[K];
}

/**
 * A maker for a document. Texts become text nodes and never markup, attributes are data: nothing a
 * record says can run. Elements carry no ids, so that a plot may stand twice on a page.
 */
export function maker(document: Document): Maker {
  function fill<E extends Element>(element: E, attributes: Attributes, children: readonly Child[]) {
    for (const [name, value] of Object.entries(attributes)) {
      if (value === false || value === null || value === undefined) continue;
      element.setAttribute(name, value === true ? "" : String(value));
    }
    for (const child of children) {
      if (child === null || child === undefined || child === false || child === "") continue;
      element.append(typeof child === "object" ? child : String(child));
    }
    return element;
  }
  return {
    document,
    html: (name, attributes = {}, ...children) =>
      fill(document.createElement(name), attributes, children),
    svg: (name, attributes = {}, ...children) =>
      fill(document.createElementNS(namespace, name), attributes, children),
  };
}

const namespace = "http://www.w3.org/2000/svg";
