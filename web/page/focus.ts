/** Keeps the keyboard where the person put it. */
export interface Guard {
  /** The page itself is about to give the frame the focus. */
  expect(): void;
  /** Whether the frame has the focus, and by right: what it then says of keys and focus is heard. */
  isGuest(): boolean;
  /** Does it if the frame is a guest, or becomes one in a moment: a click arrives before its focus. */
  whenGuest(act: () => void): void;
  stop(): void;
}

/**
 * Code in the frame can take the focus with `.focus()`, and with it what is typed. A frame that gets the
 * focus is a guest when the page gave it, a Tab led there, or a pointer is over it; it stays one until
 * the focus is elsewhere. Otherwise the focus goes back to where it was.
 */
export function guardFocus(frame: HTMLIFrameElement): Guard {
  let last: HTMLElement | undefined;
  let over = false;
  let guest = false;
  let invited = -Infinity;
  const invite = () => invited = performance.now();
  const enter = () => over = true;
  const leave = () => over = false;
  const focused = ({ target }: FocusEvent) => {
    if (!(target instanceof HTMLElement) || target === frame) return;
    last = target;
    guest = false;
  };
  const isGuest = () => {
    if (document.activeElement !== frame) return false;
    return guest ||= over || performance.now() - invited < patience;
  };
  let waiting: ReturnType<typeof setInterval> | undefined;
  const whenGuest = (act: () => void) => {
    if (isGuest()) return act();
    if (waiting !== undefined) return;
    const until = performance.now() + patience;
    waiting = setInterval(() => {
      const guest = isGuest();
      if (!guest && performance.now() < until) return;
      clearInterval(waiting);
      waiting = undefined;
      if (guest) act();
    }, 20);
  };
  const check = () => {
    if (document.activeElement !== frame) return;
    if (isGuest() || !last?.isConnected) return;
    frame.blur();
    last.focus({ preventScroll: true });
  };
  const blurred = () => void setTimeout(check);
  const pressed = ({ key }: KeyboardEvent) => {
    if (key === "Tab") invite();
  };
  frame.addEventListener("pointerenter", enter);
  frame.addEventListener("pointerleave", leave);
  addEventListener("focusin", focused);
  addEventListener("keydown", pressed, true);
  addEventListener("blur", blurred);
  const beat = setInterval(check, 50);
  return {
    expect: invite,
    isGuest,
    whenGuest,
    stop() {
      clearInterval(beat);
      clearInterval(waiting);
      removeEventListener("focusin", focused);
      removeEventListener("keydown", pressed, true);
      removeEventListener("blur", blurred);
    },
  };
}

// How long after an invitation the focus may arrive, in milliseconds.
const patience = 300;
