import { afterEach, expect, test, vi } from "vitest";
import { carry, large, type Letter, posting, type Reply } from "./post.ts";

afterEach(() => vi.unstubAllGlobals());

/** A server that answers with what it was sent, and a postman that comes to it when he is let go. */
function scene() {
  const sent: { url: string; body: string }[] = [];
  vi.stubGlobal("location", { href: "http://desk/page" });
  vi.stubGlobal("fetch", (url: string, { body }: { body: string }) => {
    sent.push({ url, body });
    return Promise.resolve(new Response(`${body.length}`, { status: 409 }));
  });
  const letters: Letter[] = [];
  const told: Record<string, (event: unknown) => void> = {};
  let hired = 0;
  const send = posting(() => {
    hired++;
    return {
      addEventListener: (kind: string, tell: (event: unknown) => void) => told[kind] = tell,
      postMessage: (letter: Letter) => letters.push(letter),
    } as unknown as Worker;
  });
  return { send, sent, letters, told, hired: () => hired };
}

const text = "x".repeat(large + 1);

test("a small body goes at once, and nobody is hired for it", async () => {
  const { send, sent, hired } = scene();
  const answer = await send("/api/file", { method: "PUT", body: { text: "small" } });
  expect([answer.status, hired()]).toEqual([409, 0]);
  expect(sent).toEqual([{ url: "/api/file", body: '{"text":"small"}' }]);
});

test("large bodies go by one postman, and each answer comes to who asked", async () => {
  const { send, sent, letters, told, hired } = scene();
  const [one, two] = [text, `${text}x`].map((text) =>
    send("/api/file", { method: "PUT", headers: { "x-mitate-token": "t" }, body: { text } })
  );
  expect([sent.length, hired(), letters.length]).toEqual([0, 1, 2]);
  expect(letters[0]).toMatchObject({
    url: "http://desk/api/file",
    headers: [["x-mitate-token", "t"]],
  });
  const replies: Reply[] = await Promise.all(letters.map(carry));
  for (const data of replies.toReversed()) told.message({ data });
  expect([(await one).status, await (await one).text()]).toEqual([409, `${sent[0].body.length}`]);
  expect(await (await two).text()).toBe(`${sent[1].body.length}`);
});

test("a letter that cannot be carried is a failure as `fetch` has it", async () => {
  const { send, letters, told } = scene();
  vi.stubGlobal("fetch", () => Promise.reject(new TypeError("no line")));
  const asked = send("/api/file", { method: "PUT", body: { text } });
  told.message({ data: await carry(letters[0]) });
  await expect(asked).rejects.toThrow("no line");
  const lost = send("/api/file", { method: "PUT", body: { text } });
  told.error({ message: "gone" });
  await expect(lost).rejects.toThrow("gone");
});
