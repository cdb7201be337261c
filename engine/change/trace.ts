import type { Change } from "../schema.ts";

/**
 * A change without the text it may carry, which only says how to write what it does: for changes of
 * unknown origin, whose comments nobody has read.
 */
export function untraced<T extends Change>(change: T): T {
  const { patch: _patch, source: _source, ...bare } = change as T & { source?: string };
  return bare as unknown as T;
}
