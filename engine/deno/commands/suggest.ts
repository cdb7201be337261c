import { tell } from "../../finding.ts";
import { proposals } from "../../formats/chapters/proposals.ts";
import { voice } from "../../formats/chapters/voice.ts";
import { text } from "../../formats/report.ts";
import { adopt, suggest as propose } from "../../library.ts";
import type { Lang } from "../../text.ts";
import type { Call, Command } from "../call.ts";
import { load, patterns } from "../load.ts";
import { codes, defect, Stop } from "../stop.ts";
import { print, terminal } from "../terminal.ts";
import { editable, save } from "./set.ts";

export const suggest: Command = {
  name: "suggest",
  summary: {
    ja: "プロファイルに合う攻撃シナリオを提案する。--add で記録に加える",
    en: "propose attack scenarios that fit the profile; --add takes them in",
  },
  usage: {
    ja: `使い方: mitate suggest FILE [--add パターン]… [--lang ja|en]

攻撃シナリオのパターンを記録 FILE のプロファイルと照らし合わせ、合うものを理由とともに示します。
記録と同じ場所の patterns フォルダにあるパターンも使います。

  --add ransomware  そのパターンからシナリオを作り、記録に書き加える（何度でも指定できる）`,
    en: `Usage: mitate suggest FILE [--add PATTERN]… [--lang ja|en]

Holds the attack scenario patterns against the profile of the record FILE and shows which fit, with
the reason. Patterns in a folder patterns beside the record are used as well.

  --add ransomware  make a scenario from that pattern and write it into the record (repeatable)`,
  },
  options: { many: ["add"] },
  takes: { least: 1, most: 1 },
  run,
};

async function run(call: Call): Promise<number> {
  const [file] = call.args;
  const loaded = await load(file);
  const known = await patterns(file);
  const add = call.many("add");
  if (add.length > 0) {
    const system = editable(loaded);
    const { changes, refused } = adopt(system, known, add);
    if (refused.length > 0) {
      const all = (lang: Lang) => refused.map((finding) => tell(finding, lang)).join("\n");
      throw new Stop({ ja: all("ja"), en: all("en") }, codes.misuse);
    }
    await save(loaded.opened, system, changes, call.lang);
    return codes.fine;
  }
  if (!loaded.system) {
    throw defect(
      `「${file}」は読み取れません。mitate check ${file} で指摘を確かめてください。`,
      `"${file}" cannot be read; mitate check ${file} says why.`,
    );
  }
  const found = propose(loaded.system, known);
  const blocks = proposals(found, loaded.system, file, voice(call.lang));
  print(text(blocks, { lang: call.lang, ...terminal() }));
  return codes.fine;
}
