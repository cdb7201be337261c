import { html, type TemplateResult } from "lit";
import { live } from "lit/directives/live.js";
import { open } from "../../engine/formats/record.ts";
import { parse, serialize } from "../notebook/format.ts";
import { retitle } from "../notebook/title.ts";
import { approve, isApproved } from "../page/approval.ts";
import { type FileEntry, type Kind, RemoteError, type Tagged } from "../remote.ts";
import { redraw } from "./dialog.ts";
import { isNamedBy, pathFor, stemIn } from "./name.ts";
import { callRecord, isNamedTwice, namesOf } from "./record.ts";
import type { App, Message } from "./state.ts";
import { troubleOf } from "./trouble.ts";

/** The title of a file, by the language of each field; `ja` alone where there is one for both. */
type Titles = { ja: string; en?: string };

interface Renaming {
  readonly path: string;
  readonly kind: Kind;
  readonly titles: Titles;
  /** Whether the title can be changed: not that of a record with errors of form. */
  readonly editable: boolean;
  /** Changes title and name of the file; fails with a `RemoteError` that the dialog shows. */
  save(titles: Titles, path: string): Promise<void>;
}

/** Asks for another title and file name. The name follows the title as long as it was made of it. */
export async function rename(app: App, file: FileEntry): Promise<void> {
  const first = await app.remote.read(file.path);
  if (file.kind === "record") return ask(app, ofRecord(app, file, first));
  const { title } = parse(first.text);
  ask(app, {
    path: file.path,
    kind: file.kind,
    titles: { ja: title },
    editable: true,
    async save({ ja }, path) {
      const text = serialize(retitle(parse(first.text), ja));
      await move(app, file.path, path, first, text);
      if (await isApproved(first.text, app.storage)) await approve(text, app.storage, first.text);
    },
  });
}

function ofRecord(app: App, { path, kind }: FileEntry, first: Tagged): Renaming {
  const opened = open(first.text, path);
  const { ja, en } = namesOf(opened);
  return {
    path,
    kind,
    titles: isNamedTwice(opened) ? { ja, en } : { ja },
    editable: opened.editable && opened.spec !== undefined,
    async save(titles, to) {
      const text = this.editable ? callRecord(opened, titles) : first.text;
      await move(app, path, to, first, text);
    },
  };
}

/** The name first: it is what may be refused, and then nothing has changed. */
async function move(
  app: App,
  from: string,
  to: string,
  first: Tagged,
  text: string,
): Promise<void> {
  if (to !== from) await app.remote.rename(from, to, first.etag);
  if (text !== first.text) {
    const written = await app.remote.write(to, text, first.etag, "save");
    if (written.kind === "conflict") throw new RemoteError("changed", to);
  }
  await app.refresh();
}

/** The dialog of a renaming. */
export function ask(app: App, renaming: Renaming): void {
  const { say } = app.voice();
  const { kind, path } = renaming;
  const ending = path.slice(path.lastIndexOf("."));
  const titles = { ...renaming.titles };
  let follows = isNamedBy(path, kind, titles.ja);
  let stem = stemIn(path);
  let problem = "";
  let busy = false;
  const named = (title: string) => title === renaming.titles.ja ? path : pathFor(kind, title);
  const bare = () => stem.endsWith(ending) ? stem.slice(0, -ending.length) : stem;
  const target = () => bare() === stemIn(path) ? path : pathFor(kind, bare());
  const submit = async (close: () => void) => {
    if (busy) return;
    busy = true;
    problem = "";
    redraw(app);
    try {
      await renaming.save(titles, target());
      close();
      app.notice("info", say("app.rename.done", { title: titles.ja, path: target() }));
    } catch (error) {
      busy = false;
      problem = troubleOf(app, error);
      redraw(app);
    }
  };
  app.dialog({
    kind: "rename",
    title: say("app.rename"),
    body: (close) =>
      html`
        <form class="fields" @submit=${(event: Event) => {
          event.preventDefault();
          submit(close);
        }}>
          ${(["ja", "en"] as const).filter((lang) => titles[lang] !== undefined).map((lang) =>
            field(
              say(labelOf(renaming.titles, lang)),
              titles[lang]!,
              !renaming.editable,
              (value) => {
                titles[lang] = value;
                if (lang === "ja" && follows) stem = stemIn(named(value));
                redraw(app);
              },
            )
          )}
          <label>${say("app.rename.file")}
            <span class="joined"><input required maxlength="150" .value=${live(stem)} @input=${(
              { target }: Event,
            ) => {
              stem = (target as HTMLInputElement).value;
              follows = false;
              redraw(app);
            }}><span class="quiet">${ending}</span></span>
          </label>
          <p class="hint quiet">${target() === path
            ? say("app.rename.stays")
            : say("app.rename.moves", { path: target() })} ${kind === "record"
            ? say("app.rename.id")
            : ""}</p>
          <p class="problem" data-severity="error" role="alert" ?hidden=${!problem}>${problem}</p>
          <div class="answers">
            <button type="button" @click=${close}>${say("app.cancel")}</button>
            <button class="primary" ?disabled=${busy || !titles.ja.trim()}>${say(
              "app.rename.save",
            )}</button>
          </div>
        </form>
      `,
  });
}

function labelOf(titles: Titles, lang: keyof Titles): Message {
  return titles.en === undefined ? "app.home.title" : `app.rename.name.${lang}`;
}

function field(
  label: string,
  value: string,
  disabled: boolean,
  changed: (value: string) => void,
): TemplateResult {
  return html`<label>${label}<input required maxlength="200" autofocus .value=${live(value)}
    ?disabled=${disabled} @input=${({ target }: Event) =>
    changed((target as HTMLInputElement).value)}></label>`;
}
