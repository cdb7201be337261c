import { open } from "../formats/record.ts";
import type { System } from "../model.ts";
import { closest } from "../nearest.ts";
import { toSystem } from "../system.ts";
import { variant, varied } from "../variant.ts";
import { from } from "./files.ts";
import { load, type Loaded } from "./load.ts";
import { inPast } from "./past.ts";
import { defect, misuse } from "./stop.ts";

/** A state of a record as it was named on the command line. */
export interface State {
  /** As typed; a variant of the other file by its whole name. */
  readonly name: string;
  readonly loaded: Loaded;
  readonly system: System;
}

/**
 * The state that `FILE`, `FILE#VARIANT` or `FILE@VERSION` names; `#VARIANT` and `@VERSION` alone are of
 * the `other` file. A version is a number of the workspace's history. A file whose own name has such a
 * sign is taken for itself.
 */
export async function stateOf(typed: string, other = ""): Promise<State> {
  const { file, sign, id } = await split(typed, other);
  const loaded = await load(file);
  const name = `${file}${sign}${id}`;
  if (sign === "") return { name, loaded, system: readable(loaded.system, name) };
  if (sign === "@") return { name, loaded, system: versionOf(loaded, id, name) };
  return { name, loaded, system: variantOf(readable(loaded.system, file), id, file) };
}

async function split(
  typed: string,
  other: string,
): Promise<{ file: string; sign: "" | "#" | "@"; id: string }> {
  const whole = { file: typed, sign: "" as const, id: "" };
  if (await exists(typed)) return whole;
  const [, file, sign, id] = /^(.*)([#@])([^#@]*)$/su.exec(typed) ?? [];
  if (sign === undefined || id === "") return whole;
  return { file: file || bare(other), sign: sign as "#" | "@", id };
}

/** The file of a state as typed. */
function bare(typed: string): string {
  return typed.replace(/[#@][^#@/]*$/u, "");
}

async function exists(typed: string): Promise<boolean> {
  try {
    return (await Deno.stat(from(typed))).isFile;
  } catch {
    return false;
  }
}

function readable(system: System | undefined, name: string): System {
  if (system) return system;
  throw defect(
    `「${name}」は読み取れません。mitate check で指摘を確かめてください。`,
    `"${name}" cannot be read; mitate check says why.`,
  );
}

function variantOf(system: System, id: string, file: string): System {
  const found = variant(system, id);
  if (found) return varied(system, found);
  throw noVariant(system, id, file);
}

/** The way out where a record has no such variant. */
export function noVariant(system: System, id: string, file: string): Error {
  const known = (system.spec.variants ?? []).map((one) => one.id);
  const near = closest(id, known);
  const [ja, en] = near
    ? [`「${near}」のことではありませんか。`, `did you mean "${near}"?`]
    : known.length > 0
    ? [`あるのは ${known.join("、")} です。`, `it has ${known.join(", ")}.`]
    : ["変更案はまだ一つもありません。", "it has none yet."];
  return misuse(
    `「${file}」に変更案「${id}」はありません。${ja}`,
    `"${file}" has no variant "${id}"; ${en}`,
  );
}

function versionOf(loaded: Loaded, id: string, name: string): System {
  const text = inPast(loaded.file, (past) => past.text(id));
  if (text === undefined) {
    throw misuse(
      `「${loaded.file}」に版「${id}」はありません。版の番号はワークベンチの「版」の一覧にあります。`,
      `"${loaded.file}" has no version "${id}"; the workbench lists versions by number.`,
    );
  }
  const { spec } = open(text, name);
  return readable(spec && toSystem(spec, loaded.shelf), name);
}
