import { harmless } from "../../formats/column.ts";
import { text } from "../../formats/report.ts";
import type { Lang, Text } from "../../text.ts";
import type { Verification } from "../verify.ts";
import type { Differing } from "./differ.ts";
import type { Unread } from "./read.ts";
import type { Beside, RecordBeside, TableBeside } from "./workspace.ts";

/** What checking a report found, in words; the answer comes first. */
export function tell(
  found: Verification,
  lang: Lang,
  look: { readonly columns: number; readonly colour: boolean },
): string {
  const lines = [
    words[found.holds ? "holds" : "fails"][lang],
    "",
    words[found.digest.holds ? "digestHolds" : "digestFails"][lang],
    ...engineOf(found, lang),
    ...ownOf(found, lang),
    ...workspaceOf(found, lang, look),
  ];
  return lines.map((line) => line.split("\n").map(harmless).join("\n")).join("\n") + "\n";
}

function engineOf({ engine: { then, now, build } }: Verification, lang: Lang): string[] {
  if (then !== now) return [fill(words.otherEngine, lang, { then, now })];
  return build ? [] : [words.otherBuild[lang]];
}

function ownOf({ own: { how, trouble, differing } }: Verification, lang: Lang): string[] {
  if (how === "missing") return [words.missing[lang]];
  if (how === "failed") return [fill(words.failed, lang, { detail: trouble?.[lang] ?? "" })];
  const whence = words[how][lang];
  if (differing.length === 0) return [`${whence}${words.ownHolds[lang]}`];
  const count = String(differing.length);
  return [
    `${whence}${fill(words.ownFails, lang, { count })}`,
    ...differing.flatMap((one) => apart(one, lang, ["shown", "computed"])),
  ];
}

/** Enough to know where to look. */
const most = 50;

function apart(
  { part, label, shown, computed }: Differing,
  lang: Lang,
  [first, second]: readonly ["shown", "computed"] | readonly ["then", "now"],
): string[] {
  const name = part === "cell" ? label : parts[part][lang];
  if (shown === computed) return [`  ${name}${words.colon[lang]}${words.unseen[lang]}`];
  return [
    `  ${name}`,
    `    ${words[first][lang]}${shown || words.nothing[lang]}`,
    `    ${words[second][lang]}${computed || words.nothing[lang]}`,
  ];
}

function workspaceOf(
  { workspace }: Verification,
  lang: Lang,
  look: { readonly columns: number; readonly colour: boolean },
): string[] {
  if (!workspace) return [words.noWorkspace[lang]];
  return [
    "",
    fill(words.workspace, lang, { folder: workspace.folder }),
    notebooks[workspace.notebook][lang],
    ...workspace.records.flatMap((record) => recordOf(record, lang, look)),
    ...workspace.tables.map((table) => tableOf(table, lang)),
    ...cellsOf(workspace, lang),
  ];
}

function recordOf(
  { path, state, changes, blocks }: RecordBeside,
  lang: Lang,
  look: { readonly columns: number; readonly colour: boolean },
): string[] {
  const line = fill(records[state], lang, { path });
  if (blocks.length === 0) return [line, ...changes.map((change) => `  ${change[lang]}`)];
  return [line, "", text(blocks, { lang, ...look }).trimEnd(), ""];
}

function tableOf({ id, name, then, now }: TableBeside, lang: Lang): string {
  const short = (one: TableBeside["now"]) =>
    one ? `${one.version} (${one.sha256.slice(0, 12)})` : words.unused[lang];
  return fill(words.table, lang, { id, name: name[lang], then: short(then), now: short(now) });
}

function cellsOf({ notebook, cells }: Beside, lang: Lang): string[] {
  if (notebook === "missing") return [];
  if (cells.length === 0) return [words.cellsHold[lang]];
  return [
    fill(words.cellsMove, lang, { count: String(cells.length) }),
    ...cells.slice(0, most).flatMap((one) => apart(one, lang, ["then", "now"])),
  ];
}

/** A file that cannot be checked, in words, with the way out. */
export function unread(why: Unread | "large", file: string): Text {
  const [ja, en] = reasons[why];
  return { ja: `「${file}」${ja}`, en: `"${file}" ${en}` };
}

const reasons: Readonly<Record<Unread | "large", readonly [string, string]>> = {
  other: [
    "はMitateが公開した報告書ではありません。mitate publish か「公開…」ボタンで作ったファイルを指定してください。",
    "is no report that Mitate published. Name a file made by mitate publish or the button Publish….",
  ],
  large: [
    "は大きすぎるため検証しません（上限 20 MB）。報告書であれば、公開し直してください。",
    "is too large to be checked (at most 20 MB). If it is a report, publish it anew.",
  ],
  encoding: [
    "の文字がUTF-8ではありません。別の文字コードで保存し直された可能性があります。受け取った元のファイルで検証してください。",
    "is not in UTF-8. It may have been saved in another encoding; check the file as it was handed over.",
  ],
  digest: [
    "には報告書自身の要約値がありません。壊れているか、古い版のMitateで公開されたものです。公開し直してください。",
    "does not have its own digest. It is damaged, or was published by an early version of Mitate; publish it anew.",
  ],
  evidence: [
    "の根拠のデータが壊れているため、検証できません。受け取った元のファイルで検証してください。",
    "cannot be checked: its data are damaged. Check the file as it was handed over.",
  ],
  newer: [
    "は新しい版のMitateで公開されています。Mitateを更新してから検証してください。",
    "was published by a newer version of Mitate. Update Mitate, then check it.",
  ],
};

const words = {
  holds: { ja: "この報告書の内容は保たれています。", en: "This report holds." },
  fails: { ja: "この報告書の内容は保たれていません。", en: "This report does not hold." },
  digestHolds: {
    ja: "要約値：一致します。公開後の破損や書換えは見つかりません（故意の偽造は防げません）。",
    en:
      "Digest: as published, so nothing was damaged or changed by accident (forgery is another matter).",
  },
  digestFails: {
    ja: "要約値：一致しません。公開後に中身が変わっています。",
    en: "Digest: different, so the file was changed after it was published.",
  },
  otherEngine: {
    ja:
      "エンジン：Mitate {then} で公開された報告書を、Mitate {now} で計算し直しました。スクリプトと書式は比べていません。",
    en:
      "Engine: published by Mitate {then}, computed again by Mitate {now}; scripts and style were not compared.",
  },
  otherBuild: {
    ja: "エンジン：版は同じですが、組み立てが異なります。スクリプトと書式は比べていません。",
    en: "Engine: of the same version, but another build; scripts and style were not compared.",
  },
  done: { ja: "収録された内容からの再計算：", en: "Computed again from its own contents: " },
  found: {
    ja: "要約値が一致するワークスペースの記録を補った再計算：",
    en: "Computed again with the workspace's files of the same digests: ",
  },
  ownHolds: { ja: "表示はすべて一致します。", en: "everything it shows is the same." },
  ownFails: {
    ja: "{count} か所が一致しません。",
    en: "{count} place(s) differ.",
  },
  missing: {
    ja:
      "再計算：要約値だけが収められ、同じ内容の記録やノートブックが手元にないため、行っていません。--workspace で場所を指定できます。",
    en:
      "Not computed again: the report carries digests only, and no files with these digests were found. Name their workspace with --workspace.",
  },
  failed: {
    ja: "再計算：最後まで行えませんでした。{detail}",
    en: "Computing it again came to no end. {detail}",
  },
  unseen: {
    ja: "読める文字は同じですが、見た目や埋め込まれたデータが異なります。",
    en: "reads the same, but its look or its data differ.",
  },
  shown: { ja: "報告書の表示：", en: "shown:    " },
  computed: { ja: "計算した結果：", en: "computed: " },
  then: { ja: "報告書：", en: "report: " },
  now: { ja: "現在：　", en: "now:    " },
  nothing: { ja: "（なし）", en: "(nothing)" },
  colon: { ja: "：", en: ": " },
  noWorkspace: {
    ja: "ワークスペース：元のノートブックや記録が手元にないため、比べていません。",
    en: "Workspace: not compared, since neither the notebook nor the records were found here.",
  },
  workspace: { ja: "ワークスペース {folder}", en: "Workspace {folder}" },
  unused: { ja: "使っていない", en: "not used" },
  table: {
    ja: "表 {id}（{name}）：{then} → {now}",
    en: "Table {id} ({name}): {then} → {now}",
  },
  cellsHold: {
    ja: "現在の内容から計算しても、報告書の結果はすべて同じです。",
    en: "Computed from what is there now, every result of the report is the same.",
  },
  cellsMove: {
    ja: "現在の内容から計算すると、{count} 個のセルの結果が変わります。ほかの結果は同じです。",
    en:
      "Computed from what is there now, the results of {count} cell(s) differ; the others are the same.",
  },
} satisfies Record<string, Text>;

const parts: Readonly<Record<Exclude<Differing["part"], "cell">, Text>> = {
  head: { ja: "冒頭の設定と書式", en: "settings and style" },
  evidence: { ja: "根拠のデータ", en: "the data it rests on" },
  header: { ja: "表題", en: "the heading" },
  contents: { ja: "目次", en: "the contents" },
  appendix: { ja: "付録（この報告書の根拠）", en: "the appendix" },
  scripts: { ja: "スクリプト", en: "the scripts" },
};

const notebooks: Readonly<Record<Beside["notebook"], Text>> = {
  same: { ja: "ノートブック：同じです。", en: "Notebook: the same." },
  changed: { ja: "ノートブック：変わっています。", en: "Notebook: changed." },
  missing: { ja: "ノートブック：ありません。", en: "Notebook: not there." },
};

const records: Readonly<Record<RecordBeside["state"], Text>> = {
  same: { ja: "記録 {path}：同じです。", en: "Record {path}: the same." },
  reworded: {
    ja: "記録 {path}：書き方や注釈などは変わっていますが、分析の内容は同じです。",
    en: "Record {path}: written otherwise, but it says the same.",
  },
  changed: { ja: "記録 {path}：変わっています。", en: "Record {path}: changed." },
  missing: { ja: "記録 {path}：ありません。", en: "Record {path}: not there." },
};

function fill(text: Text, lang: Lang, params: Readonly<Record<string, string>>): string {
  return text[lang].replace(/\{(\w+)\}/g, (whole, name) => params[name] ?? whole);
}
