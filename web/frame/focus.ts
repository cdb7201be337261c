import type { Outputs } from "./outputs.ts";
import type { FromFrame } from "./protocol.ts";

/**
 * The keyboard between outputs and editors: Tab past the last control of an output goes on to the next
 * editor, which the page around holds, and comes in from there. Tells where the focus is, and which
 * links are followed: the frame itself can open none.
 */
export function watchFocus(
  outputs: Outputs,
  send: (message: FromFrame) => void,
  between: () => boolean,
): { enter(id: number, dir: 1 | -1): void; step(by: 1 | -1): void } {
  const idOf = (target: EventTarget | null) =>
    Number((target as Element | null)?.closest?.("section.cell")?.getAttribute("data-id") ?? 0);
  const reveal = (element: Element) => {
    const { top, bottom } = element.getBoundingClientRect();
    send({ t: "reveal", top, bottom });
  };
  // The page around makes room when another cell is chosen: what is pressed must not move before the
  // press is over, or it would be let go beside it.
  let pressed = 0;
  addEventListener("focusin", ({ target }) => {
    const id = idOf(target);
    if (pressed) pressed = id;
    else if (id) send({ t: "focus", id });
    // Keys may lead to what is out of sight; the page around does the scrolling.
    const element = target as Element | null;
    if (id && between() && element?.matches(":focus-visible")) reveal(element);
  });
  addEventListener("pointerdown", ({ target }) => pressed = idOf(target));
  for (const end of ["pointerup", "pointercancel"]) {
    addEventListener(end, () => {
      const id = pressed;
      pressed = 0;
      if (id) setTimeout(() => send({ t: "focus", id }));
    });
  }
  addEventListener("dblclick", ({ target }) => {
    const prose = (target as Element | null)?.closest?.(".prose");
    if (prose && idOf(target)) send({ t: "key", key: "Enter" });
  });
  addEventListener("click", (event) => {
    const link = (event.target as Element | null)?.closest?.("a");
    const href = link?.getAttribute("href");
    if (!link || href === null || href === undefined) return;
    event.preventDefault();
    if (href.startsWith("#")) {
      const target = document.getElementById(decodeURIComponent(href.slice(1)));
      target?.scrollIntoView();
      if (target && between()) reveal(target);
    } else send({ t: "link", href: (link as HTMLAnchorElement).href });
  }, true);
  // While slides are shown, keys that no control took turn them. After the controls, so not captured.
  addEventListener("keydown", (event) => {
    const { key, ctrlKey, metaKey, altKey, defaultPrevented } = event;
    if (!document.body.classList.contains("presenting") || defaultPrevented) return;
    const inControl = (event.target as Element).closest?.(
      "input, select, textarea, button, summary, [role=grid], [role=listbox]",
    );
    if (inControl || ctrlKey || metaKey || altKey || !/^(Arrow|Page|Home|End| )/.test(key)) return;
    event.preventDefault();
    const by = steps[key];
    if (by) step(by);
    else send({ t: "key", key });
  });
  const step = (by: 1 | -1) => {
    const { scrollTop, scrollHeight, clientHeight } = document.documentElement;
    const rest = by > 0 ? scrollHeight - clientHeight - scrollTop : scrollTop;
    if (rest > 4) scrollBy({ top: by * clientHeight * 0.8 });
    else send({ t: "key", key: by > 0 ? "ArrowRight" : "ArrowLeft" });
  };
  addEventListener("keydown", (event) => {
    const { key, ctrlKey, metaKey, altKey, shiftKey } = event;
    if ((ctrlKey || metaKey) && !altKey && !shiftKey && /^(k|s)$/i.test(key)) {
      event.preventDefault();
      return send({ t: "key", key: `Mod-${key.toLowerCase()}` });
    }
    if (key === "Escape") return send({ t: "key", key: "Escape" });
    if (key !== "Tab" || event.defaultPrevented || ctrlKey || altKey || !between()) return;
    const id = idOf(document.activeElement);
    const output = outputs.get(id);
    if (!output) return;
    const stops = stopsIn(output.inner);
    const edge = shiftKey ? stops[0] : stops.at(-1);
    if (document.activeElement !== edge) return;
    event.preventDefault();
    (document.activeElement as HTMLElement).blur();
    send({ t: "exit", id, dir: shiftKey ? -1 : 1 });
  }, true);
  return {
    step,
    enter(id, dir) {
      const output = outputs.get(id);
      const stops = output ? stopsIn(output.inner) : [];
      const stop = dir > 0 ? stops[0] : stops.at(-1);
      if (!stop) return send({ t: "exit", id, dir });
      stop.focus({ preventScroll: true });
      reveal(stop);
    },
  };
}

/** Keys that go on within a slide that is taller than the screen. */
const steps: Readonly<Record<string, 1 | -1 | undefined>> = {
  ArrowDown: 1,
  PageDown: 1,
  " ": 1,
  ArrowUp: -1,
  PageUp: -1,
};

const stops = 'a[href], button, input, select, textarea, summary, [tabindex]:not([tabindex="-1"])';

function stopsIn(root: Element): HTMLElement[] {
  return [...root.querySelectorAll<HTMLElement>(stops)].filter((element) =>
    !(element as HTMLButtonElement).disabled && element.checkVisibility?.() !== false
  );
}
