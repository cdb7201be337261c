import { jsonSchema } from "../../schema.ts";
import type { Call, Command } from "../call.ts";
import { create } from "../files.ts";
import { codes } from "../stop.ts";
import { print } from "../terminal.ts";

export const schema: Command = {
  name: "schema",
  summary: {
    ja: "記録のJSON Schemaを出力する（エディタの補完用）",
    en: "print the JSON Schema of a record, for editors",
  },
  usage: {
    ja: `使い方: mitate schema [-o FILE] [--lang ja|en]

記録の形式をJSON Schemaで出力します。エディタに設定すると、記録を書くときに補完と検査が働きます。`,
    en: `Usage: mitate schema [-o FILE] [--lang ja|en]

Prints the format of a record as JSON Schema, with which editors complete and check what is typed.`,
  },
  options: { value: ["output"] },
  takes: { least: 0, most: 0 },
  run,
};

async function run(call: Call): Promise<number> {
  const text = JSON.stringify(jsonSchema(), null, 2) + "\n";
  const file = call.value("output");
  if (file === undefined) {
    print(text);
    return codes.fine;
  }
  await create(file, text);
  print(call.lang === "ja" ? `「${file}」を作りました。\n` : `Made "${file}".\n`);
  return codes.fine;
}
