import { open } from "../../engine/formats/record.ts";
import type { Lang } from "../../engine/mod.ts";
import { parse, serialize } from "../notebook/format.ts";
import { retitle } from "../notebook/title.ts";
import { approve, isApproved } from "../page/approval.ts";
import { voice } from "../plots/voice.ts";
import type { FileEntry } from "../remote.ts";
import { createFree } from "./name.ts";
import { callRecord, isNamedTwice, namesOf } from "./record.ts";
import type { App } from "./state.ts";

/** Copies a file to a free name beside it; the copy says that it is one. */
export async function duplicate(app: App, file: FileEntry): Promise<void> {
  const { say } = app.voice();
  const { text } = await app.remote.read(file.path);
  const copy = file.kind === "record" ? copiedRecord(app, file, text) : copiedNotebook(app, text);
  const path = await createFree(app.remote, file.path.replace(/(?:-\d+)?(\.\w+)$/, "-2$1"), copy);
  // A copy does what the notebook does that was allowed.
  if (await isApproved(text, app.storage)) await approve(copy, app.storage);
  await app.refresh();
  const at = file.kind === "record" ? "system" as const : "notebook" as const;
  app.notice("info", say("app.duplicate.made", { path }), {
    name: say("app.open"),
    run: () => app.go({ at, path, safe: false }),
  });
}

function copiedNotebook(app: App, text: string): string {
  const notebook = parse(text);
  return serialize(retitle(notebook, app.voice().say("app.copyOf", { title: notebook.title })));
}

/** A record finds its notebooks by its id, so the copy gets one that no other record has. */
function copiedRecord(app: App, { path }: FileEntry, text: string): string {
  const opened = open(text, path);
  if (!opened.editable || !opened.spec) return opened.text;
  const ids = [...app.store.get().systems.values()].flatMap(({ system }) => system?.id ?? []);
  const stem = String(opened.spec.id ?? "system").replace(/-\d+$/, "");
  let number = 2;
  while (ids.includes(`${stem}-${number}`)) number++;
  const named = namesOf(opened);
  const copyOf = (lang: Lang) => voice({ lang }).say("app.copyOf", { title: named[lang] });
  const names = isNamedTwice(opened)
    ? { ja: copyOf("ja"), en: copyOf("en") }
    : { ja: copyOf(app.voice().lang) };
  return callRecord(opened, { id: `${stem}-${number}`, ...names });
}
