import type { Assessment } from "../../assess.ts";
import { tell } from "../../finding.ts";
import { cover as words, heads, sheets } from "../../messages/sheet.ts";
import { between } from "../../show.ts";
import { word } from "../../messages/words.ts";
import type { Located } from "../chapters/sources.ts";
import type { Voice } from "../chapters/voice.ts";
import type { Cell, Sheet } from "./book.ts";

/** What the workbook is about, by what it was made, and the results in a few lines. */
export function cover(
  assessment: Assessment,
  found: readonly Located[],
  digest: string,
  speak: Voice,
): Sheet {
  const { say } = speak;
  const { system, baseline, plan } = assessment;
  const unverified = assessment.tables.filter(({ provenance }) => provenance === "unverified");
  const errors = found.filter(({ severity }) => severity === "error").length;
  const rows: Cell[][] = [
    [say(words.system), say(system.name)],
    [say(words.record), system.id],
    [say(words.owner), say(system.owner)],
    [say(words.phase), speak.word("phase", system.phase)],
    [say(words.marking), say(system.marking)],
    [say(words.day), { day: assessment.at }],
    [say(words.engine), `Mitate ${assessment.engine}`],
    [say(words.digest), digest],
    [say(words.verdict), speak.word("verdict", assessment.verdict.verdict)],
    [
      say(words.required),
      say(between(baseline.level, (level) => word("level", level))),
    ],
    [say(words.share), { value: baseline.all.share.worst, kind: "share" }],
    [say(words.gaps), baseline.controls.filter(({ gap }) => gap).length],
    [say(words.over), assessment.scenarios.filter(({ over }) => over.worst).length],
    [say(words.after), plan.after.scenarios.filter(({ over }) => over.worst).length],
    [say(words.cost, { unit: system.method.unit }), plan.cost],
    [say(words.errors), { value: errors, tone: errors > 0 ? "warn" : undefined }],
    ...(errors > 0 ? [["", warned(say(words.errorsNote))]] : []),
    [
      say(words.unverified),
      unverified.length > 0
        ? warned([say(words.unverifiedNote), ...unverified.map(({ name }) => say(name))].join("\n"))
        : say(words.none),
    ],
    [say(words.fill), say(words.fillNote)],
  ];
  return {
    name: say(sheets.cover),
    id: "Cover",
    title: say(words.title, { system: system.name }),
    columns: [
      { title: say(heads.item), kind: "text", width: 34 },
      { title: say(heads.value), kind: "text", width: 90 },
    ],
    rows,
  };
}

function warned(text: string): Cell {
  return { value: text, tone: "warn" };
}

/** Every finding, one row each. */
export function findings(found: readonly Located[], file: string, speak: Voice): Sheet {
  const { say } = speak;
  const number = (title: string) => ({ title, kind: "number", width: 8 }) as const;
  return {
    name: say(sheets.findings),
    id: "Findings",
    columns: [
      { title: say(heads.severity), kind: "code", width: 12 },
      { title: say(heads.severityLabel), kind: "text", width: 10 },
      { title: say(heads.code), kind: "code", width: 24 },
      { title: say(heads.on), kind: "code", width: 24 },
      { title: say(heads.message), kind: "text", width: 90 },
      { title: say(heads.file), kind: "text", width: 28 },
      number(say(heads.line)),
      number(say(heads.column)),
    ],
    rows: found.map((finding): Cell[] => [
      { value: finding.severity, tone: finding.severity === "error" ? "warn" : undefined },
      speak.word("severity", finding.severity),
      finding.code,
      finding.on,
      tell(finding, speak.lang),
      finding.file ?? file,
      finding.line,
      finding.column,
    ]),
  };
}

/** The identity of every table the results rest on, and how far each can be trusted. */
export function tables({ tables }: Assessment, speak: Voice): Sheet {
  const { say } = speak;
  return {
    name: say(sheets.tables),
    id: "Tables",
    columns: [
      { title: say(heads.id), kind: "code", width: 22 },
      { title: say(heads.tableName), kind: "text", width: 44 },
      { title: say(heads.version), kind: "text", width: 16 },
      { title: say(heads.source), kind: "text", width: 60 },
      { title: say(heads.provenance), kind: "code", width: 14 },
      { title: say(heads.provenanceLabel), kind: "text", width: 28 },
    ],
    rows: tables.map(({ id, name, version, source, provenance }): Cell[] => {
      const tone = provenance === "unverified" ? "warn" as const : undefined;
      return [
        id,
        say(name),
        version,
        source,
        { value: provenance, tone },
        { value: speak.word("provenance", provenance), tone },
      ];
    }),
  };
}
