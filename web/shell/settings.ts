import type { Lang } from "../../engine/mod.ts";

/** What a person chose for this machine. */
export interface Settings {
  readonly lang: Lang;
  readonly theme: Theme;
  /** Outputs between the editors, or beside them. */
  readonly view: "page" | "panes";
  /** What the person calls herself in the versions, "" for nothing. Nobody checks it. */
  readonly who: string;
}

export type Theme = "light" | "dark" | "system";

/** The settings kept here; Japanese, the system's colours and the page where nothing is kept. */
export function readSettings(storage: Storage): Settings {
  const kept = parsed(storage.getItem(key));
  return {
    lang: kept.lang === "en" ? "en" : "ja",
    theme: kept.theme === "light" || kept.theme === "dark" ? kept.theme : "system",
    view: kept.view === "panes" ? "panes" : "page",
    who: typeof kept.who === "string" ? plain(kept.who) : "",
  };
}

/** Keeps settings for the next time; where the browser keeps nothing, for this time only. */
export function keepSettings(settings: Settings, storage: Storage): void {
  try {
    storage.setItem(key, JSON.stringify(settings));
  } catch {
    // A full or forbidden store is no reason to stop.
  }
}

/** A name as the server takes it: on one line, not longer than 200 characters. */
export function plain(name: string): string {
  return name.replace(/\p{Cc}+/gu, " ").toWellFormed().trim().slice(0, 200).toWellFormed();
}

const key = "mitate.settings";

function parsed(text: string | null): Partial<Settings> {
  try {
    return JSON.parse(text ?? "{}");
  } catch {
    return {};
  }
}
