import type { Catalog } from "../../engine/catalog.ts";
import type { Pattern } from "../../engine/library.ts";
import type { Lang } from "../../engine/mod.ts";
import type { SystemData } from "../frame/protocol.ts";
import type { Compiled } from "../notebook/compile.ts";

/** What a published report is computed from. */
export interface ReportData {
  readonly lang: Lang;
  /** The day of the analysis, `YYYY-MM-DD`. */
  readonly at: string;
  readonly cells: readonly ReportCell[];
  readonly systems: readonly SystemData[];
  /** The catalogues of the organisation's own; the standard ones are in the script. */
  readonly catalogs: readonly Catalog[];
  /** The patterns of attack scenarios, where cells read them. */
  readonly patterns?: readonly Pattern[];
}

/** A compiled cell with how the report names it. In a published file `body` is only a mark. */
export type ReportCell = Compiled & { readonly label: string };

/** The data as they stand in a published file, beside its sources. */
export interface Carried extends Omit<ReportData, "systems" | "catalogs" | "patterns"> {
  /** The records, each quoted from its text. */
  readonly systems: readonly unknown[];
  /** Every name that a cell may read; of those without a part nothing is carried. */
  readonly names: readonly string[];
  readonly parts: readonly string[];
  /** The texts of markdown, as markup with signs where values go. */
  readonly texts: readonly string[];
  /** What the records' own rating formulas give, by formula and named values. */
  readonly formulas: Formulas;
}

/** The results of formulas: by the formula, then by the values it was asked with, as JSON. */
export type Formulas = Readonly<Record<string, Readonly<Record<string, string | number>>>>;

/** The sources as they stand in a published file, as far as computing reads them. */
export interface Sources {
  /** A record without a text is read by no cell that runs. */
  readonly records: readonly { readonly path: string; readonly text?: string }[];
  readonly catalogs: readonly Catalog[];
  readonly patterns?: readonly Pattern[];
}

/** A cell as it was drawn ahead. */
export interface Drawn {
  readonly id: number;
  readonly body: string;
  readonly problems: string;
  /** What went wrong or did not come to an end, in words. */
  readonly told: readonly string[];
}

/** A heading of the drawn report. */
export interface DrawnHeading {
  readonly id: string;
  readonly level: number;
  readonly text: string;
}

/** What drawing ahead gives. */
export interface Drawing {
  readonly cells: readonly Drawn[];
  readonly headings: readonly DrawnHeading[];
  /** The ids of the records that the cells asked for. */
  readonly used: readonly string[];
  /** The texts of markdown as markup, with signs where values go. */
  readonly texts: readonly string[];
  /** Where the dice began; only where cells threw them. */
  readonly seed?: number;
}
