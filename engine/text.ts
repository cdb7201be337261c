/** The languages of the interface and of shipped texts; Japanese is the source language. */
export type Lang = "ja" | "en";

/** A text in both languages. Where an author wrote one language only, both sides carry it. */
export interface Text {
  readonly ja: string;
  readonly en: string;
}

/** A text as people write it: one string for both languages, or one per language. */
export type TextSpec = string | { readonly ja?: string; readonly en?: string };

/** Completes a written text. A missing language falls back to the other; nothing written gives "". */
export function toText(spec: TextSpec | undefined): Text {
  if (spec === undefined || spec === null) return { ja: "", en: "" };
  if (typeof spec === "string") return { ja: spec, en: spec };
  return { ja: spec.ja ?? spec.en ?? "", en: spec.en ?? spec.ja ?? "" };
}
