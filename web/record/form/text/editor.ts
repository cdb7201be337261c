import { defaultKeymap, indentWithTab } from "@codemirror/commands";
import { indentUnit, syntaxHighlighting } from "@codemirror/language";
import { Compartment, EditorState, RangeSetBuilder } from "@codemirror/state";
import {
  Decoration,
  drawSelection,
  EditorView,
  highlightActiveLine,
  keymap,
  lineNumbers,
} from "@codemirror/view";
import type { Desk } from "../../desk.ts";
import { patchOf } from "../../patch.ts";
import { colours, yaml } from "./yaml.ts";

/** The editor of the text of a record. */
export interface TextEditor {
  readonly element: HTMLElement;
  /** Shows the text and the findings of the desk; what is being typed stays. */
  update(desk: Desk, name: string): void;
  /** Puts the cursor at a place and shows it. */
  goTo(line: number, column: number): void;
  stop(): void;
}

/** What the editor tells. */
export interface Told {
  changed(text: string, tag: string): void;
  undo(): void;
  redo(): void;
  save(): void;
}

/** Makes the editor. There is no history in it: undo is the record's. */
export function createTextEditor(first: string, told: Told): TextEditor {
  const element = document.createElement("div");
  element.className = "text-editor";
  const [marks, manner] = [new Compartment(), new Compartment()];
  let silent = false;
  let shown = first;
  let burst = { count: 0, at: 0 };
  let state = "";
  const does = (act: () => void) => () => {
    tell();
    act();
    return true;
  };
  const view = new EditorView({
    parent: element,
    state: EditorState.create({
      doc: first,
      extensions: [
        lineNumbers(),
        drawSelection(),
        highlightActiveLine(),
        indentUnit.of("  "),
        EditorState.tabSize.of(2),
        EditorView.lineWrapping,
        yaml,
        syntaxHighlighting(colours),
        marks.of([]),
        manner.of([]),
        keymap.of([
          { key: "Mod-z", run: does(told.undo) },
          { key: "Mod-Shift-z", run: does(told.redo) },
          { key: "Mod-y", run: does(told.redo) },
          { key: "Mod-s", run: does(told.save) },
          // Tab indents, as in any editor of YAML; Escape then Tab leaves.
          indentWithTab,
          ...defaultKeymap,
        ]),
        EditorView.updateListener.of((update) => {
          if (update.docChanged && !silent && !update.view.composing) tell();
        }),
        EditorView.domEventHandlers({ compositionend: () => void setTimeout(tell) }),
      ],
    }),
  });

  function tell(): void {
    const now = textOf(view);
    if (now === shown || view.composing) return;
    shown = now;
    const at = Date.now();
    // A pause begins another step of the history.
    burst = { count: at - burst.at > 1500 ? burst.count + 1 : burst.count, at };
    told.changed(withBreaks(now, first), `text ${burst.count}`);
  }

  return {
    element,
    update(desk, name) {
      const wanted = plainBreaks(desk.text);
      if (wanted !== shown && !view.composing) show(wanted);
      // What is typed into a text that is behind would take back what is not in it yet.
      const locked = desk.writing && !desk.reading;
      const next = `${name} ${locked}`;
      if (next !== state) {
        state = next;
        view.dispatch({
          effects: manner.reconfigure([
            EditorState.readOnly.of(locked),
            EditorView.contentAttributes.of({ "aria-label": name, lang: "ja", tabindex: "0" }),
          ]),
        });
      }
      view.dispatch({ effects: marks.reconfigure(EditorView.decorations.of(marked(view, desk))) });
    },
    goTo(line, column) {
      const { doc } = view.state;
      const at = doc.line(Math.min(Math.max(1, line), doc.lines));
      const anchor = Math.min(at.to, at.from + column - 1);
      // The element may only now be put into the page.
      requestAnimationFrame(() => {
        view.dispatch({
          selection: { anchor },
          effects: EditorView.scrollIntoView(anchor, { y: "center" }),
        });
        view.focus();
      });
    },
    stop: () => view.destroy(),
  };

  function show(text: string): void {
    const patch = patchOf(textOf(view), text);
    shown = text;
    if (!patch) return;
    silent = true;
    view.dispatch({
      changes: { from: patch.at, to: patch.at + patch.gone.length, insert: patch.come },
    });
    silent = false;
  }
}

function textOf(view: EditorView): string {
  return view.state.doc.toString();
}

/** The editor knows one kind of line end; the file keeps its own. */
function plainBreaks(text: string): string {
  return text.replace(/\r\n?/g, "\n");
}

function withBreaks(text: string, like: string): string {
  return like.includes("\r\n") ? text.replaceAll("\n", "\r\n") : text;
}

/** The lines with a finding of form, in its colour. */
function marked({ state: { doc } }: EditorView, { places, findings }: Desk) {
  const lines = new Map<number, string>();
  for (const finding of findings) {
    const place = places.get(finding);
    if (!place || place.line > doc.lines) continue;
    if (lines.get(place.line) !== "error") lines.set(place.line, finding.severity);
  }
  const builder = new RangeSetBuilder<Decoration>();
  for (const [line, severity] of [...lines].toSorted(([a], [b]) => a - b)) {
    const { from } = doc.line(line);
    builder.add(from, from, Decoration.line({ class: `found-${severity}` }));
  }
  return builder.finish();
}
