import { closest } from "../nearest.ts";
import type { Lang, Text } from "../text.ts";
import { dayAt, isDay } from "./day.ts";
import { parseArgs } from "./std.ts";
import { misuse } from "./stop.ts";

/** The options a command knows besides `--lang` and `--help`. */
export interface Options {
  /** Options with a value. */
  readonly value?: readonly string[];
  /** Options that may be given several times, with a value each. */
  readonly many?: readonly string[];
  /** Options that are there or not. */
  readonly flag?: readonly string[];
}

/** A command of the command line. */
export interface Command {
  readonly name: string;
  /** One line for the list of commands. */
  readonly summary: Text;
  /** The whole help text. */
  readonly usage: Text;
  readonly options: Options;
  /** How many arguments it takes besides options. */
  readonly takes: { readonly least: number; readonly most: number };
  /** Carries it out; the result is the exit code. */
  readonly run: (call: Call) => number | Promise<number>;
}

/** A command as it was typed. */
export interface Call {
  readonly lang: Lang;
  readonly args: readonly string[];
  /** The value of an option; undefined where it is not given. */
  readonly value: (name: string) => string | undefined;
  readonly many: (name: string) => readonly string[];
  readonly flag: (name: string) => boolean;
}

/** Reads the arguments of a command; what does not fit ends it with the way out. */
export function toCall(command: Command, typed: readonly string[], lang: Lang): Call {
  const { value = [], many = [], flag = [] } = command.options;
  const known = [...value, ...many, ...flag, "lang", "help"];
  const read = parseArgs(typed, {
    string: [...value, ...many, "lang", "_"],
    boolean: [...flag, "help"],
    collect: many,
    alias: { h: "help", ...(known.includes("output") ? { o: "output" } : {}) },
    unknown: (argument, key) => {
      if (key !== undefined && argument.startsWith("-") && argument !== "-") {
        throw unknownOption(argument, known);
      }
    },
  });
  const args = read._.map(String);
  for (const name of [...value, ...many, "lang"]) requireValue(name, read[name]);
  requireArguments(command, args);
  return {
    lang,
    args,
    value: (name) => read[name] as string | undefined,
    many: (name) => (read[name] ?? []) as string[],
    flag: (name) => read[name] === true,
  };
}

/** The language asked for anywhere among the arguments; Japanese unless `--lang en`. */
export function langOf(typed: readonly string[]): Lang {
  const at = typed.indexOf("--lang");
  const value = at >= 0
    ? typed[at + 1]
    : typed.find((one) => one.startsWith("--lang="))?.slice("--lang=".length);
  if (value === undefined || value === "ja" || value === "en") return value ?? "ja";
  throw misuse(
    `--lang に「${value}」は指定できません。ja か en を指定してください。`,
    `--lang cannot be "${value}"; use ja or en.`,
  );
}

/** The day given with `--at`, or today. The only place that asks the clock. */
export function dayOf(call: Call): string {
  const typed = call.value("at");
  if (typed === undefined) return dayAt(new Date());
  if (isDay(typed)) return typed;
  throw misuse(
    `--at の「${typed}」は日付ではありません。2026-11-22 のように書いてください。`,
    `"${typed}" after --at is not a date; write it as 2026-11-22.`,
  );
}

function unknownOption(argument: string, known: readonly string[]): Error {
  const name = argument.replace(/^-+/, "").replace(/=.*$/s, "");
  const near = closest(name, known);
  return misuse(
    `オプション「${argument}」はありません。${
      near ? `「--${near}」のことではありませんか。` : `使えるのは ${options(known)} です。`
    }`,
    `There is no option "${argument}"${
      near ? `; did you mean "--${near}"?` : `; known are: ${options(known)}.`
    }`,
  );
}

function options(known: readonly string[]): string {
  return known.map((name) => `--${name}`).join(", ");
}

function requireValue(name: string, value: unknown): void {
  const values = Array.isArray(value) ? value : [value];
  if (!values.includes("")) return;
  throw misuse(`--${name} に値がありません。`, `--${name} needs a value.`);
}

function requireArguments({ name, takes }: Command, args: readonly string[]): void {
  const help = `mitate ${name} --help`;
  if (args.length < takes.least) {
    throw misuse(
      `「mitate ${name}」の引数が足りません。使い方は ${help} で表示します。`,
      `"mitate ${name}" needs more arguments; ${help} shows how to use it.`,
    );
  }
  if (args.length > takes.most) {
    throw misuse(
      `「mitate ${name}」の引数が多すぎます：${
        args.slice(takes.most).join(" ")
      }。使い方は ${help} で表示します。`,
      `"mitate ${name}" takes fewer arguments: ${
        args.slice(takes.most).join(" ")
      } is too many; ${help} shows how to use it.`,
    );
  }
}
