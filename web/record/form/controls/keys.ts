/**
 * Keys of the list of controls: Alt+arrow, or Enter in a line of text, goes to the same column of the
 * next row; Space in a status opens its list, as browsers do; letters choose a status.
 */
export function keys(event: KeyboardEvent): void {
  const field = event.target as HTMLElement;
  const { column } = field.dataset;
  if (!column || event.isComposing) return;
  const step = event.key === "ArrowDown" && event.altKey || event.key === "Enter" && !event.shiftKey
    ? 1
    : event.key === "ArrowUp" && event.altKey || event.key === "Enter" && event.shiftKey
    ? -1
    : 0;
  if (step === 0) return;
  const row = field.closest("[data-control]")!;
  const rows = [...row.parentElement!.querySelectorAll("[data-control]")];
  const next = rows[rows.indexOf(row) + step];
  const other = next?.querySelector<HTMLElement>(`[data-column="${column}"]:not(:disabled)`);
  if (!other) return;
  event.preventDefault();
  other.focus();
  other.scrollIntoView({ block: "nearest" });
}
