import { between } from "../../../engine/show.ts";
import { openCatalog } from "../../../engine/formats/catalog.ts";
import { openPattern } from "../../../engine/formats/pattern.ts";
import type { Text } from "../../../engine/mod.ts";
import { word } from "../../../engine/messages/words.ts";
import { parse } from "../../notebook/format.ts";
import { voice } from "../../plots/voice.ts";
import type { App, Message } from "../state.ts";
import { analysed } from "../workspace.ts";
import type { Arrival, Arriving } from "./arrival.ts";

/** What a file holds, in a sentence, before it is imported. */
export interface Brief {
  readonly text: Text;
  /** Its defects of form. */
  readonly broken: number;
  /** Whether it opens all the same, as a record does. */
  readonly usable: boolean;
}

/** What a file holds, taken for a kind. */
export function briefOf(app: App, { name, text }: Arrival, kind: Arriving): Brief | undefined {
  switch (kind) {
    case "record":
      return record(app, name, text);
    case "notebook": {
      const { cells, problems } = parse(text);
      const broken = problems.filter(({ severity }) => severity === "error").length;
      return { text: said("import.notebook", { count: cells.length }), broken, usable: true };
    }
    case "catalog": {
      const { catalog, findings } = openCatalog(text, name);
      const count = catalog?.controls.length ?? 0;
      const broken = findings.filter(({ severity }) => severity === "error").length;
      return {
        text: said("import.catalog", { count }),
        broken,
        usable: catalog !== undefined,
      };
    }
    case "pattern": {
      const { pattern, findings } = openPattern(text, name);
      const broken = findings.filter(({ severity }) => severity === "error").length;
      const count = pattern?.steps.length ?? 0;
      return { text: said("import.pattern", { count }), broken, usable: pattern !== undefined };
    }
    case "table":
      return undefined;
  }
}

function record(app: App, name: string, text: string): Brief {
  const { opened, assessment } = analysed(name, text, "", app.today, app.store.get().beside);
  const broken = opened.findings.filter(({ severity }) => severity === "error").length;
  if (!assessment) return { text: said("import.record.unread"), broken, usable: true };
  const { verdict, baseline } = assessment;
  return {
    text: said("import.record", {
      verdict: word("verdict", verdict.verdict),
      level: between(baseline.level, (one) => word("level", one)),
      over: verdict.now.over.length,
      gaps: verdict.now.gaps.length,
    }),
    broken,
    usable: true,
  };
}

/** A sentence in both languages. */
export function said(message: Message, values: Record<string, string | number | Text> = {}): Text {
  return {
    ja: voice({ lang: "ja" }).say(message, values),
    en: voice({ lang: "en" }).say(message, values),
  };
}
