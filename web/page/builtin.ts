import type { Message } from "../shell/state.ts";

/** How a name that every cell may read is used, and what it is for. */
export interface Builtin {
  readonly name: string;
  /** As it is written in a cell. */
  readonly use: string;
  readonly purpose: Message;
}

/** The names of every cell in the order in which they are learnt; a test holds the list to the library. */
export const builtins: readonly Builtin[] = [
  'system("id")',
  "systems",
  "assess(system)",
  "whatIf(system, changes)",
  "changeList(changes)",
  "describe(change)",
  "applyToRecord(system, changes)",
  'why(system, "scenario/S1")',
  'rules("risk")',
  "tables(system)",
  'ratingTable("ipa-ics-2")',
  'chapter(system, "impact")',
  "verdictCard(system)",
  "riskMatrix(system)",
  "scenarioTable(system)",
  'pathDiagram(system, "S1")',
  "conformityStrip(system)",
  "gapBars(system)",
  "measuresTable(system)",
  "beforeAfter(system)",
  "structureDiagram(system)",
  "comparison(before, after)",
  "differences(before, after)",
  'variant(system, "id")',
  "variants(system)",
  "variantBoard(system)",
  'gateCard(system, "design")',
  "reviewMinutes(system)",
  "profileInput(system)",
  "impactInput(system)",
  "statusTable(system)",
  "measurePicker(system)",
  "patternPicker(system)",
  "scenarioPicker(system)",
  "controlPicker(system)",
  "levelPicker({ label })",
  "form({ name: input })",
  "grid(caption, head, rows)",
  "sideBySide(a, b)",
  "fold(title, element)",
  "captioned(title, element)",
  't("日本語", "English")',
  "words.status.partial",
  "lang",
  "today",
  "patterns",
  "md`# …`",
  "html`<p>…</p>`",
  "svg`<circle>`",
  "htl.html",
  "Plot.plot({ marks })",
  "Inputs.range([0, 10])",
  "math.sqrt(2)",
].map((use): Builtin => {
  const [name] = /^\w+/.exec(use)!;
  return { name, use, purpose: `app.builtin.${name}` as Message };
});
