import { type Node, type Problem, widest } from "./node.ts";

type Path = Problem["path"];

/**
 * What a tree says: keys as written, of a key that stands twice the first, aliases expanded. What
 * cannot be said is reported by its path, which begins with the one given. Every node gets its value.
 */
export function evaluate(root: Node, path: Path = []): { value: unknown; problems: Problem[] } {
  const work: Work = { problems: [], left: widest, open: new Set() };
  return { value: valueOf(root, work, path, false), problems: work.problems };
}

interface Work {
  readonly problems: Problem[];
  /** How many entries aliases may still expand to. */
  left: number;
  readonly open: Set<Node>;
}

function valueOf(node: Node, work: Work, path: Path, aliased: boolean): unknown {
  if (aliased && work.left-- <= 0) return undefined;
  if (node.kind === "scalar") return node.value;
  const value = node.kind === "alias"
    ? targetOf(node, work, path, aliased)
    : collected(node, work, path, aliased);
  if (!aliased) (node as { value: unknown }).value = value;
  return value;
}

function targetOf(node: Node, work: Work, path: Path, aliased: boolean): unknown {
  const report = (kind: Problem["kind"]) => {
    if (aliased) return;
    work.problems.push({ kind, offset: node.start, path, name: node.alias ?? "", detail: "" });
  };
  if (node.target === undefined) return report("alias");
  if (work.open.has(node.target)) return report("loop");
  const value = valueOf(node.target, work, path, true);
  if (work.left < 0 && !work.problems.some(({ kind }) => kind === "many")) report("many");
  return value;
}

function collected(node: Node, work: Work, path: Path, aliased: boolean): unknown {
  work.open.add(node);
  const value = node.kind === "list"
    ? node.entries.map((entry) => valueOf(entry.node, work, [...path, entry.key], aliased))
    : mapped(node, work, path, aliased);
  work.open.delete(node);
  return value;
}

function mapped(node: Node, work: Work, path: Path, aliased: boolean): Record<string, unknown> {
  const value: Record<string, unknown> = {};
  const seen = new Map<string, number>();
  for (const entry of node.entries) {
    const key = String(entry.key);
    const problem = defectOf(key, entry.start, seen.get(key), path);
    if (problem) {
      if (!aliased) work.problems.push(problem);
    } else {
      seen.set(key, entry.start);
      value[key] = valueOf(entry.node, work, [...path, key], aliased);
    }
  }
  return value;
}

/** What is wrong with a key: that it is none, or stands in the map already, at `first`. */
export function defectOf(
  key: string,
  offset: number,
  first: number | undefined,
  path: Path,
): Problem | undefined {
  if (key.startsWith("\0") || key === "__proto__") {
    return { kind: "key", offset, path, name: key.replace("\0", ""), detail: "" };
  }
  return first === undefined
    ? undefined
    : { kind: "duplicate", offset, path, name: key, detail: "", first };
}
