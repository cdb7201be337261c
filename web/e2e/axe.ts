import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Frame, Page } from "playwright-core";

/** What axe-core offers inside a page. */
interface Axe {
  readonly utils: {
    getFrameContexts(context: unknown, options: unknown): { frameContext: object }[];
  };
  runPartial(context: unknown, options: unknown): Promise<unknown>;
  finishRun(partials: readonly unknown[], options: unknown): Promise<{ violations: Violation[] }>;
}

interface Violation {
  readonly id: string;
  readonly nodes: readonly {
    readonly target: readonly unknown[];
    readonly failureSummary?: string;
  }[];
}

// WCAG 2.2 to the level AA, and what the field holds to be good besides.
const options = {
  runOnly: {
    type: "tag",
    values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
  },
  resultTypes: ["violations"],
};

/** The text of axe. */
export const source = readFileSync(
  createRequire(import.meta.url).resolve("axe-core/axe.min.js"),
  "utf8",
);

/**
 * What axe finds wrong with a page and the frame in it, a line each: the rule, why, and where. The frame
 * is sandboxed, so axe looks at each on its own and puts the parts together, as it would have across a
 * frame that lets it in.
 */
export async function violations(page: Page): Promise<string[]> {
  const [main, ...inner] = [page.mainFrame(), ...page.mainFrame().childFrames()];
  for (const frame of [main, ...inner]) await bring(frame);
  const contexts = await main.evaluate(
    (options) =>
      (globalThis as unknown as { axe: Axe }).axe.utils.getFrameContexts(document, options)
        .map(({ frameContext }) => frameContext),
    options,
  );
  const parts = [await part(main, undefined)];
  for (const [index, frame] of inner.entries()) parts.push(await part(frame, contexts[index]));
  const found = await main.evaluate(
    async ([parts, options]) => {
      const { axe } = globalThis as unknown as { axe: Axe };
      const read = parts.map((part) => JSON.parse(part));
      return (await axe.finishRun(read, options)).violations;
    },
    [parts, options] as const,
  );
  const seen = found.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary = "" }) => ({
      where: target.join(" » "),
      what: `${id}: ${failureSummary.replace(/\s+/g, " ")}`,
    }))
  ).filter(({ where, what }) => !known.test(`${what} ${where}`));
  return [...Map.groupBy(seen, ({ what }) => what)].map(([what, all]) =>
    `${what} ${all.length} such, the first: ${all[0].where}`
  );
}

// The list of completions is scrolled by the arrow keys, which stay in the editor. axe lets the list of a
// combobox be so; a text of many lines may not call itself one.
const known = /^scrollable-region-focusable: .* #cm-ac-\w+$/;

/** One part of the look, as JSON: as values, thousands of nodes would take seconds to come over. */
async function part(frame: Frame, context: object | undefined): Promise<string> {
  return await frame.evaluate(
    async ([context, options]) => {
      const { axe } = globalThis as unknown as { axe: Axe };
      return JSON.stringify(await axe.runPartial(context ?? document, options));
    },
    [context, options] as const,
  );
}

async function bring(frame: Frame): Promise<void> {
  if (!await frame.evaluate(() => "axe" in globalThis)) await frame.evaluate(source);
}
