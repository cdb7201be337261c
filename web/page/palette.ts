import { html, type TemplateResult } from "lit";
import { live } from "lit/directives/live.js";
import type { App, Dialog } from "../shell/state.ts";
import { type Command, commands } from "./command.ts";
import { insertReady, type Scene } from "./deed.ts";
import { ready } from "./ready.ts";

interface Item {
  readonly name: string;
  readonly hint: string;
  readonly keys: string;
  run(): void;
}

/** Everything that can be done, found by typing: commands, ready cells and cells to go to. */
export function palette(app: App, scene: Scene, about: "all" | "cell" | "ready"): Dialog {
  const { say } = app.voice();
  const items = itemsOf(app, scene, about);
  let query = "";
  let at = 0;
  const redraw = () => app.store.set(({ dialog }) => dialog ? { dialog: { ...dialog } } : {});
  return {
    kind: "palette",
    title: say(
      about === "ready"
        ? "app.ready"
        : about === "cell"
        ? "app.cell.commands"
        : "app.command.palette",
    ),
    body(close) {
      const found = items.filter(({ name, hint }) => fits(`${name} ${hint}`, query));
      at = Math.max(0, Math.min(at, found.length - 1));
      const choose = (item: Item | undefined) => {
        close();
        // After the dialog has given the focus back.
        if (item) setTimeout(item.run);
      };
      const key = (event: KeyboardEvent) => {
        if (event.isComposing) return;
        if (event.key === "Enter") choose(found[at]);
        else if (event.key === "ArrowDown") at = (at + 1) % Math.max(1, found.length);
        else if (event.key === "ArrowUp") at = (at + found.length - 1) % Math.max(1, found.length);
        else return;
        event.preventDefault();
        redraw();
      };
      return html`
        <input type="search" class="query" role="combobox" aria-expanded="true"
          aria-controls="found" aria-activedescendant=${`found-${at}`} autofocus
          aria-label=${say("app.palette.search")} placeholder=${say("app.palette.search")}
          .value=${live(query)} @keydown=${key} @input=${(event: Event) => {
            query = (event.target as HTMLInputElement).value;
            at = 0;
            redraw();
          }}>
                <ul class="found" id="found" role="listbox" aria-label=${say(
                  "app.palette.search",
                )}>${found.map((item, index) =>
                  row(item, index, index === at, () => choose(item))
                )}</ul>
                ${found.length ? "" : html`<p class="quiet">${say("app.palette.nothing")}</p>`}
      `;
    },
  };
}

function row(
  { name, hint, keys }: Item,
  index: number,
  active: boolean,
  choose: () => void,
): TemplateResult {
  return html`<li id=${`found-${index}`} role="option" aria-selected=${active} @click=${choose}>
    <span>${name}${hint ? html`<small>${hint}</small>` : ""}</span><kbd>${keys}</kbd></li>`;
}

function itemsOf(app: App, scene: Scene, about: "all" | "cell" | "ready"): Item[] {
  const { say, text } = app.voice();
  const now = () => app.store.get().doc ? { ...scene, doc: app.store.get().doc! } : scene;
  const command = ({ name, keys, always, run }: Command): Item => ({
    name: say(name),
    hint: "",
    keys: [...always ?? [], ...keys ?? []].slice(0, 1).map(shownKeys).join(" "),
    run: () => run(now()),
  });
  if (about === "cell") {
    return commands.filter(({ menu, group }) => menu || group === "type").map(command);
  }
  const systems = [...app.store.get().systems.values()].flatMap(({ system }) => system ?? []);
  const used = new Set(scene.doc.symbols.map(({ name }) => name));
  const parts = systems.flatMap((system) =>
    ready.map(({ name, hint, cells }): Item => ({
      name: say(name),
      hint: systems.length > 1 ? `${say(hint)} ${text(system.name)}` : say(hint),
      keys: say("app.ready.sign"),
      run: () => insertReady(now(), cells(system.id, used)),
    }))
  );
  if (about === "ready") return parts;
  return [...commands.filter(({ id }) => id !== "palette").map(command), ...parts];
}

/** Keys as people know them. */
export function shownKeys(keys: string): string {
  const mac = /Mac|iP/.test(navigator.platform);
  return keys.replace("Mod", mac ? "⌘" : "Ctrl").replace("Alt", mac ? "⌥" : "Alt")
    .replace("ArrowUp", "↑").replace("ArrowDown", "↓").replaceAll("-", mac ? "" : "+")
    .replace(/(^|\+)([a-z])$/, (_, before, letter) => before + letter.toUpperCase());
}

/** Spelling does not count: width and case. */
function fits(text: string, query: string): boolean {
  const fold = (value: string) => value.normalize("NFKC").toLowerCase();
  return fold(query).split(/\s+/).filter(Boolean).every((part) => fold(text).includes(part));
}
