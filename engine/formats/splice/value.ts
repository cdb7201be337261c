import { block, flow, json, type Node } from "../yaml.ts";
import type { Page } from "./page.ts";

/** A value as it follows a colon or a dash: the rest of that line, and the lines below it. */
export function valueOf(
  page: Page,
  kind: Node["kind"],
  value: unknown,
  column: number,
  old: Node,
): { head: string; body: string } {
  if (page.json) return { head: ` ${json(value)}`, body: "" };
  const alike = quotedLike(old, value);
  if (alike !== undefined) return { head: ` ${alike}`, body: "" };
  const lines = kind === "list" ? block([value]).slice(1) : block({ k: value }).slice(2);
  const [head, ...rest] = lines.replace(/\n$/, "").split("\n");
  return { head: head.trimEnd(), body: indented(rest, column, page.newline) };
}

/** A text in the kind of quotes of the one it replaces; undefined where that had none, or cannot. */
export function quotedLike(old: Node, value: unknown): string | undefined {
  if (typeof value !== "string" || /[\n\r\t\\]/.test(value)) return undefined;
  if (old.style === "double") return JSON.stringify(value);
  return old.style === "single" ? `'${value.replaceAll("'", "''")}'` : undefined;
}

/** An entry as whole lines, without the last line break. */
export function linesOf(
  page: Page,
  key: string | undefined,
  value: unknown,
  column: number,
): string {
  const plain = `${key === undefined ? "-" : `${keyText(page, key)}:`} ${json(value)}`;
  const text = page.json ? plain : block(key === undefined ? [value] : { [key]: value });
  return indented(text.replace(/\n$/, "").split("\n"), column, page.newline);
}

/** A key as it stands before its colon. */
export function keyText(page: Page, key: string): string {
  return page.json ? JSON.stringify(key) : flow(key);
}

/** A value within brackets. */
export function inlineOf(page: Page, value: unknown): string {
  return page.json ? json(value) : flow(value);
}

function indented(lines: readonly string[], column: number, newline: string): string {
  return lines.map((line) => line === "" ? line : " ".repeat(column) + line).join(newline);
}
