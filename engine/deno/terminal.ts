import { harmless } from "../formats/column.ts";

/** What the standard output is: how wide, and whether to colour it. */
export function terminal(): { columns: number; colour: boolean } {
  if (!Deno.stdout.isTerminal()) return { columns: 100, colour: false };
  return { columns: clamp(size()), colour: !plain() };
}

/** Writes text to the standard output, all of it. A reader that has gone away ends the command quietly. */
export function print(text: string): void {
  write(Deno.stdout, text);
}

/** Writes a line for the user to the standard error. */
export function complain(line: string): void {
  write(Deno.stderr, line.split("\n").map(harmless).join("\n") + "\n");
}

function write(to: { writeSync(bytes: Uint8Array): number }, text: string): void {
  const bytes = new TextEncoder().encode(text);
  try {
    for (let at = 0; at < bytes.length;) at += to.writeSync(bytes.subarray(at));
  } catch (error) {
    if (error instanceof Deno.errors.BrokenPipe) Deno.exit(0);
    throw error;
  }
}

function size(): number {
  try {
    return Deno.consoleSize().columns;
  } catch {
    return 100;
  }
}

/** Narrower than this tables fall apart; wider than this lines are hard to follow. */
function clamp(columns: number): number {
  return Math.min(Math.max(columns, 72), 160);
}

/** Whether the user wants no colours: NO_COLOR set to anything but nothing (no-color.org). */
function plain(): boolean {
  return Deno.noColor;
}
