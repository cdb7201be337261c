import type { Compiled } from "../../../web/notebook/compile.ts";
import { apart, type Uses, uses } from "../../../web/notebook/uses.ts";
import { fromFileUrl } from "../std.ts";
import { defect } from "../stop.ts";
import { hash } from "./markup.ts";
import { bound } from "./bound.ts";

/** A cell as it is published. */
export type Cell = Compiled & {
  readonly label: string;
  /** Whether it is a text without values, which is drawn once and for all. */
  readonly still: boolean;
};

/** What a file carries so that its cells run where it is opened. */
export interface Carried {
  /** The cells that run there; the others stay as they were drawn. */
  readonly cells: readonly Cell[];
  /** The literal parts of the texts of markdown; the cells name them by number. */
  readonly texts: readonly (readonly string[])[];
  /** Every name that a part gives. */
  readonly names: readonly string[];
  readonly parts: readonly string[];
  /** The scripts of the parts in the order in which they run; none where no cell runs. */
  readonly scripts: readonly string[];
  readonly style: string;
  /** The cells that would move but stay as they were drawn, since what they read is not carried. */
  readonly frozen: readonly number[];
  /** The SHA-256 of everything that this build can put into files. */
  readonly build: string;
}

/** What may not be carried: the records with all that hangs together with them, or the code as well. */
export type Withheld = "nothing" | "records" | "all";

/** As `web/report/build.ts` lists the parts. */
interface Part {
  readonly names: readonly string[];
  readonly members?: readonly string[];
  /** Words of cells that ask for more than the members. */
  readonly beyond?: readonly string[];
  /** Whether it needs the records. */
  readonly records: boolean;
  readonly scripts: readonly string[];
}

/**
 * Chooses what a file carries: of each name that its cells read the first part that has all they use of
 * it, and of each part the scripts it needs, each once.
 */
export async function carry(
  all: readonly Cell[],
  withheld: Withheld = "nothing",
): Promise<Carried> {
  const list = JSON.parse(await built("parts.json")) as Record<string, Part>;
  const style = await built("style.css");
  const build = await buildOf(list, style);
  const frozen = frozenIn(all, list, withheld);
  const moving = all.filter(({ id, still }) => !still && !frozen.includes(id));
  const names = [...new Set(Object.values(list).flatMap(({ names }) => names))];
  const set = apart(moving.filter(({ disabled }) => !disabled));
  const texts = set?.texts ?? [];
  const written = new Map(set?.cells.map((cell) => [cell.id, cell.body]));
  const cells = moving.map((cell) => ({ ...cell, body: written.get(cell.id) ?? cell.body }));
  const fixed = { style, frozen, build, names, texts };
  if (cells.length === 0) return { ...fixed, cells, parts: [], scripts: [] };
  const used = new Map(uses(cells.filter(({ disabled }) => !disabled)));
  if (set && used.has("md")) used.set("md", new Set());
  const parts = chosen(list, used, cells.map(({ body }) => body).join("\n"));
  const files = new Set([...parts, "start"].flatMap((part) => list[part].scripts));
  const scripts = await Promise.all([...files].map(built));
  return { ...fixed, cells, parts, scripts };
}

/** The moving cells that read what is withheld, and those that hang together with them. */
function frozenIn(
  all: readonly Cell[],
  list: Readonly<Record<string, Part>>,
  withheld: Withheld,
): number[] {
  const moving = all.filter(({ still, disabled, body }) => !still && !disabled && body !== "");
  if (withheld === "nothing") return [];
  if (withheld === "all") return moving.map(({ id }) => id);
  const names = Object.values(list).filter(({ records }) => records).flatMap(({ names }) => names);
  return bound(moving, new Set(names));
}

async function buildOf(list: Readonly<Record<string, Part>>, style: string): Promise<string> {
  const names = [...new Set(Object.values(list).flatMap(({ scripts }) => scripts))].sort();
  const scripts = await Promise.all(names.map(built));
  return await hash([style, JSON.stringify(list), ...scripts].join("\n"), "hex");
}

function chosen(list: Readonly<Record<string, Part>>, used: Uses, code: string): string[] {
  const found = [...used].flatMap(([name, members]) => {
    const fits = ([, part]: [string, Part]) =>
      part.names.includes(name) && (!part.members ||
        members !== undefined && [...members].every((member) => part.members!.includes(member)) &&
          !part.beyond?.some((word) => code.includes(word)));
    return Object.entries(list).find(fits)?.[0] ?? [];
  });
  if (found.some((name) => list[name].records)) found.push("records");
  return [...new Set(found)].sort();
}

/** A file of `dist/report`, with line ends as browsers read them. */
function built(name: string): Promise<string> {
  const file = fromFileUrl(new URL(`../../../dist/report/${name}`, import.meta.url));
  return Deno.readTextFile(file).then((text) => text.replace(/\r\n?/g, "\n"), () => {
    throw defect(
      "報告書に収めるスクリプトがまだ作られていません。deno task build を実行してください。",
      "The scripts that reports carry have not been built. Run deno task build.",
    );
  });
}
