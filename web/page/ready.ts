import type { Draft } from "../notebook/edit.ts";
import type { Message } from "../shell/state.ts";

/** Cells for those who do not write code; their code is folded and not in the report. */
export interface Ready {
  readonly id: string;
  readonly name: Message;
  readonly hint: Message;
  /** The cells; `id` is the system's and `used` the names that are taken. */
  cells(id: string, used: ReadonlySet<string>): Draft[];
}

/** The ready cells of the palette, in the order of an analysis. */
export const ready: readonly Ready[] = [
  of("verdict", (s) => [code(`verdictCard(${s})`)]),
  of("matrix", (s) => [code(`riskMatrix(${s})`)]),
  of("scenarios", (s) => [code(`scenarioTable(${s})`)]),
  of("path", (s, free) => {
    const name = free("scenario", "シナリオ");
    return [
      code(`const ${name} = view(scenarioPicker(${s}))`),
      code(`pathDiagram(${s}, ${name})`),
    ];
  }),
  of("gaps", (s) => [code(`gapBars(${s})`)]),
  of("strip", (s) => [code(`conformityStrip(${s})`)]),
  of("measures", (s) => [code(`measuresTable(${s})`)]),
  of("plan", (s) => [code(`beforeAfter(${s})`)]),
  of("why", (s, free) => {
    const name = free("scenario", "根拠を見るシナリオ");
    return [
      code(`const ${name} = view(scenarioPicker(${s}))`),
      code(`why(${s}, \`scenario/\${${name}}\`)`),
    ];
  }),
  of("gapList", (s) => [code(`chapter(${s}, "baseline")`)]),
  of("remains", (s) => [code(`chapter(${s}, "remains")`)]),
  of("tables", (s) => [code(`tables(${s})`)]),
  of("profile", (s, free) => whatIf(s, free, "profileInput", "プロファイル")),
  of("impact", (s, free) => whatIf(s, free, "impactInput", "影響度")),
  of("status", (s, free) => whatIf(s, free, "statusTable", "実施状況")),
  of("patterns", (s, free) => whatIf(s, free, "patternPicker", "シナリオ")),
];

type Free = (ascii: string, japanese: string) => string;

function of(id: string, make: (system: string, free: Free) => Draft[]): Ready {
  return {
    id,
    name: `app.ready.${id}` as Message,
    hint: `app.ready.${id}.hint` as Message,
    cells: (system, used) =>
      make(`system(${JSON.stringify(system)})`, (_, japanese) => unused(japanese, used)),
  };
}

/** An input, what changes by it, and the way to write it into the record. */
function whatIf(system: string, free: Free, input: string, japanese: string): Draft[] {
  const name = free(input, `${japanese}の変更`);
  return [
    code(`const ${name} = view(${input}(${system}))`),
    code(`comparison(assess(${system}), assess(whatIf(${system}, ${name})))`),
    code(`applyToRecord(${system}, ${name})`),
  ];
}

function code(value: string): Draft {
  return { mode: "javascript", value, pinned: false, collapsed: true };
}

function unused(name: string, used: ReadonlySet<string>): string {
  let number = 1;
  let candidate = name;
  while (used.has(candidate)) candidate = `${name}${++number}`;
  return candidate;
}
