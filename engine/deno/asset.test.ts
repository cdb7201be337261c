import { afterAll, beforeAll, expect, test } from "vitest";
import { asset, isBuilt } from "./asset.ts";
import { join } from "./std.ts";

let folder = "";
let dist = "";

beforeAll(async () => {
  folder = await Deno.makeTempDir();
  dist = join(folder, "dist");
  await Deno.mkdir(join(dist, "assets"), { recursive: true });
  const files = {
    "index.html": "<!doctype html>",
    "frame.html":
      '<script type="module" crossorigin src="/assets/frame-0123abcd.js"></script><link rel="modulepreload" href="/assets/plot-0123abcd.js"><link rel="stylesheet" href="/assets/frame-0123abcd.css"><script src="https://evil.example/x.js"></script>',
    "assets/frame-0123abcd.js": "1",
    "assets/logo.svg": "<svg/>",
    "assets/.env.js": "secret",
    "assets/program.exe": "x",
    "../secret.js": "secret",
  };
  for (const [name, text] of Object.entries(files)) {
    await Deno.writeTextFile(join(dist, name), text);
  }
  await Deno.symlink(join(folder, "secret.js"), join(dist, "assets/link-0123abcd.js"));
});
afterAll(() => Deno.remove(folder, { recursive: true }));

test("files have their type; those with a hash in their name are kept for good, others never", async () => {
  const headers = async (path: string) => (await asset(dist, path))?.headers;
  expect(await headers("/")).toEqual({
    "content-type": "text/html; charset=utf-8",
    "cache-control": "no-store",
  });
  expect(await headers("/assets/frame-0123abcd.js")).toEqual({
    "content-type": "text/javascript; charset=utf-8",
    "cache-control": "public, max-age=31536000, immutable",
  });
  expect(await headers("/assets/logo.svg")).toEqual({
    "content-type": "image/svg+xml",
    "cache-control": "no-store",
  });
});

test("the page of the frame comes with what it names of ours", async () => {
  expect((await asset(dist, "/frame.html"))?.frame).toEqual({
    scripts: ["/assets/frame-0123abcd.js", "/assets/plot-0123abcd.js"],
    styles: ["/assets/frame-0123abcd.css"],
  });
  expect((await asset(dist, "/index.html"))?.frame).toBeUndefined();
});

test.each([
  "/../secret.js",
  "/assets/../../secret.js",
  "/assets/..%2f..%2fsecret.js",
  "/assets/%2e%2e/secret.js",
  "/assets/..\\..\\secret.js",
  "//secret.js",
  "/assets//logo.svg",
  "/assets/.env.js",
  "/assets/link-0123abcd.js",
  "/assets/program.exe",
  "/assets/logo.svg\0.js",
  "/assets/logo.svg/x.js",
  "/assets",
  "/assets/",
  "/missing.js",
  "",
])("%j is none of them", async (path) => {
  expect(await asset(dist, path)).toBeUndefined();
});

test("the workbench is built when its page is there", async () => {
  expect(await isBuilt(dist)).toBe(true);
  expect(await isBuilt(join(folder, "none"))).toBe(false);
  expect(await isBuilt(join(dist, "assets"))).toBe(false);
});
