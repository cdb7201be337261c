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
  of("verdict", (s) => [code(`verdictCard(assess(${s}))`)]),
  of("matrix", (s) => [code(`riskMatrix(assess(${s}))`)]),
  of("scenarios", (s) => [code(`scenarioTable(assess(${s}))`)]),
  of("path", (s, free) => {
    const name = free("scenario", "シナリオ");
    return [
      code(`const ${name} = view(scenarioPicker(assess(${s})))`),
      code(`pathDiagram(assess(${s}), ${name})`),
    ];
  }),
  of("gaps", (s) => [code(`gapBars(assess(${s}))`)]),
  of("strip", (s) => [code(`conformityStrip(assess(${s}))`)]),
  of("measures", (s) => [code(`measuresTable(assess(${s}))`)]),
  of("plan", (s) => [code(`beforeAfter(assess(${s}))`)]),
  of("profile", (s, free) => whatIf(s, free, "profileInput", "プロファイル")),
  of("impact", (s, free) => whatIf(s, free, "impactInput", "影響度")),
  of("status", (s, free) => whatIf(s, free, "statusTable", "実施状況")),
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
