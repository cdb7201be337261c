import type { Change, Lang, SystemSpec } from "../../engine/mod.ts";
import type { Catalog } from "../../engine/catalog.ts";
import type { Pattern } from "../../engine/library.ts";
import type { Compiled } from "../notebook/compile.ts";
import { messages } from "../notebook/messages.ts";
import type { Problem } from "../notebook/problem.ts";

/** A record as the frame gets it: what was read of its text, and where it came from. */
export interface SystemData {
  readonly path: string;
  readonly spec: SystemSpec;
}

export interface FrameSettings {
  readonly lang: Lang;
  readonly theme: "light" | "dark" | "system";
  /** Whether outputs stand alone (`panes`) or between the editors of the page around (`page`). */
  readonly view: "panes" | "page";
}

/** A cell's place in a layout: its id, the height of its editor and the height of its output. */
export type Place = readonly [id: number, editor: number, output: number];

/** What the page around tells the frame. */
export type ToFrame =
  | { readonly t: "settings"; readonly settings: FrameSettings }
  | {
    readonly t: "systems";
    readonly at: string;
    readonly systems: readonly SystemData[];
    /** The organisation's own catalogues; those that ship the frame has itself. */
    readonly catalogs: readonly Catalog[];
    readonly patterns: readonly Pattern[];
  }
  | {
    readonly t: "cells";
    readonly cells: readonly Compiled[];
    readonly order: readonly number[];
    /** How the page names each cell, in the order of `order`. */
    readonly labels: readonly string[];
    readonly hidden: readonly number[];
    /** The cells to run; `all` runs what is idle or edited. */
    readonly run: readonly number[] | "all";
  }
  | {
    readonly t: "prepare";
    readonly seq: number;
    readonly height: number;
    readonly order?: readonly number[];
    readonly cells: readonly Place[];
  }
  | { readonly t: "view"; readonly top: number; readonly height: number }
  | { readonly t: "enter"; readonly id: number; readonly dir: 1 | -1 }
  | { readonly t: "select"; readonly ids: readonly number[]; readonly reveal: boolean }
  | { readonly t: "scroll"; readonly id: number }
  /** Shows these outputs alone, large; all of them again where none are named. */
  | { readonly t: "present"; readonly ids: readonly number[] | undefined }
  /** Goes on in the slide; where it is at its end, the frame answers with the key to the next. */
  | { readonly t: "step"; readonly by: 1 | -1 }
  /** Asks whether the frame still listens; it answers `pong`. */
  | { readonly t: "ping" };

/** How a cell stands, as data: what the kernel says without what was thrown. */
export interface CellState {
  readonly status: "idle" | "disabled" | "waiting" | "running" | "done" | "error";
  readonly stale: boolean;
  readonly runs: number;
  readonly waits: readonly { readonly name: string; readonly cells: readonly number[] }[];
  readonly problems: readonly Problem[];
  /** What the output shows, in words. */
  readonly summary: string;
}

/** A name that cells may read, with the shape of its value. */
export interface Symbol {
  readonly name: string;
  readonly type: string;
  readonly preview: string;
  readonly keys: readonly string[];
  readonly builtin: boolean;
}

/** What the frame tells the page around. */
export type FromFrame =
  | { readonly t: "ready" }
  | { readonly t: "pong" }
  | { readonly t: "states"; readonly states: readonly (readonly [number, CellState])[] }
  | { readonly t: "symbols"; readonly symbols: readonly Symbol[] }
  | { readonly t: "want"; readonly cells: readonly (readonly [number, number])[] }
  | { readonly t: "prepared"; readonly seq: number }
  | { readonly t: "laid"; readonly seq: number }
  | { readonly t: "exit"; readonly id: number; readonly dir: 1 | -1 }
  | { readonly t: "reveal"; readonly top: number; readonly bottom: number }
  | { readonly t: "focus"; readonly id: number }
  | { readonly t: "key"; readonly key: string }
  | { readonly t: "link"; readonly href: string }
  | { readonly t: "propose"; readonly system: string; readonly changes: readonly Change[] };

/** The version of this protocol; a message of another one is not read. */
export const version = 1;

/** The tallest output in the page, in CSS pixels; what is taller scrolls inside. */
export const tallest = 4000;

/**
 * Reads a message of the frame. Cells share the frame's realm, so any message may be forged: shapes are
 * checked, texts cut, numbers clamped, and what does not fit is nothing. A forged message can say no
 * more than an honest one could.
 */
export function fromFrame(data: unknown): FromFrame | undefined {
  const { v, t, ...rest } = (typeof data === "object" && data !== null ? data : {}) as Record<
    string,
    unknown
  >;
  if (v !== version || typeof t !== "string" || !Object.hasOwn(readers, t)) return undefined;
  const read = readers[t as FromFrame["t"]](rest);
  return read && { t, ...read } as FromFrame;
}

type Raw = Record<string, unknown>;

const readers: Readonly<Record<FromFrame["t"], (raw: Raw) => object | undefined>> = {
  ready: () => ({}),
  pong: () => ({}),
  states: ({ states }) => {
    const read = list(states, 2000).flatMap((pair) => {
      const [id, state] = list(pair, 2);
      const known = stateOf(state);
      return isId(id) && known ? [[id, known] as const] : [];
    });
    return { states: read };
  },
  symbols: ({ symbols }) => ({
    symbols: list(symbols, 2000).flatMap((symbol) => {
      const { name, type, preview, keys, builtin } = (symbol ?? {}) as Raw;
      if (typeof name !== "string" || name.length > 200) return [];
      return [{
        name,
        type: text(type, 40),
        preview: text(preview, 200),
        keys: list(keys, 400).map((key) => text(key, 80)),
        builtin: builtin === true,
      }];
    }),
  }),
  want: ({ cells }) => ({
    cells: list(cells, 2000).flatMap((pair) => {
      const [id, height] = list(pair, 2);
      return isId(id) && isLength(height) ? [[id, Math.min(height, tallest)] as const] : [];
    }),
  }),
  prepared: ({ seq }) => isId(seq) ? { seq } : undefined,
  laid: ({ seq }) => isId(seq) ? { seq } : undefined,
  exit: ({ id, dir }) => isId(id) && (dir === 1 || dir === -1) ? { id, dir } : undefined,
  reveal: ({ top, bottom }) =>
    typeof top === "number" && typeof bottom === "number" && Number.isFinite(top + bottom)
      ? { top, bottom }
      : undefined,
  focus: ({ id }) => isId(id) ? { id } : undefined,
  key: ({ key }) => typeof key === "string" && key.length < 40 ? { key } : undefined,
  link: ({ href }) =>
    typeof href === "string" && href.length < 2000 && /^https?:\/\//.test(href)
      ? { href }
      : undefined,
  propose: ({ system, changes }) =>
    typeof system === "string"
      ? { system: text(system, 200), changes: list(changes, 500) }
      : undefined,
};

const statuses = ["idle", "disabled", "waiting", "running", "done", "error"];

function stateOf(value: unknown): CellState | undefined {
  const { status, stale, runs, waits, problems, summary } = (value ?? {}) as Raw;
  if (typeof status !== "string" || !statuses.includes(status)) return undefined;
  return {
    status: status as CellState["status"],
    stale: stale === true,
    runs: typeof runs === "number" ? runs : 0,
    waits: list(waits, 50).map((wait) => {
      const { name, cells } = (wait ?? {}) as Raw;
      return { name: text(name, 100), cells: list(cells, 20).filter(isId) };
    }),
    problems: list(problems, 50).flatMap((problem) => problemOf(problem as Raw) ?? []),
    summary: text(summary, 2000),
  };
}

function problemOf({ code, severity, line, column, params, cells }: Raw): Problem | undefined {
  if (typeof code !== "string" || !Object.hasOwn(messages, code)) return undefined;
  const values = Object.entries((params ?? {}) as Raw).slice(0, 20)
    .filter((pair): pair is [string, string | number] => /string|number/.test(typeof pair[1]));
  return {
    code: code as Problem["code"],
    severity: severity === "warning" ? "warning" : "error",
    params: Object.fromEntries(
      values.map(([key, value]) => [key, typeof value === "string" ? text(value, 2000) : value]),
    ),
    ...(isId(line) ? { line } : {}),
    ...(isId(column) ? { column } : {}),
    cells: list(cells, 50).filter(isId),
  };
}

function list(value: unknown, most: number): unknown[] {
  return Array.isArray(value) ? value.slice(0, most) : [];
}

function text(value: unknown, most: number): string {
  return typeof value === "string" ? value.slice(0, most) : "";
}

function isId(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) > 0;
}

function isLength(value: unknown): value is number {
  return typeof value === "number" && value >= 0 && value < 1e6;
}
