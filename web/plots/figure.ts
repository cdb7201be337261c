import { type Child, type Maker, maker } from "./element.ts";
import { type Options, type Voice, voice } from "./voice.ts";

/** What every plot is: an element that says in words what it shows, and has it as data. */
export type Summed<V = unknown, E extends Element = HTMLElement> = E & {
  /** What it shows, in whole sentences; also in the element as text for those who listen. */
  readonly summary: string;
  /** What it shows, as data; of a plot in which something can be chosen, what is chosen. */
  value: V;
};

/** The two things every plot is drawn with. */
export interface Pen extends Maker, Voice {}

/** A pen for these options. */
export function pen(options: Options = {}): Pen {
  return { ...maker(options.document ?? globalThis.document), ...voice(options) };
}

/**
 * The frame of a plot: a figure with an accessible name, its summary for those who listen, its content,
 * and a caption below. `kind` is its class, `mitate-KIND`; `value` what it shows, as data.
 */
export function figure<V>(
  kind: string,
  { name, summary, caption = [], value }: {
    readonly name: string;
    readonly summary: string;
    readonly caption?: readonly Child[];
    readonly value: V;
  },
  draw: Pen,
  ...content: readonly Child[]
): Summed<V> {
  const { html, lang } = draw;
  const element = html(
    "figure",
    { class: `mitate mitate-${kind}`, lang, "aria-label": name },
    html("p", { class: "mitate-heard" }, summary),
    ...content,
    caption.length > 0 && html("figcaption", {}, ...caption),
  );
  return Object.assign(element, { summary, value });
}

/** A stretch that scrolls sideways where it is too wide, reachable by keyboard. */
export function scrolled(label: string, { html }: Pen, ...content: readonly Child[]): HTMLElement {
  return html(
    "div",
    { class: "mitate-scroll", role: "group", tabindex: 0, "aria-label": label },
    ...content,
  );
}

/** A text that is heard and not seen. */
export function heard(text: string, { html }: Pen): HTMLElement {
  return html("span", { class: "mitate-heard" }, text);
}

/** Children with something between each two of them. */
export function between(children: readonly Child[], separator: () => Child): Child[] {
  return children.flatMap((child, index) => index === 0 ? [child] : [separator(), child]);
}

/** Sentences as one text; empty ones are left out. */
export function sentences(parts: readonly (string | false)[], { lang }: Pen): string {
  return parts.filter((part) => part !== false && part !== "").join(lang === "ja" ? "" : " ");
}

/** Ids in parentheses after a count; nothing where there are none. */
export function listed(ids: readonly string[], { list, say }: Pen): string {
  return ids.length === 0 ? "" : say("plot.parentheses", { list: list(ids) });
}
