import type { Lang, Text } from "../text.ts";

/** The exit codes of the command line. */
export const codes = { fine: 0, defect: 1, misuse: 2, unexpected: 70 } as const;

/** Ends a command early with a message for the user and an exit code. */
export class Stop extends Error {
  constructor(readonly text: Text, readonly code: number) {
    super(text.en);
    this.name = "Stop";
  }
}

/** The command was not given as it is meant to be: exit code 2. */
export function misuse(ja: string, en: string): Stop {
  return new Stop({ ja, en }, codes.misuse);
}

/** Something the command needs cannot be had, such as a file: exit code 1. */
export function defect(ja: string, en: string): Stop {
  return new Stop({ ja, en }, codes.defect);
}

/** An unexpected error as one sentence, never with a stack. */
export function unexpected(error: unknown, lang: Lang): string {
  const detail = error instanceof Error ? error.message.split("\n")[0] : String(error);
  return lang === "ja"
    ? `予期しないエラーが起きました（${detail}）。同じ操作で再び起きる場合は、記録とともに開発元へお知らせください。`
    : `An unexpected error occurred (${detail}). If it happens again, report it with the record.`;
}
