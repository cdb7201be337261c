import { stemOf } from "../../engine/formats/filename.ts";
import { type Kind, type Remote, RemoteError } from "../remote.ts";

/** The path of a file of a kind that is called by a title. */
export function pathFor(kind: Kind, title: string): string {
  const { folder, ending, otherwise } = places[kind];
  return `${folder}/${stemOf(title, otherwise)}${ending}`;
}

/** The name of a file without folder and ending. */
export function stemIn(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1).replace(/\.\w+$/, "");
}

/** Whether a file is called by its title, so that people expect its name to follow the title. */
export function isNamedBy(path: string, kind: Kind, title: string): boolean {
  return stemIn(path).replace(/-\d+$/, "") === stemIn(pathFor(kind, title)).replace(/-\d+$/, "");
}

/** Makes a file under a path, or under the first one with a number that is free; the answer is which. */
export async function createFree(remote: Remote, path: string, text: string): Promise<string> {
  return await firstFree(path, async (free) => void await remote.create(free, text));
}

/** Does something with a path, or with the first one with a number that is free; the answer is which. */
export async function firstFree(
  path: string,
  act: (path: string) => Promise<void>,
): Promise<string> {
  for (let number = 1;; number++) {
    const free = numbered(path, number);
    try {
      await act(free);
      return free;
    } catch (error) {
      const taken = error instanceof RemoteError && error.code === "exists";
      if (!taken || number === most) throw error;
    }
  }
}

/** A name, or the first one with a number that is free. */
export function firstOf(name: string, isFree: (name: string) => boolean): string {
  let number = 1;
  while (number < most && !isFree(numbered(name, number))) number++;
  return numbered(name, number);
}

function numbered(name: string, number: number): string {
  return number === 1 ? name : name.replace(/(?:-\d+)?(\.\w+)?$/, `-${number}$1`);
}

const most = 999;

const places: Readonly<Record<Kind, { folder: string; ending: string; otherwise: string }>> = {
  record: { folder: "scenarios", ending: ".yaml", otherwise: "system" },
  pattern: { folder: "scenarios/patterns", ending: ".yaml", otherwise: "pattern" },
  catalog: { folder: "scenarios/catalogs", ending: ".yaml", otherwise: "catalog" },
  notebook: { folder: "notebooks", ending: ".html", otherwise: "notebook" },
  template: { folder: "notebooks/templates", ending: ".html", otherwise: "template" },
};
