/**
 * The notebook format: what a notebook is (`format/model.ts`), how a file is read (`format/read.ts`) and
 * how it is written without touching what did not change (`format/write.ts`).
 */
export {
  type Attributes,
  type Cell,
  freeId,
  type Mode,
  modeOf,
  newCell,
  type Notebook,
  type Origin,
  typeOf,
} from "./format/model.ts";
export { blank, parse } from "./format/read.ts";
export { serialize } from "./format/write.ts";
