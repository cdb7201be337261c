import type { Count } from "../../baseline.ts";
import { report } from "../../messages/report.ts";
import { word, type words } from "../../messages/words.ts";
import type { Interval, Rating, System } from "../../model.ts";
import { none, rank, type Risk } from "../../risk.ts";
import { between, percent, plain, risk as shown, say } from "../../show.ts";
import type { Lang, Text } from "../../text.ts";
import { mark, type Piece, type Tone } from "../document.ts";

/** Speaks one language: fills messages, finds words, joins lists. */
export interface Voice {
  readonly lang: Lang;
  /** A message with its `{name}`s filled in. */
  say(message: Text, params?: Readonly<Record<string, string | number | Text>>): string;
  /** The word for a code. */
  word(group: keyof typeof words, code: string | number): string;
  list(items: readonly (Text | string)[]): string;
  /** A number with its thousands marked. */
  number(value: number): string;
}

/** The voice of a language. */
export function voice(lang: Lang): Voice {
  return {
    lang,
    say: (message, params = {}) => say(message, params)[lang],
    word: (group, code) => word(group, code)[lang],
    list: (items) =>
      items.map((item) => typeof item === "string" ? item : item[lang])
        .join(report.separator[lang]),
    number: (value) => value.toLocaleString("en-US"),
  };
}

/** An open result as `C〜A`, or `C … A` in English. */
export function range<T>(interval: Interval<T>, { lang }: Voice, show = plain as Show<T>): string {
  return between(interval, show)[lang];
}

/** The share of a count from its lower to its higher end; a dash where nothing applies. */
export function shareOf({ share, total }: Count, speak: Voice): string {
  if (total === 0) return dash;
  return range({ best: share.worst, worst: share.best }, speak, percent);
}

type Show<T> = (value: T) => Text;

/** What stands in a table where no attack is possible or no harm applies. */
export const dash = "—";

/** A risk as a letter, `!` after it where it is over target, `?` where it may be. */
export function letter(
  risk: Interval<Risk>,
  over: Interval<boolean>,
  system: System,
  speak: Voice,
): Piece {
  const sign = over.best && over.worst ? "!" : over.worst ? "?" : "";
  return mark(range(risk, speak, symbol) + sign, toneOf(risk.worst, over.worst, system));
}

/** A risk alone. */
export function symbol(risk: Risk): Text {
  return risk === none ? plain(dash) : shown(risk);
}

/** A level of defence, `—` where no attack is possible. */
export function defence(level: Rating | 0): Text {
  return plain(level === 0 ? dash : level);
}

/** The tone of a risk: its fifth of the scale, and whether it is over target. */
export function toneOf(risk: Risk, over: boolean, system: System): Tone {
  if (risk === none) return "quiet";
  const { length } = system.method.risk.table.scale;
  const fifth = Math.max(1, Math.ceil(5 * rank(system, risk) / length)) as 1 | 2 | 3 | 4 | 5;
  return over ? `risk-${fifth}-over` : `risk-${fifth}`;
}
