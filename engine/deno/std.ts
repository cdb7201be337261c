// The only file that imports Deno's standard library, in its npm edition.

// @ts-types="./std.d.ts"
export { parseArgs } from "@std/cli/parse_args.js";
// @ts-types="./std.d.ts"
export { basename, dirname, fromFileUrl, isAbsolute, join, relative } from "@std/path/mod.js";
