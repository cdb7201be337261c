import { apply, describe, edits } from "../../change.ts";
import { line } from "../../formats/chapters/sources.ts";
import { voice } from "../../formats/chapters/voice.ts";
import { difference, shown } from "../../formats/diff.ts";
import { plain } from "../../formats/document.ts";
import { type Opened, placeOf, splice } from "../../formats/record.ts";
import type { System } from "../../model.ts";
import type { Change, SystemSpec } from "../../schema.ts";
import { resolver } from "../../resolve.ts";
import type { Lang } from "../../text.ts";
import type { Call, Command } from "../call.ts";
import { replace } from "../files.ts";
import { load, type Loaded } from "../load.ts";
import { codes, Stop } from "../stop.ts";
import { print, terminal } from "../terminal.ts";
import { changesOf } from "../trial.ts";
import { harmless } from "../../formats/column.ts";

export const set: Command = {
  name: "set",
  summary: {
    ja: "変更を記録に書き込む（書式とコメントはそのまま）",
    en: "write changes into a record, leaving all else as it is",
  },
  usage: {
    ja: `使い方: mitate set FILE X=Y… [--lang ja|en]

変更を記録 FILE に書き込みます。変わるところ以外の書式・コメント・改行は一字も変えません。
変わらない変更では何も書きません。X=Y の書き方は mitate assess --help にあります。`,
    en: `Usage: mitate set FILE X=Y… [--lang ja|en]

Writes changes into the record FILE. Everything else keeps its bytes: layout, comments, line ends.
A change that changes nothing writes nothing. mitate assess --help says what X=Y may be.`,
  },
  options: {},
  takes: { least: 2, most: Infinity },
  run,
};

async function run(call: Call): Promise<number> {
  const [file, ...written] = call.args;
  const loaded = await load(file);
  const system = editable(loaded);
  await save(loaded.opened, system, changesOf(system, written), call.lang);
  return codes.fine;
}

/** The system of a record that may be written to; a record with errors of form may not. */
export function editable({ file, opened, system }: Loaded): System {
  if (opened.editable && system) return system;
  const errors = opened.findings.filter(({ severity }) => severity === "error");
  const list = (lang: Lang) =>
    errors.map((finding) =>
      plain(line({ ...finding, ...placeOf(opened, finding) }, file, voice(lang)))
    ).join("\n");
  throw new Stop({
    ja: `「${file}」には次の誤りがあるため書き込めません。先に直してください。\n${list("ja")}`,
    en: `"${file}" has these errors and cannot be written to; correct them first.\n${list("en")}`,
  }, codes.defect);
}

/** Splices changes into a record, writes it in one go and shows the lines that changed, unless `quiet`. */
export async function save(
  opened: Opened,
  system: System,
  changes: readonly Change[],
  lang: Lang,
  { quiet = false }: { readonly quiet?: boolean } = {},
): Promise<void> {
  const text = spliced(opened, system, changes);
  if (quiet) {
    return text === opened.text ? undefined : await replace(opened.file, opened.text, text);
  }
  const found = difference(opened.text, text);
  if (text === opened.text) {
    print(
      lang === "ja"
        ? `「${opened.file}」はすでにこのとおりです。何も書き込みませんでした。\n`
        : `"${opened.file}" already says so; nothing was written.\n`,
    );
    return;
  }
  await replace(opened.file, opened.text, text);
  const lines = shown(found, terminal().columns).map(harmless);
  const told = changes.map((change) => harmless(describe(change)[lang]));
  print([opened.file, ...told.map((one) => `  ${one}`), ...lines].join("\n") + "\n");
}

function spliced(opened: Opened, system: System, changes: readonly Change[]): string {
  const resolve = resolver(system.catalogue);
  let text = opened.text;
  let spec: SystemSpec = system.spec;
  for (const change of changes) {
    text = splice(text, edits(spec, change, resolve).edits);
    spec = apply(spec, [change], resolve).spec;
  }
  return text;
}
