import { categories } from "../../engine/model.ts";
import { highest } from "../../engine/impact.ts";
import type { Category, Change, Level, System } from "../../engine/mod.ts";
import { type Pen, pen } from "../plots/figure.ts";
import type { Options } from "../plots/voice.ts";
import { announce, type Input, toInput } from "./input.ts";

const answers = ["high", "moderate", "low", "not-applicable", "unassessed"] as const;
type Answer = typeof answers[number];

/**
 * The impact in the six harm categories, each level beside its definition in the impact table
 * (DS-201's unless the record takes another); an organisation's own wording stands above it. Value: what
 * differs from the record, as changes.
 */
export function impactInput(system: System, options: Options = {}): Input<Change[]> {
  const draw = pen(options);
  const { html, say, word, text, lang } = draw;
  const rows = categories.map((category) => row(category, system, draw));
  const { impact } = system.method;
  const name = say("input.impact.name");
  const state = html("output", { class: "state" });
  const level = html("output", { class: "level" });
  const reset = html("button", { type: "button" }, say("input.reset"));
  const summary = say("input.impact.summary", {
    level: requiredText(rows.map(({ read }) => read()), draw),
  });
  const form = html(
    "form",
    { class: "mitate mitate-input mitate-impact", lang, "aria-label": name },
    html("p", { class: "mitate-heard" }, summary),
    html(
      "div",
      { class: "mitate-scroll", role: "group", tabindex: 0, "aria-label": name },
      html(
        "table",
        {},
        html("caption", {}, name),
        html(
          "thead",
          {},
          html(
            "tr",
            {},
            html("th", { scope: "col" }, say("input.impact.category")),
            ...answers.map((answer) => html("th", { scope: "col" }, word("level", answer))),
          ),
        ),
        html("tbody", {}, ...rows.map(({ element }) => element)),
      ),
    ),
    html("p", { class: "foot" }, level, " ", state, " ", reset),
    html(
      "p",
      { class: "quiet source" },
      say("input.impact.source", {
        name: impact.name,
        provenance: word("provenance", impact.provenance),
      }),
      impact.note && ` ${text(impact.note)}`,
    ),
  );
  const read = (): Change[] =>
    rows.flatMap(({ category, read, recorded }): Change[] => {
      const answer = read();
      return answer === recorded ? [] : [{ type: "set-impact", category, level: answer }];
    });
  const refresh = () => {
    const count = rows.filter((one) => one.refresh()).length;
    state.textContent = count === 0 ? say("input.noChanges") : say("input.changes", { count });
    level.textContent = say("input.impact.level", {
      level: requiredText(rows.map(({ read }) => read()), draw),
    });
    reset.disabled = count === 0;
  };
  const show = (changes: readonly Change[]) => {
    const wanted = new Map(
      (changes ?? []).flatMap((change) =>
        change.type === "set-impact" ? [[change.category, change.level] as const] : []
      ),
    );
    for (const { category, write, recorded } of rows) write(wanted.get(category) ?? recorded);
    refresh();
  };
  const input = toInput<Change[]>(form, { read, show }, summary);
  form.addEventListener("input", refresh);
  reset.addEventListener("click", () => {
    show([]);
    announce(form);
  });
  refresh();
  return input;
}

/** The high-water mark of what is chosen, as the engine takes it; both ends while something is open. */
function requiredText(chosen: readonly Answer[], { range, word }: Pen): string {
  const end = (open: "not-applicable" | "high"): Level =>
    highest(chosen.map((answer) => answer === "unassessed" ? open : answer));
  return range({ best: end("not-applicable"), worst: end("high") }, (level) => ({
    ja: word("level", level),
    en: word("level", level),
  }));
}

interface Row {
  readonly category: Category;
  readonly element: HTMLElement;
  readonly recorded: Answer;
  read(): Answer;
  write(answer: Answer): void;
  refresh(): boolean;
}

function row(category: Category, system: System, draw: Pen): Row {
  const { html, say, text, word } = draw;
  const { answer: recorded, wording } = system.impact[category];
  const table = system.method.impact;
  const definitions: Readonly<Record<string, { ja: string; en: string } | undefined>> =
    table.categories[category].definitions;
  const title = word("category", category);
  const buttons = answers.map((answer) => {
    // Names of radio buttons are private to their form, so the input may stand twice on a page.
    const button = html("input", {
      type: "radio",
      name: category,
      value: answer,
      checked: answer === recorded,
    });
    button.checked = answer === recorded;
    return button;
  });
  const element = html(
    "tr",
    {},
    html(
      "th",
      { scope: "row" },
      title,
      html("small", { class: "quiet" }, text(table.categories[category].name)),
    ),
    ...answers.map((answer, index) => {
      const definition = definitions[answer];
      const own = answer in wording ? wording[answer as Level] : undefined;
      return html(
        "td",
        {},
        html(
          "label",
          {},
          buttons[index],
          html(
            "span",
            {},
            html("span", { class: "mitate-heard" }, `${title} `),
            html("b", { class: definition ? null : "mitate-heard" }, word("level", answer)),
            own && html("span", { class: "own" }, say("input.impact.own", { wording: own })),
            definition && html("span", { class: "definition" }, text(definition)),
          ),
        ),
      );
    }),
  );
  const read = () => answers[Math.max(0, buttons.findIndex((button) => button.checked))];
  return {
    category,
    element,
    recorded,
    read,
    write(answer) {
      buttons.forEach((button, index) => button.checked = answers[index] === answer);
    },
    refresh() {
      const chosen = read();
      [...element.querySelectorAll("td")].forEach((cell, index) =>
        cell.classList.toggle("chosen", answers[index] === chosen)
      );
      element.classList.toggle("changed", chosen !== recorded);
      return chosen !== recorded;
    },
  };
}
