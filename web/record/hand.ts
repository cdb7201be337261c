import { open, type Opened, type Place, placeOf, splice } from "../../engine/formats/record.ts";
import type { Edit } from "../../engine/change.ts";
import {
  assess,
  check,
  type Finding,
  lint,
  plannedOf,
  standard,
  type SystemSpec,
  toSystem,
} from "../../engine/mod.ts";
import type { Shelf } from "../../engine/shelf.ts";
import type { Judgement } from "./judge.ts";
import { type Patch, patched, patchOf } from "./patch.ts";
import { fingerprint } from "./print.ts";
import { stretchOf } from "./stretch.ts";

/**
 * Who writes the text of a record. Writing reads the whole text, which takes seconds on a very large
 * one, so it is done away from the page; asked in turn, it answers in turn.
 */
export interface Hand {
  /** Reads another text from now on. */
  take(text: string): Promise<Reading & { readonly spec: SystemSpec | undefined }>;
  /** Writes edits into the text; undefined where it said so already. */
  splice(edits: readonly Edit[]): Promise<Patch | undefined>;
  /** Replaces a stretch, as undoing does. */
  patch(patch: Patch): Promise<void>;
  /** Reads the text as it is now. */
  read(): Promise<Reading>;
  /**
   * What follows from the record that the text says, besides its results: told by how it differs from
   * the judgement that is `known`. Undefined where nothing can be read.
   */
  judge(today: string, known: number): Promise<Judgement | undefined>;
  /** Where paths of the record stand in the text. */
  locate(paths: readonly Finding["path"][]): Promise<Place[]>;
  stop(): void;
}

/** A text as it was read. */
export interface Reading {
  /** What the text says, as `fingerprint` of the record in it; undefined where nothing can be read. */
  readonly print: number | undefined;
  readonly findings: readonly Finding[];
  /** The places of the findings, one each. */
  readonly places: readonly Place[];
  /** False while it has errors of form: then nothing may be written into it. */
  readonly editable: boolean;
}

/** A hand on this thread. */
export function hand(file: string): Hand {
  const desk = table(file);
  const later = <A extends unknown[], R>(act: (...args: A) => R) => async (...args: A) =>
    await act(...args);
  return {
    take: later(desk.take),
    splice: later(desk.splice),
    patch: later(desk.patch),
    read: later(desk.read),
    judge: later(desk.judge),
    locate: later(desk.locate),
    stop() {},
  };
}

/** The same without promises: what the worker runs. `catalogs`: those that ship and the workspace's own. */
export function table(file: string, catalogs: Shelf["catalogs"] = standard.catalogs) {
  const shelf = { ...standard, catalogs };
  let text = "";
  let opened: Opened | undefined;
  let told: { readonly id: number; readonly findings: readonly Finding[] } | undefined;
  const now = () => opened ??= open(text, file);
  return {
    take(next: string) {
      text = next;
      opened = undefined;
      return { ...readingOf(now()), spec: now().spec };
    },
    splice(edits: readonly Edit[]): Patch | undefined {
      const next = splice(text, edits);
      const made = patchOf(text, next);
      if (made) opened = undefined;
      text = next;
      return made;
    },
    patch(patch: Patch): void {
      text = patched(text, patch);
      opened = undefined;
    },
    read: (): Reading => readingOf(now()),
    judge(today: string, known: number): Judgement | undefined {
      const start = performance.now();
      const { spec } = now();
      if (!spec) return undefined;
      const system = toSystem(spec, shelf);
      const assessment = assess(system, today);
      const findings = [...check(system), ...lint(assessment)];
      const before = told?.id === known ? told.findings : [];
      told = { id: (told?.id ?? 0) + 1, findings };
      return {
        id: told.id,
        planned: plannedOf(assessment),
        findings: stretchOf(before, findings, alike),
        took: performance.now() - start,
      };
    },
    locate: (paths: readonly Finding["path"][]): Place[] => paths.map(now().locate),
  };
}

function alike(a: Finding, b: Finding): boolean {
  return a === b || fingerprint(a) === fingerprint(b);
}

/** What a worker is asked and answers. */
export type Order = {
  readonly [K in keyof Omit<Hand, "stop">]: {
    readonly id: number;
    readonly act: K;
    readonly args: Parameters<Hand[K]>;
  };
}[keyof Omit<Hand, "stop">];
export type Answer =
  | { readonly id: number; readonly value: unknown }
  | { readonly id: number; readonly problem: string };

/** Asks a worker, which answers in turn. What it cannot do is a rejection with its words. */
export function asking(
  worker: Worker,
): (act: string, args: readonly unknown[]) => Promise<unknown> {
  let last = 0;
  const waiting = new Map<number, (answer: Answer) => void>();
  worker.addEventListener("message", ({ data }: MessageEvent<Answer>) => {
    waiting.get(data.id)?.(data);
    waiting.delete(data.id);
  });
  worker.addEventListener("error", (event) => {
    for (const [id, told] of waiting) told({ id, problem: event.message });
    waiting.clear();
  });
  return (act, args) =>
    new Promise((resolve, reject) => {
      const id = ++last;
      waiting.set(id, (answer) => {
        if ("problem" in answer) reject(new Error(answer.problem));
        else resolve(answer.value);
      });
      worker.postMessage({ id, act, args });
    });
}

/** A hand in a worker. */
export function workerHand(worker: Worker): Hand {
  const asked = asking(worker);
  const ask = <K extends Order["act"]>(act: K) => (...args: Parameters<Hand[K]>) =>
    asked(act, args) as Promise<Awaited<ReturnType<Hand[K]>>>;
  return {
    take: ask("take"),
    splice: ask("splice"),
    patch: ask("patch"),
    read: ask("read"),
    judge: ask("judge"),
    locate: ask("locate"),
    stop: () => worker.terminate(),
  };
}

function readingOf(opened: Opened): Reading {
  return {
    print: opened.spec && fingerprint(opened.spec),
    findings: opened.findings,
    places: opened.findings.map((finding) => placeOf(opened, finding)),
    editable: opened.editable,
  };
}
