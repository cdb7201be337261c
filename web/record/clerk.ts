import {
  type Assessment,
  type Change,
  difference,
  type Finding,
  resolver,
  standard,
  type SystemSpec,
  type Text,
} from "../../engine/mod.ts";
import { open } from "../../engine/formats/record.ts";
import { createSaver } from "../page/saver.ts";
import type { Tagged } from "../remote.ts";
import { compile, labelOf } from "./compile.ts";
import { type Acts, type Base, type Desk, type Refused, unsaved } from "./desk.ts";
import type { Reading } from "./hand.ts";
import { createJudge, type Shown } from "./judge.ts";
import { misfitsBetween } from "./misfit.ts";
import { movesOf } from "./moved.ts";
import type { Office } from "./office.ts";
import { reversed } from "./patch.ts";
import { fingerprint } from "./print.ts";
import { reuse } from "./reuse.ts";
import { createScribe, type Taken } from "./scribe.ts";
import type { State, Step } from "./step.ts";

/**
 * Opens the desk for a file that was fetched: the hand reads its text, and from then on every change of
 * the record goes through here. The desk is a value; each next one is told.
 */
export async function openDesk(path: string, first: Tagged, office: Office): Promise<Desk> {
  const { remote, hand, today, shelf = standard, patience = 16 } = office;
  let steps = 0;
  let over = false;
  /** The last step in the text that was given to be saved, and in the one that is being saved. */
  let given = 0;
  let sent = 0;
  /** The last step that is in the text. */
  let inText = 0;
  let formal: readonly Finding[] = [];
  /** What was shown when the latest steps began, the newest first. */
  let starts: readonly { readonly step: number; readonly assessment: Desk["assessment"] }[] = [];
  /** A text that is being typed, before it rests. */
  let typed: { text: string; label: Text; tag: string | undefined } | undefined;
  let typing: ReturnType<typeof setTimeout> | undefined;

  const acts: Acts = {
    now: () => desk,
    dispatch(changes, label, tag) {
      takeTyped();
      let refused: readonly Refused[] = [];
      scribe.whenRead(() => refused = dispatch(changes, label, tag));
      return refused;
    },
    rewrite(text, label = labels.text, tag) {
      set({ text, writing: true, reading: true });
      typed = { text, label, tag };
      clearTimeout(typing);
      // A text by hand is read when it rests for a moment; a text as a whole at once.
      typing = setTimeout(takeTyped, tag === undefined ? 0 : 250);
    },
    undo() {
      takeTyped();
      scribe.whenRead(() => step(-1));
    },
    redo() {
      takeTyped();
      scribe.whenRead(() => step(1));
    },
    goTo(id) {
      takeTyped();
      scribe.whenRead(() => {
        while ((desk.past.at(-1)?.id ?? 0) > id) step(-1);
        while (desk.future.length > 0 && desk.future[0].id <= id) step(1);
      });
    },
    pin(kind = "pinned") {
      if (desk.behind) judge.now();
      compareWith(kind === "opened" ? opening : baseOf(kind));
    },
    against(text, label) {
      const { assessment } = judge.whole(open(text, path).spec);
      compareWith({ kind: "version", label, at: office.now(), step: 0, assessment });
    },
    async save() {
      await acts.settled();
      if (!desk.editable) return;
      await saver.flush();
      if (desk.saving.kind === "saved") compareWith(baseOf("saved"));
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
      await scribe.done();
      return hand.locate(paths);
    },
    async settled() {
      takeTyped();
      while (scribe.isBusy() || judge.isDue()) {
        await scribe.done();
        if (judge.isDue()) judge.now();
      }
    },
    seen(etag) {
      // Only a text that has caught up tells whether anything would be lost.
      acts.settled().then(() => saver.seen(etag)).catch(() => {});
    },
    rename(to) {
      path = to;
      saver.moved(to);
      set({ path });
    },
    async stop() {
      takeTyped();
      await scribe.done();
      over = true;
      judge.stop();
      clearTimeout(typing);
      if (desk.editable) await saver.flush().catch(() => {});
      saver.stop();
      hand.stop();
    },
  };

  const begun = await hand.take(first.text);
  formal = begun.findings;
  const [judge, analysed] = createJudge(begun.spec, {
    hand,
    shelf,
    today,
    patience,
    desk: () => desk,
    isBusy: () => scribe.isBusy(),
    told: judged,
  });
  const opening: Base = {
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
    ...analysed,
    ...textual(begun),
    spec: begun.spec,
    findings: [...formal, ...judge.found()],
    text: first.text,
    writing: false,
    reading: false,
    past: [],
    future: [],
    base: opening,
    moved: [],
    saving: { kind: "saved", at: undefined },
    draft: office.draft,
  };
  const saver = createSaver(remote, path, first, {
    saving(saving) {
      if (saving.kind === "saving") sent = given;
      // The file says what the text says, whoever wrote it there.
      set({ saving, ...(saving.kind === "saved" ? { saved: given } : {}) });
    },
    reloaded,
    saved: (_text, _before, etag) => set({ etag, saved: sent }),
  }, office.pauses);
  const scribe = createScribe(hand, first.text, {
    begun: () => desk.writing || set({ writing: true }),
    shown: async () => await office.shown?.(),
    rested,
    failed: recover,
  });
  return desk;

  function set(part: Partial<Desk>): void {
    desk = { ...desk, ...part };
    if (!over) office.told(desk);
  }

  function dispatch(
    changes: readonly Change[],
    label: Text | undefined,
    tag: string | undefined,
  ): readonly Refused[] {
    const { system, editable } = desk;
    if (!system || !editable) {
      office.notice({ kind: "locked" });
      return [];
    }
    const made = compile(system, changes);
    if (made.refused.length > 0) office.notice({ kind: "refused", refused: made.refused });
    if (made.edits.length === 0) return made.refused;
    const [unfit] = misfitsBetween(system.spec, made.spec);
    if (unfit) {
      office.notice({ kind: "unfit", path: unfit.path, message: unfit.message });
      return made.refused;
    }
    const done = { kind: "change", label: label ?? labelOf(changes), tag, changes } as const;
    const { patches } = commit(done, { spec: made.spec, editable: true });
    scribe.splice(made.edits, patches);
    return made.refused;
  }

  /** Puts a step on the past and shows what it comes to. */
  function commit(done: Done, after: State): Step {
    const now = office.now();
    const last = desk.past.at(-1);
    const joins = done.tag !== undefined && last?.tag === done.tag && desk.future.length === 0 &&
      now - last.last < rest && last.id > desk.base.step;
    const shown = judge.shown(after.spec);
    // One step from where it began: results that went there and back did not move.
    const start = joins ? startOf(last) : desk.assessment;
    const step: Step = {
      ...done,
      id: joins ? last.id : ++steps,
      changes: joins ? [...last.changes, ...done.changes] : done.changes,
      at: joins ? last.at : now,
      last: now,
      before: joins ? last.before : { spec: desk.spec, editable: desk.editable },
      after,
      patches: joins ? last.patches : [],
      moved: movesOf(start, shown.assessment),
    };
    if (!joins) starts = [{ step: step.id, assessment: start }, ...starts].slice(0, begins);
    const past = [...(joins ? desk.past.slice(0, -1) : desk.past), step].slice(-most);
    show(after, shown, { past, future: [] });
    return step;
  }

  function show({ spec, editable }: State, shown: Shown, part: Partial<Desk>): void {
    const moved = movesOf(desk.base.assessment, shown.assessment);
    set({ ...shown, spec: spec ?? desk.spec, editable, moved, ...part });
    judge.due();
  }

  /** One step back or forth: the value is known, and the text takes the same stretches. */
  function step(dir: 1 | -1): void {
    const { past, future } = desk;
    const one = dir < 0 ? past.at(-1) : future[0];
    if (!one) return;
    const to = dir < 0 ? one.before : one.after;
    show(to, judge.shown(to.spec), {
      past: dir < 0 ? past.slice(0, -1) : [...past, untagged(one)],
      future: dir < 0 ? [untagged(one), ...future] : future.slice(1),
    });
    scribe.replay(() => dir < 0 ? one.patches.toReversed().map(reversed) : one.patches);
  }

  /** Reads the text that is being typed, now. */
  function takeTyped(): void {
    clearTimeout(typing);
    if (!typed) return;
    const { text, label, tag } = typed;
    typed = undefined;
    read(text, { kind: "text", label, tag });
  }

  /** Takes another text: what it says becomes the value, and what it shares with the old one stays. */
  function read(text: string, done: Omit<Done, "changes">): void {
    set({ text, writing: true, reading: true });
    scribe.take(text, (taken) => {
      formal = taken.findings;
      const spec = taken.spec && (desk.spec ? reuse(desk.spec, taken.spec) : taken.spec);
      const changes = changesTo(spec);
      const { patches } = commit({ ...done, changes }, { spec, editable: taken.editable });
      set(textual(taken));
      return patches;
    });
  }

  /** What another text changes, so that the history can be read. */
  function changesTo(spec: SystemSpec | undefined): readonly Change[] {
    const { system } = desk;
    if (!system || !spec) return [];
    return difference(system.spec, spec, resolver(system.catalogue));
  }

  /** The file was changed elsewhere and nothing here is lost by taking it. */
  function reloaded(text: string, etag: string): void {
    // What was done while the file was being fetched is done again on what it says now.
    const since = desk.past.filter(({ id }) => id > inText);
    set({ etag });
    if (text === scribe.text() && since.length === 0) return;
    read(text, { kind: "file", label: labels.file, tag: undefined });
    office.notice({ kind: "reloaded" });
    for (const { changes, label } of since) {
      if (changes.length > 0) acts.dispatch(changes, label);
    }
  }

  /** The text is complete: it is held against the value, and goes to the file. */
  async function rested(reading: Reading): Promise<void> {
    if (over) return;
    const { spec } = desk;
    if (reading.print !== undefined && spec && reading.print !== fingerprint(spec)) {
      await recover(new Error("The text says something else than the screen."));
    }
    formal = reading.findings;
    inText = desk.past.at(-1)?.id ?? 0;
    // What is being typed into the text stays on the screen until it is read.
    set({
      ...textual(reading),
      ...(typed ? {} : { text: scribe.text(), writing: false, reading: false }),
    });
    save(reading.editable);
    await judge.rested(reading.print !== undefined);
  }

  /** Gives the text to be saved; one with errors of form only to the journal. */
  function save(sound: boolean): void {
    const text = scribe.text();
    if (sound) {
      given = inText;
      return saver.changed(text);
    }
    saver.hold(text);
    if (desk.saving.kind !== "conflict") set({ saving: { kind: "held", at: desk.saving.at } });
  }

  /** The text is what counts: what could not be written into it is taken back. */
  async function recover(error: unknown): Promise<void> {
    const taken = await scribe.reset();
    formal = taken.findings;
    const shown = judge.whole(taken.spec);
    const moved = movesOf(desk.base.assessment, shown.assessment);
    const base = { ...desk.base, step: 0 };
    set({ ...shown, ...textual(taken), spec: taken.spec, past: [], future: [], base, moved });
    office.notice({ kind: "unwritten", detail: String((error as Error).message ?? error) });
    judge.due();
  }

  /** What was found in the record; with the plan, where it was behind, and what that moved. */
  function judged(found: readonly Finding[], whole: Assessment | undefined): void {
    const findings = [...formal, ...found];
    const same = findings.length === desk.findings.length &&
      findings.every((finding, index) => finding === desk.findings[index]);
    set({ ...(same ? {} : { findings }), ...(whole ? caughtUp(whole) : {}) });
  }

  /** The last step may have moved the plan and the verdict besides. */
  function caughtUp(assessment: Assessment): Partial<Desk> {
    const moved = movesOf(desk.base.assessment, assessment);
    const last = desk.past.at(-1);
    const start = last && startOf(last);
    if (!last || !start) return { assessment, behind: false, moved };
    const step = { ...last, moved: movesOf(start, assessment) };
    return { assessment, behind: false, moved, past: [...desk.past.slice(0, -1), step] };
  }

  /** What was shown when a step began, to say what it moved when more is added to it. */
  function startOf({ id }: Step): Assessment | undefined {
    return starts.find(({ step }) => step === id)?.assessment;
  }

  function compareWith(base: Base): void {
    set({ base, moved: movesOf(base.assessment, desk.assessment) });
  }

  function baseOf(kind: "saved" | "pinned"): Base {
    const step = desk.past.at(-1)?.id ?? 0;
    return { kind, at: office.now(), step, assessment: desk.assessment };
  }
}

/** Typing joins into one step until it rests this long, in milliseconds. */
const rest = 30_000;
/** Steps share what they did not change, so a step costs little. */
const most = 1000;
/** Of so many steps it is remembered what was shown when they began: that is a whole assessment each. */
const begins = 4;

const labels = {
  text: { ja: "テキストを書き換える", en: "Edit the text" },
  file: { ja: "他で変更されたファイルを取り込む", en: "Take the file as changed elsewhere" },
  draft: { ja: "保存されなかった下書きを戻す", en: "Restore the draft that was never saved" },
} as const satisfies Record<string, Text>;

type Done = Pick<Step, "kind" | "label" | "tag" | "changes">;

/** What a reading of the text says of it. */
function textual(
  { findings, places, editable, print }: Reading | Taken,
): Pick<Desk, "places" | "editable" | "stale"> {
  return {
    places: new Map(findings.map((finding, index) => [finding, places[index]])),
    editable,
    stale: print === undefined,
  };
}

function untagged(step: Step): Step {
  return step.tag === undefined ? step : { ...step, tag: undefined };
}
