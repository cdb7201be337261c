import { prose } from "../../frame/prose.ts";

/** The texts of markdown, read when the file was published; cells call them by number. */
export function give({ texts }: { readonly texts: readonly string[] }): Record<string, unknown> {
  return { md: (number: number, ...values: unknown[]) => prose(texts[number], values) };
}
