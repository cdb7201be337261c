import type { Draft, Remote } from "./remote.ts";

/**
 * A server that may be away: what it is to keep in its journal is first kept in this browser, until it
 * has it. So a text survives when the server is gone and then the page too. Where the browser keeps
 * nothing, there is the journal alone. A text of megabytes is kept here only when the server could not
 * take it: keeping it stops the page for longer than a key may take to be seen, and the server is near.
 */
export function sheltered(remote: Remote, storage: Storage, tab: string): Remote {
  return {
    ...remote,
    async keep(draft) {
      const here = { ...draft, tab: draft.tab ?? tab };
      const late = draft.text.length > large;
      if (!late) put(storage, here);
      await remote.keep(draft).catch((error) => {
        if (late) put(storage, here);
        throw error;
      });
      // Only what arrived is dropped: while it travelled, more may have been typed.
      if (read(storage, keyOf(here))?.text === draft.text) storage.removeItem(keyOf(here));
    },
    async drop(path, of = tab) {
      storage.removeItem(keyOf({ path, tab: of }));
      await remote.drop(path, of);
    },
    draft: async (path) => latest(storage, path) ?? await remote.draft(path),
  };
}

/** Characters that are written into the browser within a moment that nobody notices. */
const large = 500_000;

interface Kept extends Draft {
  /** When it was kept, in milliseconds since 1970. */
  readonly at: number;
}

const prefix = "mitate.draft";

function keyOf({ path, tab = "" }: Pick<Draft, "path" | "tab">): string {
  return `${prefix} ${path} ${tab}`;
}

function put(storage: Storage, draft: Draft): void {
  try {
    storage.setItem(keyOf(draft), JSON.stringify({ ...draft, at: Date.now() }));
  } catch {
    // Full or forbidden: the journal remains.
  }
}

function read(storage: Storage, key: string): Kept | undefined {
  try {
    const kept: Partial<Kept> | null = JSON.parse(storage.getItem(key) ?? "null");
    return typeof kept?.text === "string" ? kept as Kept : undefined;
  } catch {
    return undefined;
  }
}

/** The draft of a file that was kept last, whichever tab it was typed in. */
function latest(storage: Storage, path: string): Draft | undefined {
  const keys = Object.keys(storage).filter((key) => key.startsWith(`${prefix} ${path} `));
  return keys.flatMap((key) => read(storage, key) ?? [])
    .reduce<Kept | undefined>((last, kept) => last && last.at > kept.at ? last : kept, undefined);
}
