import { adopt, type Pattern, type Proposal, suggest } from "../../engine/library.ts";
import type { Change, System } from "../../engine/mod.ts";
import { type Pen, pen } from "../plots/figure.ts";
import { because } from "../plots/reason.ts";
import type { Options } from "../plots/voice.ts";
import { type Input, toInput } from "./input.ts";

/**
 * Attack scenario patterns held against a system: those that fit its profile with the traits that say so,
 * those of which it is unknown, and folded those that do not fit. Value: the changes that take the
 * ticked ones into the record, none at first. A pattern the record has already stands without a box.
 */
export function patternPicker(
  system: System,
  patterns: readonly Pattern[],
  options: Options = {},
): Input<Change[]> {
  const draw = pen(options);
  const { html, say, list, lang } = draw;
  const proposals = suggest(system, patterns);
  const free = proposals.filter(({ scenarios }) => scenarios.length === 0);
  const taken = proposals.filter(({ scenarios }) => scenarios.length > 0);
  const boxes = free.map((proposal) => box(proposal, system, draw));
  const of = (...fits: Proposal["fit"][]) =>
    boxes.filter(({ proposal }) => fits.includes(proposal.fit)).map(({ element }) => element);
  const name = say("input.patterns.name");
  const summary = say("input.patterns.summary", {
    count: of("yes").length,
    all: patterns.length,
  });
  const unfit = of("no");
  const form = html(
    "form",
    { class: "mitate mitate-input mitate-choose", lang, "aria-label": name },
    html("p", { class: "mitate-heard" }, summary),
    html(
      "fieldset",
      {},
      html("legend", {}, name),
      ...of("yes", "unknown"),
      of("yes", "unknown").length === 0 &&
        html("p", { class: "quiet" }, say("input.patterns.nothing")),
    ),
    unfit.length > 0 && html(
      "details",
      {},
      html("summary", {}, say("input.patterns.unfit", { count: unfit.length })),
      ...unfit,
    ),
    taken.length > 0 && html(
      "p",
      { class: "quiet" },
      say("input.patterns.taken", {
        list: list(
          taken.map(({ pattern, scenarios }) =>
            say("input.patterns.made", { name: pattern.name, list: list(scenarios) })
          ),
        ),
      }),
    ),
  );
  return toInput<Change[]>(form, {
    read() {
      const ids = boxes.filter(({ check }) => check.checked).map(({ check }) => check.value);
      return [...adopt(system, patterns, ids).changes];
    },
    show(changes) {
      // The id of a new scenario depends on how many are taken: the pattern says which it is.
      const wanted = new Set((changes ?? []).map(patternOf));
      for (const { check } of boxes) check.checked = wanted.has(check.value);
    },
  }, summary);
}

function patternOf(change: Change): string | undefined {
  return change.type === "add" && change.to === "scenarios"
    ? (change.value as { pattern?: string }).pattern
    : undefined;
}

interface Box {
  readonly proposal: Proposal;
  readonly check: HTMLInputElement;
  readonly element: HTMLElement;
}

function box(proposal: Proposal, system: System, draw: Pen): Box {
  const { html, say, text, list } = draw;
  const { pattern, fit, because: reasons, missing, damages } = proposal;
  const check = html("input", { type: "checkbox", value: pattern.id });
  const traits = reasons.map(({ trait }) => trait);
  const remarks = [
    pattern.when ? because(traits, system, draw) : say("input.patterns.every"),
    fit === "unknown" && say("input.patterns.unknown"),
    damages.length > 0
      ? say("input.patterns.damage", { list: list(damages.map(({ id }) => id)) })
      : say("input.patterns.noDamage"),
    missing.length > 0 && say("input.patterns.missing", { list: list(missing) }),
  ];
  return {
    proposal,
    check,
    element: html(
      "label",
      {},
      check,
      html(
        "span",
        {},
        text(pattern.name),
        html("small", { class: "quiet" }, text(pattern.about)),
        html("small", { class: "quiet" }, remarks.filter(Boolean).join(" · ")),
      ),
    ),
  };
}
