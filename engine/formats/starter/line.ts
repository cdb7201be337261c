import type { Lang } from "../../text.ts";
import { block } from "../yaml.ts";

/** Comment lines in one language. */
export function comment(lines: Readonly<Record<Lang, readonly string[]>>, lang: Lang): string[] {
  return lines[lang].map((line) => `# ${line}`);
}

/** A map as lines of YAML. */
export function lines(map: object): string[] {
  return block(map).trimEnd().split("\n");
}
