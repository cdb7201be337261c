import type { Assessment } from "../../assess.ts";
import type { ImpactTable } from "../../impact.ts";
import { document } from "../../messages/document.ts";
import { report } from "../../messages/report.ts";
import { categories, type Category, type Level } from "../../model.ts";
import { type Block, mark, type Phrase } from "../document.ts";
import type { Voice } from "./voice.ts";

/** The one impact definition: each answer beside the words by which it was judged, and why. */
export function definitions({ system }: Assessment, speak: Voice): Block {
  const { say } = speak;
  const table = system.method.impact;
  return {
    kind: "section",
    id: "definitions",
    title: say(document.definitions),
    blocks: [
      {
        kind: "text",
        text: say(document.definitionsLead, { table: table.name, version: table.version }),
      },
      {
        kind: "table",
        caption: say(document.definitions),
        columns: [
          { title: say(report.category), head: true, wrap: true },
          { title: say(report.level) },
          { title: say(document.definition), wrap: true },
          { title: say(report.why), wrap: true },
        ],
        rows: categories.map((category) => {
          const { answer, why } = system.impact[category];
          return [
            say(table.categories[category].name),
            mark(speak.word("level", answer), answer === "unassessed" ? "fair" : "strong"),
            meaning(table, category, answer, speak),
            say(why),
          ];
        }),
      },
      overall(table, speak),
    ],
  };
}

function meaning(
  table: ImpactTable,
  category: Category,
  answer: Level | "not-applicable" | "unassessed",
  { say }: Voice,
): Phrase {
  if (answer === "unassessed") return mark(say(document.definitionOpen), "fair");
  if (answer === "not-applicable") return say(document.definitionNone);
  return say(table.categories[category].definitions[answer]);
}

function overall(table: ImpactTable, speak: Voice): Block {
  const { say } = speak;
  return {
    kind: "table",
    caption: say(document.overall),
    columns: [
      { title: say(report.level), head: true },
      { title: say(document.meaning), wrap: true },
    ],
    rows: Object.values(table.levels).map(({ name, definition }) => [say(name), say(definition)]),
  };
}
