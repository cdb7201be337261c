/** The literal parts of a text as one, with signs where its values go. */
export function joined(strings: readonly string[]): string {
  return strings.reduce((all, part, index) => `${all}${mark(index - 1)}${part}`);
}

/** An element of running text from its markup, with the values in the places of their signs. */
export function prose(markup: string, values: readonly unknown[]): HTMLElement {
  const root = document.createElement("div");
  root.className = "prose";
  // Our own reader's output of escaped text; nothing of a value is in it yet.
  root.innerHTML = markup;
  if (values.length) fill(root, values);
  return root;
}

// Signs of private use stand for the values while the text is read.
function mark(index: number): string {
  return `\ue000${index}\ue001`;
}

const marks = /\ue000(\d+)\ue001/;

function fill(root: HTMLElement, values: readonly unknown[]): void {
  for (const element of root.querySelectorAll("*")) {
    for (const { name, value } of [...element.attributes]) {
      // What the reader wrote into an address it also escaped.
      const plain = decoded(value);
      if (!marks.test(plain)) continue;
      const filled = plain.replace(/\ue000(\d+)\ue001/g, (_, index) => String(values[index]));
      if (/^\s*(javascript|data|vbscript):/i.test(filled)) element.removeAttribute(name);
      else element.setAttribute(name, filled);
    }
  }
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const texts: Text[] = [];
  while (walker.nextNode()) texts.push(walker.currentNode as Text);
  for (const text of texts) {
    const parts = text.data.split(new RegExp(marks, "g"));
    if (parts.length < 2) continue;
    const nodes = parts.flatMap((part, index) => index % 2 ? nodesOf(values[Number(part)]) : part);
    // A figure alone in a paragraph takes its place: a block does not belong in one.
    const lonely = text.parentElement?.tagName === "P" &&
      text.parentElement.childNodes.length === 1 &&
      nodes.some((node) => node instanceof HTMLElement && node.tagName !== "SPAN");
    const target = lonely ? text.parentElement! : text;
    target.replaceWith(...nodes);
  }
}

function decoded(value: string): string {
  try {
    return decodeURI(value);
  } catch {
    return value;
  }
}

function nodesOf(value: unknown): (Node | string)[] {
  if (value instanceof Node) return [value];
  if (value === null || value === undefined) return [];
  if (Array.isArray(value)) return value.flatMap(nodesOf);
  return [String(value)];
}
