import {
  apply,
  assess,
  check,
  describe,
  edits,
  type Finding,
  lint,
  resolver,
  type Shelf,
  standard,
  type System,
  type SystemSpec,
  type Text,
  toSystem,
} from "../../engine/mod.ts";
import type { Change } from "../../engine/mod.ts";
import type { Edit } from "../../engine/change.ts";
import type { Draft, Remote, Tagged } from "../remote.ts";
import { open } from "../../engine/formats/record.ts";
import { createSaver } from "../page/saver.ts";
import { type Acts, type Desk, type Refused, unsaved } from "./desk.ts";
import type { Hand, Reading } from "./hand.ts";
import { misfitsBetween } from "./misfit.ts";
import { movesOf } from "./moved.ts";
import { type Patch, patched, patchOf, reversed } from "./patch.ts";
import { fingerprint } from "./print.ts";
import { reuse } from "./reuse.ts";
import type { State, Step } from "./step.ts";

/** What the desk needs and tells. */
export interface Office {
  readonly remote: Remote;
  readonly hand: Hand;
  /** The day of the analysis. */
  readonly today: string;
  readonly draft?: Draft;
  readonly shelf?: Shelf;
  /** Milliseconds, for what joins and what is shown. */
  now(): number;
  /** The desk is another one now. */
  told(desk: Desk): void;
  /** Something happened that the person should know. */
  notice(what: Notice): void;
  /** The pauses of saving, in milliseconds. */
  readonly pauses?: { readonly wait: number; readonly note: number };
}

export type Notice =
  | { readonly kind: "refused"; readonly refused: readonly Refused[] }
  /** The text has errors of form: nothing may be written into it. */
  | { readonly kind: "locked" }
  /** A change would bring a value that no record may have. */
  | { readonly kind: "unfit"; readonly path: Finding["path"]; readonly message: string }
  /** The file was changed elsewhere, and taken. */
  | { readonly kind: "reloaded" }
  /** A change could not be written into the text, and was taken back. */
  | { readonly kind: "unwritten"; readonly detail: string };

/**
 * Opens the desk for a file that was read. The text is read at once by the hand; until it has been, the
 * desk is empty.
 */
export async function openDesk(path: string, first: Tagged, office: Office): Promise<Desk> {
  const { remote, hand, today, shelf = standard } = office;
  let steps = 0;
  let over = false;
  /** What is to happen to the text, one after the other. */
  let chain: Promise<void> = Promise.resolve();
  let jobs = 0;
  /** Jobs of an earlier age concern a value that was given up. */
  let age = 0;
  /** The text as far as the hand has written it; `desk.text` but for a text still to be read. */
  let written = first.text;
  /** Texts that wait to be another one by reading: until then nothing may be written. */
  let reads = 0;
  /** The texts given to be saved, with the last step in each. */
  let given: { text: string; step: number }[] = [];
  let formal: readonly Finding[] = [];
  /** What was found in the record, and how long that took here, in milliseconds. */
  let judged: readonly Finding[] = [];
  let slow = 0;
  let judging: ReturnType<typeof setTimeout> | undefined;
  /** The last step that is in the text. */
  let inText = 0;
  let unread: { text: string; label: Text; tag: string | undefined } | undefined;
  let reading: ReturnType<typeof setTimeout> | undefined;

  const saver = createSaver(remote, path, first, {
    saving: (saving) => set({ saving }),
    reloaded(text, etag) {
      // What was done while the file was being fetched is done again on what it says now.
      const since = desk.past.filter(({ id }) => id > inText);
      set({ etag });
      if (text === written && since.length === 0) return;
      read(text, labels.file, undefined, "file");
      office.notice({ kind: "reloaded" });
      for (const { changes, label } of since) {
        if (changes.length > 0) whenRead(() => void dispatch(changes, label, undefined));
      }
    },
    saved(text, _before, etag) {
      const step = given.find((one) => one.text === text)?.step ?? desk.saved;
      given = given.filter((one) => one.step > step);
      set({ etag, saved: step });
    },
  }, office.pauses);

  const acts: Acts = {
    dispatch(changes, label, tag) {
      takeText();
      if (reads === 0) return dispatch(changes, label, tag);
      whenRead(() => void dispatch(changes, label, tag));
      return [];
    },
    rewrite(text, label = labels.text, tag) {
      set({ text, writing: true });
      unread = { text, label, tag };
      clearTimeout(reading);
      // A text by hand is read when it rests for a moment; a text as a whole at once.
      reading = setTimeout(takeText, tag === undefined ? 0 : 250);
    },
    undo() {
      takeText();
      whenRead(() => step(-1));
    },
    redo() {
      takeText();
      whenRead(() => step(1));
    },
    goTo(id) {
      takeText();
      whenRead(() => {
        while ((desk.past.at(-1)?.id ?? 0) > id) step(-1);
        while (desk.future.length > 0 && desk.future[0].id <= id) step(1);
      });
    },
    pin(kind = "pinned") {
      if (kind === "opened") set({ base: opening });
      else set({ base: baseOf(kind) });
      set({ moved: movesOf(desk.base.assessment, desk.assessment) });
    },
    against(text, label) {
      const { spec } = open(text, path);
      const { assessment } = fresh(spec);
      set({ base: { kind: "version", label, at: office.now(), step: 0, assessment } });
      set({ moved: movesOf(assessment, desk.assessment) });
    },
    async save() {
      await acts.settled();
      if (!desk.editable) return;
      await saver.flush();
      if (desk.saving.kind === "saved") set({ base: baseOf("saved"), moved: [] });
    },
    async settle(keep) {
      await acts.settled();
      const again = keep === "again" ? unsaved(desk) : [];
      await saver.settle(keep === "mine" ? "mine" : "theirs");
      for (const { changes, label } of again) acts.dispatch(changes, label);
      await acts.settled();
    },
    restore(take) {
      const { draft } = desk;
      set({ draft: undefined });
      if (!draft) return;
      if (take) acts.rewrite(draft.text, labels.draft);
      else remote.drop(path, draft.tab).catch(() => {});
    },
    async locate(paths) {
      await chain;
      return hand.locate(paths);
    },
    async settled() {
      takeText();
      while (jobs > 0 || judging !== undefined) {
        await chain;
        if (judging !== undefined) judgeNow();
      }
    },
    seen(etag) {
      // Only a text that has caught up tells whether anything would be lost.
      acts.settled().then(() => saver.seen(etag)).catch(() => {});
    },
    async stop() {
      takeText();
      await chain;
      over = true;
      clearTimeout(judging);
      clearTimeout(reading);
      if (desk.editable) await saver.flush().catch(() => {});
      saver.stop();
      hand.stop();
    },
  };

  const { spec: begun, ...firstReading } = await hand.take(first.text);
  formal = firstReading.findings;
  const analysed = fresh(begun);
  const opening: Desk["base"] = {
    kind: "opened",
    at: office.now(),
    step: 0,
    assessment: analysed.assessment,
  };
  let desk: Desk = {
    ...acts,
    path,
    etag: first.etag,
    saved: 0,
    spec: begun,
    ...analysed,
    findings: found(analysed),
    places: placesOf(firstReading),
    text: first.text,
    writing: false,
    editable: firstReading.editable,
    stale: begun === undefined,
    past: [],
    future: [],
    base: opening,
    moved: [],
    saving: { kind: "saved", at: undefined },
    draft: office.draft,
  };
  return desk;

  function set(part: Partial<Desk>): void {
    desk = { ...desk, ...part };
    if (!over) office.told(desk);
  }

  function analyse(spec: SystemSpec): Shown {
    return spec === desk.spec ? pick(desk) : fresh(spec);
  }

  function fresh(spec: SystemSpec | undefined): Shown {
    const system = spec && toSystem(spec, shelf);
    return { system, assessment: system && assess(system, today) };
  }

  function dispatch(
    changes: readonly Change[],
    label: Text | undefined,
    tag: string | undefined,
  ): readonly Refused[] {
    const { spec, system, editable } = desk;
    if (!spec || !system || !editable) {
      office.notice({ kind: "locked" });
      return [];
    }
    const made = compile(spec, system, changes);
    if (made.refused.length > 0) office.notice({ kind: "refused", refused: made.refused });
    if (made.edits.length === 0) return made.refused;
    const [unfit] = misfitsBetween(spec, made.spec);
    if (unfit) {
      office.notice({ kind: "unfit", path: unfit.path, message: unfit.message });
      return made.refused;
    }
    const after: State = { spec: made.spec, editable: true };
    const done = commit("change", label ?? labelOf(changes), tag, after, changes);
    work(async () => {
      const patch = await hand.splice(made.edits);
      if (patch) advance(done, patch);
    });
    return made.refused;
  }

  /** Puts a step on the past and shows what it comes to. */
  function commit(
    kind: Step["kind"],
    label: Text,
    tag: string | undefined,
    after: State,
    changes: readonly Change[],
  ): Step {
    const now = office.now();
    const last = desk.past.at(-1);
    const joins = tag !== undefined && last?.tag === tag && desk.future.length === 0 &&
      now - last.last < rest && last.id > desk.base.step;
    const before: State = joins ? last.before : { spec: desk.spec, editable: desk.editable };
    const shown = after.spec ? analyse(after.spec) : pick(desk);
    // One step from where it began: results that went there and back did not move.
    const start = joins ? startOf(last) : desk.assessment;
    const step: Step = {
      id: joins ? last.id : ++steps,
      kind,
      label,
      changes: joins ? [...last.changes, ...changes] : changes,
      at: joins ? last.at : now,
      last: now,
      tag,
      before,
      after,
      patches: joins ? last.patches : [],
      moved: movesOf(start, shown.assessment),
    };
    starts.set(step, start);
    const past = [...(joins ? desk.past.slice(0, -1) : desk.past), step].slice(-most);
    show(after, shown, { past, future: [] });
    return step;
  }

  function startOf(step: Step) {
    return starts.get(step) ?? desk.base.assessment;
  }

  function show(
    { spec, editable }: State,
    shown: Shown,
    part: Partial<Desk>,
  ): void {
    set({
      ...shown,
      spec: spec ?? desk.spec,
      editable,
      moved: movesOf(desk.base.assessment, shown.assessment),
      ...part,
    });
    judge();
  }

  /** One step back or forth: the value is known, and the text takes the same stretches. */
  function step(dir: 1 | -1): void {
    const { past, future } = desk;
    const one = dir < 0 ? past.at(-1) : future[0];
    if (!one) return;
    const to = dir < 0 ? one.before : one.after;
    const shown = to.spec ? analyse(to.spec) : pick(desk);
    show(to, shown, {
      past: dir < 0 ? past.slice(0, -1) : [...past, untagged(one)],
      future: dir < 0 ? [untagged(one), ...future] : future.slice(1),
    });
    work(async () => {
      const patches = dir < 0 ? one.patches.toReversed().map(reversed) : one.patches;
      for (const patch of patches) {
        await hand.patch(patch);
        advance(undefined, patch);
      }
    });
  }

  /** The text is a stretch further; a step remembers which. */
  function advance(step: Step | undefined, patch: Patch): void {
    written = patched(written, patch);
    step?.patches.push(patch);
  }

  /** Reads the text that was typed, now. */
  function takeText(): void {
    clearTimeout(reading);
    if (!unread) return;
    const { text, label, tag } = unread;
    unread = undefined;
    read(text, label, tag, "text");
  }

  /** Takes another text: what it says becomes the value, and what it shares with the old one stays. */
  function read(text: string, label: Text, tag: string | undefined, kind: Step["kind"]): void {
    set({ text, writing: true });
    reads++;
    work(async () => {
      const patch = patchOf(written, text);
      if (!patch) return void reads--;
      const { spec, ...found } = await hand.take(text);
      const after: State = {
        spec: spec && (desk.spec ? reuse(desk.spec, spec) : spec),
        editable: found.editable,
      };
      formal = found.findings;
      const step = commit(kind, label, tag, after, []);
      reads--;
      set({ places: placesOf(found), stale: spec === undefined });
      advance(step, patch);
    });
  }

  /** Acts on the value, after what waits to be read is in it. */
  function whenRead(act: () => void): void {
    if (reads === 0) return act();
    work(() => Promise.resolve(act()));
  }

  /** Adds to what is to happen to the text. */
  function work(job: () => Promise<void>): void {
    jobs++;
    const born = age;
    if (!desk.writing) set({ writing: true });
    chain = chain.then(async () => {
      try {
        if (born === age) await job();
      } catch (error) {
        await recover(error);
      }
      if (--jobs === 0) await rested();
    });
  }

  /** Nothing waits: the text is complete, is held against the value, and goes to the file. */
  async function rested(): Promise<void> {
    if (over) return;
    const { spec } = desk;
    const found = await hand.read();
    if (jobs > 0) return;
    if (found.print !== undefined && spec && found.print !== fingerprint(spec)) {
      return await recover(new Error("The text says something else than the screen."));
    }
    formal = found.findings;
    inText = desk.past.at(-1)?.id ?? 0;
    set({
      // What is being typed into the text stays on the screen until it is read.
      ...(unread ? {} : { text: written, writing: false }),
      editable: found.editable,
      stale: found.print === undefined,
      places: placesOf(found),
    });
    if (slow > patience) {
      if (found.print !== undefined) judged = await hand.judge(today);
      if (jobs === 0) set({ findings: [...formal, ...judged] });
    } else judge();
    if (found.editable) {
      given.push({ text: written, step: inText });
      saver.changed(written);
    } else {
      saver.hold(written);
      if (desk.saving.kind !== "conflict") set({ saving: { kind: "held", at: desk.saving.at } });
    }
  }

  /** The text is what counts: what could not be written into it is taken back. */
  async function recover(error: unknown): Promise<void> {
    age++;
    reads = 0;
    const { spec, ...found } = await hand.take(written);
    formal = found.findings;
    const shown = fresh(spec);
    set({
      ...shown,
      spec,
      text: written,
      editable: found.editable,
      stale: spec === undefined,
      places: placesOf(found),
      past: [],
      future: [],
      base: { ...desk.base, step: 0 },
      moved: movesOf(desk.base.assessment, shown.assessment),
    });
    office.notice({ kind: "unwritten", detail: String((error as Error).message ?? error) });
    judge();
  }

  /**
   * Finds what does not fit together; a moment later, so that results come first. In a large record
   * that takes too long here: then the hand does it, when the text has caught up.
   */
  function judge(): void {
    if (slow > patience) return;
    clearTimeout(judging);
    judging = setTimeout(judgeNow, 0);
  }

  function judgeNow(): void {
    clearTimeout(judging);
    judging = undefined;
    set({ findings: found(desk) });
  }

  function found({ system, assessment }: Shown): readonly Finding[] {
    const start = performance.now();
    judged = [...(system ? check(system) : []), ...(assessment ? lint(assessment) : [])];
    slow = performance.now() - start;
    return [...formal, ...judged];
  }

  function baseOf(kind: "saved" | "pinned"): Desk["base"] {
    const step = desk.past.at(-1)?.id ?? 0;
    return { kind, at: office.now(), step, assessment: desk.assessment };
  }
}

/** What was shown when a step began, to say what it moved when more is added to it. */
const starts = new WeakMap<Step, Desk["assessment"]>();

/** The longest that finding may take here without standing in the way, in milliseconds. */
const patience = 40;
/** Typing joins into one step until it rests this long, in milliseconds. */
const rest = 30_000;
/** Steps share what they did not change, so a step costs little. */
const most = 1000;

const labels = {
  text: { ja: "テキストを書き換える", en: "Edit the text" },
  file: { ja: "他で変更されたファイルを取り込む", en: "Take the file as changed elsewhere" },
  draft: { ja: "保存されなかった下書きを戻す", en: "Restore the draft that was never saved" },
} as const satisfies Record<string, Text>;

/** Compiles changes one after the other, each on what the one before made. */
function compile(
  spec: SystemSpec,
  system: System,
  changes: readonly Change[],
): { spec: SystemSpec; edits: Edit[]; refused: Refused[] } {
  const resolve = resolver(system.catalogue);
  const all: Edit[] = [];
  const refused: Refused[] = [];
  let now = spec;
  for (const change of changes) {
    const made = edits(now, change, resolve);
    if (made.refused) refused.push({ change, problem: made.refused });
    if (made.edits.length === 0) continue;
    all.push(...made.edits);
    now = apply(now, [change], resolve).spec;
  }
  return { spec: now, edits: now === spec ? [] : all, refused };
}

function labelOf(changes: readonly Change[]): Text {
  const [first, ...more] = changes;
  const { ja, en } = describe(first);
  return more.length === 0
    ? { ja, en }
    : { ja: `${ja}（ほか${more.length}件）`, en: `${en} (and ${more.length} more)` };
}

type Shown = Pick<Desk, "system" | "assessment">;

function pick({ system, assessment }: Desk): Shown {
  return { system, assessment };
}

function placesOf({ findings, places }: Reading): Desk["places"] {
  return new Map(findings.map((finding, index) => [finding, places[index]]));
}

function untagged(step: Step): Step {
  return step.tag === undefined ? step : { ...step, tag: undefined };
}
