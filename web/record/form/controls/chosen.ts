import type { Form } from "../../section.ts";

const marked = new Set<string>();
let last: string | undefined;

/** Whether a control is chosen for what is done to many at a time. */
export function chosen(id: string): boolean {
  return marked.has(id);
}

/** How many controls are chosen among these. */
export function chosenAmong(ids: readonly string[]): readonly string[] {
  return ids.filter((id) => marked.has(id));
}

/** Chooses a control or no longer; with Shift, all rows from the last one chosen. */
export function choose(form: Form, id: string, event: MouseEvent): void {
  const box = event.target as HTMLInputElement;
  const rows = [...box.closest(".controls")!.querySelectorAll<HTMLElement>("[data-control]")]
    .map((row) => row.dataset.control!);
  const [a, b] = [rows.indexOf(last ?? id), rows.indexOf(id)];
  const range = event.shiftKey && a >= 0 ? rows.slice(Math.min(a, b), Math.max(a, b) + 1) : [id];
  for (const one of range) mark(one, box.checked);
  last = id;
  redraw(form);
}

/** Chooses all of these, or none of them. */
export function chooseAll(form: Form, ids: readonly string[], on: boolean): void {
  for (const id of ids) mark(id, on);
  redraw(form);
}

function mark(id: string, on: boolean): void {
  if (on) marked.add(id);
  else marked.delete(id);
}

function redraw({ app }: Form): void {
  const { desk } = app.store.get();
  app.store.set({ desk: desk && { ...desk } });
}
