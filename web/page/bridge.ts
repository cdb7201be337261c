import { type FromFrame, fromFrame, type ToFrame, version } from "../frame/protocol.ts";

/** The frame in which the cells of a notebook run, seen from the page around it. */
export interface Bridge {
  readonly frame: HTMLIFrameElement;
  send(message: ToFrame): void;
  stop(): void;
}

/** What the page does with the frame's messages, by kind. */
export type Hearing = {
  readonly [K in FromFrame["t"]]: (message: Extract<FromFrame, { t: K }>) => void;
};

/**
 * Opens the frame. Only messages of this frame in the known shapes are heard: a cell may say anything in
 * the frame's name. `alive` is told of every message. More than `most` a second are passed over; a frame
 * that sends far more, or that leaves the page no time for anything else, is taken away, and `flooded`
 * is told.
 */
export function openBridge(
  frame: HTMLIFrameElement,
  alive: () => void,
  hearing: Hearing,
  { flooded, most = 600 }: { flooded(): void; most?: number },
): Bridge {
  let since = -Infinity;
  let heard = 0;
  let spent = 0;
  const listener = (event: MessageEvent) => {
    if (event.source !== frame.contentWindow) return;
    alive();
    const begun = performance.now();
    if (begun - since > span) {
      since = begun;
      heard = spent = 0;
    }
    // Counted before it is read: what is too much must not cost anything.
    if (++heard <= most * span / 1000) hear(event.data);
    // With what it sets off at once, such as drawing the page anew.
    queueMicrotask(() => {
      spent += performance.now() - begun;
      if (spent > patience * span || heard > 5 * most * span / 1000) cut();
    });
  };
  addEventListener("message", listener);
  return {
    frame,
    send: (message) => frame.contentWindow?.postMessage({ v: version, ...message }, "*"),
    stop,
  };

  function hear(data: unknown): void {
    const message = fromFrame(data);
    if (message) (hearing[message.t] as (message: FromFrame) => void)(message);
  }

  function cut(): void {
    if (!frame.isConnected) return;
    stop();
    flooded();
  }

  function stop(): void {
    removeEventListener("message", listener);
    frame.remove();
  }
}

// How long messages are counted together, in milliseconds, and the share of it that they may take.
const span = 3000;
const patience = 0.7;

/** An empty frame under the strict policy: scripts only, an origin of its own, nothing else. */
export function createFrame(title: string): HTMLIFrameElement {
  const frame = document.createElement("iframe");
  frame.className = "outputs";
  frame.title = title;
  frame.setAttribute("sandbox", "allow-scripts");
  frame.setAttribute("scrolling", "no");
  frame.referrerPolicy = "no-referrer";
  return frame;
}
