import { html, nothing, type TemplateResult } from "lit";
import { ref } from "lit/directives/ref.js";

/** One thing to choose in a menu. */
export interface Choice {
  readonly name: string;
  /** Keys that do the same. */
  readonly keys?: string;
  /** Whether it is on, where it can be on and off. */
  readonly on?: boolean;
  readonly disabled?: boolean;
  run(): void;
}

/**
 * A button with a menu. The browser opens and closes it, gives the focus back, and closes it by Escape or
 * a click elsewhere; arrows, Home, End and first letters go through it.
 */
export function menu(
  { label, face, choices, className = "" }: {
    readonly label: string;
    /** What the button shows. */
    readonly face: unknown;
    readonly choices: readonly Choice[];
    readonly className?: string;
  },
): TemplateResult {
  return html`<span class="menu ${className}"><button type="button" class="opener"
      aria-haspopup="menu" aria-expanded="false" aria-label=${label} title=${label}>${face}</button
    ><div class="choices" role="menu" popover="auto" aria-label=${label} ${ref(joined)}
      @toggle=${toggled} @keydown=${pressed}>${choices.map(row)}</div></span>`;
}

function row({ name, keys, on, disabled, run }: Choice): TemplateResult {
  const chosen = ({ currentTarget }: Event) => {
    (currentTarget as Element).closest<HTMLElement>("[popover]")!.hidePopover();
    // After the focus is back where it was.
    setTimeout(run);
  };
  return html`
    <button type="button" tabindex="-1" ?disabled=${disabled}
      role=${on === undefined ? "menuitem" : "menuitemcheckbox"}
      aria-checked=${on === undefined ? nothing : on} @click=${chosen}><span>${name}</span>${keys
        ? html`<kbd>${keys}</kbd>`
        : nothing}</button>
  `;
}

function joined(list: Element | undefined): void {
  const opener = list?.parentElement?.querySelector<HTMLButtonElement>(".opener");
  if (opener) opener.popoverTargetElement = list!;
}

function toggled(event: Event): void {
  const list = event.currentTarget as HTMLElement;
  const opener = list.parentElement!.querySelector<HTMLElement>(".opener")!;
  const open = (event as ToggleEvent).newState === "open";
  opener.setAttribute("aria-expanded", String(open));
  if (!open) return;
  place(list, opener.getBoundingClientRect());
  itemsOf(list)[0]?.focus();
}

/** Below the button, or above where there is no room; never out of the window. */
function place(list: HTMLElement, at: DOMRect): void {
  const { width, height } = list.getBoundingClientRect();
  const below = at.bottom + height + 4 <= innerHeight || at.top < height;
  const left = Math.min(at.left, innerWidth - width - 8);
  list.style.left = `${Math.max(8, at.right > innerWidth / 2 ? at.right - width : left)}px`;
  list.style.top = `${below ? at.bottom + 2 : at.top - height - 2}px`;
}

function pressed(event: KeyboardEvent): void {
  const list = event.currentTarget as HTMLElement;
  const items = itemsOf(list);
  const at = items.indexOf(document.activeElement as HTMLElement);
  const next = target(event.key, at, items);
  if (event.key === "Tab") list.hidePopover();
  if (!next) return;
  event.preventDefault();
  // What the page does with these keys is not meant.
  event.stopPropagation();
  next.focus();
}

function target(key: string, at: number, items: readonly HTMLElement[]): HTMLElement | undefined {
  const { length } = items;
  if (key === "ArrowDown") return items[(at + 1) % length];
  if (key === "ArrowUp") return items[(at - 1 + length) % length];
  if (key === "Home") return items[0];
  if (key === "End") return items[length - 1];
  if (key.length > 1 || key === " ") return undefined;
  const rest = [...items.slice(at + 1), ...items.slice(0, at + 1)];
  return rest.find(({ textContent }) =>
    textContent.trim().toLowerCase().startsWith(key.toLowerCase())
  );
}

function itemsOf(list: HTMLElement): HTMLElement[] {
  return [...list.querySelectorAll<HTMLElement>("button:not(:disabled)")];
}
