import { Document, isPair, isScalar, isSeq, visit } from "./library.ts";

/** A value as block YAML, indented by two, the lines ending in "\n". Lists of short maps are compact. */
export function block(value: unknown): string {
  const document = new Document(value);
  visit(document, {
    Map: (_, map, path) => {
      const parent = path[path.length - 1];
      if (isSeq(parent) && isShort(map)) map.flow = true;
    },
    Seq: (_, list, path) => {
      // The outermost list only lends its dashes.
      if (path.length < 2) return;
      if (list.items.length > 0 && list.items.every(isScalar) && isShort(list)) list.flow = true;
    },
    Scalar: (_, scalar) => {
      // Spaces and empty lines that nobody sees must not carry the meaning.
      if (/\n/.test(String(scalar.value)) && /^\s|[ \t](\n|$)|\n\n$/.test(String(scalar.value))) {
        scalar.type = "QUOTE_DOUBLE";
      }
    },
  });
  return document.toString({
    indent: 2,
    lineWidth: 0,
    flowCollectionPadding: false,
    blockQuote: "literal",
  });
}

/** A value as flow YAML on one line, such as `{control: AC-3, level: 2}`. */
export function flow(value: unknown): string {
  const document = new Document([value]);
  if (isSeq(document.contents)) document.contents.flow = true;
  const text = document.toString({ lineWidth: 0, flowCollectionPadding: false }).trimEnd();
  // A long collection is folded over lines all the same; then the JSON form, which is YAML, serves.
  return text.includes("\n") ? json(value) : text.slice(1, -1);
}

/** A value as JSON on one line, with a space after each separator. */
export function json(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(json).join(", ")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value) ?? "null";
  const pairs = Object.entries(value).filter(([, value]) => value !== undefined);
  return `{${pairs.map(([key, value]) => `${JSON.stringify(key)}: ${json(value)}`).join(", ")}}`;
}

// A line of this many characters still reads at a glance.
const glance = 70;

function isShort(collection: { items: unknown[]; toJSON(): unknown }): boolean {
  const values = collection.items.map((item) => isPair(item) ? item.value : item);
  if (!values.every((value) => isScalar(value) && !/\n/.test(String(value.value)))) return false;
  const value = collection.toJSON();
  const named = !Array.isArray(value) && Object.hasOwn(value as object, "id");
  return !named && JSON.stringify(value).length <= glance;
}
