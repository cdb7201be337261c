import { assess } from "../../assess.ts";
import { describe, difference } from "../../change.ts";
import { canonical, digest } from "../../digest.ts";
import { comparisonChapter } from "../../formats/chapters/compare.ts";
import { voice } from "../../formats/chapters/voice.ts";
import type { Block } from "../../formats/document.ts";
import { compare } from "../../compare.ts";
import { resolver } from "../../resolve.ts";
import type { Text } from "../../text.ts";
import { improved, worsened } from "../../worse.ts";
import { from } from "../files.ts";
import { load, type Loaded } from "../load.ts";
import { compose, sourcesOf } from "../publish.ts";
import { type Evidence, type RecordFile, tablesOf } from "../publish/evidence.ts";
import type { Gathered } from "../publish/gather.ts";
import { hash } from "../publish/markup.ts";
import type { Piece } from "../publish/piece.ts";
import { dirname, join } from "../std.ts";
import { Stop } from "../stop.ts";
import { loaded, shelfWith } from "./again.ts";
import { type Differing, moved } from "./differ.ts";

/** How the workspace stands to a report. */
export interface Beside {
  readonly folder: string;
  readonly notebook: "same" | "changed" | "missing";
  readonly records: readonly RecordBeside[];
  readonly tables: readonly TableBeside[];
  /** The cells that show something else when they are computed from the workspace. */
  readonly cells: readonly Differing[];
}

/** How a record of the workspace stands to the one that the report was made from. */
export interface RecordBeside {
  readonly path: string;
  /** `reworded`: its text is another, but not what it says. */
  readonly state: "same" | "reworded" | "changed" | "missing";
  /** What was changed in it, in words; only where the report carries the record. */
  readonly changes: readonly Text[];
  /** What the changes move, as a chapter of the comparison. */
  readonly blocks: readonly Block[];
}

/** A table that is not the same any more. */
export interface TableBeside {
  readonly id: string;
  readonly name: Text;
  /** Version and digest then, and now; undefined where it was or is not used. */
  readonly then: { readonly version: string; readonly sha256: string } | undefined;
  readonly now: { readonly version: string; readonly sha256: string } | undefined;
}

/** The sources of a report as the workspace has them. */
export interface Found {
  readonly folder: string;
  readonly notebook: string | undefined;
  readonly gathered: Gathered | undefined;
  readonly records: readonly (Loaded | undefined)[];
}

/**
 * Looks for the workspace a report was made from: in a folder, or else around the report and then where
 * the user is. One that has all of its sources goes before one that has some.
 */
export async function find(
  report: string,
  evidence: Evidence,
  folder: string | undefined,
): Promise<Found | undefined> {
  const start = dirname(from(report));
  const folders = folder === undefined ? [...upFrom(start), from(".")] : [from(folder)];
  let part: Found | undefined;
  for (const one of new Set(folders)) {
    const found = await foundIn(one, evidence);
    const has = [found.notebook !== undefined, ...found.records.map((record) => !!record)];
    if (has.every(Boolean)) return found;
    if (has.some(Boolean)) part ??= found;
  }
  return part;
}

function upFrom(folder: string): string[] {
  const [one, two, three] = [
    dirname(folder),
    dirname(dirname(folder)),
    dirname(dirname(dirname(folder))),
  ];
  return [folder, one, two, three];
}

async function foundIn(folder: string, evidence: Evidence): Promise<Found> {
  const { at, lang, only } = evidence;
  const notebook = await notebookIn(folder, evidence);
  const records = await Promise.all(evidence.records.map(async ({ path }) => {
    const file = join(folder, path);
    return await isFile(file) ? { ...await load(file), file: path } : undefined;
  }));
  const gathered = notebook === undefined
    ? undefined
    : await sourcesOf({ notebook, at, lang, only }).catch(noPart);
  return { folder, notebook, gathered, records };
}

/** A notebook that does not have the published part any more is none. */
function noPart(error: unknown): undefined {
  if (!(error instanceof Stop)) throw error;
}

/** The notebook of that name; of several the one that the report was made from. */
async function notebookIn(folder: string, { notebook }: Evidence): Promise<string | undefined> {
  const found: string[] = [];
  for (const place of [folder, ...await foldersIn(join(folder, "notebooks"), 2)]) {
    const file = join(place, notebook.path);
    if (await isFile(file)) found.push(file);
  }
  for (const file of found) {
    const text = (await Deno.readTextFile(file)).replaceAll("\r\n", "\n");
    if (await hash(text, "hex") === notebook.sha256) return file;
  }
  return found[0];
}

async function foldersIn(folder: string, depth: number): Promise<string[]> {
  const found = [folder];
  if (depth === 0) return found;
  try {
    for await (const entry of Deno.readDir(folder)) {
      if (entry.isDirectory) found.push(...await foldersIn(join(folder, entry.name), depth - 1));
    }
  } catch {
    return [];
  }
  return found;
}

async function isFile(path: string): Promise<boolean> {
  return await Deno.stat(path).then((found) => found.isFile, () => false);
}

/** Holds a report against the workspace. `pieces` is the report as its own contents give it. */
export async function beside(
  evidence: Evidence,
  found: Found,
  pieces: readonly Piece[] | undefined,
): Promise<Beside> {
  const { folder, gathered } = found;
  const records = await Promise.all(
    evidence.records.map((record, index) => recordBeside(record, found.records[index], evidence)),
  );
  const now = found.records.filter((record) => record !== undefined);
  const tables = now.length < evidence.records.length
    ? []
    : tablesBeside(evidence, await tablesOf(now, evidence.at));
  const notebook = gathered === undefined
    ? "missing"
    : await hash(gathered.source, "hex") === evidence.notebook.sha256
    ? "same"
    : "changed";
  const still = notebook === "same" && isSame(evidence, gathered!, records);
  const cells = gathered === undefined || pieces === undefined || still
    ? []
    : moved(pieces, await piecesFrom(evidence, gathered));
  return { folder, notebook, records, tables, cells };
}

/** Whether the workspace has nothing but what the report carries. */
function isSame(
  { catalogs, patterns, notebook }: Evidence,
  gathered: Gathered,
  records: readonly RecordBeside[],
): boolean {
  const all = /\bsystems\b/.test(gathered.source) && gathered.records.length > records.length;
  return !all && records.every(({ state }) => state === "same") &&
    (notebook.text === undefined || canonical(catalogs) === canonical(gathered.catalogs)) &&
    (patterns === undefined || canonical(patterns) === canonical(gathered.patterns));
}

async function piecesFrom(
  { at, lang, notebook, engine, only }: Evidence,
  gathered: Gathered,
): Promise<readonly Piece[]> {
  const digestsOnly = notebook.text === undefined;
  const publication = { notebook: notebook.path, at, lang, digestsOnly, only };
  return (await compose(publication, gathered, engine)).pieces;
}

async function recordBeside(
  record: RecordFile,
  now: Loaded | undefined,
  { at, lang, catalogs }: Evidence,
): Promise<RecordBeside> {
  const told = (
    state: RecordBeside["state"],
    more: Partial<Pick<RecordBeside, "changes" | "blocks">> = {},
  ) => ({ path: record.path, state, changes: [], blocks: [], ...more });
  if (!now) return told("missing");
  if (await hash(now.opened.text, "hex") === record.sha256) return told("same");
  if (!now.system) return told("changed");
  if (record.digest === digest(now.system)) return told("reworded");
  const then = record.text === undefined
    ? undefined
    : loaded(record.path, record.text, shelfWith(catalogs)).system;
  if (!then) return told("changed");
  const [base, other] = [assess(then, at), assess(now.system, at)];
  const changes = then.id === now.system.id
    ? difference(then.spec, now.system.spec, resolver(then.catalogue))
    : undefined;
  const names = { ja: ["報告書", "ワークスペース"], en: ["the report", "the workspace"] } as const;
  const blocks = comparisonChapter({
    ...{ base, other, changes, attribution: undefined, names: names[lang] },
    ...{ comparison: compare(base, other) },
    ...{ worse: worsened(base, other), better: improved(base, other) },
  }, voice(lang));
  return told("changed", { changes: (changes ?? []).map(describe), blocks });
}

function tablesBeside(
  { tables }: Evidence,
  now: Evidence["tables"],
): TableBeside[] {
  const key = ({ ref, sha256, version }: Evidence["tables"][number]) =>
    `${ref} ${version} ${sha256}`;
  const [then, later] = [new Set(tables.map(key)), new Set(now.map(key))];
  const gone = tables.filter((one) => !later.has(key(one)));
  const made = now.filter((one) => !then.has(key(one)));
  const refs = new Set([...gone, ...made].map(({ ref }) => ref));
  const stateOf = (list: Evidence["tables"], ref: string) => {
    const found = list.find((one) => one.ref === ref);
    return found && { version: found.version, sha256: found.sha256 };
  };
  return [...refs].map((ref) => {
    const { id, name } = [...gone, ...made].find((one) => one.ref === ref)!;
    return { id, name, then: stateOf(gone, ref), now: stateOf(made, ref) };
  });
}
