import {
  autocompletion,
  closeBrackets,
  closeBracketsKeymap,
  type Completion,
  type CompletionContext,
  completionKeymap,
  type CompletionResult,
} from "@codemirror/autocomplete";
import { defaultKeymap } from "@codemirror/commands";
import { html } from "@codemirror/lang-html";
import { javascript } from "@codemirror/lang-javascript";
import { markdown } from "@codemirror/lang-markdown";
import {
  bracketMatching,
  HighlightStyle,
  indentOnInput,
  syntaxHighlighting,
} from "@codemirror/language";
import {
  Compartment,
  EditorState,
  type Extension,
  StateEffect,
  StateField,
} from "@codemirror/state";
import {
  Decoration,
  type DecorationSet,
  drawSelection,
  EditorView,
  keymap,
  placeholder,
} from "@codemirror/view";
import { tags } from "@lezer/highlight";
import type { Symbol } from "../frame/protocol.ts";
import type { Mode } from "../notebook/format.ts";

/** The editor of one cell. The text belongs to the notebook; the editor tells of each change. */
export interface Editor {
  readonly view: EditorView;
  /** Shows a text that came from elsewhere (undo, another version), touching only what differs. */
  show(text: string): void;
  mode(mode: Mode): void;
  /** Marks places in the text, one of them as the one that is meant. */
  mark(places: readonly Place[], current: Place | undefined): void;
  /** Names the editor for those who listen. */
  name(label: string, hint: string): void;
  focus(at?: "start" | "end"): void;
  stop(): void;
}

/** A stretch of the text. */
export interface Place {
  readonly from: number;
  readonly to: number;
}

/** What an editor tells and asks. */
export interface Desk {
  changed(text: string): void;
  focused(): void;
  /** The cursor would leave the text upwards or downwards; true where someone takes it. */
  leave(dir: 1 | -1): boolean;
  symbols(): readonly Symbol[];
  /** What a name that every cell may read is for; undefined for any other. */
  purpose(name: string): string | undefined;
}

/** An editor in an element. There is no history in it: undo is the notebook's. */
export function createEditor(
  parent: HTMLElement,
  text: string,
  mode: Mode,
  desk: Desk,
): Editor {
  const language = new Compartment();
  const attributes = new Compartment();
  let silent = false;
  let marked = "";
  const view = new EditorView({
    parent,
    state: EditorState.create({
      doc: text,
      extensions: [
        language.of(languageOf(mode)),
        attributes.of([]),
        marks,
        drawSelection(),
        indentOnInput(),
        bracketMatching(),
        closeBrackets(),
        autocompletion({ override: [(context) => complete(context, desk)] }),
        syntaxHighlighting(colours),
        EditorView.lineWrapping,
        keymap.of([
          { key: "ArrowUp", run: (view) => atEdge(view, -1) && desk.leave(-1) },
          { key: "ArrowDown", run: (view) => atEdge(view, 1) && desk.leave(1) },
          ...closeBracketsKeymap,
          ...completionKeymap,
          ...defaultKeymap.filter(({ key }) => key !== "Mod-Enter"),
        ]),
        EditorView.updateListener.of((update) => {
          if (update.focusChanged && update.view.hasFocus) desk.focused();
          // While an input method composes, the text is not yet what is meant.
          if (update.docChanged && !silent && !update.view.composing) tell();
        }),
        EditorView.domEventHandlers({ compositionend: () => void setTimeout(tell) }),
      ],
    }),
  });
  let told = text;
  function tell(): void {
    const now = view.state.doc.toString();
    if (now === told || view.composing) return;
    told = now;
    desk.changed(now);
  }
  return {
    view,
    show(next) {
      const now = view.state.doc.toString();
      told = next;
      if (now === next) return;
      const { from, to, insert } = difference(now, next);
      silent = true;
      view.dispatch({ changes: { from, to, insert }, selection: { anchor: from + insert.length } });
      silent = false;
    },
    mode: (next) => view.dispatch({ effects: language.reconfigure(languageOf(next)) }),
    mark(places, current) {
      const { length } = view.state.doc;
      const all = places.filter(({ to }) => to <= length);
      const key = all.map(({ from, to }) => `${from}-${to}`).join() +
        (current && all.includes(current) ? ` ${current.from}` : "");
      if (key === marked) return;
      marked = key;
      const found = all.map((place) =>
        (place === current ? meant : match).range(place.from, place.to)
      );
      const effects: StateEffect<unknown>[] = [setMarks.of(Decoration.set(found))];
      if (current && all.includes(current)) {
        effects.push(EditorView.scrollIntoView(current.from, { y: "nearest" }));
      }
      view.dispatch({ effects });
    },
    name: (label, hint) =>
      view.dispatch({
        effects: attributes.reconfigure([
          EditorView.contentAttributes.of({ "aria-label": label, lang: "en" }),
          placeholder(hint),
        ]),
      }),
    focus(at) {
      view.focus();
      if (at) {
        const anchor = at === "start" ? 0 : view.state.doc.length;
        view.dispatch({ selection: { anchor }, scrollIntoView: true });
      }
    },
    stop: () => view.destroy(),
  };
}

const match = Decoration.mark({ class: "cm-match" });
const meant = Decoration.mark({ class: "cm-match meant" });
const setMarks = StateEffect.define<DecorationSet>();
const marks = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update: (now, { changes, effects }) =>
    effects.find((effect) => effect.is(setMarks))?.value as DecorationSet ?? now.map(changes),
  provide: (field) => EditorView.decorations.from(field),
});

function languageOf(mode: Mode): Extension {
  switch (mode) {
    case "markdown":
      return markdown();
    case "html":
      return html();
    case "javascript":
    case "typescript":
      return javascript({ typescript: mode === "typescript" });
    default:
      return [];
  }
}

function atEdge({ state, composing }: EditorView, dir: 1 | -1): boolean {
  const { main } = state.selection;
  if (!main.empty || composing) return false;
  const line = state.doc.lineAt(main.head);
  return dir < 0 ? line.number === 1 : line.number === state.doc.lines;
}

/** The one stretch in which two texts differ, outside of their common start and end. */
function difference(now: string, next: string): { from: number; to: number; insert: string } {
  let from = 0;
  while (from < now.length && from < next.length && now[from] === next[from]) from++;
  let end = 0;
  while (
    end < now.length - from && end < next.length - from &&
    now[now.length - 1 - end] === next[next.length - 1 - end]
  ) end++;
  return { from, to: now.length - end, insert: next.slice(from, next.length - end) };
}

/** Names of the notebook and parts of their values, in any script. */
function complete(
  context: CompletionContext,
  desk: Pick<Desk, "symbols" | "purpose">,
): CompletionResult | null {
  const symbols = desk.symbols();
  const path = context.matchBefore(/[\p{ID_Start}$_][\p{ID_Continue}$.]*\.[\p{ID_Continue}$]*$/u);
  if (path) {
    const [name, ...parts] = path.text.split(".");
    const keys = symbols.find((symbol) => symbol.name === name)?.keys ?? [];
    const before = parts.slice(0, -1).map((part) => `${part}.`).join("");
    const options = keys.filter((key) => key.startsWith(before))
      .map((key) => key.slice(before.length)).filter((key) => !key.includes("."))
      .map((label): Completion => ({ label, type: "property" }));
    const from = path.to - parts[parts.length - 1].length;
    return options.length ? { from, options, validFor: word } : null;
  }
  const start = context.matchBefore(/[\p{ID_Start}$_][\p{ID_Continue}$]*$/u);
  if (!start && !context.explicit) return null;
  const options = symbols.map(({ name, type, preview, builtin }): Completion => ({
    label: name,
    type: type === "function" ? "function" : "variable",
    detail: builtin ? "" : preview.slice(0, 40),
    boost: builtin ? 0 : 10,
    ...(builtin ? { info: desk.purpose(name) } : {}),
  }));
  return { from: start?.from ?? context.pos, options, validFor: word };
}

const word = /^[\p{ID_Continue}$]*$/u;

const colours = HighlightStyle.define([
  { tag: [tags.keyword, tags.modifier, tags.operatorKeyword], color: "var(--code-keyword)" },
  { tag: [tags.string, tags.special(tags.string), tags.regexp], color: "var(--code-string)" },
  { tag: [tags.number, tags.bool, tags.null, tags.atom], color: "var(--code-number)" },
  { tag: [tags.comment, tags.meta], color: "var(--code-comment)" },
  { tag: [tags.function(tags.variableName), tags.tagName], color: "var(--code-function)" },
  { tag: [tags.typeName, tags.className, tags.attributeName], color: "var(--code-type)" },
  { tag: tags.heading, fontWeight: "600" },
  { tag: tags.strong, fontWeight: "600" },
  { tag: [tags.link, tags.url], color: "var(--accent)" },
  { tag: tags.processingInstruction, color: "var(--code-comment)" },
]);
