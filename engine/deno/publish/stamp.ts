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
  return whole(await stamped(pieces));
}

/** The pieces with the digest of the whole in its places. */
export async function stamped(pieces: readonly Piece[]): Promise<readonly Piece[]> {
  const digest = await hash(whole(pieces), "hex");
  return pieces.map((piece) => {
    if (piece.part !== "head" && piece.part !== "appendix") return piece;
    // The first is ours; what people wrote comes later in both.
    return { ...piece, html: piece.html.replace(unmade, `${form}:${digest}`) };
  });
}

function whole(pieces: readonly Piece[]): string {
  return pieces.map(({ html }) => html).join("");
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
