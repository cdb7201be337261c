/** The thread of the postman: it has no page, and knows nothing but the letters it is given. */
import { carry, type Letter } from "./post.ts";

addEventListener("message", async ({ data }: MessageEvent<Letter>) => {
  postMessage(await carry(data));
});
