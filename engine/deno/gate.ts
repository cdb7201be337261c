import { timingSafeEqual } from "node:crypto";
import { type Refusal, refuse } from "./refusal.ts";

/** What the gate knows of the server it guards. */
export interface Gate {
  readonly port: number;
  /** The secret that the server's own page was given; see `newToken`. */
  readonly token: string;
}

/** The largest body of a request, in bytes: the largest file, with room for its escapes in JSON. */
export const largestBody = 48_000_000;

/** A secret for one run of the server: 32 random bytes, in hexadecimal. */
export function newToken(random: (bytes: Uint8Array<ArrayBuffer>) => Uint8Array): string {
  return [...random(new Uint8Array(32))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/**
 * Whether a request may enter; undefined where it may. Any page the user visits can send requests to
 * this machine: a name that was made to point here shows in `Host`, another page in `Origin`, and
 * neither knows the token, which every request for data must carry.
 */
export function judge(request: Request, gate: Gate): Refusal | undefined {
  const { method, headers } = request;
  if (!hosts(gate).includes(headers.get("host")?.toLowerCase() ?? "")) {
    return refuse("foreign-host");
  }
  // Not earlier: the address is made from the name of the host, which may be anything.
  const { pathname } = new URL(request.url);
  if (!isOwn(headers.get("origin"), gate) && !isFrame(request, pathname)) {
    return refuse("foreign-origin");
  }
  if (isData(pathname)) {
    return isToken(headers.get("x-mitate-token"), gate.token) ? undefined : refuse("no-token");
  }
  if (method === "GET" || method === "HEAD") return undefined;
  return refuse("method", { method, path: pathname });
}

/** Whether an address is one of the interface, which wants the token. */
export function isData(pathname: string): boolean {
  return pathname === "/api" || pathname.startsWith("/api/");
}

/** The body of a request as JSON; refused where it is none or larger than `most` bytes. */
export async function bodyOf(request: Request, most = largestBody): Promise<unknown> {
  const tooLarge = () => refuse("body-too-large", { limit: String(most) });
  if (Number(request.headers.get("content-length") ?? 0) > most) throw tooLarge();
  const type = request.headers.get("content-type") ?? "";
  if (!/^application\/json(?:;|$)/i.test(type)) throw refuse("not-json");
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let size = 0;
  // A page that is closed in the middle of it sends no more.
  const part = async (reader: ReadableStreamDefaultReader<Uint8Array<ArrayBuffer>>) =>
    (await reader.read().catch(() => Promise.reject(refuse("not-json")))).value;
  const reader = request.body?.getReader();
  // The length that was announced may be missing.
  for (let chunk = reader && await part(reader); chunk; chunk = await part(reader!)) {
    size += chunk.length;
    if (size > most) throw tooLarge();
    chunks.push(chunk);
  }
  try {
    const decoder = new TextDecoder("utf-8", { fatal: true });
    return JSON.parse(decoder.decode(await new Blob(chunks).arrayBuffer()));
  } catch {
    throw refuse("not-json");
  }
}

/** What the page may load besides its own scripts and styles: see `policyOf`. */
export interface Loads {
  readonly scripts: readonly string[];
  readonly styles: readonly string[];
}

/**
 * The headers of every answer. The page may run and load what this server serves and nothing else; the
 * frame, in which cells run, may load what it names itself and can send nothing anywhere. `frame` is
 * what the frame's page names, and is given only with that page.
 */
export function headersFor(url: URL, frame?: Loads): Record<string, string> {
  const asset = url.pathname.startsWith("/assets/");
  return {
    "content-security-policy": frame ? framePolicy(url.origin, frame) : pagePolicy,
    "connection-allowlist": connections(url.origin, frame),
    "cross-origin-opener-policy": "same-origin",
    // The frame is of no origin, so its own scripts come to it from another one.
    "cross-origin-resource-policy": asset ? "cross-origin" : "same-origin",
    ...(asset ? { "access-control-allow-origin": "null" } : {}),
    "permissions-policy":
      "camera=(), display-capture=(), geolocation=(), hid=(), microphone=(), payment=(), serial=(), usb=()",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "x-dns-prefetch-control": "off",
  };
}

const pagePolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self'",
  // Without it a cell could carry data away by sending the frame itself to another address.
  "frame-src 'self'",
  "form-action 'none'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join("; ");

/**
 * Whole addresses, since `'self'` means nothing to a frame without an origin. No inline scripts and no
 * frames within: they would bring back what the frame's script takes away (WebRTC).
 */
function framePolicy(origin: string, { scripts, styles }: Loads): string {
  const whole = (paths: readonly string[]) => paths.map((path) => `${origin}${path} `).join("");
  return [
    "sandbox allow-scripts",
    "default-src 'none'",
    `script-src ${whole(scripts)}'unsafe-eval'`,
    "worker-src blob:",
    `style-src ${whole(styles)}'unsafe-inline'`,
    "img-src data: blob:",
    "connect-src 'none'",
    "frame-src 'none'",
    "form-action 'none'",
    "base-uri 'none'",
    "frame-ancestors 'self'",
  ].join("; ");
}

/**
 * Where a page may connect to at all. The content policy stops requests; a browser that was told to open
 * a frame looks up the name of its server before it asks the policy, and names can carry data. Browsers
 * that do not know this header lack that much.
 */
function connections(origin: string, frame?: Loads): string {
  const own = frame ? [...frame.scripts, ...frame.styles].map((path) => `"${origin}${path}"`) : [
    "response-origin",
  ];
  return `(${own.join(" ")});redirects=block;webrtc=block`;
}

function hosts({ port }: Gate): string[] {
  const names = ["127.0.0.1", "localhost"];
  return [...names.map((name) => `${name}:${port}`), ...(port === 80 ? names : [])];
}

/** No origin is sent by programs that are no browser, and by browsers when an address is opened. */
function isOwn(origin: string | null, gate: Gate): boolean {
  return origin === null || hosts(gate).some((host) => origin === `http://${host}`);
}

/** The frame has no origin of its own; it may fetch what it is made of. */
function isFrame({ method, headers }: Request, pathname: string): boolean {
  return headers.get("origin") === "null" && method === "GET" && pathname.startsWith("/assets/");
}

/** How long it takes says nothing about how much of the token was right. */
function isToken(given: string | null, token: string): boolean {
  const encoder = new TextEncoder();
  const [one, other] = [encoder.encode(given ?? ""), encoder.encode(token)];
  const same = one.length === other.length;
  return timingSafeEqual(same ? one : other, other) && same && token.length > 0;
}
