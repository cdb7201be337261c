import { nameOfState, type StateName, stateNamed } from "../../engine/formats/state.ts";
import { closest } from "../../engine/nearest.ts";
import type { FileEntry, Version } from "../remote.ts";
import type { CompareRoute } from "../shell/route.ts";
import type { Found, Shown } from "./bench.ts";

/** Two states that are compared, as far as they are known; the address names them. */
export interface Compared {
  readonly sides: readonly Side[];
  /** Something is being read or worked out. */
  readonly working: boolean;
  readonly shown: Shown | undefined;
  /** What went wrong between this page and the server; "" where nothing did. */
  readonly trouble: string;
}

/** One of the two. */
export interface Side {
  readonly state: StateName;
  /** The versions of its file, the latest first. */
  readonly versions: readonly Version[];
  /** Undefined until it was looked at, and where there is nothing to look at. */
  readonly found: Found | undefined;
  /** There is no such record, perhaps one of a near name; or no such version of it. */
  readonly missing: { readonly kind: "file"; readonly near: string | undefined } | {
    readonly kind: "version";
  } | undefined;
}

/** The records of the workspace. */
export function recordsIn(files: readonly FileEntry[]): readonly FileEntry[] {
  return files.filter(({ kind }) => kind === "record");
}

/**
 * The states an address names, none where it names none: the first is the first record where only that
 * is missing, and a sign alone is of the other one's file.
 */
export function statesIn(
  { a, b }: Pick<CompareRoute, "a" | "b">,
  files: readonly FileEntry[],
): readonly StateName[] {
  const paths = new Set(recordsIn(files).map(({ path }) => path));
  const named = (typed: string, other: string) =>
    stateNamed(typed, other, (name) => paths.has(name));
  const first = a !== ""
    ? named(a, b)
    : b !== ""
    ? { file: named(b, "").file, kind: "record" as const, id: "" }
    : { file: recordsIn(files)[0]?.path ?? "", kind: "record" as const, id: "" };
  if (first.file === "") return [];
  return b === "" ? [first] : [first, named(b, nameOfState(first))];
}

/** The record whose path is most like one that is not there. */
export function nearRecord(file: string, files: readonly FileEntry[]): string | undefined {
  const paths = recordsIn(files).map(({ path }) => path);
  const stem = (path: string) => path.slice(path.lastIndexOf("/") + 1).replace(/\.\w+$/, "");
  return closest(file, paths) ?? paths.find((path) => stem(path) === stem(file));
}

/** The address after a file was given another name. */
export function movedIn(route: CompareRoute, from: string, to: string): CompareRoute {
  const moved = (typed: string) => {
    const state = stateNamed(typed, "", (name) => name === from);
    return state.file === from ? nameOfState({ ...state, file: to }) : typed;
  };
  return { ...route, a: moved(route.a), b: moved(route.b) };
}
