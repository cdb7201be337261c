import { transform } from "sucrase";
import type { Result } from "../compile.ts";
import type { Problem } from "../problem.ts";
import { javascript } from "./script.ts";

/**
 * Compiles TypeScript: the types are taken out, line by line, and the rest is JavaScript. Types are not
 * checked. Alone knows sucrase.
 */
export function typescript(source: string, output?: string): Result | Problem {
  const stripped = strip(source);
  return typeof stripped === "string" ? javascript(stripped, output, "TypeScript") : stripped;
}

function strip(source: string): string | Problem {
  // Sucrase reads `{a: 1 as number}` as a block; in brackets it is the object that it is meant to be.
  if (/^\s*\{/.test(source)) {
    const object = bare(`(${source}\n)`);
    if (typeof object === "string") return object;
  }
  return bare(source);
}

function bare(source: string): string | Problem {
  try {
    return transform(source, {
      transforms: ["typescript"],
      disableESTransforms: true,
      keepUnusedImports: true,
    }).code;
  } catch (error) {
    return unstripped(error);
  }
}

function unstripped(error: unknown): Problem {
  const { message, loc } = error as { message: string; loc?: { line: number; column: number } };
  const detail = message.replace(/^Error transforming [^:]*: /, "").replace(/\s*\(\d+:\d+\)$/, "");
  return { code: "syntax", severity: "error", params: { language: "TypeScript", detail }, ...loc };
}
