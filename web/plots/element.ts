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
      if (typeof child === "object") element.append(child);
      else element.append(...flowing(element) ? unbroken(String(child)) : [String(child)]);
    }
    return element;
  }
  /** A text in which ids and days are kept on one line: a browser would break them at hyphens. */
  function unbroken(text: string): (string | Element)[] {
    return text.split(codes).map((part, index) => {
      if (index % 2 === 0) return part;
      const code = document.createElement("span");
      code.className = "mitate-code";
      code.textContent = part;
      return code;
    }).filter((part) => part !== "");
  }
  return {
    document,
    html: (name, attributes = {}, ...children) =>
      fill(document.createElement(name), attributes, children),
    svg: (name, attributes = {}, ...children) =>
      fill(document.createElementNS(namespace, name), attributes, children),
  };
}

// As controls of the catalogues (AC-2(13), PR.AC-1), things of a record (SV-01) and days are written.
const codes = /((?<![\w-])[A-Z]{1,4}(?:\.[A-Z]{2})?-\d+(?:\(\d+\))*(?![\w-])|\b\d{4}-\d\d-\d\d\b)/;

/** Whether an element holds text that is broken into lines. */
function flowing({ namespaceURI, localName }: Element): boolean {
  return namespaceURI !== namespace && localName !== "option";
}

const namespace = "http://www.w3.org/2000/svg";
