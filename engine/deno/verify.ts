import { engine } from "../assess.ts";
import { Stop, unexpected } from "./stop.ts";
import type { Text } from "../text.ts";
import { carry } from "./publish/carry.ts";
import { hash } from "./publish/markup.ts";
import type { Piece } from "./publish/piece.ts";
import { again, type Texts } from "./verify/again.ts";
import { type Differing, differing } from "./verify/differ.ts";
import { type Report } from "./verify/read.ts";
import { type Beside, beside, find, type Found } from "./verify/workspace.ts";

/** What checking a report found. */
export interface Verification {
  /** Whether nothing speaks against it. */
  readonly holds: boolean;
  readonly digest: { readonly holds: boolean; readonly said: string; readonly found: string };
  /** The engine then and now, and whether the same build wrote the file's scripts. */
  readonly engine: { readonly then: string; readonly now: string; readonly build: boolean };
  readonly own: Own;
  /** Undefined where no workspace was found, or none was to be looked for. */
  readonly workspace: Beside | undefined;
}

/** What computing a report again gave. */
export interface Own {
  /**
   * `done`: computed from its own contents; `found`: with sources of the workspace that have its digests;
   * `missing`: sources are neither carried nor found; `failed`: computing it came to no end.
   */
  readonly how: "done" | "found" | "missing" | "failed";
  readonly trouble?: Text;
  /** What is in the file and should be otherwise. */
  readonly differing: readonly Differing[];
}

/** Where to look for the workspace: around the report by default, in a folder, or nowhere. */
export interface Where {
  readonly file: string;
  readonly folder?: string;
  readonly alone?: boolean;
}

/**
 * Checks a report: its digest, what it shows against what its own contents give, and against the
 * workspace where there is one. Its cells run where those of a notebook that is published do, in a worker
 * that may do nothing but compute; nothing else of it runs.
 */
export async function verify(
  report: Report,
  { file, folder, alone }: Where,
): Promise<Verification> {
  const { evidence, digest: { said, found } } = report;
  const workspace = alone ? undefined : await find(file, evidence, folder);
  const build = (await carry([])).build === evidence.build;
  const { own, pieces } = await ownOf(report, workspace, build);
  const compared = workspace && own.how !== "failed"
    ? await beside(evidence, workspace, pieces)
    : undefined;
  const digest = { holds: said === found, said, found };
  return {
    holds: digest.holds && own.differing.length === 0 && own.how !== "failed" &&
      (!compared || isStill(compared)),
    digest,
    engine: { then: evidence.engine, now: engine, build },
    own,
    workspace: compared,
  };
}

async function ownOf(
  report: Report,
  workspace: Found | undefined,
  build: boolean,
): Promise<{ own: Own; pieces?: readonly Piece[] }> {
  const { evidence, text } = report;
  const texts = await textsOf(report, workspace);
  if (!texts) return { own: { how: "missing", differing: [] } };
  try {
    const { pieces } = await again(evidence, texts);
    const found = differing(pieces, text).filter(({ part }) => build || read.has(part));
    return { own: { how: texts.whole ? "done" : "found", differing: found }, pieces };
  } catch (error) {
    // A report may hold anything, and be put together so that computing it breaks off anywhere.
    const trouble = error instanceof Stop
      ? error.text
      : { ja: unexpected(error, "ja"), en: unexpected(error, "en") };
    return { own: { how: "failed", trouble, differing: [] } };
  }
}

/** What people read of a report; the rest is as the build makes it. */
const read = new Set<Piece["part"]>(["header", "contents", "cell", "appendix"]);

/** The texts of the sources; what is carried by digest only may be in the workspace. */
async function textsOf(
  { evidence: { notebook, records } }: Report,
  workspace: Found | undefined,
): Promise<Texts | undefined> {
  const here = workspace?.records ?? [];
  const texts = await Promise.all(records.map(async ({ text, sha256 }, index) => {
    if (text !== undefined) return text;
    const found = here[index]?.opened.text;
    return found !== undefined && await hash(found, "hex") === sha256 ? found : undefined;
  }));
  const source = workspace?.gathered?.source;
  const same = source !== undefined && await hash(source, "hex") === notebook.sha256;
  const written = notebook.text ?? (same ? source : undefined);
  const known = texts.filter((text) => text !== undefined);
  if (written === undefined || known.length < texts.length) return undefined;
  const isWhole = notebook.text !== undefined && records.every(({ text }) => text !== undefined);
  const around = notebook.text === undefined ? workspace?.gathered : undefined;
  return { notebook: written, records: known, whole: isWhole, around };
}

/** Whether a workspace still gives what the report shows. */
function isStill({ records, tables, cells }: Beside): boolean {
  return records.every(({ state }) => state !== "changed") && tables.length === 0 &&
    cells.length === 0;
}
