import { voice } from "../plots/voice.ts";
import { announced } from "./announce.ts";
import type { Symbol } from "./protocol.ts";

/** A value as an element: nodes as they are, anything else in words, deep ones foldable. */
export function inspect(value: unknown): Node {
  if (value instanceof Node) return announced(value);
  const root = document.createElement("div");
  root.className = "value";
  root.append(tree(value, 0, new Set()));
  return root;
}

/** Names and values, one a line, as formula cells show them. */
export function rows(values: Readonly<Record<string, unknown>>): HTMLElement {
  const list = document.createElement("dl");
  list.className = "rows";
  for (const [name, value] of Object.entries(values)) {
    const term = document.createElement("dt");
    term.textContent = name;
    const detail = document.createElement("dd");
    detail.append(value instanceof Node ? value : tree(value, 0, new Set()));
    list.append(term, detail);
  }
  return list;
}

/**
 * The shape of a value, for the panel of names and for completion: its keys, and those of its parts as
 * `part.key`. Getters are not called.
 */
export function shape(name: string, value: unknown, builtin: boolean): Symbol {
  const own = keysOf(value).slice(0, 200);
  const inner = own.flatMap((key) =>
    keysOf(dataAt(value, key)).slice(0, 40).map((sub) => `${key}.${sub}`)
  );
  const keys = [...own, ...inner].slice(0, 400);
  return { name, type: typeOf(value), preview: builtin ? "" : preview(value), keys, builtin };
}

/** The keys that can stand behind a dot. */
function keysOf(value: unknown): string[] {
  const holds = (typeof value === "object" || typeof value === "function") && value !== null;
  if (!holds || value instanceof Node || Array.isArray(value)) return [];
  return Object.keys(value).filter((key) => /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(key));
}

function dataAt(value: unknown, key: string): unknown {
  const found = Object.getOwnPropertyDescriptor(value, key)?.value;
  return typeof found === "object" ? found : undefined;
}

/** What an output shows, in words, for those who listen: a plot's own summary, or its text. */
export function spoken(root: Element): string {
  const summed = [...root.querySelectorAll("*")].map((element) =>
    (element as Element & { summary?: unknown }).summary
  ).filter((summary) => typeof summary === "string");
  const text = summed.length ? summed.join(" ") : (root as HTMLElement).textContent ?? "";
  return text.replace(/\s+/g, " ").trim().slice(0, 400);
}

function preview(value: unknown): string {
  if (typeof value === "string") return JSON.stringify(value.slice(0, 60));
  if (value === null || typeof value !== "object" && typeof value !== "function") {
    return plain(value);
  }
  if (value instanceof Node) {
    const { summary } = value as Node & { summary?: unknown };
    return typeof summary === "string" ? summary : value.nodeName.toLowerCase();
  }
  if (Array.isArray(value)) {
    return `[${value.slice(0, 6).map(short).join(", ")}${value.length > 6 ? ", …" : ""}]`;
  }
  if (typeof value === "function") return "";
  return `{${Object.keys(value).slice(0, 6).join(", ")}${
    Object.keys(value).length > 6 ? ", …" : ""
  }}`;
}

function typeOf(value: unknown): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return `list (${value.length})`;
  if (value instanceof Element) return `<${value.localName}>`;
  if (typeof value !== "object") return typeof value;
  return Object.getPrototypeOf(value)?.constructor?.name ?? "object";
}

function plain(value: unknown): string {
  if (typeof value === "number") {
    return Number.isInteger(value) ? String(value) : String(Number(value.toPrecision(12)));
  }
  if (typeof value === "bigint") return `${value}n`;
  return String(value);
}

function short(value: unknown): string {
  if (typeof value === "string") return JSON.stringify(value.slice(0, 20));
  if (value === null || typeof value !== "object" && typeof value !== "function") {
    return plain(value);
  }
  return Array.isArray(value) ? "[…]" : typeof value === "function" ? "ƒ" : "{…}";
}

function tree(value: unknown, depth: number, above: ReadonlySet<unknown>): Node {
  if (value instanceof Error) return leaf("error", `${value.name}: ${value.message}`);
  if (value instanceof Date) {
    return leaf("date", isNaN(+value) ? "Invalid Date" : value.toISOString());
  }
  if (typeof value === "string") return text(depth ? JSON.stringify(value) : value);
  if (typeof value === "function") return leaf("function", `ƒ ${value.name}()`);
  if (value === null || typeof value !== "object") return leaf(typeof value, plain(value));
  if (above.has(value)) return leaf("loop", "↺");
  const count = countOf(value);
  const head = `${typeOf(value)} ${preview(value)}`;
  if (count === 0 || depth > 6) return leaf("object", head);
  const details = document.createElement("details");
  const summary = document.createElement("summary");
  summary.textContent = head;
  details.append(summary);
  // The parts are made when they are first asked for: a record holds tens of thousands of them.
  details.addEventListener("toggle", () => {
    if (details.childElementCount > 1) return;
    const list = document.createElement("ul");
    const entries = entriesOf(value);
    const next = () => {
      for (let step = 0; step < portion; step++) {
        const { done, value: entry } = entries.next();
        if (done) return;
        const item = document.createElement("li");
        const [key, part] = entry;
        item.append(leaf("key", `${key}: `), tree(part, depth + 1, new Set([...above, value])));
        list.append(item);
      }
      const rest = count - list.childElementCount;
      if (rest > 0) details.append(more(rest, next));
    };
    details.append(list);
    next();
  });
  return details;
}

/** How many parts or letters stand at once; a million of them would take the page with them. */
const portion = 200;
const letters = 20_000;

/** A button that gives way to what it brings. */
function more(rest: number, bring: () => void): HTMLElement {
  const { say, number } = voice();
  const button = document.createElement("button");
  button.type = "button";
  button.className = "more";
  button.textContent = say("app.frame.more", { count: number(rest) });
  button.addEventListener("click", () => {
    button.remove();
    bring();
  });
  return button;
}

function text(value: string, from = 0): HTMLElement {
  const span = leaf("string", value.slice(from, from + letters));
  const rest = value.length - from - letters;
  if (rest > 0) span.append(more(rest, () => span.append(text(value, from + letters))));
  return span;
}

function countOf(value: object): number {
  if (value instanceof Map || value instanceof Set) return value.size;
  if (Array.isArray(value) || ArrayBuffer.isView(value) && !(value instanceof DataView)) {
    return (value as unknown as ArrayLike<unknown>).length;
  }
  return Object.keys(value).length;
}

function* entriesOf(value: object): Generator<[string, unknown], undefined> {
  if (value instanceof Map) { for (const [key, part] of value) yield [String(key), part]; }
  else if (value instanceof Set) {
    let index = 0;
    for (const part of value) yield [String(index++), part];
  } else if (Array.isArray(value)) {
    for (let index = 0; index < value.length; index++) yield [String(index), value[index]];
  } else {
    for (const key of Object.keys(value)) yield [key, (value as Record<string, unknown>)[key]];
  }
}

function leaf(kind: string, text: string): HTMLElement {
  const span = document.createElement("span");
  span.className = `v-${kind}`;
  span.textContent = text;
  return span;
}
