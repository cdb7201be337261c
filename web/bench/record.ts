import type { Browser, Page } from "playwright-core";
import { generated } from "../../engine/fixtures/generated.ts";
import { block } from "../../engine/formats/yaml.ts";
import { open } from "../e2e/browser.ts";
import type { House } from "../e2e/server.ts";
import type { Times } from "./measure.ts";

/** The file that is edited, under the name that the page knows. */
export const largest = "scenarios/generated.yaml";

/** The largest generated record: 370 controls × 1,000 scenarios × 20 steps, 20 measures. */
export function largestRecord(): string {
  const spec = generated({ scenarios: 1000, steps: 20, measures: 20 });
  return block(JSON.parse(JSON.stringify(spec)));
}

/** What a person sees after a key: each in milliseconds from the moment at which it was pressed. */
export interface Seen {
  /** The next picture, with what the key did to its field. */
  readonly shown: Times;
  /** The picture with the results. */
  readonly results: Times;
  /** The picture in which nothing is behind any more: plan, verdict and findings. */
  readonly whole: Times;
}

/** A key in a form, by its field and what it does to it. */
interface Gesture {
  readonly section: string;
  /** The field to press in, by turn. */
  field(turn: number): string;
  readonly key: string;
  /** The key that does it where the one has no further to go. */
  readonly back?: string;
}

/** The gestures that are measured, by what they are called. */
export const gestures: Readonly<Record<string, Gesture>> = {
  "a status in the controls": {
    section: "controls",
    field: (turn) => `[data-control]:nth-of-type(${2 + (7 * turn) % 366}) select.status`,
    key: "ArrowDown",
    back: "ArrowUp",
  },
  "the threat of a scenario": {
    section: "scenarios/S10",
    field: () => `[data-path="scenarios/9/threat"] input:checked`,
    key: "ArrowRight",
  },
  "an impact, that all scenarios rest on": {
    section: "impact",
    field: (turn) =>
      `[data-path="impact/${
        ["disclosure", "distress", "law", "programs"][turn % 4]
      }"] input:checked`,
    key: "ArrowDown",
  },
};

/** Makes a gesture so many times in the record, each when nothing of the one before is left to do. */
export async function edit(
  browser: Browser,
  desk: House,
  { section, field, key, back = key }: Gesture,
  count: number,
): Promise<Seen> {
  const page = await opened(browser, desk, section);
  const seen: [number, number, number][] = [];
  for (let turn = 0; turn < count; turn++) {
    const place = page.locator(field(turn)).first();
    await place.focus();
    const last = await place.evaluate((field) =>
      field instanceof HTMLSelectElement && field.selectedIndex === field.length - 1
    );
    await rest(page);
    const told = page.evaluate(afterKey);
    // Whoever listens is there before the key is.
    await page.evaluate(() => 0);
    await page.keyboard.press(last ? back : key);
    seen.push(await told);
  }
  await page.context().close();
  // The first ones are warming up.
  const warm = seen.slice(Math.ceil(count / 6)).filter(([, results]) => !Number.isNaN(results));
  return {
    shown: warm.map(([shown]) => shown),
    results: warm.map(([, results]) => results),
    whole: warm.map(([, , whole]) => whole),
  };
}

/** Types into the evidence of a control without a pause: the times from each key to its picture. */
export async function write(browser: Browser, desk: House, count: number): Promise<Times> {
  const page = await opened(browser, desk, "controls");
  const field = page.locator("[data-control] input[data-column=evidence]:enabled").nth(3);
  await field.click();
  await rest(page);
  await page.evaluate(watchKeys);
  for (let turn = 0; turn < count; turn++) {
    // Not waited for: a person does not wait for the page either. Words, and rests between them.
    page.keyboard.press("x").catch(() => {});
    await page.waitForTimeout(turn % 8 === 7 ? 400 : 70);
  }
  await rest(page);
  const times = await page.evaluate(() => (globalThis as unknown as { keys: number[] }).keys);
  await page.context().close();
  return times.slice(4);
}

async function opened(browser: Browser, desk: House, section: string): Promise<Page> {
  const { page } = await open(browser, desk.origin, desk.token, `system/${largest}/${section}`);
  page.setDefaultTimeout(120_000);
  await page.locator("main.record .results").waitFor();
  await rest(page);
  return page;
}

/** Waits until the text has caught up and the file with it. */
async function rest(page: Page): Promise<void> {
  await page.waitForTimeout(300);
  await page.waitForFunction(() =>
    document.querySelector(".saving")?.getAttribute("data-kind") === "saved" &&
    !document.querySelector("main.record [aria-busy=true], main.record[data-writing]")
  );
  await page.waitForTimeout(200);
}

/** Resolves with the times from the next key to its picture, to that of the results, and of the whole. */
async function afterKey(): Promise<[number, number, number]> {
  const painted = () =>
    new Promise<number>((done) =>
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => done(performance.now());
        port2.postMessage(0);
      })
    );
  const output = document.querySelector(".results .body")!;
  const changed = new Promise<boolean>((done) => {
    const seen = new MutationObserver(() => {
      seen.disconnect();
      done(true);
    });
    const everything = { childList: true, subtree: true, characterData: true, attributes: true };
    seen.observe(output, everything);
    // A key that moves nothing that is shown has no such picture.
    setTimeout(done, 5000, false);
  });
  const key = await new Promise<Event>((done) =>
    addEventListener("keydown", done, { capture: true, once: true })
  );
  const shown = painted();
  const results = changed.then((moved) => moved ? painted() : NaN);
  const [a, b] = [await shown, await results];
  let whole = b;
  while (document.querySelector("main.record [aria-busy=true]")) whole = await painted();
  return [a, b, whole].map((time) => time - key.timeStamp) as [number, number, number];
}

/** Notes of each key from now on when its picture was there. */
function watchKeys(): void {
  const told = globalThis as unknown as { keys: number[] };
  told.keys = [];
  addEventListener("keydown", ({ timeStamp }) => {
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => told.keys.push(performance.now() - timeStamp);
      port2.postMessage(0);
    });
  }, { capture: true });
}
