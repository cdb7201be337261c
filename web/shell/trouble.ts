import { RemoteError } from "../remote.ts";
import type { App } from "./state.ts";

/** What went wrong with something that was asked of the server, in a sentence. */
export function troubleOf(app: Pick<App, "voice">, error: unknown): string {
  const { say, text } = app.voice();
  if (!(error instanceof RemoteError)) return say("app.remote.failed", { detail: String(error) });
  return error.told ? text(error.told) : say(`app.remote.${error.code}`, { detail: error.detail });
}
