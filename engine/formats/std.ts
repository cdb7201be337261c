// The only file of the readers that imports Deno's standard library, in its npm edition.

// @ts-types="./std.d.ts"
export { parse as parseTable } from "@std/csv/mod.js";
