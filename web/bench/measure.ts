import type { Frame, Page } from "playwright-core";

/** Times of one kind, in milliseconds, in the order in which they were taken. */
export type Times = readonly number[];

/** The time that a share of them does not exceed. */
export function quantile(times: Times, share: number): number {
  const sorted = times.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)];
}

/** Where an input stands and where its result appears, as selectors. */
export interface Place {
  readonly input: string;
  readonly result: string;
}

/**
 * Moves a slider so many times, each when the picture before is there. Gives the times from the event
 * to the new result in the document, and to the picture that shows it.
 */
export async function slide(
  frame: Frame,
  place: Place,
  count: number,
): Promise<{ drawn: Times; shown: Times }> {
  const times = await frame.evaluate(
    async ([{ input, result }, count]) => {
      const slider = document.querySelector<HTMLInputElement>(input)!;
      const times: [number, number][] = [];
      const pause = (time: number) => new Promise((done) => setTimeout(done, time));
      for (let turn = 0; turn < count; turn++) {
        const output = document.querySelector(result)!;
        const drawn = new Promise<void>((done) => {
          const seen = new MutationObserver(() => {
            seen.disconnect();
            done();
          });
          seen.observe(output, { childList: true, subtree: true, characterData: true });
        });
        const [least, most] = [Number(slider.min), Number(slider.max)];
        const begun = performance.now();
        slider.valueAsNumber = least + (Number(slider.value) - least + 7) % (most - least);
        slider.dispatchEvent(new Event("input", { bubbles: true }));
        await drawn;
        const made = performance.now();
        await new Promise<void>((done) =>
          requestAnimationFrame(() => {
            const { port1, port2 } = new MessageChannel();
            port1.onmessage = () => done();
            port2.postMessage(0);
          })
        );
        times.push([made - begun, performance.now() - begun]);
        await pause(30);
      }
      return times;
    },
    [place, count] as const,
  );
  // The first ones are warming up.
  const warm = times.slice(Math.ceil(count / 6));
  return { drawn: warm.map(([drawn]) => drawn), shown: warm.map(([, shown]) => shown) };
}

/**
 * Presses keys so many times in a page and waits each time until the result changes, which may be in a
 * frame of another process: both read the clock of the machine. Gives the times from the last key down.
 */
export async function press(
  page: Page,
  frame: Frame,
  result: string,
  keys: (turn: number) => readonly string[],
  count: number,
): Promise<Times> {
  const times: number[] = [];
  await page.evaluate(() => {
    const told = globalThis as unknown as { pressed: number };
    addEventListener("keydown", () => {
      told.pressed = performance.timeOrigin + performance.now();
    }, true);
  });
  for (let turn = 0; turn < count; turn++) {
    const changed = frame.evaluate((result) =>
      new Promise<number>((done) => {
        const seen = new MutationObserver(() => {
          seen.disconnect();
          done(performance.timeOrigin + performance.now());
        });
        const output = document.querySelector(result)!;
        seen.observe(output, { childList: true, subtree: true, characterData: true });
      }), result);
    // The observer is there before the key is.
    await frame.evaluate(() => 0);
    for (const key of keys(turn)) await page.keyboard.press(key);
    const at = await changed;
    const pressed = await page.evaluate(() =>
      (globalThis as unknown as { pressed: number }).pressed
    );
    times.push(at - pressed);
    await page.waitForTimeout(60);
  }
  return times.slice(Math.ceil(count / 6));
}
