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
 * Opens the frame. Only messages of this frame in the known shapes are heard, and not more than `most` a
 * second: a cell may say anything in the frame's name. `alive` is told of every message.
 */
export function openBridge(
  frame: HTMLIFrameElement,
  alive: () => void,
  hearing: Hearing,
  most = 600,
): Bridge {
  let heard = 0;
  let since = 0;
  const listener = (event: MessageEvent) => {
    if (event.source !== frame.contentWindow) return;
    alive();
    if (event.timeStamp - since > 1000) {
      since = event.timeStamp;
      heard = 0;
    }
    const message = fromFrame(event.data);
    if (!message || ++heard > most) return;
    (hearing[message.t] as (message: FromFrame) => void)(message);
  };
  addEventListener("message", listener);
  return {
    frame,
    send: (message) => frame.contentWindow?.postMessage({ v: version, ...message }, "*"),
    stop() {
      removeEventListener("message", listener);
      frame.remove();
    },
  };
}

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
