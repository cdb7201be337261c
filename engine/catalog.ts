import type { Text } from "./text.ts";

/**
 * How far a published judgement or text can be trusted.
 * - `published`: re-keyed from the named public source and checked against it
 * - `known`: from general knowledge of the source, not re-read
 * - `unverified`: reconstructed; never to be presented as official
 * - `mitate`: Mitate's own default, no standard defines it
 * - `user`: supplied by the organisation
 */
export type Provenance = "published" | "known" | "unverified" | "mitate" | "user";

/** A family groups the controls of a catalogue, like AC 「アクセス制御」 in SP 800-53. */
export interface Family {
  readonly id: string;
  readonly name: Text;
}

/** One control of a catalogue. */
export interface Control {
  /** The id as published, enhancements in parentheses: `AC-2(3)`. */
  readonly id: string;
  readonly family: string;
  /** The published title (en) and our own one-line Japanese gloss (ja; the title where we have none). */
  readonly title: Text;
  /** The baselines that require it: `low`, `moderate`, `high`, `privacy`. */
  readonly baselines: readonly Baseline[];
}

/** A named selection of a catalogue's controls; `privacy` joins by the personal-data trait. */
export type Baseline = "low" | "moderate" | "high" | "privacy";

/** A catalogue of controls, as data with its provenance. */
export interface Catalog {
  readonly id: string;
  readonly name: Text;
  readonly version: string;
  readonly source: string;
  readonly provenance: Provenance;
  readonly families: readonly Family[];
  readonly controls: readonly Control[];
}

/** `AC-2(3)` → `AC-2`: the base control an enhancement belongs to; a base control is its own base. */
export function base(id: string): string {
  const at = id.indexOf("(");
  return at < 0 ? id : id.slice(0, at);
}

/**
 * The normal form under which spellings of one control id meet: NFKC, upper case, no spaces,
 * no leading zeros, OSCAL's `.n` as `(n)`. `ac-02 (3)`, `AC-2.3` and `ＡＣ－２（３）` all give `AC-2(3)`.
 */
export function normal(id: string): string {
  return id.normalize("NFKC").toUpperCase().replace(/[‐‑‒–—−ー]/g, "-").replace(/\s+/g, "")
    .replace(/(^|[-.(])0+(?=\d)/g, "$1").replace(/^([A-Z]{2}-\d+)\.(\d+)$/, "$1($2)");
}
