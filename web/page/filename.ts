/**
 * The name of a file made from a title, with the day: letters of every language stay, and what some
 * system does not allow in names becomes a space. `fallback` stands in where nothing is left.
 */
export function fileName(title: string, day: string, fallback: string): string {
  const name = plain(title) || plain(fallback) || "mitate";
  return `${name}-${day}.html`;
}

/** A name as a person wrote it, so that it can be one on every system; empty where nothing is left. */
export function namedHtml(written: string): string {
  const name = plain(written.replace(/\.html?$/i, ""));
  return name && `${name}.html`;
}

// Names of devices on Windows, whatever their ending.
const reserved = /^(con|prn|aux|nul|com\d|lpt\d)$/i;

function plain(text: string): string {
  // Among the control characters are those that turn the direction of writing.
  const name = text.normalize("NFC").replace(/[\p{C}\p{Zl}\p{Zp}\\/:*?"<>|]+/gu, " ")
    .replace(/\s+/g, " ").replace(/^[\s.]+|[\s.]+$/g, "");
  // Most systems take 255 bytes, and a letter may have four.
  const short = [...name].slice(0, 50).join("").trimEnd();
  return reserved.test(short) ? `${short}_` : short;
}
