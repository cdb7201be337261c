import type { TableUse } from "../../assess.ts";
import { type Severity, tell } from "../../finding.ts";
import type { Placed } from "../../json.ts";
import { report } from "../../messages/report.ts";
import { type Block, mark, type Phrase, type Section } from "../document.ts";
import { trust } from "./opening.ts";
import type { Voice } from "./voice.ts";

/** Errors and warnings one by one; what is for information only is counted by kind. */
export function findings(found: readonly Located[], file: string, speak: Voice): Section {
  const { say } = speak;
  const of = (severity: Severity) => found.filter((one) => one.severity === severity);
  return {
    kind: "section",
    id: "findings",
    title: say(report.findings),
    blocks: found.length === 0 ? [{ kind: "text", text: mark(say(report.noFindings), "good") }] : [
      ...list(say(report.error), "errors", of("error"), file, speak),
      ...list(say(report.warning), "warnings", of("warning"), file, speak),
      ...infos(of("info"), file, speak),
    ],
  };
}

/** A finding that may stand in another file than the record: in a catalogue of the organisation's. */
export interface Located extends Placed {
  readonly file?: string;
}

/** `file:line:column severity message`. */
export function line(finding: Located, record: string, speak: Voice): Phrase {
  const { severity, line, column, file = record } = finding;
  const where = line === undefined ? file : `${file}:${line}:${column}`;
  const tone = severity === "error" ? "bad" : severity === "warning" ? "fair" : "quiet";
  return [
    ...(where === "" ? [] : [mark(where, "code"), " "]),
    mark(speak.word("severity", severity), tone),
    ` ${tell(finding, speak.lang)}`,
  ];
}

/** The identity of every table the results rest on. */
export function tables(used: readonly TableUse[], speak: Voice): Block {
  const { say } = speak;
  return {
    kind: "section",
    id: "tables",
    title: say(report.sources),
    blocks: [
      { kind: "text", text: say(report.sourcesLead) },
      {
        kind: "table",
        caption: say(report.sources),
        columns: [
          { title: say(report.table), head: true, wrap: true },
          { title: say(report.version), wrap: true },
          { title: say(report.source), wrap: true },
          { title: say(report.provenance), wrap: true },
        ],
        rows: used.map((table) => [
          say(table.name),
          table.version,
          table.source,
          trust(table, speak),
        ]),
      },
      ...notes(used, speak),
    ],
  };
}

/** What the tables say about themselves, above all why one is not verified. */
function notes(used: readonly TableUse[], { say }: Voice): Block[] {
  const items = used.flatMap(({ name, note }) =>
    note ? [`${say(name)}${say(report.colon)}${say(note)}`] : []
  );
  return items.length > 0 ? [{ kind: "list", items }] : [];
}

function list(
  title: string,
  id: string,
  found: readonly Located[],
  file: string,
  speak: Voice,
): Block[] {
  if (found.length === 0) return [];
  const items = found.slice(0, listed).map((one) => line(one, file, speak));
  const params = { count: found.length - listed, command: `mitate check ${file}` };
  const blocks: Block[] = [{ kind: "list", items }];
  if (params.count > 0) blocks.push({ kind: "text", text: speak.say(report.moreFindings, params) });
  return [{ kind: "group", id, title, blocks }];
}

/** A report with more findings of a severity than this would be nothing else. */
const listed = 200;

function infos(found: readonly Located[], file: string, speak: Voice): Block[] {
  if (found.length === 0) return [];
  const command = `mitate check ${file}`;
  const kinds = [...Map.groupBy(found, ({ code }) => code)];
  return [{
    kind: "group",
    id: "infos",
    title: speak.say(report.infoKinds),
    blocks: [
      { kind: "facts", close: true, rows: kinds.map(([code, all]) => [code, `${all.length}`]) },
      { kind: "text", text: speak.say(report.infoHow, { command }) },
    ],
  }];
}
