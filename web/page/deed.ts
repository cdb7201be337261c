import * as edit from "../notebook/edit.ts";
import { blockOf, folding } from "../notebook/folding.ts";
import type { Mode } from "../notebook/format.ts";
import type { App } from "../shell/state.ts";
import type { Doc } from "./doc.ts";

/** What a deed acts on. */
export interface Scene {
  readonly app: App;
  readonly doc: Doc;
  /** Goes to a cell: into its editor, or beside it for commands. */
  go(id: number, to: "edit" | "command"): void;
  palette(about: "all" | "cell" | "ready"): void;
  help(): void;
}

/** Puts ready cells after the selected ones, and runs them. */
export function insertReady(scene: Scene, drafts: readonly edit.Draft[]): void {
  const { doc } = scene;
  const edited = edit.insert(notebook(doc), last(doc) + 1, drafts);
  apply(scene, edited);
  doc.session.run(edited.selected);
}

/** Puts a cell of a mode before a cell, and writes in it. */
export function insertBefore(scene: Scene, id: number, mode: Mode): void {
  const at = cells(scene.doc).findIndex((cell) => cell.id === id);
  const edited = edit.insert(notebook(scene.doc), at, [{ mode }]);
  apply(scene, edited);
  scene.go(edited.selected[0], "edit");
}

/** The notebook of a document as it is now. */
export function notebook(doc: Doc) {
  return doc.history.now.notebook;
}

/** Its cells. */
export function cells(doc: Doc) {
  return doc.history.now.notebook.cells;
}

/** The selected cells, by id. */
export function selected(doc: Doc): readonly number[] {
  return doc.history.now.selected;
}

/** The selected cells, and those that they hide: a folded section is run, moved and removed as one. */
export function block(doc: Doc): readonly number[] {
  return blockOf(cells(doc), selected(doc), folding(cells(doc), doc.folded));
}

/** The position of the last selected cell, or of the last that it hides; of the last cell where none is. */
export function last(doc: Doc): number {
  const chosen = new Set(block(doc));
  const at = cells(doc).findLastIndex(({ id }) => chosen.has(id));
  return at < 0 ? cells(doc).length - 1 : at;
}

/** The cell before or after the selected ones; the first or last where none is. */
export function neighbour(doc: Doc, by: 1 | -1): number | undefined {
  const chosen = new Set(selected(doc));
  const { hidden } = folding(cells(doc), doc.folded);
  const list = cells(doc).filter(({ id }) => !hidden.has(id));
  const at = by > 0
    ? list.findLastIndex(({ id }) => chosen.has(id))
    : list.findIndex(({ id }) => chosen.has(id));
  return at < 0 ? list.at(by > 0 ? 0 : -1)?.id : list[at + by]?.id;
}

/** Makes an edit and goes to what it leaves selected. */
export function apply({ doc, go }: Scene, edited: edit.Edited): void {
  doc.session.edit(edited);
  if (edited.selected.length) go(edited.selected.at(-1)!, "command");
  doc.session.select(edited.selected, "command");
}

/** Adds an empty cell above or below the selected ones. */
export function insertAt(scene: Scene, where: "above" | "below", mode: Doc["mode"]): void {
  const { doc, go } = scene;
  const chosen = new Set(selected(doc));
  const first = cells(doc).findIndex(({ id }) => chosen.has(id));
  const at = where === "above" ? Math.max(0, first) : last(doc) + 1;
  const edited = edit.insert(notebook(doc), at, [{ mode: "javascript" }]);
  doc.session.edit(edited);
  go(edited.selected[0], mode);
}

/** Takes the selected cells away. */
export function remove(scene: Scene): void {
  if (selected(scene.doc).length) {
    apply(scene, edit.remove(notebook(scene.doc), block(scene.doc)));
  }
}

let clip: readonly edit.Draft[] = [];

/** Keeps the selected cells for `paste`, for as long as the page stands. */
export function copy(doc: Doc): void {
  const chosen = new Set(block(doc));
  clip = cells(doc).filter(({ id }) => chosen.has(id));
}

/** Puts what was copied after the selected cells. */
export function paste(scene: Scene): void {
  apply(scene, edit.insert(notebook(scene.doc), last(scene.doc) + 1, clip));
}

/** Moves the selected cells past the one before or after them, or past all that it hides. */
export function move(scene: Scene, by: 1 | -1): void {
  const { doc } = scene;
  const mine = block(doc);
  const other = neighbour(doc, by);
  if (other === undefined || mine.length === 0) return;
  const passed = blockOf(cells(doc), [other], folding(cells(doc), doc.folded)).length;
  const edited = edit.move(notebook(doc), mine, by * passed);
  apply(scene, { ...edited, selected: selected(doc) });
}

/** Folds or unfolds the section of the selected cell: its own, or else the one it stands in. */
export function foldSection({ doc }: Scene, fold: boolean): void {
  const { foldable } = folding(cells(doc), doc.folded);
  const chosen = selected(doc).at(-1);
  if (chosen === undefined) return;
  const at = cells(doc).findIndex(({ id }) => id === chosen);
  const heading = cells(doc).slice(0, at + 1).findLast(({ id }) => foldable.has(id));
  if (!heading) return;
  const one = new Set([heading.id]);
  doc.session.fold(fold ? doc.folded.union(one) : doc.folded.difference(one));
  if (fold) doc.session.select([heading.id], "command");
}

/** Folds every section, or none. */
export function foldAll({ doc }: Scene, fold: boolean): void {
  doc.session.fold(fold ? folding(cells(doc), doc.folded).foldable : new Set());
}

/** Goes one cell on. */
export function step({ doc, go }: Scene, by: 1 | -1): void {
  const next = neighbour(doc, by);
  if (next !== undefined) go(next, "command");
}

/** Selects one more cell. */
export function extend({ doc }: Scene, by: 1 | -1): void {
  const next = neighbour(doc, by);
  if (next === undefined) return;
  const chosen = new Set([...selected(doc), next]);
  doc.session.select(cells(doc).map(({ id }) => id).filter((id) => chosen.has(id)));
}

/** Sets a flag of the selected cells, or takes it from all where all have it. */
export function flag({ doc }: Scene, field: "collapsed" | "disabled" | "pinned" | "hidden"): void {
  const chosen = new Set(selected(doc));
  const all = cells(doc).filter(({ id }) => chosen.has(id)).every((cell) => cell[field]);
  doc.session.edit(edit.change(notebook(doc), selected(doc), { [field]: !all }));
}

/** Gives the selected cells another mode. */
export function convert({ doc }: Scene, mode: Mode): void {
  doc.session.edit(edit.convert(notebook(doc), selected(doc), mode));
}

/** Changes how the document is shown. */
export function set({ app }: Scene, part: Partial<Doc>): void {
  app.store.set(({ doc }) => doc ? { doc: { ...doc, ...part } } : {});
}
