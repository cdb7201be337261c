import { say } from "../notebook/problem.ts";
import type { Problem } from "../notebook/problem.ts";
import { voice } from "../plots/voice.ts";
import { inspect, rows, spoken } from "./inspect.ts";

/** The outputs of the notebook, one section a cell, in the order of the page. */
export interface Outputs {
  readonly root: HTMLElement;
  get(id: number): Output | undefined;
  /** In the order of the page. */
  all(): Output[];
  /** Brings the sections in this order; new cells get one, those not named lose theirs. */
  arrange(order: readonly number[]): void;
  /** How the page names a cell, for those who listen and in errors. */
  name(labels: ReadonlyMap<number, string>): void;
  show(id: number, value: unknown, how: { kind: "value" | "rows"; first: boolean }): void;
  clear(id: number): void;
  /** Shows what is wrong with a cell below what it shows; nothing where nothing is wrong. */
  trouble(id: number, problems: readonly Problem[], note: string): void;
  hide(ids: ReadonlySet<number>): void;
  summary(id: number): string;
}

export interface Output {
  readonly id: number;
  readonly section: HTMLElement;
  /** Stands in for the editor that the page around shows here. */
  readonly spacer: HTMLElement;
  /** Cut to the height that was agreed. */
  readonly window: HTMLElement;
  /** As tall as what it holds; this is what is measured. */
  readonly inner: HTMLElement;
  readonly body: HTMLElement;
  readonly problems: HTMLElement;
}

/** Outputs in an element; `made` and `gone` tell of sections that come and go. */
export function createOutputs(
  root: HTMLElement,
  { made, gone }: { made(output: Output): void; gone(output: Output): void },
): Outputs {
  const known = new Map<number, Output>();
  let labels: ReadonlyMap<number, string> = new Map();
  const of = (id: number): Output => {
    const there = known.get(id);
    if (there) return there;
    const output = create(id);
    known.set(id, output);
    root.append(output.section);
    made(output);
    return output;
  };
  return {
    root,
    get: (id) => known.get(id),
    all: () => [...known.values()],
    arrange(order) {
      const keep = new Set(order);
      for (const output of [...known.values()]) {
        if (keep.has(output.id)) continue;
        gone(output);
        output.section.remove();
        known.delete(output.id);
      }
      let before: Element | null = null;
      for (const id of order) {
        const { section } = of(id);
        const next: Element | null = before ? before.nextElementSibling : root.firstElementChild;
        if (section !== next) place(root, section, next);
        before = section;
      }
      // `all` gives them in the order of the page, not in that in which they came.
      const sorted = order.map((id) => [id, known.get(id)!] as const);
      known.clear();
      for (const [id, output] of sorted) known.set(id, output);
    },
    name(given) {
      labels = given;
      for (const { id, section } of known.values()) {
        section.setAttribute(
          "aria-label",
          voice().say("app.frame.output", { cell: labels.get(id) ?? id }),
        );
      }
    },
    show(id, value, { kind, first }) {
      const { body } = of(id);
      const node = kind === "rows" ? rows(value as Record<string, unknown>) : shown(value);
      // A node that stays is not taken out and put in again: it would lose its focus.
      if (first && node && body.childNodes.length === 1 && body.firstChild === node) return;
      if (first) body.replaceChildren(...node ? [node] : []);
      else if (node) body.append(node);
    },
    clear: (id) => known.get(id)?.body.replaceChildren(),
    trouble(id, problems, note) {
      const { problems: list } = of(id);
      const name = (cell: number) => labels.get(cell) ?? String(cell);
      list.replaceChildren(
        ...problems.map((problem) => line(problem.severity, say(problem, voice().lang, name))),
      );
      if (note) list.append(line("note", note));
    },
    hide(ids) {
      for (const { id, section } of known.values()) section.classList.toggle("off", ids.has(id));
    },
    summary(id) {
      const output = known.get(id);
      return output ? spoken(output.body) : "";
    },
  };
}

/** Moves or puts in an element; where the browser can, without disturbing what it holds. */
export function place(parent: Element, element: Element, before: Element | null): void {
  if (element.isConnected && "moveBefore" in parent) {
    (parent as Element & { moveBefore(node: Node, before: Node | null): void })
      .moveBefore(element, before);
  } else parent.insertBefore(element, before);
}

function shown(value: unknown): Node | undefined {
  return value === undefined ? undefined : inspect(value);
}

function create(id: number): Output {
  const part = (name: string, className: string, ...children: Node[]) => {
    const element = document.createElement(name);
    element.className = className;
    element.append(...children);
    return element;
  };
  const body = part("div", "body");
  const problems = part("div", "problems");
  const inner = part("div", "inner", body, problems);
  const window = part("div", "window", inner);
  const spacer = part("div", "spacer");
  spacer.setAttribute("aria-hidden", "true");
  const section = part("section", "cell", spacer, window);
  section.dataset.id = String(id);
  return { id, section, spacer, window, inner, body, problems };
}

function line(kind: string, text: string): HTMLElement {
  const element = document.createElement("p");
  element.className = kind;
  if (kind === "error") element.setAttribute("role", "alert");
  element.textContent = text;
  return element;
}
