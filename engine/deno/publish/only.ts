import { closest } from "../../nearest.ts";
import {
  blank,
  type Cell,
  newCell,
  type Notebook,
  serialize,
} from "../../../web/notebook/format.ts";
import { compile } from "../../../web/notebook/compile.ts";
import type { Loaded } from "../load.ts";
import { misuse } from "../stop.ts";
import { needed } from "./bound.ts";
import { type Gathered, together } from "./gather.ts";

/** What a notebook shows and reads, as far as a part of it is looked for there. */
export interface Shown {
  readonly headings: readonly {
    readonly id: string;
    readonly level: number;
    readonly text: string;
  }[];
  readonly used: readonly Loaded[];
}

/**
 * A notebook of one part alone: a section by its heading (its text or its id), a cell (`cell-3`), or a
 * scenario (`scenario/S1`). What the part is computed from comes along and shows nothing; the rest of the
 * notebook is not in it. `shown` runs the whole, where only that can tell. What there is not ends with a
 * `Stop` that names what is near.
 */
export async function only(
  gathered: Gathered,
  part: string,
  shown: () => Promise<Shown>,
): Promise<Gathered> {
  const [, scenario] = /^scenario\/(.+)$/s.exec(part) ?? [];
  if (scenario !== undefined) return await ofScenario(gathered, scenario, shown);
  const { cells } = gathered.notebook;
  const [, number] = /^cell-(\d+)$/.exec(part) ?? [];
  const cell = cells.find(({ id }) => String(id) === number);
  if (cell) return keeping(gathered, [cell.id], "");
  const { headings } = await shown();
  const at = headings.findIndex(({ id, text }) => id === part || flat(text) === flat(part));
  if (at < 0) throw noPart(part, headings.map(({ text }) => text));
  return keeping(gathered, cellsUnder(headings, at, cells), headings[at].text);
}

/** Headings are typed as they are read, without regard to spaces and numbers of sections. */
function flat(text: string): string {
  return text.normalize("NFKC").replace(/^[\d.\s]+|\s+/g, "").toLowerCase();
}

/** The cells from a heading up to the next one of its level or above. */
function cellsUnder(
  headings: Shown["headings"],
  at: number,
  cells: readonly Cell[],
): readonly number[] {
  const cellOf = ({ id }: { readonly id: string }) => Number(/^cell-(\d+)-/.exec(id)?.[1]);
  const { level } = headings[at];
  const next = headings.slice(at + 1).find((one) => one.level <= level);
  const order = cells.map(({ id }) => id);
  const from = order.indexOf(cellOf(headings[at]));
  const to = next ? order.indexOf(cellOf(next)) : order.length;
  // Two headings in one cell cannot be told apart: the cell is the least that can be published.
  return order.slice(from, Math.max(to, from + 1));
}

function keeping(gathered: Gathered, wanted: readonly number[], heading: string): Gathered {
  const { notebook, title } = gathered;
  const all = needed(notebook.cells.map(compile), wanted);
  const cells = notebook.cells.filter(({ id }) => all.has(id)).map((cell) =>
    wanted.includes(cell.id) ? cell : { ...cell, hidden: true, pinned: false }
  );
  return renewed(gathered, { ...notebook, title: titled(title, heading), cells });
}

function titled(title: string, part: string): string {
  return part === "" || part === title ? title : `${title} – ${part}`;
}

function renewed(gathered: Gathered, notebook: Notebook): Gathered {
  return together({ ...gathered, source: serialize(notebook) });
}

async function ofScenario(
  gathered: Gathered,
  id: string,
  shown: () => Promise<Shown>,
): Promise<Gathered> {
  const having = ({ system }: Loaded) => system?.scenarios.some((one) => one.id === id);
  const all = gathered.records.filter(having);
  const found = all.length > 1 ? (await shown()).used.filter(having) : all;
  if (found.length === 0) throw noScenario(id, gathered.records);
  if (found.length > 1) throw several(id, found);
  const { system } = found[0];
  const codes = scenarioCells(system!.id, id);
  const cells = codes.map((code, index) =>
    newCell(index + 1, "javascript", code, { pinned: false, hidden: index === 0 })
  );
  return renewed(gathered, { ...blank(titled(gathered.title, id)), cells });
}

/** A scenario from its heading to the derivation of each of its results. */
function scenarioCells(system: string, scenario: string): string[] {
  const [record, id] = [JSON.stringify(system), JSON.stringify(scenario)];
  return [
    `const subject = system(${record});
const result = assess(subject);
const scenario = result.scenarios.find((one) => one.id === ${id});
const name = subject.scenarios.find((one) => one.id === ${id}).name;`,
    "html`<h1>${scenario.id} ${t(name.ja, name.en)}</h1>`",
    `chapter(result, ${JSON.stringify(`scenario/${scenario}`)}, { open: true })`,
    `pathDiagram(result, ${id})`,
    `chapter(result, ${JSON.stringify(`paths/${scenario}`)}, { open: true })`,
    "html`${scenario.results.map(({ ref }) => why(result, ref))}`",
  ];
}

function noPart(part: string, known: readonly string[]): Error {
  const near = known[known.map(flat).indexOf(closest(flat(part), known.map(flat)) ?? "\0")];
  const list = known.filter((text) => text !== "").slice(0, 20);
  return misuse(
    `--only の「${part}」という見出しはありません。${
      near ? `「${near}」のことではありませんか。` : `あるのは ${list.join("、")} です。`
    }`,
    `There is no section "${part}" for --only${
      near ? `; did you mean "${near}"?` : `; there are: ${list.join(", ")}.`
    }`,
  );
}

function noScenario(id: string, records: readonly Loaded[]): Error {
  const known = records.flatMap(({ system }) => system?.scenarios.map((one) => one.id) ?? []);
  const near = closest(id, known);
  return misuse(
    `シナリオ「${id}」のある記録がありません。${near ? `「${near}」のことではありませんか。` : ""}`,
    `No record has a scenario "${id}"${near ? `; did you mean "${near}"?` : "."}`,
  );
}

function several(id: string, records: readonly Loaded[]): Error {
  const files = records.map(({ file }) => file).join(", ");
  return misuse(
    `シナリオ「${id}」は複数の記録にあります（${files}）。一つの記録だけを読むノートブックを指定してください。`,
    `Several records have a scenario "${id}" (${files}). Name a notebook that reads only one of them.`,
  );
}
