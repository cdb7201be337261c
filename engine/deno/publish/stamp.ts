import { hash } from "./markup.ts";
import type { Piece } from "./piece.ts";

/** How the digest of a report is made; a digest of another number cannot be compared with ours. */
export const form = "mitate-report1-sha256";

const blank = "0".repeat(64);

/** What stands in the pieces of a report where its digest is to be. */
export const unmade = `${form}:${blank}`;

/**
 * Puts a file together and writes into it its own digest: the SHA-256 of the file with 64 zeros in the
 * place of the digest. It shows that a file was changed by accident; whoever changes it on purpose can
 * make a new one.
 */
export async function stamp(pieces: readonly Piece[]): Promise<string> {
  const digest = await hash(pieces.map(({ html }) => html).join(""), "hex");
  const written = pieces.map(({ part, html }) =>
    // The first is ours; what people wrote comes later in both.
    part === "head" || part === "appendix" ? html.replace(unmade, `${form}:${digest}`) : html
  );
  return written.join("");
}

/** The digest that a file says is its own, 64 hexadecimal digits; undefined where it says none. */
export function stampOf(text: string): string | undefined {
  return mark.exec(text.slice(0, 2000))?.[1];
}

const mark = new RegExp(`<meta name="mitate-digest" content="${form}:([0-9a-f]{64})">`);

/** A file as it was when its digest was made. */
export function unstamped(text: string, digest: string): string {
  return text.replaceAll(digest, blank);
}
