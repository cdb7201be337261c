import type { Assessment } from "../../assess.ts";
import { report } from "../../messages/report.ts";
import type { Interval } from "../../model.ts";
import type { Risk } from "../../risk.ts";
import { plain } from "../../show.ts";
import type { Text } from "../../text.ts";
import { because } from "../../why.ts";
import type { Comparison, Shift } from "../../compare.ts";
import { type Block, mark, type Phrase, plain as bare } from "../document.ts";
import { conditions } from "./ground.ts";
import { verdict } from "./opening.ts";
import { arrow } from "./outcome.ts";
import { obstacle } from "./scenarios.ts";
import { dash, defence, letter, range, shareOf, type Voice } from "./voice.ts";

/** What changes were tried, and what they move: the base beside the what-if. */
export interface Trial {
  readonly base: Assessment;
  readonly whatif: Assessment;
  /** The changes in words. */
  readonly changes: readonly Text[];
  readonly comparison: Comparison;
}

/** The comparison of a record with a variant of it; says plainly when nothing moves. */
export function whatif(trial: Trial, speak: Voice): Block {
  const { say } = speak;
  const { base, whatif, changes, comparison } = trial;
  const unchanged = base.system.spec === whatif.system.spec;
  const tried: Block[] = [
    { kind: "text", text: `${say(report.whatifChanges)}${say(report.colon)}` },
    { kind: "list", items: changes.map((text) => say(text)) },
  ];
  const nothing = unchanged ? report.whatifSame : report.whatifNothing;
  return {
    kind: "section",
    id: "whatif",
    title: say(report.whatif),
    blocks: comparison.same
      ? [...tried, { kind: "text", text: mark(say(nothing), "strong") }]
      : [...tried, overview(trial, speak), ...details(trial, speak)],
  };
}

/** The two states in a few numbers. */
export function overview({ base, whatif }: Trial, speak: Voice): Block {
  const { say } = speak;
  const rows: readonly [Text, (of: Assessment) => Phrase][] = [
    [
      report.required,
      ({ baseline }) => range(baseline.level, speak, (one) => plain(speak.word("level", one))),
    ],
    [report.conformity, ({ baseline }) => shareOf(baseline.all, speak)],
    [report.requiredCount, ({ baseline }) => `${baseline.all.total}`],
    [report.gapsCount, ({ baseline }) => `${baseline.controls.filter(({ gap }) => gap).length}`],
    [report.overCount, overCount],
    [report.verdict, (of) => verdict(of, speak)],
  ];
  return {
    kind: "table",
    caption: say(report.whatifOverview),
    columns: [
      { title: say(report.what), head: true },
      { title: say(report.before) },
      { title: say(report.then) },
    ],
    rows: rows.map(([name, of]) => {
      const [from, to] = [of(base), of(whatif)];
      const same = bare(from) === bare(to);
      return [say(name), from, same ? mark(say(report.unmoved), "quiet") : to];
    }),
  };
}

function overCount({ scenarios }: Assessment): string {
  const sure = scenarios.filter((one) => one.over.best).length;
  const most = scenarios.filter((one) => one.over.worst).length;
  return sure === most ? `${most}` : `${sure}〜${most}`;
}

/** What moves between the two, by kind. */
export function details({ base, whatif, comparison }: Trial, speak: Voice): Block[] {
  const { vanished, appeared, switched, opened, closed } = comparison;
  return [
    ...shifts(comparison.shifts, base, whatif, speak),
    ...possible(report.vanished, vanished, whatif, speak),
    ...possible(report.appeared, appeared, whatif, speak),
    ...turned(switched, whatif, speak),
    ...gaps(report.opened, opened, whatif, speak),
    ...gaps(report.closed, closed, whatif, speak),
  ];
}

function shifts(
  list: readonly Shift[],
  base: Assessment,
  whatif: Assessment,
  speak: Voice,
): Block[] {
  if (list.length === 0) return [];
  const { say } = speak;
  const title = say(report.moved);
  return [group("moved", title, {
    kind: "table",
    caption: title,
    columns: [
      { title: "ID", head: true },
      { title: say(report.scenario), wrap: true },
      { title: say(report.category) },
      { title: say(report.risk), align: "center" },
      { title: say(report.threat), align: "center" },
      { title: say(report.defenceLevel), align: "center" },
    ],
    rows: list.map((shift, index) => {
      const again = list[index - 1]?.scenario === shift.scenario;
      const levels = ({ from, to }: Shift["defence"]) =>
        arrow(range(from, speak, defence), range(to, speak, defence));
      return [
        shift.scenario,
        again ? "" : say(nameIn(shift.scenario, base, whatif)),
        speak.word("category", shift.category),
        arrow(
          letterIn(shift, shift.risk.from, base, speak),
          letterIn(shift, shift.risk.to, whatif, speak),
        ),
        levels(shift.threat),
        levels(shift.defence),
      ];
    }),
  })];
}

/** The name of a scenario of either state. */
function nameIn(scenario: string, ...states: readonly Assessment[]): Text {
  const found = states.flatMap(({ scenarios }) => scenarios).find(({ id }) => id === scenario);
  return found!.scenario.name;
}

/** The letter with the sign it has in its own assessment. */
function letterIn(
  { ref, scenario }: Shift,
  risk: Interval<Risk>,
  { scenarios, system }: Assessment,
  speak: Voice,
): Phrase {
  const result = scenarios.find(({ id }) => id === scenario)?.results.find((one) =>
    one.ref === ref
  );
  return letter(risk, result?.over ?? { best: false, worst: false }, system, speak);
}

function possible(
  title: Text,
  ids: readonly string[],
  whatif: Assessment,
  speak: Voice,
): Block[] {
  if (ids.length === 0) return [];
  const items = whatif.scenarios.filter(({ id }) => ids.includes(id)).map((result): Phrase => {
    const name = `${result.id} ${speak.say(result.scenario.name)}`;
    if (!result.possible.worst) {
      return [`${name}${speak.say(report.colon)}`, obstacle(result, whatif, speak)];
    }
    const traits = result.applies.because;
    const reason = traits.length > 0 ? speak.say(because(traits, whatif)) : "";
    const risk = letter(result.risk, result.over, whatif.system, speak);
    return reason === ""
      ? [`${name}  `, risk]
      : [`${name}  `, risk, speak.lang === "ja" ? `（${reason}）` : ` (${reason})`];
  });
  return [group(title === report.vanished ? "vanished" : "appeared", speak.say(title), {
    kind: "list",
    items,
  })];
}

function turned(
  switched: Comparison["switched"],
  whatif: Assessment,
  speak: Voice,
): Block[] {
  if (switched.length === 0) return [];
  const truths = Map.groupBy(switched, ({ from, to }) => `${from.truth}>${to.truth}`);
  const blocks = [...truths.values()].flatMap((all): Block[] => {
    const [{ from, to }] = all;
    const words = `${speak.word("truth", from.truth)}→${speak.word("truth", to.truth)}`;
    return [
      { kind: "text", text: mark(words, "strong") },
      conditions(all.map((one) => one.to), whatif, speak),
    ];
  });
  return [{ kind: "group", id: "switched", title: speak.say(report.switched), blocks }];
}

function gaps(
  title: Text,
  ids: readonly string[],
  whatif: Assessment,
  speak: Voice,
): Block[] {
  if (ids.length === 0) return [];
  const name = speak.say(report.countOf, { name: title, count: ids.length });
  const items = ids.map((id) => {
    const found = whatif.baseline.controls.find(({ control }) => control === id);
    const known = whatif.system.catalogue.get(id);
    const state = found ? speak.word("conformity", found.conformity) : speak.say(report.noLonger);
    return `${id} ${known ? speak.say(known.control.title) : dash}${
      speak.say(report.colon)
    }${state}`;
  });
  return [group(title === report.opened ? "opened" : "closed", name, { kind: "list", items })];
}

function group(id: string, title: string, block: Block): Block {
  return { kind: "group", id, title, blocks: [block] };
}
