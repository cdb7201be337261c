import type { NeedSpec } from "../../../../engine/schema.ts";

/** What a step needs, as a record may write it. */
export type Written = NeedSpec | readonly NeedSpec[] | undefined;

/** Steps or further groups of which every one, or any one, must have succeeded. */
export interface Group {
  readonly kind: "all" | "any";
  readonly parts: readonly Part[];
}
export type Part = string | Group;

/** What is written as one group; a list or a single step means all, nothing is the empty group. */
export function groupOf(written: Written): Group {
  if (written === undefined) return { kind: "all", parts: [] };
  if (typeof written === "string") return { kind: "all", parts: [written] };
  if (Array.isArray(written)) return { kind: "all", parts: written.map(partOf) };
  const group = written as Exclude<NeedSpec, string>;
  return "any" in group
    ? { kind: "any", parts: group.any.map(partOf) }
    : { kind: "all", parts: group.all.map(partOf) };
}

/** A group as a record writes it: a list where all are meant; null where nothing is needed. */
export function written(group: Group): NeedSpec | NeedSpec[] | null {
  const parts = group.parts.flatMap(pruned);
  if (parts.length === 0) return null;
  return group.kind === "any" ? { any: parts } : parts;
}

/** The group with the one at `at`, positions from the outside in, made into another. */
export function amended(
  group: Group,
  at: readonly number[],
  amend: (group: Group) => Group,
): Group {
  const [first, ...rest] = at;
  if (first === undefined) return amend(group);
  const parts = group.parts.map((part, index) =>
    index === first && typeof part !== "string" ? amended(part, rest, amend) : part
  );
  return { ...group, parts };
}

/** The group with another part, or none, wherever a step is named. A part of the same kind is taken in. */
export function replaced(group: Group, id: string, by: Part | undefined): Group {
  const parts = group.parts.flatMap((part): Part[] => {
    if (typeof part !== "string") {
      const inner = replaced(part, id, by);
      return inner.parts.length === 0 && part.parts.length > 0 ? [] : [inner];
    }
    if (part !== id) return [part];
    if (by === undefined) return [];
    return typeof by !== "string" && by.kind === group.kind ? [...by.parts] : [by];
  });
  const seen = new Set<string>();
  const once = parts.filter((part) =>
    typeof part !== "string" || !seen.has(part) && Boolean(seen.add(part))
  );
  return { ...group, parts: once };
}

/** Every step a group names. */
export function namedIn(part: Part): string[] {
  return typeof part === "string" ? [part] : part.parts.flatMap(namedIn);
}

/** The only part of a group in its stead; nothing for an empty one. */
export function simple(group: Group): Part | undefined {
  return group.parts.length > 1 ? group : group.parts[0];
}

function partOf(written: NeedSpec): Part {
  return typeof written === "string" ? written : groupOf(written);
}

/** A part as it is written; a group that became empty is not. */
function pruned(part: Part): NeedSpec[] {
  if (typeof part === "string") return [part];
  const parts = part.parts.flatMap(pruned);
  if (parts.length === 0) return [];
  return [part.kind === "any" ? { any: parts } : { all: parts }];
}
