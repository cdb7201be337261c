import { limits } from "../../formats/limits.ts";
import type { Call, Command } from "../call.ts";
import { readBytes } from "../files.ts";
import { codes, Stop } from "../stop.ts";
import { print, terminal } from "../terminal.ts";

export const verify: Command = {
  name: "verify",
  summary: {
    ja: "公開した報告書の内容が保たれているか確かめる",
    en: "check whether a published report still holds",
  },
  usage: {
    ja: `使い方: mitate verify REPORT [--workspace DIR | --alone] [--json] [--lang ja|en]

mitate publish か「公開…」ボタンで作った報告書 REPORT を確かめます。

  1. 報告書自身の要約値（SHA-256）が一致するか
  2. 収められたノートブックと記録から計算し直し、表示されている内容と一致するか
  3. 手元に元のノートブックと記録があれば、現在の内容でも同じ結果になるか。変わっていれば、
     何が変わり、どの結果が動いたか

セルは、権限を一つも持たないワーカーで動かします。報告書に含まれるスクリプトは実行しません。
要約値は、破損や不注意な書換えに気付くためのもので、故意の偽造は防げません。

  --workspace DIR  比べるワークスペース。既定は、現在のフォルダか報告書の近くで見つかったもの
  --alone          ワークスペースとは比べない
  --json           JSONで出力する

終了コード: 0 保たれている、1 保たれていない、2 使い方の誤り・報告書ではないファイル`,
    en: `Usage: mitate verify REPORT [--workspace DIR | --alone] [--json] [--lang ja|en]

Checks the report REPORT that mitate publish or the button Publish… made:

  1. whether its own digest (SHA-256) is right
  2. whether the notebook and records in it, computed again, give what it shows
  3. where the notebook and the records are at hand: whether they still give the same, and if not, what
     was changed and which results move

Cells run in a worker without any permission; the scripts in the report do not run. The digest shows
damage and accidental changes; it does not guard against forgery.

  --workspace DIR  the workspace to compare with; by default one found here or near the report
  --alone          compare with no workspace
  --json           print JSON

Exit codes: 0 it holds, 1 it does not, 2 wrong usage, or a file that is no report`,
  },
  options: { value: ["workspace"], flag: ["alone", "json"] },
  takes: { least: 1, most: 1 },
  run,
};

async function run(call: Call): Promise<number> {
  const { lang, args: [file] } = call;
  const bytes = await readBytes(file);
  // The compiler of cells is large; the other commands do without it.
  const [{ verify }, { read }, { tell, unread }] = await Promise.all([
    import("../verify.ts"),
    import("../verify/read.ts"),
    import("../verify/tell.ts"),
  ]);
  if (bytes.length > limits.size) throw new Stop(unread("large", file), codes.misuse);
  const report = await read(bytes);
  if (typeof report === "string") {
    throw new Stop(unread(report, file), report === "other" ? codes.misuse : codes.defect);
  }
  const where = { file, folder: call.value("workspace"), alone: call.flag("alone") };
  const found = await verify(report, where);
  const { at, engine, records } = report.evidence;
  print(
    call.flag("json")
      ? JSON.stringify(
        { mitate: 1, at, engine, records: records.length, ...plain(found) },
        null,
        2,
      ) +
        "\n"
      : tell(found, lang, terminal()),
  );
  return found.holds ? codes.fine : codes.defect;
}

/** Without what is only for reading. */
function plain(found: object): object {
  return JSON.parse(
    JSON.stringify(found, (key, value) => key === "blocks" ? undefined : value),
  );
}
