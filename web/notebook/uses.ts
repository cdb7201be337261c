import type { Expression, Identifier, Node, TaggedTemplateExpression } from "acorn";
import { ancestor } from "acorn-walk";
import { free } from "./compile/scope.ts";
import { expressionAt } from "./compile/script.ts";
import type { Compiled } from "./compile.ts";

/**
 * Which members of the names given to cells are used: `Plot.dot` uses `dot` of `Plot`. Undefined where a
 * name is used in another way than by its members, so that any could be meant.
 */
export type Uses = ReadonlyMap<string, ReadonlySet<string> | undefined>;

/** What cells use of the names that no cell gives. */
export function uses(cells: readonly Compiled[]): Uses {
  const found = new Map<string, Set<string> | undefined>();
  const own = new Set(cells.flatMap(({ outputs }) => outputs));
  for (const { body, inputs } of cells) {
    if (body === "") continue;
    const wanted = inputs.filter((name) => !own.has(name));
    for (const name of wanted) if (!found.has(name)) found.set(name, new Set());
    for (const { name, member } of readsOf(body)) {
      if (!wanted.includes(name)) continue;
      if (member === undefined) found.set(name, undefined);
      else found.get(name)?.add(member);
    }
  }
  return found;
}

/** Cells whose texts stand apart: markdown is read once, when publishing, and not by the open report. */
export interface Apart {
  readonly cells: readonly Compiled[];
  /** The literal parts of each text, between its values. */
  readonly texts: readonly (readonly string[])[];
}

/**
 * Takes the texts of `md` out of the cells: ``md`a ${b} c` `` becomes `md(0, b)`, the text being number
 * 0. Undefined where a cell uses `md` in another way, so that its texts are not known beforehand.
 */
export function apart(cells: readonly Compiled[]): Apart | undefined {
  const texts: (readonly string[])[] = [];
  const found = cells.map((cell) => cell.inputs.includes("md") ? without(cell, texts) : cell);
  return found.every((cell) => cell !== undefined) ? { cells: found, texts } : undefined;
}

interface Read {
  readonly name: string;
  /** The member that is read of it, where it is known. */
  readonly member: string | undefined;
}

function readsOf(body: string): Read[] {
  const root = functionOf(body);
  const names = new Set(namesIn(root));
  const reads: Read[] = [];
  ancestor(root, {
    Identifier(node, _, parents) {
      if (!names.has(node as Identifier)) return;
      const { name } = node as Identifier;
      reads.push({ name, member: memberOf(node, parents.at(-2)) });
    },
  });
  return reads;
}

/** The body of a compiled cell: its parameters are free names there. */
function functionOf(body: string): Node {
  return (expressionAt(body, 0).expression as Expression & { body: Node }).body;
}

function namesIn(root: Node): readonly Identifier[] {
  const { reads, writes } = free(root);
  return [...reads, ...writes];
}

interface Member extends Node {
  readonly object: Node;
  readonly property: Node & { readonly name?: string; readonly value?: unknown };
  readonly computed: boolean;
}

function memberOf(node: Node, parent: Node | undefined): string | undefined {
  if (parent?.type !== "MemberExpression") return undefined;
  const { object, property, computed } = parent as Member;
  if (object !== node) return undefined;
  if (!computed) return property.name;
  return typeof property.value === "string" ? property.value : undefined;
}

function without(cell: Compiled, texts: (readonly string[])[]): Compiled | undefined {
  const root = functionOf(cell.body);
  const names = new Set(namesIn(root).filter(({ name }) => name === "md"));
  const marks: Mark[] = [];
  let known = 0;
  ancestor(root, {
    Identifier(node, _, parents) {
      if (!names.has(node as Identifier)) return;
      const mark = taken(node, parents.at(-2), cell);
      if (!mark) return;
      known++;
      marks.push(mark);
    },
  });
  if (known < names.size) return undefined;
  return { ...cell, body: rewritten(cell.body, marks, texts) };
}

/** A text with the pieces of code around its values. */
interface Mark {
  readonly strings: readonly string[];
  /** What goes away, each with what takes its place; `#` stands for the number. */
  readonly edits: readonly { readonly start: number; readonly end: number; readonly to: string }[];
}

function taken(node: Node, parent: Node | undefined, { mode, body }: Compiled): Mark | undefined {
  if (parent?.type === "TaggedTemplateExpression") return ofTag(parent as TaggedTemplateExpression);
  const isText = mode === "markdown" && parent?.type === "CallExpression";
  return isText ? ofCell(node, parent as Call, body) : undefined;
}

function ofTag({ tag, quasi, end }: TaggedTemplateExpression): Mark | undefined {
  const { quasis, expressions } = quasi;
  const strings = quasis.map(({ value }) => value.cooked);
  if (!strings.every((string) => typeof string === "string")) return undefined;
  const before = [tag.end, ...expressions.map((value) => value.end)];
  const after = [...expressions.map((value) => value.start), end];
  return {
    strings,
    edits: before.map((start, index) => ({
      start,
      end: after[index],
      to: (index ? ")" : "(#") + (index < expressions.length ? ", (" : ")"),
    })),
  };
}

interface Call extends Node {
  readonly callee: Node;
  readonly arguments: readonly (Node & {
    readonly arguments?: readonly (Node & {
      readonly elements?: readonly (Node & { readonly value?: unknown })[];
    })[];
  })[];
}

/** The call that the compiler writes for a markdown cell: `md(((s) => …)(["a ", " c"]), (b))`. */
function ofCell(node: Node, call: Call, body: string): Mark | undefined {
  const [first] = call.arguments;
  const elements = first?.arguments?.[0]?.elements;
  const outermost = /^[^{]*\{"use strict"; return \($/.test(body.slice(0, call.start));
  if (call.callee !== node || !outermost || !elements) return undefined;
  if (!elements.every(({ value }) => typeof value === "string")) return undefined;
  return {
    strings: elements.map(({ value }) => value as string),
    edits: [{ start: first.start, end: first.end, to: "#" }],
  };
}

/** Texts within the values of a text are edits within its edits' gaps, so all can be made in order. */
function rewritten(
  body: string,
  marks: readonly Mark[],
  texts: (readonly string[])[],
): string {
  const edits = marks.flatMap(({ strings, edits }) => {
    const number = String(texts.push(strings) - 1);
    return edits.map((edit) => ({ ...edit, to: edit.to.replace("#", number) }));
  }).toSorted((a, b) => a.start - b.start);
  let at = 0;
  let code = "";
  for (const { start, end, to } of edits) {
    code += body.slice(at, start) + to;
    at = end;
  }
  return code + body.slice(at);
}
