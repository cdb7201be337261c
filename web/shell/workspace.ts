import {
  assess,
  type Assessment,
  check,
  type Finding,
  lint,
  standard,
  toSystem,
} from "../../engine/mod.ts";
import { open, type Opened, place } from "../../engine/formats/record.ts";
import type { System } from "../../engine/mod.ts";
import type { FileEntry, Remote } from "../remote.ts";

/** A record as it was read and analysed here. */
export interface Loaded {
  readonly path: string;
  readonly etag: string;
  readonly opened: Opened;
  /** Undefined where nothing could be read. */
  readonly system: System | undefined;
  readonly assessment: Assessment | undefined;
  readonly findings: readonly Finding[];
}

/** Reads a record of the workspace and analyses it on a day. */
export async function loadRecord(remote: Remote, path: string, at: string): Promise<Loaded> {
  const { text, etag } = await remote.read(path);
  return analysed(path, text, etag, at);
}

/** A record from its text. */
export function analysed(path: string, text: string, etag: string, at: string): Loaded {
  const opened = open(text, path);
  const system = opened.spec && toSystem(opened.spec, standard);
  const assessment = system && assess(system, at);
  const findings = [
    ...opened.findings,
    ...(system ? check(system) : []),
    ...(assessment ? lint(assessment) : []),
  ];
  return { path, etag, opened, system, assessment, findings };
}

/** The records that are new or changed since they were loaded. */
export function outdated(
  files: readonly FileEntry[],
  loaded: ReadonlyMap<string, Loaded>,
): string[] {
  return files.filter(({ kind, path, etag }) =>
    kind === "record" && loaded.get(path)?.etag !== etag
  ).map(({ path }) => path);
}

export { place };
