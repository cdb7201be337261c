import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { serve, type Server } from "./server.ts";
import { dirname, fromFileUrl, join } from "./std.ts";
import { etagOf } from "./workspace.ts";

const project = dirname(dirname(dirname(fromFileUrl(import.meta.url))));
const sample = await Deno.readTextFile(join(project, "scenarios/benefit-portal.yaml"));
const token = "0123456789abcdef".repeat(4);
const desk = "scenarios/desk.yaml";
let root = "";
let dist = "";
let time = 0;
let complaints: unknown[] = [];
let server: Server;

beforeEach(async () => {
  root = await Deno.realPath(await Deno.makeTempDir());
  dist = join(root, "dist");
  time = Date.UTC(2026, 10, 22, 3);
  complaints = [];
  await put(desk, "mitate: 1\nid: desk\nname: { ja: 窓口, en: Desk }\n");
  await put("scenarios/portal.yaml", sample);
  await put("dist/index.html", "<!doctype html><title>Mitate</title>");
  await put("dist/frame.html", '<script src="/assets/frame-0123abcd.js"></script>');
  await put("dist/assets/frame-0123abcd.js", "delete globalThis.RTCPeerConnection");
  server = await start();
});
afterEach(async () => {
  await server.stop();
  await Deno.remove(root, { recursive: true });
  expect(complaints).toEqual([]);
});

describe("who may enter", () => {
  test("data is for those with the token: 401 otherwise, for whatever route and method", async () => {
    for (const headers of [{}, { "x-mitate-token": "x" }] as Record<string, string>[]) {
      for (
        const path of ["/api/files", "/api/events", "/api/nothing", `/api/files?token=${token}`]
      ) {
        for (const method of ["GET", "PUT", "POST", "DELETE"]) {
          const answer = await fetch(at(path), { method, headers });
          expect([path, method, answer.status]).toEqual([path, method, 401]);
          expect((await answer.json()).error).toMatchObject({
            code: "no-token",
            ja: expect.stringContaining("合言葉"),
            en: expect.stringContaining("token"),
          });
        }
      }
    }
    expect((await get("/api/files")).status).toBe(200);
  });

  test("another name for this machine and another page get 403, with the token too", async () => {
    const line = async (host: string, more = "") =>
      (await raw(`GET /api/files HTTP/1.1\r\nHost: ${host}\r\nX-Mitate-Token: ${token}\r\n${more}`))
        .split("\r\n")[0];
    expect(await line(`127.0.0.1:${server.port}`)).toContain(" 200 ");
    expect(await line(`localhost:${server.port}`)).toContain(" 200 ");
    for (const host of ["evil.example", `evil.example:${server.port}`, `127.0.0.1:1`, "[", ""]) {
      expect(await line(host)).toMatch(/ 40[03] /);
    }
    const absolute = `GET http://evil.example/api/files HTTP/1.1\r\nHost: evil.example\r\n`;
    expect(await raw(absolute)).toMatch(/^HTTP\/1.1 403 /);
    const here = `127.0.0.1:${server.port}`;
    expect(await line(here, `Origin: http://${here}\r\n`)).toContain(" 200 ");
    for (const origin of ["http://evil.example", "null", `https://${here}`, "http://127.0.0.1:1"]) {
      expect(await line(here, `Origin: ${origin}\r\n`)).toContain(" 403 ");
    }
  });

  test("the frame, which has no origin, may load its script and nothing else", async () => {
    const of = (path: string) => fetch(at(path), { headers: { origin: "null" } });
    const script = await of("/assets/frame-0123abcd.js");
    expect([script.status, script.headers.get("access-control-allow-origin")])
      .toEqual([200, "null"]);
    expect(script.headers.get("cache-control")).toContain("immutable");
    await script.body?.cancel();
    for (const path of ["/", "/frame.html", "/api/files"]) {
      expect((await of(path)).status).toBe(403);
    }
  });

  test("other methods and unknown addresses are refused", async () => {
    expect((await fetch(at("/"), { method: "POST", body: "x" })).status).toBe(405);
    expect((await fetch(at("/"), { method: "OPTIONS" })).status).toBe(405);
    expect((await send("PATCH", "/api/file", {})).status).toBe(405);
    expect((await get("/api/shutdown")).status).toBe(404);
    expect((await get("/api/constructor")).status).toBe(404);
    expect((await fetch(at("/nothing.js"))).status).toBe(404);
    expect(await raw(`GET /../deno.json HTTP/1.1\r\nHost: 127.0.0.1:${server.port}\r\n`))
      .toMatch(/^HTTP\/1.1 40[04] /);
  });
});

describe("the page", () => {
  test("comes without the token, under its policy; the address carries the token", async () => {
    const page = await fetch(at("/"));
    const text = await page.text();
    expect(text).toContain("<title>Mitate</title>");
    expect(text).not.toContain(token);
    expect(page.headers.get("content-security-policy")).toContain("connect-src 'self'");
    expect(page.headers.get("cache-control")).toBe("no-store");
    expect(server.address).toBe(`http://127.0.0.1:${server.port}/#token=${token}`);
    const head = await fetch(at("/"), { method: "HEAD" });
    expect([head.status, await head.text()]).toEqual([200, ""]);
  });

  test("of the frame comes under the frame's policy, with the script of this very address", async () => {
    const page = await fetch(at("/frame.html"));
    const policy = page.headers.get("content-security-policy");
    expect(policy).toContain("sandbox allow-scripts;");
    expect(policy).toContain(
      `script-src http://127.0.0.1:${server.port}/assets/frame-0123abcd.js 'unsafe-eval';`,
    );
    await page.body?.cancel();
  });
});

describe("files", () => {
  test("are listed, read, written, and refused upon another base with both sides to hand", async () => {
    const { files, notices } = await json(get("/api/files"));
    expect(notices).toEqual([]);
    expect(files[0]).toMatchObject({ title: "窓口", titles: { ja: "窓口", en: "Desk" } });
    expect(files.map(({ path, kind }: { path: string; kind: string }) => [path, kind])).toEqual([
      [desk, "record"],
      ["scenarios/portal.yaml", "record"],
    ]);
    const { text, etag } = await json(get(`/api/file?path=${desk}`));
    expect(etag).toBe(etagOf(text));
    const mine = await send("PUT", "/api/file", { path: desk, text: "mine", base: etag });
    expect([mine.status, await mine.json()]).toEqual([200, { etag: etagOf("mine") }]);
    const theirs = await send("PUT", "/api/file", { path: desk, text: "theirs", base: etag });
    expect(theirs.status).toBe(409);
    expect(await theirs.json()).toMatchObject({
      error: { code: "conflict", ja: expect.stringContaining(desk) },
      etag: etagOf("mine"),
      text: "mine",
    });
    expect(await read(desk)).toBe("mine");
  });

  test("changed by an editor meanwhile are not overwritten", async () => {
    const { etag } = await json(get(`/api/file?path=${desk}`));
    await put(desk, "by hand");
    const answer = await send("PUT", "/api/file", { path: desk, text: "mine", base: etag });
    expect(await answer.json()).toMatchObject({ etag: etagOf("by hand"), text: "by hand" });
    await Deno.remove(join(root, desk));
    const gone = await send("PUT", "/api/file", { path: desk, text: "mine", base: etag });
    expect([gone.status, await gone.json()]).toMatchObject([409, { etag: null, text: null }]);
  });

  test("two writers at once never lose a text unseen", async () => {
    let { etag } = await json(get(`/api/file?path=${desk}`));
    for (let turn = 0; turn < 20; turn++) {
      const both = await Promise.all(
        ["a", "b"].map((who) =>
          send("PUT", "/api/file", { path: desk, text: `${who}${turn}`, base: etag })
        ),
      );
      const ends = await Promise.all(
        both.map(async (one) => ({ status: one.status, ...await one.json() })),
      );
      expect(ends.map(({ status }) => status).sort()).toEqual([200, 409]);
      const [won, lost] = ends.sort((a, b) => a.status - b.status);
      expect(lost.etag).toBe(won.etag);
      expect(await read(desk)).toBe(lost.text);
      etag = won.etag;
    }
  });

  test("are reached by no spelling that climbs, hides or leaves", async () => {
    await Deno.writeTextFile(`${root}-secret.yaml`, "secret");
    await Deno.symlink(`${root}-secret.yaml`, join(root, "scenarios/link.yaml"));
    const bad = [
      `../${root.split("/").at(-1)}-secret.yaml`,
      "scenarios/../deno.json",
      "scenarios/..%2f..%2fx.yaml",
      "%2e%2e/x.yaml",
      "/etc/passwd",
      "scenarios/\0.yaml",
      "scenarios\\..\\x.yaml",
      ".mitate/history.sqlite",
      "scenarios/.x.yaml",
      "scenarios/x.exe",
      "scenarios/x/y.yaml",
      "scenarios/link.yaml",
      "",
    ];
    for (const path of bad) {
      const query = new URLSearchParams({ path });
      const answers = await Promise.all([
        get(`/api/file?${query}`),
        send("PUT", "/api/file", { path, text: "x", base: etagOf("secret") }),
        send("PUT", "/api/journal", { path, text: "x", base: "" }),
        send("POST", "/api/create", { path, text: "x" }),
        send("POST", "/api/trash", { path }),
        send("POST", "/api/keep", { path }),
        send("POST", "/api/duplicate", { path }),
        send("POST", "/api/rename", { from: desk, to: path }),
        send("POST", "/api/rename", { from: path, to: "scenarios/new.yaml" }),
      ]);
      for (const answer of answers) {
        expect([path, answer.status]).toEqual([
          path,
          expect.toSatisfy((it) => it >= 400 && it < 500),
        ]);
        expect(await answer.text()).not.toContain('"text":"secret"');
      }
    }
    expect(await Deno.readTextFile(`${root}-secret.yaml`)).toBe("secret");
    await Deno.remove(`${root}-secret.yaml`);
  });

  test("are created, copied, renamed, deleted and recovered", async () => {
    const create = (path: string) => send("POST", "/api/create", { path, text: "new" });
    expect((await create("notebooks/a.html")).status).toBe(200);
    expect((await create("notebooks/a.html")).status).toBe(409);
    const copy = await json(send("POST", "/api/duplicate", { path: "notebooks/a.html" }));
    expect(copy).toEqual({ path: "notebooks/a-2.html", etag: etagOf("new") });
    const taken = { from: "notebooks/a-2.html", to: "notebooks/a.html" };
    expect((await send("POST", "/api/rename", taken)).status).toBe(409);
    await json(send("POST", "/api/rename", { ...taken, to: "notebooks/b.html" }));
    const { versions } = await json(get("/api/versions?path=notebooks/b.html"));
    expect(versions.length).toBe(1);
    const { id } = await json(send("POST", "/api/trash", { path: "notebooks/b.html" }));
    expect((await json(get("/api/trash"))).trash).toMatchObject([{ id, path: "notebooks/b.html" }]);
    expect(await json(send("POST", "/api/recover", { id }))).toMatchObject({
      path: "notebooks/b.html",
    });
    expect(await read("notebooks/b.html")).toBe("new");
  });

  test("keep their past in the trash, and another one of the same name begins its own", async () => {
    const path = "notebooks/a.html";
    const past = async (of: string) =>
      (await json(get(`/api/versions?path=${of}`))).versions.length;
    await json(send("POST", "/api/create", { path, text: "<title>分析</title>" }));
    const { id } = await json(send("POST", "/api/trash", { path }));
    expect((await json(get("/api/trash"))).trash).toEqual([
      {
        id,
        path,
        kind: "notebook",
        title: "分析",
        titles: { ja: "分析", en: "分析" },
        at: new Date(time).toISOString(),
      },
    ]);
    expect(await past(path)).toBe(0);
    await json(send("POST", "/api/create", { path, text: "second" }));
    expect((await send("POST", "/api/recover", { id })).status).toBe(409);
    const to = "notebooks/b.html";
    expect(await json(send("POST", "/api/recover", { id, to }))).toMatchObject({ path: to });
    expect([await past(path), await past(to)]).toEqual([1, 1]);
  });

  test("renamed or deleted by who saw another state of them stay", async () => {
    const { etag: base } = await json(get(`/api/file?path=${desk}`));
    await json(send("PUT", "/api/file", { path: desk, text: "theirs", base }));
    const renamed = await send("POST", "/api/rename", { from: desk, to: "scenarios/x.yaml", base });
    expect([renamed.status, (await renamed.json()).text]).toEqual([409, "theirs"]);
    const trashed = await send("POST", "/api/trash", { path: desk, base });
    expect([trashed.status, (await trashed.json()).error.code]).toEqual([409, "conflict"]);
    expect(await read(desk)).toBe("theirs");
  });

  test("too much, and what is no JSON, is refused", async () => {
    const { etag } = await json(get(`/api/file?path=${desk}`));
    const text = "x".repeat(100_001);
    const large = await send("PUT", "/api/file", { path: desk, text, base: etag });
    expect([large.status, (await large.json()).error.code]).toEqual([413, "body-too-large"]);
    const chunked = `PUT /api/file HTTP/1.1\r\nHost: 127.0.0.1:${server.port}\r\n` +
      `X-Mitate-Token: ${token}\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n`;
    const chunk = `186a0\r\n${"x".repeat(100_000)}\r\n`;
    expect(await raw(chunked, `${chunk}${chunk}0\r\n\r\n`)).toMatch(/^HTTP\/1.1 413 /);
    for (const body of ["", "{", "[]", "null", '"x"', "{}", '{"path":1}', '{"path":"\\ud800"}']) {
      const headers = { "x-mitate-token": token, "content-type": "application/json" };
      const answer = await fetch(at("/api/file"), { method: "PUT", headers, body });
      expect([body, answer.status]).toEqual([body, 400]);
      await answer.body?.cancel();
    }
    expect((await get("/api/versions")).status).toBe(400);
    expect((await get("/api/version?id=x")).status).toBe(400);
    expect(
      (await send("PUT", "/api/file", { path: desk, text: "", base: etag, reason: "no" })).status,
    )
      .toBe(400);
    expect(await read(desk)).not.toContain("xxx");
  });
});

describe("history", () => {
  test("keeps the text before the first save, and restores it as a new version", async () => {
    const first = await json(get(`/api/file?path=${desk}`));
    const save = async (text: string, base: string, more = {}) =>
      (await json(send("PUT", "/api/file", { path: desk, text, base, ...more }))).etag;
    const second = await save("a\nb\n", first.etag, { who: "担当" });
    const third = await save("a\nc\n", second, { reason: "gate" });
    const { versions } = await json(get(`/api/versions?path=${desk}`));
    expect(versions).toMatchObject([
      { reason: "gate", etag: third },
      { reason: "save", etag: second, who: "担当" },
      { reason: "external", etag: first.etag },
    ]);
    const [gate, saved, found] = versions;
    expect(await json(get(`/api/compare?from=${saved.id}&to=${gate.id}`))).toEqual({
      lines: [{ sign: "-", line: 2, text: "b" }, { sign: "+", line: 2, text: "c" }],
    });
    expect((await json(get(`/api/compare?from=${gate.id}`))).lines).toEqual([]);
    expect((await json(get(`/api/version?id=${found.id}`))).text).toBe(first.text);
    expect((await get("/api/version?id=99")).status).toBe(404);
    const stale = await send("POST", "/api/restore", { version: found.id, base: second });
    expect(stale.status).toBe(409);
    await json(send("POST", "/api/restore", { version: found.id, base: third }));
    expect(await read(desk)).toBe(first.text);
    const after = (await json(get(`/api/versions?path=${desk}`))).versions;
    expect(after.map(({ reason }: { reason: string }) => reason))
      .toEqual(["restore", "gate", "save", "external"]);
    await Deno.remove(join(root, desk));
    await json(send("POST", "/api/restore", { version: saved.id, base: null }));
    expect(await read(desk)).toBe("a\nb\n");
  });

  test("keeps a version when asked, with a label that can be changed", async () => {
    const { etag: base } = await json(get(`/api/file?path=${desk}`));
    await json(send("PUT", "/api/file", { path: desk, text: "a", base, reason: "auto" }));
    const kept = await json(send("POST", "/api/keep", { path: desk, who: "担当", label: "審査" }));
    const [version] = (await json(get(`/api/versions?path=${desk}`))).versions;
    expect(version).toEqual(kept);
    expect(kept).toMatchObject({ reason: "save", who: "担当", label: "審査", etag: etagOf("a") });
    const { id } = kept;
    await json(send("POST", "/api/label", { version: id, label: "" }));
    expect((await json(get(`/api/versions?path=${desk}`))).versions[0].label).toBe("");
    expect((await send("POST", "/api/label", { version: 99, label: "x" })).status).toBe(404);
    expect((await send("POST", "/api/label", { version: id, label: "a\nb" })).status).toBe(400);
  });

  test("of what is saved while typing has no version per key", async () => {
    let { etag: base } = await json(get(`/api/file?path=${desk}`));
    for (const text of ["a", "ab", "abc"]) {
      const body = { path: desk, text, base, reason: "auto" };
      base = (await json(send("PUT", "/api/file", body))).etag;
      await json(get(`/api/file?path=${desk}`));
    }
    const reasons = async () =>
      (await json(get(`/api/versions?path=${desk}`))).versions
        .map(({ reason }: { reason: string }) => reason);
    expect(await reasons()).toEqual(["external"]);
    await put(desk, "by hand");
    await until(async () => (await reasons()).length === 3);
    expect(await reasons()).toEqual(["external", "pause", "external"]);
  });

  test("holds drafts until they are saved or dropped", async () => {
    const { etag: base } = await json(get(`/api/file?path=${desk}`));
    const draft = (text: string, tab: string) =>
      json(send("PUT", "/api/journal", { path: desk, text, base, tab }));
    const drafts = async () =>
      (await json(get("/api/journal"))).drafts.map(({ tab }: { tab: string }) => tab).sort();
    await draft("a", "1");
    await draft("b", "2");
    await draft("c", "3");
    await json(send("PUT", "/api/file", { path: desk, text: "b", base, tab: "1" }));
    expect(await drafts()).toEqual(["3"]);
    await json(send("DELETE", `/api/journal?path=${desk}`));
    expect(await drafts()).toEqual([]);
  });

  test("that is damaged is set aside and said so; files are served as ever", async () => {
    await json(get(`/api/file?path=${desk}`));
    await server.stop();
    await put(".mitate/history.sqlite", "no database ".repeat(1000));
    server = await start();
    expect(server.notices.map(({ ja }) => ja)).toEqual([expect.stringContaining("壊れていた")]);
    const { notices, files } = await json(get("/api/files"));
    expect([notices.length, files.length]).toEqual([1, 2]);
    expect((await get(`/api/file?path=${desk}`)).status).toBe(200);
  });
});

describe("events", () => {
  test("tell what others and we do, to every page that listens", async () => {
    const pages = [await listen(), await listen()];
    await put(desk, "by hand");
    for (const page of pages) {
      expect(await page.next()).toEqual(["changed", { path: desk, etag: etagOf("by hand") }]);
    }
    await send("PUT", "/api/file", { path: desk, text: "mine", base: etagOf("by hand") });
    await pages[1].leave();
    await send("POST", "/api/create", { path: "scenarios/new.yaml", text: "new" });
    await Deno.remove(join(root, desk));
    const [page] = pages;
    expect(await page.next()).toEqual(["changed", { path: desk, etag: etagOf("mine") }]);
    expect(await page.next()).toEqual([
      "created",
      { path: "scenarios/new.yaml", etag: etagOf("new") },
    ]);
    expect(await page.next()).toEqual(["removed", { path: desk }]);
    await server.stop();
    expect(await page.next()).toBeUndefined();
    server = await start();
  });
});

describe("the analysis", () => {
  test("is not the server's: a record that takes long to analyse holds up nobody", async () => {
    expect((await get("/api/assess?path=scenarios/portal.yaml")).status).toBe(404);
    const source = await Deno.readTextFile(join(project, "engine/deno/api.ts"));
    const imports = [...source.matchAll(/from "([^"]+)"/g)].map(([, from]) => from);
    expect(imports).toContain("./workspace.ts");
    // Only these lead to the analysis; what reads the title of a record rates nothing.
    expect(imports).not.toContain("./load.ts");
    expect(imports.filter((from) => /\/(?:assess|analysis|check|lint|json)\.ts$/.test(from)))
      .toEqual([]);
  });
});

describe("the server", () => {
  test("takes the next port where one is taken, says so, and listens on this machine only", async () => {
    const other = await serve({ ...serving(), port: server.port });
    try {
      expect(other.port).toBeGreaterThan(server.port);
      expect(other.notices.map(({ en }) => en)).toEqual([
        expect.stringContaining(`listens on ${other.port} instead`),
      ]);
      expect(other.address).toContain(`:${other.port}/`);
      const answer = await fetch(`http://127.0.0.1:${other.port}/api/files`, {
        headers: { "x-mitate-token": token },
      });
      expect(answer.status).toBe(200);
      await answer.body?.cancel();
      for (const { address } of Deno.networkInterfaces()) {
        if (address === "127.0.0.1" || address.includes(":")) continue;
        const other = Deno.connect({ hostname: address, port: server.port });
        await expect(other).rejects.toThrow();
      }
    } finally {
      await other.stop();
    }
  });

  test("that cannot listen says so and leaves nothing running", async () => {
    const taken = Deno.listen({ hostname: "127.0.0.1", port: 65535 });
    const asked: number[] = [];
    const clock = () => new Date(asked.push(0));
    try {
      await expect(serve({ ...serving(), port: 65535, clock })).rejects
        .toThrow(Deno.errors.AddrInUse);
    } finally {
      taken.close();
    }
    await put("scenarios/late.yaml", "late");
    const before = asked.length;
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(asked.length).toBe(before);
  });

  test("stops while pages listen, and again", async () => {
    const page = await listen();
    const before = Date.now();
    await server.stop();
    expect(Date.now() - before).toBeLessThan(1900);
    expect(await page.next()).toBeUndefined();
    await expect(fetch(at("/"))).rejects.toThrow();
    server = await start();
  });

  test("killed with -9, gives back every draft it acknowledged", async () => {
    await server.stop();
    const script = `
      import { serve } from ${JSON.stringify(new URL("./server.ts", import.meta.url).href)};
      const [root, dist, token] = Deno.args;
      const { address } = await serve({ root, dist, token, port: 0, clock: () => new Date() });
      console.log(address);`;
    const program = join(root, "child.ts");
    await Deno.writeTextFile(program, script);
    const config = ["--quiet", "--no-check", "--config", join(project, "deno.json")];
    const child = new Deno.Command(Deno.execPath(), {
      args: ["run", "-A", ...config, program, root, dist, token],
      env: { NO_COLOR: "1" },
      stdout: "piped",
    }).spawn();
    const reader = child.stdout.getReader();
    const { origin } = new URL(new TextDecoder().decode((await reader.read()).value));
    let acknowledged = -1;
    setTimeout(() => child.kill("SIGKILL"), 150);
    try {
      for (;;) {
        const body = JSON.stringify({ path: desk, text: `${acknowledged + 1}`, base: "" });
        const headers = { "x-mitate-token": token, "content-type": "application/json" };
        const answer = await fetch(`${origin}/api/journal`, { method: "PUT", headers, body });
        await answer.json();
        acknowledged++;
      }
    } catch {
      // The moment it was killed.
    }
    reader.releaseLock();
    await child.stdout.cancel();
    await child.status;
    expect(acknowledged).toBeGreaterThan(0);
    server = await start();
    const { drafts } = await json(get("/api/journal"));
    expect(Number(drafts[0].text)).toBeGreaterThanOrEqual(acknowledged);
    expect(Number(drafts[0].text)).toBeLessThanOrEqual(acknowledged + 1);
  });
});

function serving() {
  return {
    root,
    dist,
    token,
    port: 20_000 + Deno.pid % 20_000,
    clock: () => new Date(time),
    every: 20,
    most: 100_000,
    complain: (error: unknown) => complaints.push(error),
  };
}

function start(): Promise<Server> {
  return serve(serving());
}

function at(path: string): string {
  return `http://127.0.0.1:${server.port}${path}`;
}

function get(path: string): Promise<Response> {
  return fetch(at(path), { headers: { "x-mitate-token": token } });
}

function send(method: string, path: string, body?: object): Promise<Response> {
  const headers = { "x-mitate-token": token, "content-type": "application/json" };
  return fetch(at(path), { method, headers, body: body && JSON.stringify(body) });
}

// deno-lint-ignore no-explicit-any -- what comes over the wire is looked at by the tests themselves
async function json(answer: Promise<Response>): Promise<any> {
  const { status, value } = await answer.then(async (it) => ({
    status: it.status,
    value: await it.json(),
  }));
  expect(status, JSON.stringify(value)).toBe(200);
  return value;
}

/** The answer to a request as it is spelled; `fetch` would put it right. */
async function raw(head: string, body = ""): Promise<string> {
  const connection = await Deno.connect({ hostname: "127.0.0.1", port: server.port });
  const bytes = new TextEncoder().encode(`${head}Connection: close\r\n\r\n${body}`);
  const writing = (async () => {
    for (let done = 0; done < bytes.length;) done += await connection.write(bytes.subarray(done));
  })().catch(() => {});
  const answer = new Uint8Array(1000);
  const read = await connection.read(answer);
  connection.close();
  await writing;
  return new TextDecoder().decode(answer.subarray(0, read ?? 0));
}

interface Page {
  readonly next: () => Promise<[string, unknown] | undefined>;
  readonly leave: () => Promise<void>;
}

/** A page that listens to events. */
async function listen(): Promise<Page> {
  const answer = await get("/api/events");
  expect(answer.headers.get("content-type")).toContain("text/event-stream");
  const reader = answer.body!.pipeThrough(new TextDecoderStream()).getReader();
  let text = "";
  const next = async (): Promise<[string, unknown] | undefined> => {
    const found = /^(?::[^\n]*\n\n)*event: (\w+)\ndata: (.*)\n\n/.exec(text);
    if (found) {
      text = text.slice(found[0].length);
      return [found[1], JSON.parse(found[2])];
    }
    const { value, done } = await reader.read();
    if (done) return undefined;
    text += value;
    return next();
  };
  text += (await reader.read()).value ?? "";
  return { next, leave: () => reader.cancel() };
}

async function put(path: string, text: string): Promise<void> {
  await Deno.mkdir(dirname(join(root, path)), { recursive: true });
  await Deno.writeTextFile(join(root, path), text);
}

function read(path: string): Promise<string> {
  return Deno.readTextFile(join(root, path));
}

async function until(is: () => Promise<boolean>): Promise<void> {
  for (let turn = 0; turn < 200 && !await is(); turn++) {
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
