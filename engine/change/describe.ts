import { word } from "../messages/words.ts";
import type { Change } from "../schema.ts";
import { say } from "../show.ts";
import { type Text, toText } from "../text.ts";
import { traitOf } from "../trait.ts";
import { isObject } from "./edit.ts";
import { bare } from "./field.ts";
import { idOf } from "./reference.ts";
import type { Of } from "./set.ts";
import { lower, named, spaced, within } from "./words.ts";

/** A change in one sentence, for undo lists and the audit trail. */
export function describe(change: Change): Text {
  switch (change.type) {
    case "set-status":
      return describeStatus(change);
    case "set-impact":
      return say(sentences.impact, {
        category: lower(word("category", change.category)),
        level: lower(word("level", change.level)),
      });
    case "set-trait":
      return describeTrait(change);
    case "set-threat": {
      const { threat } = change;
      return say(sentences.threat, {
        of: within(change.scenario, change.step),
        threat: threat === "unassessed" ? lower(word("level", threat)) : String(threat),
      });
    }
    case "set-guard":
      return describeGuard(change);
    case "set-level": {
      const of = within(change.scenario, change.step);
      const { value } = change;
      return value === null
        ? say(sentences.computed, { of })
        : say(sentences.level, { of, value: String(value) });
    }
    case "set-target":
      return say(sentences.target, {
        damage: String(change.damage),
        risk: String(change.risk),
      });
    case "set-field": {
      const gone = change.value === null || change.value === undefined;
      const params = { on: named(change.on), field: change.field };
      return say(gone ? sentences.emptied : sentences.field, params);
    }
    case "add": {
      const to = named(change.to);
      if (isObject(change.value) && "type" in change.value) {
        return say(sentences.addChange, { to, what: describe(change.value as Change) });
      }
      const what = idOf(change.value) ?? Object.keys(isObject(change.value) ? change.value : {})[0];
      return what === undefined ? say(sentences.entry, { to }) : say(sentences.add, { to, what });
    }
    case "remove":
      return say(sentences.remove, { from: named(change.from), id: change.id });
    default: {
      const unknown: never = change;
      return toText((unknown as { type?: string }).type ?? "");
    }
  }
}

const sentences = {
  status: { ja: "{control}の実施状況を「{status}」にする", en: "Set {control} to {status}" },
  statusAt: {
    ja: "{place}での{control}の実施状況を「{status}」にする",
    en: "Set {control} at {place} to {status}",
  },
  impact: {
    ja: "「{category}」の影響度を「{level}」にする",
    en: "Set the impact on {category} to {level}",
  },
  trait: { ja: "特性「{label}」を「{value}」にする", en: "Set the trait {label} to {value}" },
  unknown: { ja: "特性「{label}」を空にする", en: "Clear the trait {label}" },
  threat: { ja: "{of}の脅威レベルを{threat}にする", en: "Set the threat of {of} to {threat}" },
  guard: { ja: "{of}に{control}のガードを置く", en: "Guard {of} by {control}" },
  guardAs: {
    ja: "{of}のガード{control}の{as}にする",
    en: "Give the guard {control} of {of} {as}",
  },
  level: {
    ja: "{of}の対策レベルを{value}にする",
    en: "Set the level of defence of {of} to {value}",
  },
  computed: {
    ja: "{of}の対策レベルを計算値に戻す",
    en: "Let the level of defence of {of} be computed",
  },
  target: {
    ja: "事業被害レベル{damage}の目標を{risk}にする",
    en: "Set the target for damage level {damage} to {risk}",
  },
  field: { ja: "{on}の「{field}」を変更する", en: "Change {field} of {on}" },
  emptied: { ja: "{on}の「{field}」を空にする", en: "Clear {field} of {on}" },
  add: { ja: "{to}に「{what}」を加える", en: 'Add "{what}" to {to}' },
  addChange: { ja: "{to}に加える：{what}", en: "Add to {to}: {what}" },
  entry: { ja: "{to}に項目を加える", en: "Add an entry to {to}" },
  remove: { ja: "{from}から「{id}」を削除する", en: 'Remove "{id}" from {from}' },
} as const satisfies Record<string, Text>;

function describeStatus({ control, place, status }: Of<"set-status">): Text {
  const { ja, en } = word("status", status);
  const params = { control: spaced(control), status: { ja, en: en.toLowerCase() } };
  return place === undefined
    ? say(sentences.status, params)
    : say(sentences.statusAt, { ...params, place: spaced(place) });
}

function describeTrait({ trait, value }: Of<"set-trait">): Text {
  const label = lower(traitOf(bare(trait))?.label ?? toText(trait));
  return value === null
    ? say(sentences.unknown, { label })
    : say(sentences.trait, { label, value: traitWord(bare(trait), value) });
}

function traitWord(name: string, value: string | number | boolean): Text {
  if (value === true) return { ja: "はい", en: "yes" };
  if (value === false) return { ja: "いいえ", en: "no" };
  if (value === "unassessed") return lower(word("level", value));
  return name === "exposure" || name === "hosting" ? word(name, value) : toText(String(value));
}

function describeGuard({ scenario, step, control, kind, level }: Of<"set-guard">): Text {
  const params = { of: within(scenario, step), control: spaced(control) };
  const parts = [
    ...kind === undefined ? [] : [{
      ja: `役割を「${word("kind", kind).ja}」`,
      en: `the kind ${word("kind", kind).en.toLowerCase()}`,
    }],
    ...level === undefined ? [] : [{ ja: `強さを${level}`, en: `level ${level}` }],
  ];
  if (parts.length === 0) return say(sentences.guard, params);
  const as = {
    ja: parts.map(({ ja }) => ja).join("、"),
    en: parts.map(({ en }) => en).join(" and "),
  };
  return say(sentences.guardAs, { ...params, as });
}
