import { document } from "../../messages/document.ts";
import { glossary as terms } from "../../messages/glossary.ts";
import type { Block } from "../document.ts";
import type { Voice } from "./voice.ts";

/** The words of the report and what they mean in it. */
export function glossary({ say }: Voice): Block {
  return {
    kind: "section",
    id: "glossary",
    title: say(document.glossary),
    blocks: [{
      kind: "table",
      caption: say(document.glossary),
      columns: [
        { title: say(document.term), head: true },
        { title: say(document.meaning), wrap: true },
      ],
      rows: terms.map(({ name, meaning }) => [say(name), say(meaning)]),
    }],
  };
}
