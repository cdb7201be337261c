/** Text that can stand in a page, in an attribute as well. */
export function escape(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
}

/** JSON that can stand in a page; every reader of JSON reads it as it was. */
export function json(value: unknown): string {
  return JSON.stringify(value).replaceAll("<", "\\u003c");
}

/** JavaScript that can stand in a page. Both turns mean the same in strings, templates and patterns. */
export function scriptText(code: string): string {
  return code.replace(/\r\n?/g, "\n").replace(/<\/(script)/gi, "<\\/$1")
    .replaceAll("<!--", "\\x3c!--");
}

/** The SHA-256 of a text, as content policies write it, or in hexadecimal. */
export async function hash(text: string, form: "base64" | "hex" = "base64"): Promise<string> {
  const bytes = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return form === "hex" ? new Uint8Array(bytes).toHex() : new Uint8Array(bytes).toBase64();
}
