/**
 * Writes a value that was read from a text with the text's own words left out: a string that stands in
 * the text becomes its place there, so that a file which carries both carries each word once. `unquote`
 * gives the value back, exactly, from the same text.
 *
 * A place is written `^skip,length`: characters to pass over after the place before (less than 0: to go
 * back), and how many to take. A string that begins with `^` itself has one more.
 */
export function quote(value: unknown, text: string): unknown {
  let at = 0;
  return strings(value, (string) => {
    const plain = string.startsWith("^") ? `^${string}` : string;
    if (string.length < least) return plain;
    const next = text.indexOf(string, at);
    const found = next >= 0 ? next : text.indexOf(string);
    if (found < 0) return plain;
    const place = `^${found - at},${string.length}`;
    at = found + string.length;
    return place;
  });
}

/** The value that `quote` wrote with this text. */
export function unquote(value: unknown, text: string): unknown {
  let at = 0;
  return strings(value, (string) => {
    if (!string.startsWith("^")) return string;
    if (string.startsWith("^^")) return string.slice(1);
    const [skip, length] = string.slice(1).split(",").map(Number);
    at += skip + length;
    return text.slice(at - length, at);
  });
}

/** A shorter string takes no more room than its place. */
const least = 6;

function strings(value: unknown, turn: (string: string) => string): unknown {
  if (typeof value === "string") return turn(value);
  if (Array.isArray(value)) return value.map((part) => strings(part, turn));
  if (typeof value !== "object" || value === null) return value;
  const parts = Object.entries(value).map(([key, part]) => [key, strings(part, turn)]);
  return Object.fromEntries(parts);
}
