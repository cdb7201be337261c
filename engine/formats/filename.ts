/**
 * Whether a file name is visible and means the same on every system: no control or direction
 * characters, none that Windows reserves, and short enough.
 */
export function isPlain(name: string): boolean {
  if (new RegExp(barred, "u").test(name)) return false;
  if (/^[.\s]|\s\.[a-z]+$/u.test(name)) return false;
  if (/^(?:con|prn|aux|nul|com\d|lpt\d)\./i.test(name)) return false;
  return bytes(name) <= 200;
}

/**
 * The name of a file, without its ending, that a title asks for: what no system takes and spaces become
 * hyphens, Japanese stays, and a long title is cut after 120 bytes. With an ending such as `.html` it is
 * always plain. `otherwise` names the file where nothing of the title is left.
 */
export function stemOf(title: string, otherwise: string): string {
  const words = title.normalize("NFC").replace(new RegExp(`(?:${barred}|\\s)+`, "gu"), "-");
  const stem = trimmed(cut(trimmed(words), 120));
  if (stem === "") return otherwise;
  return isPlain(`${stem}.x`) ? stem : `${otherwise}-${stem}`;
}

const barred = '[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}<>:"/\\\\|?*]';

/** Hidden files begin with a dot, and hyphens at an end mean nothing. */
function trimmed(words: string): string {
  const isMark = (at: number) => words[at] === "-" || words[at] === ".";
  let from = 0;
  let to = words.length;
  while (from < to && isMark(from)) from++;
  while (to > from && isMark(to - 1)) to--;
  return words.slice(from, to);
}

function cut(words: string, most: number): string {
  let kept = "";
  for (const sign of words) {
    if (bytes(kept + sign) > most) break;
    kept += sign;
  }
  return kept;
}

function bytes(text: string): number {
  return new TextEncoder().encode(text).length;
}
