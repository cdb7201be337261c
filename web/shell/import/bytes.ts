import { intake } from "../../../engine/formats/intake.ts";
import { tell } from "../../../engine/finding.ts";
import type { Text } from "../../../engine/mod.ts";

/** A file's text, and how it was written where that was not UTF-8. */
export interface Decoded {
  readonly text: string;
  /** The encoding it came in, "" for UTF-8: what is kept is always UTF-8. */
  readonly encoding: string;
  /** Why there is no text: it is too large, or no text at all. */
  readonly refused?: Text;
}

/**
 * The text of bytes. Spreadsheets in Japan still write Shift_JIS, and "Unicode text" means UTF-16: both are
 * read, since what cannot be told from the bytes cannot be asked of people either.
 */
export function decode(bytes: Uint8Array): Decoded {
  const { text, refused } = intake(bytes);
  if (!refused) return { text, encoding: "" };
  const name = refused.code === "not-utf8" ? String(refused.params.encoding) : "";
  const label = Object.keys(labels).find((one) => name.startsWith(one));
  if (label === undefined) return { text, encoding: "", refused: told(refused) };
  try {
    const decoder = new TextDecoder(labels[label], { fatal: true });
    return { text: decoder.decode(bytes), encoding: label };
  } catch {
    return { text: "", encoding: "", refused: told(refused) };
  }
}

/** The text of a file. */
export async function readText(file: Blob): Promise<Decoded> {
  return decode(new Uint8Array(await file.arrayBuffer()));
}

const labels: Readonly<Record<string, string>> = {
  "Shift_JIS": "shift_jis",
  "EUC-JP": "euc-jp",
  "ISO-2022-JP": "iso-2022-jp",
  "UTF-16 (little endian)": "utf-16le",
  "UTF-16 (big endian)": "utf-16be",
};

function told(refused: Parameters<typeof finding>[0]): Text {
  return { ja: tell(finding(refused), "ja"), en: tell(finding(refused), "en") };
}

function finding({ code, params }: NonNullable<ReturnType<typeof intake>["refused"]>) {
  return { code, params, severity: "error", on: "", path: [] } as const;
}
