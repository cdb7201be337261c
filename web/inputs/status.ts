import { demandsAt } from "../../engine/baseline.ts";
import { requiredLevel } from "../../engine/impact.ts";
import { statuses } from "../../engine/model.ts";
import { type Ground, ground } from "../../engine/profile.ts";
import type { Change, Standing, Status, System } from "../../engine/mod.ts";
import { type Pen, pen } from "../plots/figure.ts";
import { placeName } from "../plots/reason.ts";
import type { Options } from "../plots/voice.ts";
import { announce, choices, type Input, toInput } from "./input.ts";

/** Which controls the table shows. */
export interface Showing extends Options {
  /** Their canonical references; by default every required control and every one the record writes. */
  readonly controls?: readonly string[];
  /** Only this family at first, such as `AC`. */
  readonly family?: string;
  /** Whether there are filters and a search; true by default. A text is searched for at first. */
  readonly search?: boolean | string;
}

/**
 * Controls with their statuses, system-wide and at the places where they differ, with filters and a
 * search. Value: what differs from the record, as changes; a status that needs a reason asks for it.
 */
export function statusTable(system: System, options: Showing = {}): Input<Change[]> {
  const draw = pen(options);
  const { html, say, lang } = draw;
  const controls = (options.controls ?? usual(system)).filter((ref) => system.catalogue.has(ref));
  const on = ground(system);
  const rows = controls.map((control) => row(control, on, draw));
  const lines = rows.flatMap(({ lines }) => lines);
  const name = say("input.status.name");
  const summary = say("input.status.summary", { count: rows.length });
  const state = html("output", { class: "state" });
  const reset = html("button", { type: "button" }, say("input.reset"));
  const filter = filters(rows, system, options, draw);
  const form = html(
    "form",
    { class: "mitate mitate-input mitate-status", lang, "aria-label": name },
    html("p", { class: "mitate-heard" }, summary),
    options.search === false ? null : filter.element,
    html(
      "div",
      { class: "mitate-scroll tall", role: "group", tabindex: 0, "aria-label": name },
      html(
        "table",
        {},
        html("caption", { class: "mitate-heard" }, name),
        html(
          "thead",
          {},
          html(
            "tr",
            {},
            html("th", { scope: "col" }, say("input.status.control")),
            html("th", { scope: "col" }, say("input.status.title")),
            html("th", { scope: "col" }, say("input.status.status")),
          ),
        ),
        html("tbody", {}, ...rows.map(({ element }) => element)),
      ),
    ),
    html("p", { class: "foot" }, state, " ", reset),
  );
  const read = () => lines.flatMap((line) => line.read());
  const count = () => {
    const changed = lines.filter(({ changed }) => changed()).length;
    state.textContent = changed === 0
      ? say("input.noChanges")
      : say("input.changes", { count: changed });
    reset.disabled = changed === 0;
  };
  const show = (changes: readonly Change[]) => {
    const wanted = new Map<string, Extract<Change, { type: "set-status" }>>();
    for (const change of changes ?? []) {
      if (change.type === "set-status") {
        wanted.set(`${change.control}@${change.place ?? ""}`, change);
      }
    }
    for (const line of lines) line.show(wanted.get(line.key));
    count();
  };
  const input = toInput<Change[]>(form, { read, show }, summary);
  const by = new Map<Element, Line>(lines.map((line) => [line.element, line]));
  form.addEventListener("input", (event) => {
    const own = (event.target as Element | null)?.closest?.(".line");
    const line = own && by.get(own);
    if (line) line.refresh();
    count();
  });
  reset.addEventListener("click", () => {
    show([]);
    filter.run();
    announce(form);
  });
  filter.run();
  count();
  return input;
}

/** What is required at the level of this system, and what its record writes, in catalogue order. */
function usual(system: System): string[] {
  const demands = demandsAt(requiredLevel(system).worst, ground(system));
  return [...system.catalogue.keys()].filter((ref) => demands.has(ref) || system.controls.has(ref));
}

interface Row {
  readonly control: string;
  readonly family: string;
  /** What a search looks through. */
  readonly text: string;
  readonly element: HTMLElement;
  readonly lines: readonly Line[];
}

/** One status: of the system, or at one place. */
interface Line {
  readonly key: string;
  readonly element: HTMLElement;
  status(): Status;
  changed(): boolean;
  read(): Change[];
  show(change: { status: Status; why?: unknown } | undefined): void;
  refresh(): void;
}

function row(control: string, on: Ground, draw: Pen): Row {
  const { html, text } = draw;
  const { system } = on;
  const { control: known } = system.catalogue.get(control)!;
  const held = system.controls.get(control);
  const places = Object.entries(held?.at ?? {});
  const lines = [
    line(control, "", held, on, draw),
    ...places.map(([place, standing]) => line(control, place, standing, on, draw)),
  ];
  return {
    control,
    family: known.family,
    text: folded(`${control} ${known.title.ja} ${known.title.en}`),
    lines,
    element: html(
      "tr",
      {},
      html("th", { scope: "row" }, control),
      html("td", { class: "title" }, text(known.title)),
      html("td", {}, ...lines.map(({ element }) => element)),
    ),
  };
}

const needReason: readonly Status[] = ["not-applicable", "alternative"];

function line(
  control: string,
  place: string,
  standing: Standing | undefined,
  on: Ground,
  draw: Pen,
): Line {
  const { html, say, text, word } = draw;
  const { system } = on;
  const stood = on.stood(control, place);
  // What the record leaves to a provider is shown as it comes out, as the analysis counts it.
  const provided = stood.cause === "provider" || stood.cause === "no-provider";
  const recorded: Status = provided ? stood.status : standing?.status ?? "unassessed";
  const provider = provided && system.providers.find(({ id }) => id === stood.provider);
  const at = place && placeName(place, system, draw);
  const name = place
    ? say("input.status.statusAt", { control, place: at })
    : say("input.status.statusOf", { control });
  const select = choices(
    statuses.map((status) => word("status", status)),
    statuses.indexOf(recorded),
    name,
    draw,
  );
  const why = html("input", {
    type: "text",
    class: "why",
    hidden: true,
    placeholder: say("input.status.whyNeeded"),
    "aria-label": say("input.status.whyOf", { control }),
    value: standing ? text(standing.why) : "",
  });
  const given = why.value;
  const was = html("small", { class: "was" });
  const status = () => statuses[select.selectedIndex];
  const reason = () => !why.hidden && why.value.trim() !== given ? why.value.trim() : "";
  const changed = () => status() !== recorded || reason() !== "";
  const element = html(
    "div",
    { class: "line", "data-status": recorded },
    at && html("span", { class: "place" }, say("input.status.at", { place: at })),
    select,
    why,
    provider && html("small", { class: "quiet" }, text(provider.name)),
    was,
  );
  const refresh = () => {
    const now = status();
    element.dataset.status = now;
    element.classList.toggle("changed", changed());
    why.hidden = now === recorded || !needReason.includes(now);
    was.textContent = now === recorded
      ? ""
      : say("input.recorded", { value: word("status", recorded) });
  };
  return {
    key: `${control}@${place}`,
    element,
    status,
    changed,
    refresh,
    read() {
      if (!changed()) return [];
      return [{
        type: "set-status",
        control,
        ...(place ? { place } : {}),
        status: status(),
        ...(reason() ? { why: reason() } : {}),
      }];
    },
    show(change) {
      select.selectedIndex = statuses.indexOf(change?.status ?? recorded);
      why.value = typeof change?.why === "string" ? change.why : given;
      refresh();
    },
  };
}

/** Spelling does not count in a search: width, case and hyphens. */
function folded(text: string): string {
  return text.normalize("NFKC").toLowerCase().replace(/[‐‑‒–—−ー]/g, "-");
}

function filters(
  rows: readonly Row[],
  system: System,
  { family = "", search = "" }: Showing,
  draw: Pen,
): { element: HTMLElement; run(): void } {
  const { html, say, text, word } = draw;
  const families = system.method.catalogs.flatMap((catalog) => catalog.families)
    .filter(({ id }) => rows.some((row) => row.family === id));
  const field = html("input", {
    type: "search",
    placeholder: say("input.status.searchHint"),
    "aria-label": say("input.search"),
    value: typeof search === "string" ? search : "",
  });
  const familyPick = choices(
    [say("input.everything"), ...families.map(({ id, name }) => `${id} ${text(name)}`)],
    families.findIndex(({ id }) => id === family) + 1,
    say("input.status.family"),
    draw,
  );
  const statusPick = choices(
    [
      say("input.everything"),
      say("input.status.onlyChanged"),
      ...statuses.map((status) => word("status", status)),
    ],
    0,
    say("input.status.status"),
    draw,
  );
  const shown = html("output", {});
  const run = () => {
    const words = folded(field.value).split(/\s+/).filter(Boolean);
    const wanted = families[familyPick.selectedIndex - 1]?.id;
    const status = statuses[statusPick.selectedIndex - 2];
    let count = 0;
    for (const { element, family, text, lines } of rows) {
      const fits = (wanted === undefined || family === wanted) &&
        words.every((part) => text.includes(part)) &&
        (status === undefined || lines.some((line) => line.status() === status)) &&
        (statusPick.selectedIndex !== 1 || lines.some((line) => line.changed()));
      element.hidden = !fits;
      if (fits) count++;
    }
    shown.textContent = say("input.status.shown", { count, all: rows.length });
  };
  const element = html(
    "div",
    { class: "filters", "data-aside": true },
    html("label", {}, html("span", {}, say("input.search")), field),
    html("label", {}, html("span", {}, say("input.status.family")), familyPick),
    html("label", {}, html("span", {}, say("input.status.status")), statusPick),
    shown,
  );
  for (const control of [field, familyPick, statusPick]) control.addEventListener("input", run);
  return { element, run };
}
