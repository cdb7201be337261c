import type { Text } from "../text.ts";
import { counted, limits, type Refusal } from "./limits.ts";
import { weight } from "./weight.ts";

/**
 * The text of a file before it is read as YAML: UTF-8, and no larger than can be answered at once. What
 * is not comes with the finding that says so, and with the text where there is one.
 */
export function intake(input: string | Uint8Array): {
  readonly text: string;
  readonly refused?: Refusal;
} {
  const tooLarge = (text: string, size: Text | string, limit: Text | string) => ({
    text,
    refused: { code: "file-too-large" as const, params: { size, limit } },
  });
  if (input.length > limits.size) {
    return tooLarge("", megabytes(input.length), megabytes(limits.size));
  }
  const text = typeof input === "string" ? input : decode(input);
  if (typeof text !== "string") return { text: "", refused: { code: "not-utf8", params: text } };
  const many = weight(text);
  return many > limits.entries
    ? tooLarge(text, entriesOf(many), entriesOf(limits.entries))
    : { text };
}

function entriesOf(count: number): Text {
  return { ja: `${counted(count)}項目`, en: `${counted(count)} entries` };
}

function megabytes(size: number): string {
  return `${(Math.ceil(size / 100_000) / 10).toFixed(1)} MB`;
}

/** The text of UTF-8 bytes, or the name of the encoding they seem to have instead. */
function decode(bytes: Uint8Array): string | { encoding: Text | string } {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return { encoding: "UTF-16 (little endian)" };
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return { encoding: "UTF-16 (big endian)" };
  const start = bytes.subarray(0, 1000);
  // Text in UTF-16 without a mark is full of zero bytes, which UTF-8 would take for characters.
  if (start.filter((byte) => byte === 0).length > start.length / 5) return { encoding: "UTF-16" };
  const text = decoded(bytes, "utf-8");
  if (text === undefined) return { encoding: japanese(bytes) };
  return text.includes("\x1b$") ? { encoding: "ISO-2022-JP (JIS)" } : text;
}

function decoded(bytes: Uint8Array, encoding: string): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** Shift_JIS or EUC-JP, whichever reads more like Japanese; half-width kana betray a wrong guess. */
function japanese(bytes: Uint8Array): Text | string {
  const score = (encoding: string) => {
    const text = decoded(bytes, encoding);
    if (text === undefined) return -Infinity;
    const good = text.match(/[\u3040-\u30ff\u4e00-\u9fff\u3000-\u3002]/g)?.length ?? 0;
    const odd = text.match(/[\uff61-\uff9f\ue000-\uf8ff\u0080-\u00ff]/g)?.length ?? 0;
    return good - 3 * odd;
  };
  const [shift, extended] = [score("shift_jis"), score("euc-jp")];
  if (Math.max(shift, extended) <= 0) {
    return { ja: "UTF-8以外（種類は不明）", en: "another encoding than UTF-8" };
  }
  return shift >= extended ? "Shift_JIS" : "EUC-JP";
}
