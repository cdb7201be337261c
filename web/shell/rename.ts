import { html, type TemplateResult } from "lit";
import { live } from "lit/directives/live.js";
import { parse, serialize } from "../notebook/format.ts";
import { retitle } from "../notebook/title.ts";
import { approve, isApproved } from "../page/approval.ts";
import { type FileEntry, type Kind, RemoteError, type Tagged } from "../remote.ts";
import { redraw } from "./dialog.ts";
import { isNamedBy, pathFor, stemIn } from "./name.ts";
import { callRecord, isNamedTwice, namesOf } from "./record.ts";
import type { App, Message } from "./state.ts";
import { troubleOf } from "./trouble.ts";
import { analysed, type Loaded } from "./workspace.ts";

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
      const base = await written(app, file.path, first, text);
      if (await isApproved(first.text, app.storage)) await approve(text, app.storage, first.text);
      if (path !== file.path) await app.remote.rename(file.path, path, base);
      await app.refresh();
    },
  });
}

function ofRecord(app: App, { path, kind }: FileEntry, first: Tagged): Renaming {
  const { opened }: Loaded = analysed(path, first.text, first.etag, app.today);
  const { ja, en } = namesOf(opened);
  return {
    path,
    kind,
    titles: isNamedTwice(opened) ? { ja, en } : { ja },
    editable: opened.editable && opened.spec !== undefined,
    async save(titles, to) {
      const text = this.editable ? callRecord(opened, titles) : first.text;
      const base = await written(app, path, first, text);
      if (to !== path) await app.remote.rename(path, to, base);
      await app.refresh();
    },
  };
}

async function written(app: App, path: string, first: Tagged, text: string): Promise<string> {
  if (text === first.text) return first.etag;
  const written = await app.remote.write(path, text, first.etag, "save");
  if (written.kind === "written") return written.etag;
  throw new RemoteError("changed", path);
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
  const target = () => stem === stemIn(path) ? path : pathFor(kind, stem);
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
