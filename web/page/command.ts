import * as edit from "../notebook/edit.ts";
import type { Message } from "../shell/state.ts";
import * as deed from "./deed.ts";
import type { Scene } from "./deed.ts";
import { openFinder } from "./finder.ts";
import { present } from "./present.ts";
import { showPublish } from "./publish.ts";
import { renameOpen } from "./rename.ts";
import { showVersions } from "./versions.ts";

/** Something a person can do, by key, menu or palette. */
export interface Command {
  readonly id: string;
  readonly name: Message;
  /** Keys while no text is written, such as `a` or `Shift-ArrowUp`. */
  readonly keys?: readonly string[];
  /** Keys everywhere, such as `Mod-Enter`. */
  readonly always?: readonly string[];
  /** In the menu of a cell. */
  readonly menu?: true;
  readonly group: "run" | "cell" | "move" | "type" | "view" | "file";
  run(scene: Scene): void;
}

/** Every command, in the order of the help sheet. Keys of command mode follow Jupyter's. */
export const commands: readonly Command[] = [
  on(
    "run",
    "run",
    { always: ["Mod-Enter"], menu: true },
    ({ doc }) => doc.session.run(deed.block(doc)),
  ),
  on("runNext", "run", { always: ["Shift-Enter"] }, (scene) => {
    const { doc, go } = scene;
    doc.session.run(deed.selected(doc));
    const next = deed.neighbour(doc, 1);
    if (next === undefined) deed.insertAt(scene, "below", doc.mode);
    else go(next, "command");
  }),
  on("runBelow", "run", { always: ["Alt-Enter"] }, (scene) => {
    scene.doc.session.run(deed.selected(scene.doc));
    deed.insertAt(scene, "below", "edit");
  }),
  on("runStale", "run", { always: ["Mod-Shift-Enter"] }, ({ doc }) => doc.session.run("stale")),
  on("runAll", "run", {}, ({ doc }) => doc.session.run(deed.cells(doc).map(({ id }) => id))),
  on(
    "edit",
    "move",
    { keys: ["Enter"] },
    ({ doc, go }) => deed.selected(doc).length && go(deed.selected(doc).at(-1)!, "edit"),
  ),
  on("up", "move", { keys: ["ArrowUp", "k"] }, (scene) => deed.step(scene, -1)),
  on("down", "move", { keys: ["ArrowDown", "j"] }, (scene) => deed.step(scene, 1)),
  on("extendUp", "move", { keys: ["Shift-ArrowUp"] }, (scene) => deed.extend(scene, -1)),
  on("extendDown", "move", { keys: ["Shift-ArrowDown"] }, (scene) => deed.extend(scene, 1)),
  on(
    "selectAll",
    "move",
    { keys: ["Mod-a"] },
    ({ doc }) => doc.session.select(deed.cells(doc).map(({ id }) => id)),
  ),
  on(
    "above",
    "cell",
    { keys: ["a"], menu: true },
    (scene) => deed.insertAt(scene, "above", "command"),
  ),
  on(
    "below",
    "cell",
    { keys: ["b"], menu: true },
    (scene) => deed.insertAt(scene, "below", "command"),
  ),
  on("cut", "cell", { keys: ["x"] }, (scene) => (deed.copy(scene.doc), deed.remove(scene))),
  on("copy", "cell", { keys: ["c"] }, ({ doc }) => deed.copy(doc)),
  on(
    "paste",
    "cell",
    { keys: ["v"] },
    deed.paste,
  ),
  on(
    "duplicate",
    "cell",
    { keys: ["Shift-d"], menu: true },
    (scene) => deed.apply(scene, edit.duplicate(deed.notebook(scene.doc), deed.block(scene.doc))),
  ),
  on("delete", "cell", { keys: ["d", "Delete", "Backspace"], menu: true }, deed.remove),
  on(
    "moveUp",
    "cell",
    { keys: ["Alt-ArrowUp"], always: ["Alt-Shift-ArrowUp"], menu: true },
    (scene) => deed.move(scene, -1),
  ),
  on(
    "moveDown",
    "cell",
    { keys: ["Alt-ArrowDown"], always: ["Alt-Shift-ArrowDown"], menu: true },
    (scene) => deed.move(scene, 1),
  ),
  on(
    "foldSection",
    "view",
    { keys: ["ArrowLeft"], menu: true },
    (scene) => deed.foldSection(scene, true),
  ),
  on(
    "unfoldSection",
    "view",
    { keys: ["ArrowRight"], menu: true },
    (scene) => deed.foldSection(scene, false),
  ),
  on("foldAll", "view", {}, (scene) => deed.foldAll(scene, true)),
  on("unfoldAll", "view", {}, (scene) => deed.foldAll(scene, false)),
  on("fold", "cell", { keys: ["o"], menu: true }, (scene) => deed.flag(scene, "collapsed")),
  on("disable", "cell", { keys: ["/"], menu: true }, (scene) => deed.flag(scene, "disabled")),
  on("pin", "cell", { keys: ["p"], menu: true }, (scene) => deed.flag(scene, "pinned")),
  on("hide", "cell", { keys: ["u"], menu: true }, (scene) => deed.flag(scene, "hidden")),
  ...([["markdown", "m"], ["javascript", "y"], ["typescript", "t"], ["html", "w"], [
    "formula",
    "f",
  ]] as const)
    .map(([mode, key]) =>
      on(`to.${mode}`, "type", { keys: [key] }, (scene) => deed.convert(scene, mode))
    ),
  on("undo", "file", { keys: ["z"], always: ["Mod-z"] }, ({ doc }) => doc.session.undo()),
  on(
    "redo",
    "file",
    { keys: ["Shift-z"], always: ["Mod-Shift-z", "Mod-y"] },
    ({ doc }) => doc.session.redo(),
  ),
  on("publish", "file", { keys: ["e"] }, ({ app, doc }) => void showPublish(app, doc)),
  on(
    "save",
    "file",
    { always: ["Mod-s"] },
    ({ app, doc }) => void doc.session.save(true).catch(app.failed),
  ),
  on("rename", "file", {}, ({ app, doc }) => renameOpen(app, doc)),
  on("ready", "view", { keys: ["i"] }, ({ palette }) => palette("ready")),
  on("palette", "view", { always: ["Mod-k"] }, ({ palette }) => palette("all")),
  on("find", "view", { always: ["Mod-f"] }, ({ app }) => openFinder(app, false)),
  on("replace", "view", {}, ({ app }) => openFinder(app, true)),
  on("help", "view", { keys: ["?", "h"] }, ({ help }) => help()),
  on("code", "view", { keys: ["r"] }, (scene) => deed.set(scene, { code: !scene.doc.code })),
  on("present", "view", { keys: ["Shift-p"] }, ({ app }) => present(app)),
  on("panes", "view", { keys: ["s"] }, ({ app }) =>
    app.store.set(({ settings }) => ({
      settings: { ...settings, view: settings.view === "page" ? "panes" : "page" },
    }))),
  on(
    "outline",
    "view",
    { keys: ["l"] },
    (scene) => deed.set(scene, { panel: scene.doc.panel === "outline" ? undefined : "outline" }),
  ),
  on(
    "symbols",
    "view",
    { keys: ["n"] },
    (scene) => deed.set(scene, { panel: scene.doc.panel === "symbols" ? undefined : "symbols" }),
  ),
  on("versions", "file", {}, ({ app, doc }) => showVersions(app, doc)),
  on("safe", "file", {}, ({ app, doc }) => app.go({ at: "notebook", path: doc.path, safe: true })),
];

/** The command that keys mean, while a text is written or not. */
export function commandOf(keys: string, writing: boolean): Command | undefined {
  return commands.find(({ always }) => always?.includes(keys)) ??
    (writing ? undefined : commands.find((command) => command.keys?.includes(keys)));
}

/** The keys of an event in one word: `Mod-Shift-z`. Mod is Command on a Mac, else Control. */
export function keysOf({ key, ctrlKey, metaKey, altKey, shiftKey }: KeyboardEvent): string {
  const plain = key.length === 1 && !ctrlKey && !metaKey && !altKey;
  const shown = key.length === 1 ? key.toLowerCase() : key;
  const shift = shiftKey && !(plain && shown === key);
  return `${ctrlKey || metaKey ? "Mod-" : ""}${altKey ? "Alt-" : ""}${
    shift ? "Shift-" : ""
  }${shown}`;
}

type Extra = Pick<Command, "keys" | "always" | "menu">;

function on(
  id: string,
  group: Command["group"],
  extra: Extra,
  run: (scene: Scene) => void,
): Command {
  return { id, name: `app.command.${id}` as Message, group, ...extra, run };
}
