/** Watches whether the frame still answers. */
export interface Pulse {
  start(): void;
  /** Something came from the frame. */
  heard(): void;
  stop(): void;
}

/**
 * Asks the frame every `every` milliseconds whether it listens, and tells when it has not answered for
 * `patience`, and when it answers again. The guard in the cells breaks off their own loops earlier; what
 * it cannot see, such as a regular expression, blocks the whole frame.
 */
export function watchPulse(
  ask: () => void,
  told: (stuck: boolean) => void,
  { every = 2500, patience = 6000 } = {},
): Pulse {
  let asked: number | undefined;
  let stuck = false;
  let timer: ReturnType<typeof setInterval> | undefined;
  const tell = (now: boolean) => {
    if (now !== stuck) told(stuck = now);
  };
  const beat = () => {
    // Behind another tab time passes in leaps.
    if (document.visibilityState !== "visible") return asked = undefined;
    if (asked === undefined) {
      asked = performance.now();
      ask();
    } else if (performance.now() - asked > patience) tell(true);
  };
  return {
    start() {
      clearInterval(timer);
      asked = undefined;
      timer = setInterval(beat, every);
    },
    heard() {
      asked = undefined;
      tell(false);
    },
    stop: () => clearInterval(timer),
  };
}
