import { noChange } from "lit";
import { AsyncDirective } from "lit/async-directive.js";
import { type ChildPart, directive, type DirectiveParameters } from "lit/directive.js";

/**
 * Draws a part of the page that may come a picture later than the rest: `${later(key, patient, draw)}`.
 * When `key` is another one and the part is `patient`, what stands there stays until the next picture is
 * on the screen; else it is drawn at once, as it is the first time. Whoever presses a key or points in the
 * part finds it drawn: nothing acts on what is not there any more.
 */
export const later: (key: unknown, patient: boolean, draw: () => unknown) => unknown = directive(
  class extends AsyncDirective {
    #drawn: unknown;
    #key: unknown;
    #draw: (() => unknown) | undefined;
    #due = false;

    render(_key: unknown, _patient: boolean, draw: () => unknown): unknown {
      return draw();
    }

    override update(part: ChildPart, [key, patient, draw]: DirectiveParameters<this>): unknown {
      const first = this.#draw === undefined;
      if (first) this.#listen(part.parentNode);
      this.#key = key;
      this.#draw = draw;
      if (first || !patient || Object.is(key, this.#drawn)) return this.#now();
      if (!this.#due) {
        this.#due = true;
        waiting.add(this.#catchUp);
        nextPicture().then(this.#catchUp);
      }
      return noChange;
    }

    protected override disconnected(): void {
      this.#due = false;
      waiting.delete(this.#catchUp);
    }

    protected override reconnected(): void {
      if (!Object.is(this.#key, this.#drawn)) this.setValue(this.#now());
    }

    #listen(node: Node): void {
      // Before a click, not at it: a box that is ticked is ticked by then, and drawing would untick it.
      for (const kind of ["keydown", "pointerdown", "pointerup"]) {
        node.addEventListener(kind, this.#catchUp, { capture: true });
      }
    }

    #catchUp = (): void => {
      if (this.#due) this.setValue(this.#now());
    };

    #now(): unknown {
      this.#due = false;
      waiting.delete(this.#catchUp);
      this.#drawn = this.#key;
      return this.#draw!();
    }
  },
);

/** The parts that are still to be drawn. */
const waiting = new Set<() => void>();

/** Acts before the next picture on a page that is drawn as a whole, as what follows a change must. */
export function whenDrawn(act: () => void): void {
  requestAnimationFrame(() => {
    for (const catchUp of [...waiting]) catchUp();
    act();
  });
}

/**
 * Resolves when the next picture is on the screen and nothing else is to be done for it, or would be if
 * the page were seen.
 */
export function nextPicture(): Promise<void> {
  return new Promise((resolve) => {
    // A page that is not seen has no pictures, and its records are to be saved as well.
    const unseen = setTimeout(resolve, 250);
    requestAnimationFrame(() => {
      clearTimeout(unseen);
      // Not every browser tells when it is idle.
      if ("requestIdleCallback" in globalThis) requestIdleCallback(() => resolve(), idle);
      else setTimeout(resolve, 20);
    });
  });
}

/** How long a page that is never idle is waited for, in milliseconds. */
const idle = { timeout: 100 };
