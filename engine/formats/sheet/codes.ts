import { heads, sheets } from "../../messages/sheet.ts";
import { words } from "../../messages/words.ts";
import type { System } from "../../model.ts";
import { plain } from "../../show.ts";
import type { Text } from "../../text.ts";
import type { Voice } from "../chapters/voice.ts";
import type { Choices, Sheet } from "./book.ts";

/** The statuses of a control. */
export const statusCodes = choices("status");
/** What a required control amounts to. */
export const conformities = choices("conformity");
/** What can be said of a threat. */
export const threats: Choices = {
  name: "threat",
  codes: [
    ...([1, 2, 3] as const).map((level) => [level, plain(level)] as const),
    ["unassessed", words.level.unassessed],
  ],
};

/** The components of a system by id. */
export function components({ components }: System): Choices {
  return { name: "component", codes: components.map(({ id, name }) => [id, name]) };
}

/** The damages of a system by id. */
export function damages({ damages }: System): Choices {
  return { name: "damage", codes: damages.map(({ id, name }) => [id, name]) };
}

/** Every code of the workbook and what it means, in both languages; cells choose from here. */
export function codes(system: System, speak: Voice): Sheet {
  const { say } = speak;
  const groups = [
    statusCodes,
    threats,
    components(system),
    damages(system),
    conformities,
    ...(["category", "decision", "phase", "provenance", "severity", "truth", "verdict"] as const)
      .map(choices),
  ];
  const rows = groups.flatMap(({ name, codes }) =>
    codes.map(([code, { ja, en }]) => [name, code, ja, en])
  );
  return {
    name: say(sheets.codes),
    id: "Codes",
    columns: [
      { title: say(heads.list), kind: "code", width: 14 },
      { title: say(heads.code), kind: "code", width: 18 },
      { title: say(heads.wordJa), kind: "text", width: 36 },
      { title: say(heads.wordEn), kind: "text", width: 48 },
    ],
    rows,
  };
}

function choices(group: keyof typeof words): Choices {
  const codes: [string, Text][] = Object.entries(words[group]);
  return { name: group, codes };
}
