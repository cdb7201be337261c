// As the kit writes it: four spaces before each line that is not empty, and `</script` as `<\/script`,
// with one backslash more for each that is there already.

/** The source of a cell out of the text of its element. */
export function dedent(text: string): string {
  const lines = text.split(/\r\n?|\n/);
  if (isBlank(lines.at(-1))) lines.pop();
  if (isBlank(lines[0])) lines.shift();
  return lines.map((line) => line.replace(/^ {4}/, "")).join("\n");
}

/** The text of an element for the source of a cell. */
export function source(value: string, newline: string): string {
  const lines = escape(value).split(/\r\n?|\n/).map((line) => line ? `    ${line}` : "");
  return `${newline}${lines.join(newline)}${newline}  `;
}

function isBlank(line: string | undefined): boolean {
  return line !== undefined && !line.trim();
}

function escape(value: string): string {
  const text = value.replace(/<(?=\\*\/script(?:[\s/>]|$))/gi, "<\\");
  return hidesEnd.test(text) ? text.replace(/<(?=\\*!--)/g, "<\\") : text;
}

/** The characters that were escaped so that the element does not end early. */
export function unescape(text: string): string {
  const plain = hidden.test(text) ? text.replace(/<\\(?=\\*!--)/g, "<") : text;
  return plain.replace(/<\\(?=\\*\/script(?:[\s/>]|$))/gi, "<");
}

// `<!--` with `<script` after it would make a browser pass over the end of the cell. The kit forgets
// this; we break the comment sign in such cells, and only in such.
const hidesEnd = /<\\*!--[^]*<script(?=[\s/>]|$)/i;
const hidden = /<\\+!--[^]*<script(?=[\s/>]|$)/i;
