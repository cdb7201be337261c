import type { App } from "./state.ts";

/**
 * Takes files that are dropped anywhere on the first screen and on the page of a record, and shows while
 * they are over it that it would. Without this the browser would leave the page and open the file.
 */
export function receiveDrops(app: App, received: (files: readonly File[]) => void): void {
  const sign = document.createElement("p");
  sign.className = "dropping";
  sign.setAttribute("role", "status");
  const over = (event: DragEvent) => {
    const { route, dialog } = app.store.get();
    if (!event.dataTransfer?.types.includes("Files") || route.at === "notebook") return;
    // Before an editor below takes it for a text to insert.
    event.preventDefault();
    event.stopPropagation();
    if (dialog) return void (event.dataTransfer.dropEffect = "none");
    event.dataTransfer.dropEffect = "copy";
    if (sign.isConnected) return;
    sign.textContent = app.voice().say(
      route.at === "system" ? "import.drop.record" : "import.drop",
    );
    document.body.append(sign);
  };
  const left = (event: DragEvent) => {
    if (event.relatedTarget === null) sign.remove();
  };
  const dropped = (event: DragEvent) => {
    const held = sign.isConnected;
    sign.remove();
    if (!held) return;
    event.preventDefault();
    event.stopPropagation();
    received([...event.dataTransfer?.files ?? []]);
  };
  addEventListener("dragenter", over, { capture: true });
  addEventListener("dragover", over, { capture: true });
  addEventListener("dragleave", left, { capture: true });
  addEventListener("drop", dropped, { capture: true });
}
