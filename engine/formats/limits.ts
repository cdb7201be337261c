import type { Finding } from "../finding.ts";

/**
 * What is read at most, so that nothing that is accepted takes long. The sample has 100 kB, some 3,600
 * entries and 16 scenarios of 4 to 8 steps.
 */
export const limits = {
  /** Size of a file, in bytes or UTF-16 units. */
  size: 20_000_000,
  /** Lines and commas: about the number of entries. Reading takes some two microseconds for each. */
  entries: 700_000,
  /** Attack steps of a record: ten thousand scenarios of four, or a thousand of forty. */
  steps: 40_000,
  /** Attack steps of one scenario: what can still be searched for attack paths. */
  scenario: 500,
  /** What the attack steps of a record name in all: guards, steps they need, controls they speak of. */
  links: 250_000,
  /** Entries of any other list or map of a record, and of the record itself. */
  list: 10_000,
  /** Controls a record speaks of; SP 800-53 has some 1,200. */
  controls: 3_000,
  /** Places at which one control stands otherwise than elsewhere. */
  places: 300,
  /** Statuses that are planned at single places: each is work of its own in the plan. */
  planned: 1_000,
  /** Cells of all tables of a record's own, and the combinations of their axes. */
  cells: 100_000,
  /** Measures: the plan asks of each what it would be without it. */
  measures: 200,
  /** Variants: each is an analysis of its own where they are shown beside each other. */
  variants: 100,
  /** Changes of measures and variants together. */
  changes: 2_000,
  /** Defects of form with which a record is still analysed as far as it can be read. */
  defects: 1_000,
} as const;

/** What is read at most of a workbook (`.xlsx`), which is packed: much may come out of little. */
export const bookLimits = {
  /** Files in the package; a workbook of ten sheets has some forty. */
  parts: 2_000,
  /** Bytes that are unpacked at most, all files together. The sample's workbook has 1 MB. */
  unpacked: 80_000_000,
  /** Sheets, and texts that sheets share. */
  sheets: 100,
  texts: 500_000,
  /** Rows with something in them, and columns, of one sheet. */
  rows: 20_000,
  columns: 256,
  /** Cells with something in them, of all sheets, what merged cells fill included. */
  cells: 500_000,
  /** Letters of one cell: what Excel can hold. */
  letters: 32_767,
} as const;

/** Why something is not read. */
export type Refusal = Pick<Finding, "code" | "params">;

/** A refusal that names the number found and the limit. */
export function tooMany(code: Finding["code"], count: number, limit: number): Refusal {
  return { code, params: { count: counted(count), limit: counted(limit) } };
}

/** A number as people write it: 40,000. */
export function counted(count: number): string {
  return count.toLocaleString("en");
}
