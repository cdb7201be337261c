import type { App } from "../shell/state.ts";
import { openSearch } from "./search.ts";
import { flushTyping } from "./typing.ts";

/**
 * The keys of the page of a record: Ctrl+Z, Ctrl+Shift+Z or Ctrl+Y, Ctrl+S, and Ctrl+K to search. In a field that is being
 * typed into, undo is the browser's own until the field is left. The answer ends it.
 */
export function listenKeys(app: App): () => void {
  const pressed = (event: KeyboardEvent) => {
    const { desk, dialog } = app.store.get();
    if (!desk || dialog || event.isComposing || event.altKey) return;
    if (!event.ctrlKey && !event.metaKey) return;
    const key = event.key.toLowerCase();
    const act = key === "k"
      ? () => openSearch(app)
      : key === "s"
      ? () => void desk.save()
      : key === "z" && !isTyping(event.target)
      ? event.shiftKey ? desk.redo : desk.undo
      : key === "y" && !isTyping(event.target)
      ? desk.redo
      : undefined;
    if (!act) return;
    event.preventDefault();
    flushTyping();
    act();
  };
  addEventListener("keydown", pressed);
  return () => removeEventListener("keydown", pressed);
}

function isTyping(target: EventTarget | null): boolean {
  const element = target as HTMLElement;
  return element.matches?.("textarea, input:not([type=radio], [type=checkbox], [type=range])") ||
    element.isContentEditable;
}
