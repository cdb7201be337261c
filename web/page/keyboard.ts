import type { App } from "../shell/state.ts";
import { commandOf, keysOf } from "./command.ts";
import type { Scene } from "./deed.ts";

/** What keys do beside commands. */
export interface Keys {
  scene(): Scene;
  /** Leaves an editor: keys are commands from then on. */
  leave(id: number): void;
  /** Goes from an editor into its output; false where there is nothing to go to. */
  enter(id: number): boolean;
}

/** Listens to the keys of the page; the answer ends it. Before the editors: a command is no text. */
export function listenKeys(app: App, keys: Keys): () => void {
  const pressed = (event: KeyboardEvent) => {
    // The Enter that ends a conversion of an input method is no command.
    if (event.isComposing || event.keyCode === 229) return;
    if (app.store.get().dialog) return;
    const target = event.target as HTMLElement;
    // A menu and the bar for finding have keys of their own.
    if (target.closest("[popover], .finder")) return;
    const id = Number(target.closest<HTMLElement>("section.cell")?.dataset.cell);
    const inEditor = target.closest(".cm-editor") !== null;
    const inField = !inEditor && target.closest("input, textarea, select") !== null;
    const take = () => {
      event.preventDefault();
      event.stopPropagation();
    };
    if (inEditor && event.key === "Escape") {
      // The first Escape closes the list of completions.
      if (document.querySelector(".cm-tooltip-autocomplete")) return;
      take();
      return keys.leave(id);
    }
    const bare = !event.altKey && !event.ctrlKey && !event.metaKey && !event.shiftKey;
    if (inEditor && event.key === "Tab" && bare) {
      if (keys.enter(id)) take();
      return;
    }
    const onControl = target.closest("button, a, summary") !== null;
    if (onControl && (event.key === "Enter" || event.key === " ")) return;
    const command = commandOf(keysOf(event), inEditor || inField);
    // A field of the page has an undo of its own.
    if (!command || inField && (command.id === "undo" || command.id === "redo")) return;
    take();
    command.run(keys.scene());
  };
  addEventListener("keydown", pressed, true);
  return () => removeEventListener("keydown", pressed, true);
}
