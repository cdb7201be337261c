/**
 * Lines, and commas within lines, counted without reading: about the number of entries of a text, however
 * it is laid out, and so about what it costs to read.
 */
export function weight(text: string): number {
  let count = 1;
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) count++;
  for (let at = text.indexOf(","); at >= 0; at = text.indexOf(",", at + 1)) {
    const next = text[at + 1];
    // JSON puts one comma at the end of nearly every line.
    if (next !== "\n" && next !== "\r") count++;
  }
  return count;
}
