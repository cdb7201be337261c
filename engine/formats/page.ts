import type { Assessment } from "../assess.ts";
import type { Placed } from "../json.ts";
import { report } from "../messages/report.ts";
import type { Lang } from "../text.ts";
import { escape, type Frame, html, page as framed } from "./html.ts";
import { story } from "./story.ts";

/** Where a page stands among others. */
export interface Placing {
  readonly lang: Lang;
  /** The record as the user named it. */
  readonly file: string;
  /** Links at the head of the page. */
  readonly links: Frame["links"];
}

/**
 * The whole analysis as one plain HTML page: no script, nothing loaded, light and dark by the reader's
 * setting, fit for print. Pure.
 */
export function page(
  assessment: Assessment,
  findings: readonly Placed[],
  { lang, file, links }: Placing,
): string {
  const { system } = assessment;
  const blocks = story(assessment, findings, { lang, file });
  const [head, ...rest] = blocks;
  const title = `<h1>${escape(system.name[lang])}<small>${report.title[lang]}</small></h1>`;
  return framed(`${title}\n${html([head])}\n${html(rest)}`, {
    lang,
    title: `${system.name[lang]} - ${report.title[lang]}`,
    links,
    marking: system.marking[lang],
    contents: contents(blocks, lang),
  });
}

function contents(blocks: ReturnType<typeof story>, lang: Lang): string {
  const items = blocks.flatMap((block) =>
    block.kind === "section"
      ? [`<li><a href="#${escape(block.id)}">${escape(block.title)}</a></li>`]
      : []
  );
  return `<nav class="contents" aria-labelledby="contents">
<h2 id="contents">${report.contents[lang]}</h2>
<ol>
${items.join("\n")}
</ol>
</nav>`;
}
