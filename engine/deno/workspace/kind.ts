import { isPlain } from "../../formats/filename.ts";

/** What a file of the workspace is; its folder and ending decide. */
export type Kind = "record" | "pattern" | "catalog" | "notebook" | "template";

/** The kind of file a path leads to; undefined for every path that is none of the workspace. */
export function kindOf(path: string): Kind | undefined {
  const found = shapes.find(({ shape }) => shape.test(path));
  return found && isPlain(path.slice(path.lastIndexOf("/") + 1)) ? found.kind : undefined;
}

/**
 * The folders of the workspace and what may lie in them. Only these shapes: what a path could do besides,
 * such as climbing, is then not even a question.
 */
export const shapes: readonly {
  readonly folder: string;
  readonly shape: RegExp;
  readonly kind: Kind;
}[] = [
  { folder: "scenarios", shape: /^scenarios\/[^/\\]+\.yaml$/, kind: "record" },
  {
    folder: "scenarios/patterns",
    shape: /^scenarios\/patterns\/[^/\\]+\.yaml$/,
    kind: "pattern",
  },
  {
    folder: "scenarios/catalogs",
    // As the command line reads them.
    shape: /^scenarios\/catalogs\/[^/\\]+\.(?:yaml|yml|json)$/,
    kind: "catalog",
  },
  { folder: "notebooks", shape: /^notebooks\/[^/\\]+\.html$/, kind: "notebook" },
  {
    folder: "notebooks/templates",
    shape: /^notebooks\/templates\/[^/\\]+\.html$/,
    kind: "template",
  },
];
