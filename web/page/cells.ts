import { html, nothing, render, type TemplateResult } from "lit";
import type { CellState, Symbol } from "../frame/protocol.ts";
import type { Cell, Mode, Notebook } from "../notebook/format.ts";
import { type Problem, say as tell } from "../notebook/problem.ts";
import type { Voice } from "../plots/voice.ts";
import { type Doc, labelOf } from "./doc.ts";
import { createEditor, type Editor } from "./editor.ts";
import type { Slot } from "./layout.ts";

/** A cell on the page: its bar, its editor, what is wrong with it, and the place of its output. */
export interface CellView extends Slot {
  readonly editor: Editor;
  update(cell: Cell, doc: Doc, voice: Voice, fold: Fold): void;
  stop(): void;
}

/** How a cell stands to folded sections. */
export interface Fold {
  /** Whether the section that it opens is shown; undefined where it opens none. */
  readonly open: boolean | undefined;
  /** It is beneath a folded heading. */
  readonly hidden: boolean;
  /** It is the first of so many that a heading hides. */
  readonly first: { readonly by: number; readonly count: number } | undefined;
}

/** What a cell on the page may ask for. */
export interface CellAct {
  text(id: number, text: string): void;
  select(id: number, how: { extend?: boolean; edit?: boolean }): void;
  leave(id: number, dir: 1 | -1): boolean;
  run(id: number): void;
  edit(id: number): void;
  convert(id: number, mode: Mode): void;
  fold(id: number): void;
  /** Folds or unfolds the section of a heading. */
  section(id: number, fold: boolean): void;
  menu(id: number, at: Element): void;
  insert(id: number, mode: Mode | "ready"): void;
  goTo(id: number): void;
  symbols(): readonly Symbol[];
  purpose(name: string): string | undefined;
}

export const modes: readonly Mode[] = ["markdown", "javascript", "typescript", "html", "formula"];

/** Makes the view of a cell. Everything but the editor is drawn anew when the document changes. */
export function createCell(cell: Cell, act: CellAct): CellView {
  const { id } = cell;
  const part = (name: string, className: string, ...children: Node[]) => {
    const element = document.createElement(name);
    element.className = className;
    element.append(...children);
    return element;
  };
  const add = part("div", "add");
  const bar = part("div", "bar");
  const code = part("div", "code");
  const status = part("div", "status");
  const note = part("div", "foldnote");
  const inner = part("div", "inner", add, bar, code, status, note);
  const box = part("div", "box", inner);
  const hole = part("div", "hole");
  const heard = part("p", "heard");
  const section = part("section", "cell", box, hole, heard);
  section.dataset.cell = String(id);
  section.tabIndex = -1;
  const editor = createEditor(code, cell.value, cell.mode, {
    changed: (text) => act.text(id, text),
    focused: () => act.select(id, { edit: true }),
    leave: (dir) => act.leave(id, dir),
    symbols: act.symbols,
    purpose: act.purpose,
  });
  bar.addEventListener("pointerdown", (event) => {
    const control = (event.target as Element).closest("button, select, a");
    if (!control) act.select(id, { extend: (event as PointerEvent).shiftKey });
  });
  let mode = cell.mode;
  let named = "";
  let shown: Cell | undefined;
  let drawn: readonly unknown[] = [];
  return {
    id,
    section,
    box,
    inner,
    hole,
    editor,
    update(cell, doc, voice, fold) {
      const { notebook, selected } = doc.history.now;
      const state = doc.states.get(id);
      const isSelected = selected.includes(id);
      const label = labelOf(notebook, id, voice.lang);
      if (shown !== cell) editor.show(cell.value);
      shown = cell;
      const { open, hidden, first } = fold;
      const wants: readonly unknown[] = [
        cell,
        state,
        isSelected,
        label,
        voice.lang,
        isSelected && doc.mode,
        doc.code,
        open,
        hidden,
        first?.by,
        first?.count,
      ];
      if (wants.every((part, index) => part === drawn[index])) return;
      drawn = wants;
      section.setAttribute("aria-label", `${label} ${voice.say(`app.mode.${cell.mode}`)}`);
      section.classList.toggle("selected", isSelected);
      section.classList.toggle("editing", isSelected && doc.mode === "edit");
      section.classList.toggle("disabled", cell.disabled);
      section.classList.toggle("folded", cell.collapsed);
      section.classList.toggle("away", hidden);
      section.classList.toggle("coded", doc.code || cell.pinned);
      section.dataset.status = state?.status ?? "idle";
      section.classList.toggle("stale", state?.stale ?? false);
      section.classList.toggle("prosaic", cell.mode === "markdown" && cell.value.trim() !== "");
      if (mode !== cell.mode) editor.mode(mode = cell.mode);
      const name = `${label} ${voice.say(`app.hint.${cell.mode}`)}`;
      if (named !== name) {
        named = name;
        editor.name(
          voice.say("app.cell.code", { cell: label, mode: voice.say(`app.mode.${cell.mode}`) }),
          voice.say(`app.hint.${cell.mode}`),
        );
      }
      render(adder(id, act, voice), add);
      render(barOf(cell, doc, act, voice, open), bar);
      render(first ? noteOf(first, act, voice) : nothing, note);
      render(statusOf(notebook, state, act, voice), status);
      heard.textContent = state?.summary
        ? voice.say("app.cell.heard", { cell: label, text: state.summary })
        : "";
    },
    stop: () => editor.stop(),
  };
}

function adder(id: number, act: CellAct, { say }: Voice): TemplateResult {
  const button = (mode: Mode | "ready", text: string) =>
    html`<button type="button" tabindex="-1" @click=${() => act.insert(id, mode)}>${text}</button>`;
  return html`
    <span class="line"></span><span class="buttons">${([
      "markdown",
      "javascript",
      "formula",
    ] as const).map((mode) => button(mode, `＋ ${say(`app.mode.${mode}`)}`))}${button(
      "ready",
      `＋ ${say("app.ready")}`,
    )}</span><span
      class="line"></span>
  `;
}

/** Stands for the cells that a heading hides. */
function noteOf(
  { by, count }: NonNullable<Fold["first"]>,
  act: CellAct,
  { say }: Voice,
): TemplateResult {
  return html`<button type="button" aria-expanded="false" @click=${() =>
    act.section(by, false)}>▸ ${say("app.fold.hidden", { count })}</button>`;
}

function barOf(
  cell: Cell,
  doc: Doc,
  act: CellAct,
  { say, lang }: Voice,
  open: boolean | undefined,
): TemplateResult {
  const { notebook } = doc.history.now;
  const { id } = cell;
  const number = notebook.cells.findIndex((other) => other.id === id) + 1;
  const state = doc.states.get(id);
  const label = labelOf(notebook, id, lang);
  return html`
    <button type="button" class="fold" aria-expanded=${!cell.collapsed} aria-label=${say(
      cell.collapsed ? "app.cell.unfold" : "app.cell.fold",
      { cell: label },
    )}
      @click=${() => act.fold(id)}>${cell.collapsed ? "▸" : "▾"}</button>
    <span class="number">${number}</span>
    <select class="mode" aria-label=${say("app.cell.mode", { cell: label })} @change=${(
      event: Event,
    ) => act.convert(id, (event.target as HTMLSelectElement).value as Mode)}>${modes.map((mode) =>
      html`<option value=${mode} .selected=${mode === cell.mode}>${
        say(`app.mode.${mode}`)
      }</option>`
    )}${cell.mode === "unknown" ? html`<option selected>${cell.attributes.type}</option>` : nothing}
    </select>
    ${cell.mode === "markdown"
      ? html`
        <button type="button" class="edit" title=${say("app.command.edit")} aria-label=${say(
          "app.cell.edit",
          { cell: label },
        )}
          @click=${() => act.edit(id)}>✎</button>
      `
      : nothing}
    ${open === undefined ? nothing : html`
      <button type="button" class="section" aria-expanded=${open} title=${say(
        open ? "app.command.foldSection" : "app.command.unfoldSection",
      )}
        aria-label=${say(open ? "app.fold.fold" : "app.fold.unfold", { cell: label })}
        @click=${() => act.section(id, open)}>§ ${open ? "▾" : "▸"}</button>
    `}
    ${cell.collapsed ? html`<span class="gist">${gist(cell)}</span>` : nothing}
    ${cell.output ? html`<code class="given">${cell.output}</code>` : nothing}
    <span class="state">${stateWord(cell, state, { say } as Voice)}</span>
    <button type="button" class="run" title=${say("app.command.run")} aria-label=${say(
      "app.cell.run",
      { cell: label },
    )}
      @click=${() => act.run(id)}>▶</button>
    <button type="button" class="more" aria-haspopup="menu" aria-label=${say("app.cell.menu", {
      cell: label,
    })}
      @click=${(event: Event) => act.menu(id, event.currentTarget as Element)}>…</button>
  `;
}

function gist({ value }: Cell): string {
  return value.split("\n").find((line) => line.trim())?.trim().slice(0, 80) ?? "";
}

function stateWord(cell: Cell, state: CellState | undefined, { say }: Voice): string {
  if (cell.disabled) return say("app.state.disabled");
  if (!state || state.status === "idle") return cell.value.trim() ? say("app.state.idle") : "";
  if (state.status === "running") return say("app.state.running");
  if (state.stale) return say("app.state.stale");
  if (state.status === "error") return say("app.state.error");
  return state.status === "waiting" ? say("app.state.waiting") : "";
}

function statusOf(
  notebook: Notebook,
  state: CellState | undefined,
  act: CellAct,
  voice: Voice,
): TemplateResult | typeof nothing {
  if (!state) return nothing;
  const { say, lang } = voice;
  const waits = state.status === "waiting" ? state.waits : [];
  if (!waits.length && !state.problems.length) return nothing;
  // Cells stand in the sentences as signs of private use, which then become links.
  const sign = (cell: number) => `\ue000${cell}\ue000`;
  const link = (cell: number) =>
    html`<button type="button" class="link" @click=${() => act.goTo(cell)}>${
      labelOf(notebook, cell, lang)
    }</button>`;
  const linked = (text: string) =>
    text.split("\ue000").map((part, index) => index % 2 ? link(Number(part)) : part);
  const line = (severity: string, text: string) =>
    html`<p class="problem" data-severity=${severity}>${linked(text)}</p>`;
  const where = ({ line }: Problem) => line ? say("app.cell.line", { line }) : "";
  const wait = ({ name, cells }: CellState["waits"][number]) =>
    cells.length
      ? say("app.cell.wait", { name, cell: sign(cells[0]) })
      : say("app.cell.name", { name });
  return html`${
    state.problems.map((problem) =>
      line(problem.severity, where(problem) + tell(problem, lang, sign))
    )
  }${waits.map((one) => line("info", say("app.cell.waiting", { names: wait(one) })))}`;
}
