import { html, type TemplateResult } from "lit";
import type { FileEntry } from "../remote.ts";
import type { App } from "./state.ts";

/** Saves a copy of a file outside the workspace, where the browser saves what it downloads. */
export async function saveCopy(app: App, path: string): Promise<void> {
  const { text } = await app.remote.read(path);
  save(nameOf(path), text);
}

/** Saves a text as a file, as a download. */
export function save(name: string, text: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blobOf(name, text));
  link.download = name;
  link.click();
  // Once the download has begun it no longer needs the address.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

/**
 * What is dragged out of the page to leave a copy of a file in a folder. A drag can only carry what is
 * there when it begins, so the text is fetched as soon as the pointer comes near. Keys and touch have the
 * menu beside it instead.
 */
export function grip(app: App, { path, titles }: FileEntry): TemplateResult {
  const { say, text } = app.voice();
  return html`
    <span class="grip" draggable="true" aria-hidden="true" title=${say("import.drag", {
      title: text(titles),
    })} @pointerenter=${() => fetched(app, path)}
      @dragstart=${(event: DragEvent) => carry(event, path)}>⠿</span>
  `;
}

/** What was fetched for a drag, the last one only. */
let ready: { readonly path: string; readonly address: string; readonly text: string } | undefined;

async function fetched(app: App, path: string): Promise<void> {
  try {
    const { text } = await app.remote.read(path);
    if (ready) URL.revokeObjectURL(ready.address);
    ready = { path, text, address: URL.createObjectURL(blobOf(path, text)) };
  } catch (error) {
    app.failed(error);
  }
}

function carry(event: DragEvent, path: string): void {
  const { dataTransfer } = event;
  if (ready?.path !== path || !dataTransfer) return event.preventDefault();
  const { address, text } = ready;
  dataTransfer.effectAllowed = "copy";
  dataTransfer.setData("DownloadURL", `${typeOf(path)}:${nameOf(path)}:${address}`);
  // For where a file cannot be put, such as a text editor.
  dataTransfer.setData("text/plain", text);
}

function blobOf(name: string, text: string): Blob {
  return new Blob([text], { type: typeOf(name) });
}

function typeOf(name: string): string {
  return name.endsWith(".html") ? "text/html" : "application/yaml";
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}
