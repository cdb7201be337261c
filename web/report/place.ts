import type { Problem } from "../notebook/problem.ts";
import { say } from "../notebook/problem.ts";
import { inspect, rows } from "../frame/inspect.ts";
import { voice } from "../plots/voice.ts";

/** The place of one cell in the report: its section is already there, with what was drawn ahead. */
export interface Place {
  show(value: unknown, how: { kind: "value" | "rows"; first: boolean }): void;
  clear(): void;
  trouble(problems: readonly Problem[], note: string, name: (cell: number) => string): void;
  readonly body: Element;
  readonly problems: Element;
}

/** Takes a section over. What it shows stays until the cell has something newer to show. */
export function placeIn(section: Element): Place {
  const body = section.querySelector(".body")!;
  const problems = section.querySelector(".problems")!;
  const id = section.getAttribute("data-id");
  return {
    body,
    problems,
    show(value, { kind, first }) {
      const node = kind === "rows"
        ? rows(value as Record<string, unknown>)
        : value === undefined
        ? undefined
        : inspect(value);
      // A node that stays is not taken out and put in again: it would lose its focus.
      if (first && node && body.childNodes.length === 1 && body.firstChild === node) return;
      if (first) body.replaceChildren(...node ? [node] : []);
      else if (node) body.append(node);
      mark();
    },
    clear: () => body.replaceChildren(),
    trouble(list, note, name) {
      const { lang } = voice();
      problems.replaceChildren(
        ...list.map((problem) => line(problem.severity, say(problem, lang, name))),
        ...note ? [line("note", note)] : [],
      );
    },
  };

  /** Headings bear the same names whether drawn ahead or live, for the table of contents. */
  function mark(): void {
    body.querySelectorAll("h1, h2, h3").forEach((heading, index) =>
      heading.id = `cell-${id}-${index + 1}`
    );
  }
}

function line(kind: string, text: string): HTMLElement {
  const element = document.createElement("p");
  element.className = kind;
  element.textContent = text;
  return element;
}
