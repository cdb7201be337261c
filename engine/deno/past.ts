import { digest } from "../digest.ts";
import { open } from "../formats/record.ts";
import type { System } from "../model.ts";
import { toSystem } from "../system.ts";
import { from } from "./files.ts";
import { history, type Version } from "./history.ts";
import type { Loaded } from "./load.ts";
import { dirname, join, relative } from "./std.ts";

/** What the history of a workspace knows of one file. */
export interface Past {
  /** The versions, the latest first. */
  readonly versions: readonly Version[];
  /** The text of a version by its number; undefined where the file has none of it. */
  readonly text: (id: string) => string | undefined;
  /** Keeps what a review was about, so that it can be compared with later. */
  readonly keep: (text: string) => void;
}

/** Looks into the history of the workspace a file is in; undefined where there is none. */
export function inPast<T>(file: string, look: (past: Past) => T): T | undefined {
  const path = from(file);
  const root = workspaceOf(dirname(path));
  if (root === undefined) return undefined;
  const book = history(join(root, ".mitate", "history.sqlite"), () => new Date());
  try {
    const name = relative(root, path).replaceAll("\\", "/");
    const versions = book.list(name);
    return look({
      versions,
      text: (id) => {
        const found = versions.find((version) => String(version.id) === id);
        return found && book.read(found.id).text;
      },
      keep: (text) => void book.add({ path: name, text }, "gate"),
    });
  } finally {
    book.close();
  }
}

/** The state a digest was made of, where the history has it among its latest versions. */
export function stateOfDigest({ file, shelf }: Loaded, wanted: string): System | undefined {
  return inPast(file, (past) => {
    for (const { id } of inOrder(past.versions).slice(0, most)) {
      const { spec } = open(past.text(String(id))!, file);
      const system = spec && toSystem(spec, shelf);
      if (system && digest(system) === wanted) return system;
    }
    return undefined;
  });
}

/** How many versions are tried at most: each is read and hashed. */
const most = 40;

/** Versions kept at a gate first: what was reviewed is among them. */
function inOrder(versions: readonly Version[]): Version[] {
  const atGate = ({ reason }: Version) => reason === "gate" ? 0 : 1;
  return versions.toSorted((a, b) => atGate(a) - atGate(b) || b.id - a.id);
}

/** The nearest folder above a file that has a history. */
function workspaceOf(folder: string): string | undefined {
  try {
    if (Deno.statSync(join(folder, ".mitate", "history.sqlite")).isFile) return folder;
  } catch {
    // Not here: one further up.
  }
  const above = dirname(folder);
  return above === folder ? undefined : workspaceOf(above);
}
