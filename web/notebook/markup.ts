/** An attribute of a tag, with its place in the text; `value` has its character references resolved. */
export interface Attribute {
  readonly name: string;
  readonly value: string;
  readonly start: number;
  readonly end: number;
}

/** A piece of HTML text. The pieces of a text, put together, are the text again. */
export type Token =
  | { readonly kind: "text" | "comment"; readonly start: number; readonly end: number }
  | { readonly kind: "close"; readonly name: string; readonly start: number; readonly end: number }
  | OpenTag
  | RawElement
  /** A tag that the text ends in. */
  | { readonly kind: "broken"; readonly start: number; readonly end: number };

export interface OpenTag {
  readonly kind: "open";
  readonly name: string;
  readonly attributes: readonly Attribute[];
  readonly start: number;
  readonly end: number;
}

/** An element whose content is not markup: script, style, title, textarea. */
export interface RawElement {
  readonly kind: "raw";
  readonly name: string;
  readonly tag: OpenTag;
  /** Where the content ends; it starts where the tag ends. */
  readonly inner: number;
  /** False when the closing tag is missing; then the content ends before the next cell, or at the end. */
  readonly closed: boolean;
  readonly start: number;
  readonly end: number;
}

/** Cuts HTML text into pieces, in order. Never fails; what is no markup is text. Linear in the text. */
export function tokens(text: string): Token[] {
  const found: Token[] = [];
  let at = 0;
  let plain = 0;
  while (at < text.length) {
    const next = text.indexOf("<", at);
    if (next < 0) break;
    const token = markup(text, next);
    if (!token) {
      at = next + 1;
      continue;
    }
    if (plain < next) found.push({ kind: "text", start: plain, end: next });
    found.push(token);
    at = plain = token.end;
  }
  if (plain < text.length) found.push({ kind: "text", start: plain, end: text.length });
  return found;
}

/** Resolves the character references that attributes and titles use; others stay as written. */
export function decode(text: string): string {
  return text.replace(/&(?:#x([\da-f]{1,6})|#(\d{1,7})|(\w+));/gi, (whole, hex, decimal, name) => {
    if (name) return named[name.toLowerCase()] ?? whole;
    const code = hex ? parseInt(hex, 16) : Number(decimal);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}

/** Writes a text so that it can stand between two tags or in double quotes. */
export function encode(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => written[sign]);
}

/**
 * Changes attributes of a tag and leaves every other byte of it alone. A value of undefined removes the
 * attribute; new ones come last.
 */
export function retag(
  text: string,
  changes: Readonly<Record<string, string | undefined>>,
): string {
  const tag = openTag(text, 0);
  if (!tag) return text;
  let out = text;
  // From the back, so that places further to the front stay true.
  for (const attribute of [...tag.attributes].reverse()) {
    if (!Object.hasOwn(changes, attribute.name)) continue;
    const value = changes[attribute.name];
    if (value === attribute.value) continue;
    const start = value === undefined ? spaceBefore(text, attribute.start) : attribute.start;
    const now = value === undefined ? "" : pair(attribute.name, value);
    out = out.slice(0, start) + now + out.slice(attribute.end);
  }
  const present = new Set(tag.attributes.map((attribute) => attribute.name));
  const added = Object.entries(changes)
    .filter(([name, value]) => value !== undefined && !present.has(name))
    .map(([name, value]) => ` ${pair(name, value!)}`)
    .join("");
  return added ? out.replace(/\s*\/?>$/, (end) => added + end) : out;
}

function pair(name: string, value: string): string {
  return `${name}="${encode(value)}"`;
}

function spaceBefore(text: string, at: number): number {
  while (/\s/.test(text[at - 1])) at--;
  return at;
}

function markup(text: string, at: number): Token | undefined {
  if (text.startsWith("<!--", at)) return until(text, at, "-->");
  const sign = text[at + 1] ?? "";
  if (sign === "!" || sign === "?") return until(text, at, ">");
  if (sign === "/" && /[a-z]/i.test(text[at + 2] ?? "")) return closeTag(text, at);
  if (!/[a-z]/i.test(sign)) return undefined;
  const tag = openTag(text, at);
  if (!tag) return { kind: "broken", start: at, end: text.length };
  return raw.has(tag.name) ? rawElement(text, tag) : tag;
}

function until(text: string, at: number, stop: string): Token {
  const end = text.indexOf(stop, at + 2);
  return end < 0
    ? { kind: "broken", start: at, end: text.length }
    : { kind: "comment", start: at, end: end + stop.length };
}

function closeTag(text: string, at: number): Token {
  const end = text.indexOf(">", at);
  if (end < 0) return { kind: "broken", start: at, end: text.length };
  const name = /^[^\s/>]+/.exec(text.slice(at + 2, end))![0].toLowerCase();
  return { kind: "close", name, start: at, end: end + 1 };
}

function openTag(text: string, start: number): OpenTag | undefined {
  const name = nameAt(text, start + 1).toLowerCase();
  let at = start + 1 + name.length;
  const attributes: Attribute[] = [];
  while (at < text.length) {
    if (text[at] === ">") return { kind: "open", name, attributes, start, end: at + 1 };
    if (/[\s/]/.test(text[at])) {
      at++;
      continue;
    }
    const attribute = attributeAt(text, at);
    if (!attribute) return undefined;
    if (!attributes.some((known) => known.name === attribute.name)) attributes.push(attribute);
    at = attribute.end;
  }
  return undefined;
}

function nameAt(text: string, at: number): string {
  tagName.lastIndex = at;
  return tagName.exec(text)?.[0] ?? "";
}

function attributeAt(text: string, start: number): Attribute | undefined {
  attributeName.lastIndex = start;
  const name = attributeName.exec(text)![0];
  let at = start + name.length;
  equals.lastIndex = at;
  const sign = equals.exec(text);
  if (!sign) return { name: name.toLowerCase(), value: "", start, end: at };
  at += sign[0].length;
  const quote = text[at];
  if (quote !== '"' && quote !== "'") {
    unquoted.lastIndex = at;
    const value = unquoted.exec(text)?.[0] ?? "";
    return { name: name.toLowerCase(), value: decode(value), start, end: at + value.length };
  }
  const end = text.indexOf(quote, at + 1);
  if (end < 0) return undefined;
  return { name: name.toLowerCase(), value: decode(text.slice(at + 1, end)), start, end: end + 1 };
}

function rawElement(text: string, tag: OpenTag): RawElement {
  const { name, start, end: from } = tag;
  const found = name === "script" ? scriptEnd(text, from) : plainEnd(text, from, name);
  if (found !== undefined) {
    const end = text.indexOf(">", found);
    if (end >= 0) {
      return { kind: "raw", name, tag, inner: found, closed: true, start, end: end + 1 };
    }
  }
  const inner = breakOff(text, from);
  return { kind: "raw", name, tag, inner, closed: false, start, end: inner };
}

function plainEnd(text: string, from: number, name: string): number | undefined {
  const close = new RegExp(`</${name}(?=[\\s/>])`, "gi");
  close.lastIndex = from;
  return close.exec(text)?.index;
}

/**
 * Where the content of a script ends. In HTML, `<!--` and then `<script` make a browser pass over the
 * next `</script`. A text that would so run to its end is read again without this rule.
 * Source: HTML Living Standard, 13.2.5.15 ff. (script data escaped and double escaped states).
 */
function scriptEnd(text: string, from: number): number | undefined {
  const sign = /<!--|-->|<script(?=[\s/>])|<\/script(?=[\s/>])/gi;
  sign.lastIndex = from;
  let escaped = false;
  let twice = false;
  for (let found = sign.exec(text); found; found = sign.exec(text)) {
    const what = found[0].toLowerCase();
    if (what === "<!--") {
      escaped = true;
      // "<!-->" and "<!--->" open and close at once: let the end be seen again.
      sign.lastIndex -= 2;
    } else if (what === "-->") {
      escaped = twice = false;
    } else if (what === "<script") {
      twice ||= escaped;
    } else if (twice) {
      twice = false;
    } else {
      return found.index;
    }
  }
  return plainEnd(text, from, "script");
}

/** Where to break off an element without an end: before the line of the next cell or the end tag. */
function breakOff(text: string, from: number): number {
  nextCell.lastIndex = from;
  return nextCell.exec(text)?.index ?? text.length;
}

const raw = new Set(["script", "style", "title", "textarea"]);
const tagName = /[^\s/>]+/y;
const attributeName = /=?[^\s/>=]*/y;
const equals = /\s*=\s*/y;
const unquoted = /[^\s>]+/y;
const nextCell = /\r?\n[ \t]*(?:<script(?=[\s>])|<\/notebook)/gi;
const named: Readonly<Record<string, string>> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
  nbsp: "\u00a0",
};
const written: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
};
