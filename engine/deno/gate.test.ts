import { describe, expect, test } from "vitest";
import { bodyOf, headersFor, judge, newToken } from "./gate.ts";

const token = newToken((bytes) => bytes.fill(0xa5));
const gate = { port: 8123, token };

/** What the gate says to a request, as its code; "in" where it may enter. */
function verdict(
  path: string,
  headers: Record<string, string> = {},
  method = "GET",
  at = gate,
): string {
  const all = { host: `127.0.0.1:${at.port}`, ...headers };
  const request = new Request(`http://127.0.0.1:${at.port}${path}`, { method });
  const seen = Object.defineProperty(request, "headers", { value: new Headers(all) });
  return judge(seen, at)?.code ?? "in";
}

test("a token is 32 random bytes in hexadecimal", () => {
  expect(token).toBe("a5".repeat(32));
  const tokens = Array.from(
    { length: 50 },
    () => newToken((bytes) => crypto.getRandomValues(bytes)),
  );
  expect(new Set(tokens).size).toBe(50);
  for (const one of tokens) expect(one).toMatch(/^[0-9a-f]{64}$/);
});

describe("the gate", () => {
  test.each([
    ["127.0.0.1:8123", "in"],
    ["localhost:8123", "in"],
    ["LocalHost:8123", "in"],
    ["", "foreign-host"],
    ["127.0.0.1", "foreign-host"],
    ["localhost", "foreign-host"],
    ["127.0.0.1:8124", "foreign-host"],
    ["evil.example", "foreign-host"],
    ["evil.example:8123", "foreign-host"],
    ["localhost.evil.example:8123", "foreign-host"],
    ["127.0.0.1.evil.example:8123", "foreign-host"],
    ["127.0.0.1:8123.evil.example", "foreign-host"],
    ["evil.example@127.0.0.1:8123", "foreign-host"],
    ["localhost.:8123", "foreign-host"],
    ["0.0.0.0:8123", "foreign-host"],
    ["[::1]:8123", "foreign-host"],
    ["127.1:8123", "foreign-host"],
    ["2130706433:8123", "foreign-host"],
  ])("to Host %j says %s, token or not", (host, said) => {
    expect(verdict("/", { host })).toBe(said);
    expect(verdict("/api/files", { host, "x-mitate-token": token })).toBe(said);
  });

  test("on port 80 the name may stand alone", () => {
    const at = { port: 80, token };
    expect(verdict("/", { host: "localhost" }, "GET", at)).toBe("in");
    expect(verdict("/", { host: "evil.example" }, "GET", at)).toBe("foreign-host");
  });

  test.each([
    ["http://127.0.0.1:8123", "in"],
    ["http://localhost:8123", "in"],
    ["https://127.0.0.1:8123", "foreign-origin"],
    ["http://127.0.0.1:8124", "foreign-origin"],
    ["http://127.0.0.1", "foreign-origin"],
    ["http://evil.example", "foreign-origin"],
    ["http://127.0.0.1:8123.evil.example", "foreign-origin"],
    ["http://evil.example#http://127.0.0.1:8123", "foreign-origin"],
    ["null", "foreign-origin"],
    ["", "foreign-origin"],
    ["file://", "foreign-origin"],
    ["chrome-extension://abc", "foreign-origin"],
  ])("to Origin %j says %s, token or not", (origin, said) => {
    expect(verdict("/", { origin })).toBe(said);
    expect(verdict("/api/files", { origin, "x-mitate-token": token })).toBe(said);
  });

  test("lets the frame, which has no origin, have its own files and nothing else", () => {
    const origin = "null";
    expect(verdict("/assets/frame-0123abcd.js", { origin })).toBe("in");
    expect(verdict("/assets/x.js", { origin }, "POST")).toBe("foreign-origin");
    expect(verdict("/frame.html", { origin })).toBe("foreign-origin");
    expect(verdict("/assets/../api/files", { origin, "x-mitate-token": token }))
      .toBe("foreign-origin");
  });

  test.each([
    [undefined],
    [""],
    [token.slice(1)],
    [`${token}0`],
    [token.toUpperCase()],
    [token.replace(/.$/, "0")],
    [`Bearer ${token}`],
    [`${token}, ${token}`],
    ["é".repeat(64)],
  ])("wants the token for all data, and not %j", (given) => {
    const headers: Record<string, string> = given === undefined ? {} : { "x-mitate-token": given };
    for (const path of ["/api", "/api/", "/api/files", "/api/nothing", "/api/../api/events"]) {
      for (const method of ["GET", "PUT", "OPTIONS"]) {
        expect(verdict(path, headers, method)).toBe("no-token");
      }
    }
    expect(verdict(`/api/files?token=${token}&x-mitate-token=${token}`, headers)).toBe("no-token");
    expect(verdict("/", headers)).toBe("in");
  });

  test("knows no empty token", () => {
    expect(verdict("/api/files", { "x-mitate-token": "" }, "GET", { port: 8123, token: "" }))
      .toBe("no-token");
  });

  test("lets pages be read only", () => {
    for (const method of ["GET", "HEAD"]) expect(verdict("/", {}, method)).toBe("in");
    for (const method of ["POST", "PUT", "DELETE", "OPTIONS", "PATCH"]) {
      expect(verdict("/", {}, method)).toBe("method");
    }
  });
});

describe("a body", () => {
  const sent = (body: BodyInit, type = "application/json") =>
    new Request("http://127.0.0.1/", { method: "PUT", body, headers: { "content-type": type } });
  /** Sent without saying how long it is. */
  const streamed = (...parts: string[]) =>
    sent(ReadableStream.from(parts.map((part) => new TextEncoder().encode(part))));

  test("is JSON in UTF-8 and says so", async () => {
    expect(await bodyOf(sent('{"a":"窓"}'))).toEqual({ a: "窓" });
    expect(await bodyOf(streamed('{"a', '":1}'))).toEqual({ a: 1 });
    const refused = { code: "not-json" };
    await expect(bodyOf(sent("{"))).rejects.toMatchObject(refused);
    await expect(bodyOf(sent(""))).rejects.toMatchObject(refused);
    await expect(bodyOf(sent("{}", "text/plain"))).rejects.toMatchObject(refused);
    await expect(bodyOf(sent(new Uint8Array([0x22, 0xff, 0x22])))).rejects.toMatchObject(refused);
  });

  test("has a limit, whether it says how long it is or not", async () => {
    expect(await bodyOf(sent('"12345678"'), 10)).toBe("12345678");
    const refused = { code: "body-too-large" };
    await expect(bodyOf(sent('"123456789"'), 10)).rejects.toMatchObject(refused);
    await expect(bodyOf(streamed('"1234', "56789", '"'), 10)).rejects.toMatchObject(refused);
  });
});

describe("the headers", () => {
  const of = (path: string) => headersFor(new URL(path, "http://127.0.0.1:8123"));

  test("of the page allow what the page is made of", () => {
    expect(of("/")).toMatchObject({
      "content-security-policy":
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; frame-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'",
      "x-content-type-options": "nosniff",
      "referrer-policy": "no-referrer",
      "x-dns-prefetch-control": "off",
      "cross-origin-resource-policy": "same-origin",
    });
    expect(of("/")).not.toHaveProperty("access-control-allow-origin");
    expect(of("/api/files")).not.toHaveProperty("access-control-allow-origin");
  });

  test("of the files it is made of let the frame read them", () => {
    expect(of("/assets/frame.js")).toMatchObject({
      "access-control-allow-origin": "null",
      "cross-origin-resource-policy": "cross-origin",
    });
  });

  test("of the frame name its scripts in full and let nothing out", () => {
    const loads = { scripts: ["/assets/frame-1.js"], styles: ["/assets/frame-2.css"] };
    const made = headersFor(new URL("http://localhost:8123/frame.html"), loads);
    expect(made["content-security-policy"]).toBe(
      "sandbox allow-scripts; default-src 'none'; script-src http://localhost:8123/assets/frame-1.js 'unsafe-eval'; worker-src blob:; style-src http://localhost:8123/assets/frame-2.css 'unsafe-inline'; img-src data: blob:; connect-src 'none'; frame-src 'none'; form-action 'none'; base-uri 'none'; frame-ancestors 'self'",
    );
  });
});
