import { createSocket } from "node:dgram";
import { createServer, type Server, type Socket } from "node:net";
import type { AddressInfo } from "node:net";
import { writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type Desk, desk, type Opened } from "./desk.ts";

let here: Desk;
let server: Server;
let there = "";
let rtc = 0;
/** Everything that arrived: connections, first lines of requests, packets. */
let heard: string[] = [];
const sockets = new Set<Socket>();

beforeAll(async () => {
  here = await desk();
  server = createServer((socket) => {
    sockets.add(socket);
    heard.push("connection");
    socket.on("data", (data) => {
      heard.push(String(data).split("\r\n")[0]);
      socket.end("HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok");
    });
    socket.on("error", () => {});
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  there = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const packets = createSocket("udp4").on("message", () => heard.push("packet"));
  await new Promise<void>((done) => packets.bind(0, "127.0.0.1", done));
  packets.unref();
  rtc = packets.address().port;
}, 60_000);
afterAll(async () => {
  await here.stop();
  sockets.forEach((socket) => socket.destroy());
  server.close();
});
beforeEach(() => {
  heard = [];
});

/** What a cell could try; each is run when the report opens and again under a click of a person. */
const tries = () => ({
  location: `globalThis.location = "${there}/location"`,
  href: `location.href = "${there}/href"`,
  assign: `location.assign("${there}/assign")`,
  replace: `location.replace("${there}/replace")`,
  top: `globalThis.top.location = "${there}/top"`,
  navigation: `globalThis.navigation.navigate("${there}/navigate").committed.catch(() => {})`,
  intercept: `globalThis.navigation.addEventListener("navigate", (event) => {
    event.stopImmediatePropagation(); try { event.intercept({ handler() {} }); } catch {} });
    location.href = "${there}/intercept"`,
  blob:
    `location.href = URL.createObjectURL(new Blob(['<meta http-equiv=refresh content="0;url=${there}/blob">'],
    { type: "text/html" }))`,
  script: `location.href = "javascript:location='${there}/javascript'"`,
  push: `globalThis.history.pushState(null, "", "?away")`,
  anchor: `const a = document.createElement("a"); a.href = "${there}/anchor"; a.click();
    a.dispatchEvent(new MouseEvent("click")); document.body.append(a); a.click()`,
  anchorWindow:
    `const a = document.createElement("a"); a.href = "${there}/window"; a.target = "_blank";
    a.click(); document.body.append(a); a.click(); a.focus();
    a.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", keyCode: 13, bubbles: true }))`,
  anchorInside: `const a = document.createElement("a"), b = document.createElement("b");
    a.href = "${there}/inside"; a.append(b); b.click(); b.dispatchEvent(new MouseEvent("click", { bubbles: true }))`,
  anchorShadow: `const host = document.createElement("div"); document.body.append(host);
    const root = host.attachShadow({ mode: "closed" }); root.innerHTML = '<a href="${there}/shadow" target=_blank>x</a>';
    root.firstChild.click(); root.firstChild.dispatchEvent(new MouseEvent("click", { bubbles: true }))`,
  anchorSvg: `const box = document.createElement("div");
    box.innerHTML = '<svg><a href="${there}/svg" target="_blank"><text>x</text></a></svg>';
    document.body.append(box); box.querySelector("a").dispatchEvent(new MouseEvent("click", { bubbles: true }))`,
  area: `const box = document.createElement("div");
    box.innerHTML = '<map name=m><area href="${there}/area" target=_blank></map>';
    box.querySelector("area").click(); document.body.append(box); box.querySelector("area").click()`,
  download:
    `const a = document.createElement("a"); a.href = "${there}/download"; a.download = "x"; a.click();
    document.body.append(a); a.click()`,
  ping: `const a = document.createElement("a"); a.href = "#x"; a.ping = "${there}/ping";
    document.body.append(a); a.click()`,
  open: `globalThis.open("${there}/open"); globalThis.open("${there}/self", "_self")`,
  form:
    `const form = document.createElement("form"); form.action = "${there}/form"; document.body.append(form);
    form.submit(); form.target = "_blank"; form.submit(); form.requestSubmit()`,
  formButton: `const box = document.createElement("div");
    box.innerHTML = '<form><button formaction="${there}/button" formtarget=_blank>x</button></form>';
    document.body.append(box); box.querySelector("button").click()`,
  formShadow: `const host = document.createElement("div"); document.body.append(host);
    const root = host.attachShadow({ mode: "closed" });
    root.innerHTML = '<form action="${there}/formshadow" target=_blank><button>x</button></form>';
    root.querySelector("button").click()`,
  formDeclared: `const box = document.createElement("div"); document.body.append(box);
    box.setHTMLUnsafe('<div><template shadowrootmode=open><form action="${there}/d" target=_blank><button></button></form></template></div>');
    box.firstChild.shadowRoot?.querySelector("button").click()`,
  meta: `const meta = document.createElement("meta"); meta.httpEquiv = "refresh";
    meta.content = "0;url=${there}/meta"; document.head.append(meta)`,
  metaMarkup:
    `document.head.insertAdjacentHTML("beforeend", '<meta http-equiv="refresh" content="0;url=${there}/markup">')`,
  metaReused:
    `const meta = document.querySelector("meta[name=viewport]").cloneNode(); meta.httpEquiv = "refresh";
    meta.content = "0;url=${there}/reused"; document.head.append(meta)`,
  write: `document.open("${there}/write", "_blank", "")`,
  base:
    `document.head.insertAdjacentHTML("beforeend", '<base href="${there}/">'); new Image().src = "base.png"`,
  links:
    `for (const rel of ["prefetch", "preload", "stylesheet", "icon", "manifest", "modulepreload", "dns-prefetch", "preconnect"]) {
    const box = document.createElement("div");
    box.innerHTML = \`<link rel="\${rel}" href="${there}/\${rel}" as="script">\`; document.body.append(box); }`,
  link:
    `const link = document.createElement("link"); link.rel = "preconnect"; link.href = "${there}"; document.head.append(link)`,
  linkSpelled:
    `const link = document.createElement({ asked: 0, toString() { return this.asked++ ? "link" : "b"; } });
    link.setAttribute("rel", "preconnect"); link.setAttribute("href", "${there}"); document.head.append(link)`,
  linkNamed: `const link = document.createElementNS("http://www.w3.org/1999/xhtml", "x:link");
    link.setAttribute("rel", "preconnect"); link.setAttribute("href", "${there}"); document.head.append(link)`,
  linkRange:
    `document.head.append(document.createRange().createContextualFragment('<link rel=preconnect href="${there}">'))`,
  linkTemplate:
    `const box = document.createElement("template"); box.innerHTML = '<LINK/rel=preconnect href="${there}">';
    document.body.append(box.content)`,
  linkParsed:
    `document.head.append(...new globalThis.DOMParser().parseFromString('<link rel=preconnect href="${there}">', "text/html").head.childNodes)`,
  linkXml: `document.head.append(document.adoptNode(new globalThis.DOMParser().parseFromString(
    '<link xmlns="http://www.w3.org/1999/xhtml" rel="preconnect" href="${there}"/>', "application/xhtml+xml").documentElement))`,
  linkDocument:
    `const link = document.implementation.createDocument("http://www.w3.org/1999/xhtml", "link").documentElement;
    link.setAttribute("rel", "preconnect"); link.setAttribute("href", "${there}"); document.head.append(link)`,
  linkElement:
    `class Link extends globalThis.HTMLLinkElement {} globalThis.customElements.define("x-l" + Math.random().toString().slice(2), Link, { extends: "link" });
    const link = new Link(); link.rel = "preconnect"; link.href = "${there}"; document.head.append(link)`,
  linkSet: `const box = document.createElement("div"); document.body.append(box);
    box.setHTMLUnsafe('<link rel=preconnect href="${there}">');
    box.setHTML('<link rel=preconnect href="${there}">', { sanitizer: { elements: ["link"], attributes: ["rel", "href"] } })`,
  frame:
    `const frame = document.createElement("iframe"); document.body.append(frame); frame.contentWindow.open("${there}/frame")`,
  frames: `const box = document.createElement("div");
    box.innerHTML = '<iframe src="${there}/f"></iframe><object data="${there}/o"></object><embed src="${there}/e">';
    document.body.append(box)`,
  media: `new Image().src = "${there}/image"; const box = document.createElement("div");
    box.innerHTML = '<img src="${there}/i" srcset="${there}/s 2x"><video src="${there}/v" poster="${there}/p" autoplay></video><input type=image src="${there}/t"><svg><image href="${there}/g"/><use href="${there}/u#x"/><filter id=f><feImage href="${there}/fe"/></filter></svg><table background="${there}/b">';
    document.body.append(box)`,
  style: `const style = document.createElement("style");
    style.textContent = '@import url("${there}/import"); @font-face { font-family: x; src: url("${there}/font"); } body { background: url("${there}/bg"); font-family: x; cursor: url("${there}/c"), auto; } main { mask: url("${there}/m#x"); filter: url("${there}/fl#x"); } p::before { content: url("${there}/ct"); }';
    document.head.append(style)`,
  fetch: `fetch("${there}/fetch", { mode: "no-cors", keepalive: true }).catch(() => {})`,
  request:
    `const request = new globalThis.XMLHttpRequest(); request.open("GET", "${there}/xhr"); request.send()`,
  beacon: `navigator.sendBeacon("${there}/beacon", "x")`,
  events: `new globalThis.EventSource("${there}/events")`,
  socket: `new globalThis.WebSocket("${there.replace("http", "ws")}/socket")`,
  transport: `new globalThis.WebTransport("${
    there.replace("http", "https")
  }/transport").ready.catch(() => {})`,
  peer:
    `const peer = new (globalThis.RTCPeerConnection ?? globalThis.webkitRTCPeerConnection)({ iceServers: [{ urls: "stun:127.0.0.1:${rtc}" }] });
    peer.createDataChannel("x"); peer.createOffer().then((offer) => peer.setLocalDescription(offer))`,
  import: `(0, eval)('import("${there}/import.js")')`,
  element:
    `const script = document.createElement("script"); script.src = "${there}/script.js"; document.head.append(script)`,
  worker: `new Worker(URL.createObjectURL(new Blob(['fetch("${there}/worker")'])))`,
  worklet: `globalThis.CSS.paintWorklet.addModule("${there}/worklet").catch(() => {})`,
  rules: `const rules = document.createElement("script"); rules.type = "speculationrules";
    rules.textContent = '{"prefetch":[{"source":"list","urls":["${there}/rules"]}]}'; document.head.append(rules)`,
});

/** Tries that first put their own functions in the place of what could judge them. */
const patches = () => ({
  texts: `String.prototype.toLowerCase = () => "b"; String.prototype.startsWith = () => true;
    RegExp.prototype.exec = () => null; RegExp.prototype[Symbol.replace] = (text) => text;`,
  reflection:
    `Reflect.apply = () => undefined; Function.prototype.call = () => {}; Function.prototype.apply = () => {};
    Object.defineProperty = () => {}; globalThis.URL = class { href = document.URL; };
    Array.prototype.includes = () => false; Array.prototype[Symbol.iterator] = function* () {};`,
  events:
    `for (const [object, name, value] of [[globalThis.NavigateEvent, "destination", { url: document.URL }],
      [globalThis.NavigateEvent, "navigationType", "reload"], [globalThis.NavigationDestination, "url", document.URL],
      [Element, "localName", "b"], [Node, "parentNode", null], [Event, "type", "x"]]) {
      Object.defineProperty(object.prototype, name, { get: () => value });
    }
    Event.prototype.preventDefault = () => {}; Event.prototype.composedPath = () => [];
    Element.prototype.getAttribute = () => null;`,
});

const guarded = (code: string) =>
  `if (document.querySelector("header")) { const go = () => { ${code} };
  globalThis.addEventListener("pointerdown", () => { try { go(); } catch {} }); go(); }`;

/** Opens a report, lets it try, clicks as a person does, and lets it try again. */
async function tried(output: string): Promise<Opened> {
  const opened = await here.open(output, true);
  opened.page.on("dialog", (dialog) => dialog.dismiss());
  await opened.page.mouse.click(600, 400);
  await opened.page.waitForTimeout(1500);
  return opened;
}

describe("a hostile report", () => {
  test("reaches nobody by any way there is, and stays where it is", async () => {
    const cells = Object.values(tries()).map((code) => ["module", guarded(code)] as const);
    const { output, status } = here.published("hostile", cells);
    expect(status).toBe(0);
    const { page, url, close } = await tried(output);
    expect(heard).toEqual([]);
    expect(page.context().pages().map((page) => page.url().replace(/#.*/, ""))).toEqual([url]);
    // Each cell ran: it either did nothing that shows, or was told why not.
    expect(await page.locator("footer").isVisible()).toBe(true);
    await close();
  }, 120_000);

  test.each(["texts", "reflection", "events"] as const)(
    "reaches nobody when it has changed the language around it: %s",
    async (patch) => {
      const { location, href, anchorWindow, form, link, links } = tries();
      const codes = [location, href, anchorWindow, form, link, links];
      const { output } = here.published(`patched-${patch}`, [
        ["module", `if (document.querySelector("header")) { ${patches()[patch]} }`],
        ...codes.map((code) => ["module", guarded(code)] as const),
      ]);
      const { page, close } = await tried(output);
      expect(heard).toEqual([]);
      expect(page.context().pages().length).toBe(1);
      await close();
    },
    120_000,
  );

  test("finds no store that other files on the machine use", async () => {
    const { output } = here.published("stores", [["module", "1"]]);
    const { page, close } = await here.open(output, true);
    const names = ["localStorage", "sessionStorage", "indexedDB", "caches", "RTCPeerConnection"];
    expect(await page.evaluate((names) => names.filter((name) => name in globalThis), names))
      .toEqual([]);
    await close();
  });

  test("is heard where nothing holds it: the listener listens", async () => {
    for (const name of ["location", "links", "form", "media", "peer"] as const) {
      heard = [];
      const file = `${here.folder}/out/free.html`;
      writeFileSync(file, `<!doctype html><body><script>{${tries()[name]}}</script>`);
      const { close } = await here.bare(pathToFileURL(file).href);
      await expect.poll(() => heard.length, { message: name, timeout: 10_000 }).toBeGreaterThan(0);
      await close();
    }
  });
});

describe("a person", () => {
  test("follows a link to elsewhere after seeing where it leads, in a window of its own", async () => {
    const { output } = here.published("links", [
      ["text/markdown", `[elsewhere](${there}/followed) [here](#cell-2)`],
      ["module", "1 + 1"],
    ]);
    const { page, url, close } = await here.open(output, true);
    const link = page.getByRole("link", { name: "elsewhere" });
    const questions: string[] = [];
    page.once("dialog", async (dialog) => {
      questions.push(dialog.message());
      await dialog.dismiss();
    });
    await link.click();
    expect(questions[0]).toContain(`${there}/followed`);
    expect(heard).toEqual([]);
    page.once("dialog", (dialog) => dialog.accept());
    const [other] = await Promise.all([page.context().waitForEvent("page"), link.click()]);
    await expect.poll(() => heard).toContain("GET /followed HTTP/1.1");
    expect(await other.evaluate(() => globalThis.opener)).toBeNull();
    expect(page.url()).toBe(url);
    await page.getByRole("link", { name: "here", exact: true }).click();
    expect(page.url()).toBe(`${url}#cell-2`);
    await close();
  });

  test("leaves by the address bar, comes back, and keeps what a cell made", async () => {
    const { output } = here.published("kept", [[
      "module",
      `const button = document.createElement("button"); button.textContent = "keep";
      button.addEventListener("click", () => { const a = document.createElement("a");
        a.href = URL.createObjectURL(new Blob(["kept"])); a.download = "kept.txt"; a.click(); });
      display(button);`,
    ]]);
    const { page, url, close } = await here.open(output, true);
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("button", { name: "keep" }).click(),
    ]);
    expect(download.suggestedFilename()).toBe("kept.txt");
    await page.reload();
    await page.locator("html.live").waitFor();
    await page.goto("about:blank");
    expect(page.url()).toBe("about:blank");
    await page.goBack();
    expect(page.url()).toBe(url);
    await close();
  });
});
