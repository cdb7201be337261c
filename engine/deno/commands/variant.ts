import { assess } from "../../assess.ts";
import { board } from "../../formats/chapters/variants.ts";
import { voice } from "../../formats/chapters/voice.ts";
import { harmless } from "../../formats/column.ts";
import { text } from "../../formats/report.ts";
import { compare as messages } from "../../messages/compare.ts";
import type { System } from "../../model.ts";
import { closest } from "../../nearest.ts";
import { dropped, extended, renamed } from "../../repair.ts";
import type { Change } from "../../schema.ts";
import { type Variant, variant as find, variants, varied } from "../../variant.ts";
import { type Call, type Command, dayOf } from "../call.ts";
import { load } from "../load.ts";
import { noVariant } from "../state.ts";
import { codes, defect, misuse } from "../stop.ts";
import { print, terminal } from "../terminal.ts";
import { changesOf } from "../trial.ts";
import { editable, save } from "./set.ts";

export const variant: Command = {
  name: "variant",
  summary: {
    ja: "変更案を並べて示す。作成、手直し、削除もする",
    en: "show the variants of a record side by side; make, mend or remove one",
  },
  usage: {
    ja: `使い方: mitate variant FILE [--at 日付]
        mitate variant FILE ID [--set X=Y]… [--measure M1]… [--base 案] [--name 名称] [--why 理由]
        mitate variant FILE ID [--drop 番号]… [--remap 旧=新]… [--remove]

変更案は、記録を変えずに「もし」を残しておく名前付きの変更の集まりです。FILE だけを指定すると、
記録と変更案を並べて示します。mitate compare FILE FILE#ID で違いと原因を示します。

  --set AC-2=implemented  変更を加える（書き方は mitate assess --help）
  --measure M1            記録の対策 M1 の変更を加える
  --base 案               ほかの変更案の上に作る
  --drop 2                2番目の変更を外す
  --remap S7=S8           変更の中の名前 S7 を S8 に読み替える
  --remove                変更案を削除する`,
    en: `Usage: mitate variant FILE [--at DATE]
       mitate variant FILE ID [--set X=Y]… [--measure M1]… [--base ID] [--name TEXT] [--why TEXT]
       mitate variant FILE ID [--drop NUMBER]… [--remap OLD=NEW]… [--remove]

A variant is a named set of changes that keeps a what-if without changing the record. With FILE alone,
shows the record and its variants side by side. mitate compare FILE FILE#ID shows what differs and why.

  --set AC-2=implemented  add a change (mitate assess --help says what X=Y may be)
  --measure M1            add the changes of the measure M1
  --base ID               make it over another variant
  --drop 2                take out the second change
  --remap S7=S8           read the name S7 as S8 in its changes
  --remove                remove the variant`,
  },
  options: {
    value: ["at", "base", "name", "why"],
    many: ["set", "measure", "drop", "remap"],
    flag: ["remove"],
  },
  takes: { least: 1, most: 2 },
  run,
};

async function run(call: Call): Promise<number> {
  const [file, id] = call.args;
  const loaded = await load(file);
  // A record with defects may be looked at, though not be written to.
  if (id === undefined && loaded.system) {
    show(loaded.system, file, call);
    return codes.fine;
  }
  if (id === undefined) {
    throw defect(
      `「${file}」は読み取れません。mitate check ${file} で指摘を確かめてください。`,
      `"${file}" cannot be read; mitate check ${file} says why.`,
    );
  }
  const system = editable(loaded);
  await save(loaded.opened, system, changesFor(system, id, file, call), call.lang);
  return codes.fine;
}

function show(system: System, file: string, call: Call): void {
  const at = dayOf(call);
  const base = assess(system, at);
  const list = variants(system).map((variant) => ({
    variant,
    result: assess(varied(system, variant), at),
  }));
  const title = `${harmless(system.name[call.lang])}  ${messages.variants[call.lang]}\n\n`;
  const blocks = board({ base, variants: list, file }, voice(call.lang));
  print(title + text(blocks, { lang: call.lang, ...terminal() }));
}

function changesFor(system: System, id: string, file: string, call: Call): Change[] {
  const known = find(system, id);
  const removing = ["drop", "remap"].some((name) => call.many(name).length > 0) ||
    call.flag("remove");
  if (!known) {
    if (removing) throw noVariant(system, id, file);
    return [made(system, id, file, call)];
  }
  if (call.flag("remove")) return [removal(system, id)];
  const fields = (["base", "name", "why"] as const).flatMap((field): Change[] => {
    const value = call.value(field);
    return value === undefined
      ? []
      : [{ type: "set-field", on: `variant/${id}`, field, value: value === "" ? null : value }];
  });
  const added = extended(known, tried(varied(system, known), system, call));
  // Names first: positions are those the person sees.
  const changes = [...read(known, call), ...added, ...dropped(known, drops(known, call))];
  if (changes.length + fields.length > 0) return [...fields, ...changes];
  throw misuse(
    `変更案「${id}」はすでにあります。--set、--measure、--drop、--remap、--remove のいずれかを付けてください。`,
    `The variant "${id}" exists; give --set, --measure, --drop, --remap or --remove.`,
  );
}

/** With the last variant goes the list: nothing of it is left in the file. */
function removal({ spec }: System, id: string): Change {
  return spec.variants?.length === 1
    ? { type: "set-field", on: "system", field: "variants", value: null }
    : { type: "remove", from: "variants", id };
}

function made(system: System, id: string, file: string, call: Call): Change {
  const base = call.value("base");
  const under = base === undefined ? undefined : find(system, base);
  if (base !== undefined && !under) throw noVariant(system, base, file);
  const changes = tried(under ? varied(system, under) : system, system, call);
  if (changes.length === 0) {
    throw misuse(
      `変更案「${id}」に変更がありません。--set AC-2=implemented や --measure M1 を付けてください。`,
      `The variant "${id}" would change nothing; give --set AC-2=implemented or --measure M1.`,
    );
  }
  const [name, why] = [call.value("name"), call.value("why")];
  const entries = Object.entries({ id, name, base, why, changes });
  const value = Object.fromEntries(entries.filter(([, one]) => one !== undefined));
  return { type: "add", to: "variants", value };
}

/** Changes as typed, and those of measures. */
function tried(on: System, { measures }: System, call: Call): Change[] {
  const ids = measures.map(({ id }) => id);
  const planned = call.many("measure").flatMap((id) => {
    const found = measures.find((measure) => measure.id === id);
    if (found) return found.changes;
    const near = closest(id, ids);
    throw misuse(
      `対策「${id}」はありません。${
        near ? `「${near}」のことではありませんか。` : `あるのは ${ids.join("、")} です。`
      }`,
      `There is no measure "${id}"${near ? `; did you mean "${near}"?` : `; there are ${ids}.`}`,
    );
  });
  return [...planned, ...changesOf(on, call.many("set"))];
}

function read(known: Variant, call: Call): Change[] {
  return call.many("remap").flatMap((typed) => {
    const [from, to, ...rest] = typed.split("=");
    if (!from || !to || rest.length > 0) {
      throw misuse(
        `--remap の「${typed}」は読み取れません。S7=S8 のように書いてください。`,
        `"${typed}" after --remap cannot be read; write it like S7=S8.`,
      );
    }
    const changes = renamed(known, from, to);
    if (changes.length > 0) return changes;
    throw misuse(
      `変更案「${known.id}」の変更に「${from}」という名前はありません。`,
      `No change of the variant "${known.id}" names "${from}".`,
    );
  });
}

function drops(known: Variant, call: Call): number[] {
  return call.many("drop").map((typed) => {
    const index = Number(typed) - 1;
    if (known.own[index] !== undefined) return index;
    throw misuse(
      `変更案「${known.id}」に${typed}番目の変更はありません。変更は${known.own.length}件です。`,
      `The variant "${known.id}" has no change ${typed}; it has ${known.own.length}.`,
    );
  });
}
