import { html, nothing, type TemplateResult } from "lit";
import { live } from "lit/directives/live.js";
import { open } from "../../engine/formats/record.ts";
import { tableOf } from "../../engine/formats/paste.ts";
import type { Text } from "../../engine/mod.ts";
import { type Pasting, put, showPasted } from "../record/paste.ts";
import { redraw } from "./dialog.ts";
import { type Arrival, arrivalOf, type Arriving, whyNot } from "./import/arrival.ts";
import { readText } from "./import/bytes.ts";
import { type Brief, briefOf, said } from "./import/brief.ts";
import { createFree, firstOf, pathFor, stemIn } from "./name.ts";
import { callRecord } from "./record.ts";
import type { App } from "./state.ts";
import { troubleOf } from "./trouble.ts";

/** A file in the dialog, with what the person chose for it. */
interface Guest {
  readonly arrival: Arrival;
  readonly encoding: string;
  /** Why it cannot come in. */
  readonly refused: Text | undefined;
  kind: Arriving | undefined;
  stem: string;
  taken: boolean;
  /** Whether a record gets another id than one that exists. */
  calls: boolean;
  brief: Brief | undefined;
}

/**
 * Shows what files are before anything is imported: each with its kind and the name it gets. A name that
 * is taken becomes the next that is free, so nothing is ever overwritten; what is broken comes in as it is.
 */
export async function importFiles(app: App, files: readonly File[]): Promise<void> {
  const guests = await Promise.all(files.map((file) => received(app, file)));
  if (guests.length === 0) return;
  let busy = false;
  let problem = "";
  const act = async (close: () => void) => {
    if (busy) return;
    busy = true;
    problem = "";
    redraw(app);
    try {
      await take(app, guests.filter(comes), close);
    } catch (error) {
      busy = false;
      problem = troubleOf(app, error);
      redraw(app);
    }
  };
  app.dialog({
    kind: "import",
    title: app.voice().say("import.title"),
    body(close) {
      const { say } = app.voice();
      const coming = guests.filter(comes);
      return html`
        <form class="fields import" @submit=${(event: SubmitEvent) => {
          event.preventDefault();
          act(close);
        }}>
          <div class="guests">${guests.map((guest) => row(app, guest, close))}</div>
          <p class="problem" data-severity="error" role="alert" ?hidden=${!problem}>${problem}</p>
          ${coming.length === 0
            ? nothing
            : html`<p class="quiet" role="status">${
              say("import.count", { count: coming.length })
            }</p>`}
          <div class="answers">
            <button type="button" @click=${close}>${say("app.cancel")}</button>
            ${guests.some(isFile)
              ? html`<button class="primary" ?disabled=${busy || coming.length === 0}>${
                say("import.go")
              }</button>`
              : nothing}
          </div>
        </form>
      `;
    },
  });
}

/** Lets the person choose files, for those who do not drag. */
export function chooseFiles(app: App): void {
  const input = document.createElement("input");
  input.type = "file";
  input.multiple = true;
  input.accept = ".yaml,.yml,.json,.html,.csv,.tsv,.tab,.txt";
  input.addEventListener("change", () => {
    importFiles(app, [...input.files ?? []]).catch(app.failed);
  });
  input.click();
}

async function received(app: App, file: File): Promise<Guest> {
  const { text, encoding, refused } = await readText(file);
  const arrival = arrivalOf(file.name, text);
  const why = arrival.kind === undefined ? whyNot(file.name, text) : undefined;
  const not = why && said(`import.not.${why}`);
  return {
    arrival,
    encoding,
    refused: not ?? refused,
    kind: arrival.kind,
    stem: stemIn(pathFor("record", file.name.replace(/\.\w+$/, ""))),
    taken: true,
    calls: true,
    brief: not ?? refused ? undefined : briefOf(app, arrival, arrival.kind!),
  };
}

function isFile({ kind, refused }: Guest): boolean {
  return kind !== undefined && kind !== "table" && !refused;
}

function comes(guest: Guest): boolean {
  return isFile(guest) && guest.taken;
}

/** Where a file is to go: its own name, and that one or the next that is free. */
function placeOf(
  app: App,
  { kind, stem }: Guest,
): { readonly wish: string; readonly free: string } {
  const wish = pathFor(kind as Exclude<Arriving, "table">, stem);
  const paths = new Set(app.store.get().files?.map(({ path }) => path));
  return { wish, free: firstOf(wish, (path) => !paths.has(path)) };
}

function row(app: App, guest: Guest, close: () => void): TemplateResult {
  const { say, text } = app.voice();
  const { arrival, refused, kind } = guest;
  return html`
    <section class="guest" data-kind=${kind ?? "none"} aria-label=${arrival.name}>
      <h3>${text(arrival.title)} <small class="path">${arrival.name}</small></h3>
      ${refused
        ? html`<p class="problem" data-severity="error">${text(refused)}</p>`
        : kind === "table"
        ? table(app, arrival, close)
        : fields(app, guest)}
    </section>
  `;

  function fields(app: App, guest: Guest): TemplateResult {
    const { wish, free } = placeOf(app, guest);
    const set = (part: Partial<Guest>) => {
      Object.assign(guest, part);
      redraw(app);
    };
    const file = arrival.name;
    return html`
      <p>${arrival.kinds.length > 1
        ? kinds(app, guest, set)
        : html`<b>${say(`app.kind.${guest.kind as "record"}`)}</b>`} ${brief(app, guest)}</p>
      ${guest.encoding
        ? html`<p class="hint quiet">${say("import.encoding", { encoding: guest.encoding })}</p>`
        : nothing}
      <label
        class="joined"><input type="checkbox" .checked=${live(guest.taken)} @change=${() =>
          set({ taken: !guest.taken })} aria-label=${say("import.take", { file })}>
        <span>${say("import.name")}</span><input type="text" required maxlength="100"
          aria-label=${say("import.nameOf", { file })} ?disabled=${!guest.taken}
          .value=${live(guest.stem)} @input=${({ target }: Event) =>
            set({ stem: (target as HTMLInputElement).value })}></label>
      <p class="hint quiet" role="status">${wish === free
        ? say("import.free", { path: wish })
        : say("import.taken", { path: wish, free })}</p>
      ${callsOf(app, guest, set)}
    `;
  }
}

function kinds(app: App, guest: Guest, set: (part: Partial<Guest>) => void): TemplateResult {
  const { say } = app.voice();
  const { arrival } = guest;
  const choose = ({ target }: Event) => {
    const kind = arrival.kinds[(target as HTMLSelectElement).selectedIndex];
    set({ kind, brief: briefOf(app, arrival, kind) });
  };
  return html`<select aria-label=${
    say("import.kindOf", { file: arrival.name })
  } @change=${choose}>${
    arrival.kinds.map((kind) =>
      html`<option .selected=${kind === guest.kind}>${say(`app.kind.${kind as "record"}`)}</option>`
    )
  }</select>`;
}

function brief(app: App, { brief }: Guest): TemplateResult | typeof nothing {
  if (!brief) return nothing;
  const { text, say } = app.voice();
  return html`${text(brief.text)}${
    brief.broken === 0 ? nothing : html`
      <span class="problem" data-severity="warning">${say(
        brief.usable ? "import.broken" : "import.broken.side",
        { count: brief.broken },
      )}</span>
    `
  }`;
}

/** A record finds its notebooks by its id; one that comes from elsewhere may be called otherwise. */
function callsOf(
  app: App,
  guest: Guest,
  set: (part: Partial<Guest>) => void,
): TemplateResult | typeof nothing {
  const ids = idsOf(app, guest);
  if (!ids) return nothing;
  return html`
    <label
      class="joined"><input type="checkbox" .checked=${live(guest.calls)} ?disabled=${!guest
        .taken} @change=${() => set({ calls: !guest.calls })}>${app.voice().say(
          "import.record.id",
          ids,
        )}</label>
  `;
}

function idsOf(app: App, { arrival, kind }: Guest): { id: string; free: string } | undefined {
  if (kind !== "record") return undefined;
  const { spec, editable } = open(arrival.text, arrival.name);
  const taken = new Set(
    [...app.store.get().systems.values()].flatMap(({ system }) => system?.id ?? []),
  );
  const id = spec?.id;
  if (!editable || typeof id !== "string" || !taken.has(id)) return undefined;
  return { id, free: firstOf(id, (one) => !taken.has(one)) };
}

/** A table changes a record, so it is shown there what it would change. */
function table(app: App, { text }: Arrival, close: () => void): TemplateResult {
  const { say } = app.voice();
  const count = tableOf(text).length;
  const records = [...app.store.get().systems.values()].flatMap(({ path, system }) =>
    system ? [{ path, name: system.name }] : []
  );
  if (records.length === 0) return html`<p>${say("import.table.none")}</p>`;
  const show = ({ currentTarget }: Event) => {
    const [into, list] = (currentTarget as Element).closest("section")!.querySelectorAll("select");
    close();
    previewIn(app, records[into.selectedIndex].path, list.value as Pasting, text);
  };
  return html`
    <p>${say("import.table", { count })}</p>
    <label>${say("import.table.into")}<select>${records.map(({ path, name }) =>
      html`<option>${app.voice().text(name)} (${path})</option>`
    )}</select></label>
    <label>${say("import.table.list")}<select>${(["controls", "scenarios"] as const).map((list) =>
      html`<option value=${list} .selected=${list === likely(text)}>${
        say(`record.section.${list}`)
      }</option>`
    )}</select></label>
    <p><button type="button" class="primary" @click=${show}>${say("import.table.show")}</button></p>
  `;
}

/** Which list the heads of a table speak of. */
function likely(text: string): Pasting {
  const [head = []] = tableOf(text);
  return head.some((cell) => /シナリオ|被害|脅威|scenario|damage|threat/i.test(cell))
    ? "scenarios"
    : "controls";
}

/** Opens a record at a list, with a table before it that would change it. */
export function previewIn(app: App, path: string, list: Pasting, text: string): void {
  put(path, list, text);
  app.go({ at: "system", path, section: list });
  showPasted();
}

async function take(app: App, guests: readonly Guest[], close: () => void): Promise<void> {
  const { say } = app.voice();
  const made: { path: string; kind: Arriving; broken: boolean }[] = [];
  for (const guest of guests) {
    const { wish } = placeOf(app, guest);
    const path = await createFree(app.remote, wish, textOf(app, guest));
    made.push({ path, kind: guest.kind!, broken: (guest.brief?.broken ?? 0) > 0 });
    // What is in need not come again when a later one fails.
    guest.taken = false;
  }
  close();
  await app.refresh();
  const [first] = made;
  if (made.length > 1) return app.notice("info", say("import.doneAll", { count: made.length }));
  const { path, kind, broken } = first;
  const opens = kind === "record" || kind === "notebook";
  const run = () =>
    kind === "record"
      ? app.go({ at: "system", path, ...(broken ? { section: "text" } : {}) })
      : app.go({ at: "notebook", path, safe: false });
  app.notice(
    "info",
    say("import.done", { path }),
    opens ? { name: say("app.open"), run } : undefined,
  );
  // What must be mended is opened where it can be.
  if (broken && kind === "record") run();
}

function textOf(app: App, guest: Guest): string {
  const { arrival, calls } = guest;
  const ids = calls ? idsOf(app, guest) : undefined;
  return ids ? callRecord(open(arrival.text, arrival.name), { id: ids.free }) : arrival.text;
}
