import { fill } from "../../engine/finding.ts";
import { between } from "../../engine/show.ts";
import { word, type words } from "../../engine/messages/words.ts";
import type { Interval, Lang, Text } from "../../engine/mod.ts";
import en from "../messages/en.json" with { type: "json" };
import ja from "../messages/ja.json" with { type: "json" };
import type { RecordMessage } from "../record/words.ts";

/** Where and how an element is made; every plot and input takes these. */
export interface Options {
  /** The language; by default that of the nearest `lang` around `within`, Japanese where there is none. */
  readonly lang?: Lang;
  /** The document to make it in; the page's own by default. */
  readonly document?: Document;
  /** The element it will stand in, read for its language only. */
  readonly within?: Element;
}

/** The name of a sentence in `messages/`. */
export type Message = keyof typeof ja | RecordMessage;
type Values = Readonly<Record<string, string | number | Text>>;

/** Speaks one language of the catalogue of messages. */
export interface Voice {
  readonly lang: Lang;
  /** A sentence with its `{name}`s filled in. */
  say(message: Message, values?: Values): string;
  /** The side of a text in this language. */
  text(text: Text): string;
  /** The word for a code of a record. */
  word(group: keyof typeof words, code: string | number): string;
  /** Several things as one list. */
  list(items: readonly (string | Text)[]): string;
  /** What is said of one thing, in a line; what is "" is left out. */
  facts(parts: readonly string[]): string;
  /** Something with what is said of it in brackets. */
  besides(thing: string, said: string | number): string;
  number(value: number): string;
  /** An interval in words; one value where both ends agree. */
  range<T>(interval: Interval<T>, show: (value: T) => Text): string;
}

type Catalog = Readonly<Record<string, string>>;
let catalogs: Readonly<Record<Lang, Catalog>> = { ja, en };

/** Adds sentences that not every page carries; a page does so once, before it speaks. */
export function teach(more: Readonly<Record<Lang, Catalog>>): void {
  catalogs = { ja: { ...catalogs.ja, ...more.ja }, en: { ...catalogs.en, ...more.en } };
}

/** The voice for an element made with these options. */
export function voice(options: Options = {}): Voice {
  const lang = options.lang ?? around(options);
  const text = (text: Text) => text[lang];
  return {
    lang,
    say: (message, values = {}) =>
      fill({ ja: catalogs.ja[message], en: catalogs.en[message] }, values, lang),
    text,
    word: (group, code) => text(word(group, code)),
    list: (items) =>
      items.map((item) => typeof item === "string" ? item : text(item))
        .join(lang === "ja" ? "、" : ", "),
    facts: (parts) => parts.filter((part) => part !== "").join(lang === "ja" ? "／" : " / "),
    besides: (thing, said) => lang === "ja" ? `${thing}（${said}）` : `${thing} (${said})`,
    number: (value) => value.toLocaleString("en-US"),
    range: (interval, show) => text(between(interval, show)),
  };
}

function around({ within, document = globalThis.document }: Options): Lang {
  const nearest = (within ?? document?.documentElement)?.closest("[lang]")?.getAttribute("lang");
  return nearest?.toLowerCase().startsWith("en") ? "en" : "ja";
}
