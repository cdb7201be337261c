import type { Assessment } from "../assess.ts";
import { report } from "../messages/report.ts";
import { plain } from "../show.ts";
import type { Lang } from "../text.ts";
import { verdict } from "./chapters/opening.ts";
import { findings as chapter, type Located } from "./chapters/sources.ts";
import { range, shareOf, type Voice, voice } from "./chapters/voice.ts";
import { type Block, mark, type Phrase } from "./document.ts";
import { escape, type Frame, html, inline, page as framed } from "./html.ts";

/** A record of the workspace; without an assessment where nothing could be read. */
export interface System {
  readonly file: string;
  /** Where its page is; "" for none. */
  readonly href: string;
  readonly assessment: Assessment | undefined;
  readonly findings: readonly Located[];
}

/** The list of systems as an HTML page; a record that cannot be read is there with its findings. Pure. */
export function front(
  systems: readonly System[],
  { lang, links }: { readonly lang: Lang; readonly links: Frame["links"] },
): string {
  const speak = voice(lang);
  const read = systems.filter(({ assessment }) => assessment !== undefined);
  const unread = systems.filter(({ assessment }) => assessment === undefined);
  const title = report.systems[lang];
  const content = [
    `<h1>${escape(title)}</h1>`,
    ...(systems.length === 0 ? [`<p>${escape(report.noSystems[lang])}</p>`] : []),
    ...(read.length > 0 ? [table(read, speak)] : []),
    html(unread.map((system): Block => ({
      kind: "section",
      id: "",
      title: speak.say(report.unreadable, { file: system.file }),
      blocks: chapter(system.findings, system.file, speak).blocks,
    }))),
  ];
  return framed(content.join("\n"), {
    lang,
    title: `Mitate - ${title}`,
    links,
    contents: "",
    marking: "",
  });
}

function table(systems: readonly System[], speak: Voice): string {
  const { say } = speak;
  const heads = [
    report.system,
    report.phase,
    report.required,
    report.conformity,
    report.overCount,
    report.verdict,
    report.findings,
    report.record,
  ];
  return `<div class="scroll" role="region" tabindex="0" aria-label="${
    escape(say(report.systems))
  }">
<table>
<caption class="heard">${escape(say(report.systems))}</caption>
<thead><tr>${heads.map((head) => `<th scope="col">${escape(say(head))}</th>`).join("")}</tr></thead>
<tbody>
${systems.map((system) => row(system, speak)).join("\n")}
</tbody>
</table>
</div>`;
}

function row({ file, href, assessment, findings }: System, speak: Voice): string {
  const { system, baseline, scenarios } = assessment!;
  const of = (wanted: string) => findings.filter(({ severity }) => severity === wanted).length;
  const counts = { error: of("error"), warning: of("warning"), info: of("info") };
  const told = speak.say(report.findingsValue, counts);
  const cells: Phrase[] = [
    speak.word("phase", system.phase),
    range(baseline.level, speak, (one) => plain(speak.word("level", one))),
    shareOf(baseline.all, speak),
    `${scenarios.filter(({ over }) => over.worst).length} / ${scenarios.length}`,
    verdict(assessment!, speak),
    counts.error > 0 ? mark(told, "bad") : told,
    mark(file, "code"),
  ];
  const name = `<a href="${escape(href)}">${escape(speak.say(system.name))}</a>`;
  return `<tr><th scope="row" class="text">${name}</th>${
    cells.map((cell) => `<td class="text">${inline(cell)}</td>`).join("")
  }</tr>`;
}
