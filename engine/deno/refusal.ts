import type { Lang, Text } from "../text.ts";

/** Why a request of the workbench is not carried out. */
export type Code = keyof typeof refusals;

/**
 * Ends a request with a message for the user. `more` goes into the answer beside the message, such as
 * the text that stands in the file now.
 */
export class Refusal extends Error {
  constructor(readonly code: Code, readonly text: Text, readonly more: object) {
    super(text.en);
    this.name = "Refusal";
  }
}

/** A refusal with its sentence; `params` fill the places in braces, a missing one is left out. */
export function refuse(
  code: Code,
  params: Readonly<Record<string, string | Text>> = {},
  more: object = {},
): Refusal {
  const fill = (lang: Lang) =>
    refusals[code][lang].replace(/\{(\w+)\}/g, (_, name) => {
      const value = params[name] ?? "";
      return typeof value === "string" ? value : value[lang];
    }).trimEnd();
  return new Refusal(code, { ja: fill("ja"), en: fill("en") }, more);
}

/** The HTTP status of a refusal. */
export function statusOf(code: Code): number {
  return refusals[code].status;
}

const refusals = {
  "foreign-host": {
    status: 403,
    ja:
      "このサーバは 127.0.0.1 又は localhost の名前でだけ使えます。起動時に表示されたアドレスを開いてください。",
    en:
      "This server answers only under the name 127.0.0.1 or localhost. Open the address shown when it started.",
  },
  "foreign-origin": {
    status: 403,
    ja:
      "ほかのページからの要求のため、受け付けませんでした。起動時に表示されたアドレスを開いてください。",
    en:
      "The request came from another page and was not accepted. Open the address shown when the server started.",
  },
  "no-token": {
    status: 401,
    ja:
      "合言葉がないか、合いません。サーバを起動し直した場合は、新しく表示されたアドレスを開いてください。",
    en:
      "The token is missing or does not match. If the server was started anew, open the address it shows now.",
  },
  "method": {
    status: 405,
    ja: "「{path}」に対して {method} は使えません。",
    en: '{method} cannot be used on "{path}".',
  },
  "no-route": {
    status: 404,
    ja: "「{path}」はありません。",
    en: 'There is no "{path}".',
  },
  "body-too-large": {
    status: 413,
    ja: "送られた内容が大きすぎます（上限は{limit}バイト）。",
    en: "What was sent is too large (the limit is {limit} bytes).",
  },
  "not-json": {
    status: 400,
    ja: "送られた内容をJSONとして読み取れません。",
    en: "What was sent cannot be read as JSON.",
  },
  "bad-field": {
    status: 400,
    ja: "項目「{field}」がないか、値が正しくありません。{way}",
    en: 'The field "{field}" is missing or has no valid value. {way}',
  },
  "bad-path": {
    status: 400,
    ja:
      "「{path}」はワークスペースのファイルとして使えません。scenarios/名前.yaml、scenarios/patterns/名前.yaml、notebooks/名前.html、notebooks/templates/名前.html のいずれかにしてください。",
    en:
      '"{path}" cannot be a file of the workspace. Use scenarios/NAME.yaml, scenarios/patterns/NAME.yaml, notebooks/NAME.html or notebooks/templates/NAME.html.',
  },
  "outside": {
    status: 403,
    ja:
      "「{path}」はリンクで、その先がワークスペースの記録・パターン・ノートブックではないため、扱いません。",
    en:
      '"{path}" is a link to something that is no record, pattern or notebook of the workspace, and is left alone.',
  },
  "not-a-file": {
    status: 400,
    ja: "「{path}」は通常のファイルではないため、扱えません。",
    en: '"{path}" is not a regular file and cannot be used.',
  },
  "not-found": {
    status: 404,
    ja: "ファイル「{path}」がありません。{way}",
    en: 'There is no file "{path}". {way}',
  },
  "exists": {
    status: 409,
    ja: "「{path}」は既にあります。上書きはしません。別の名前にしてください。",
    en: '"{path}" exists and is never overwritten. Choose another name.',
  },
  "other-kind": {
    status: 400,
    ja:
      "「{from}」を「{path}」にすると種類が変わるため、名前を変えられません。同じフォルダの中の名前にしてください。",
    en: 'Naming "{from}" as "{path}" would change its kind. Choose a name in the same folder.',
  },
  "conflict": {
    status: 409,
    ja:
      "「{path}」は開いた後にほかで変更されたため、保存しませんでした。両方の内容を見比べて、残すものを選んでください。",
    en:
      '"{path}" was changed elsewhere after it was opened, so nothing was saved. Compare both texts and choose which to keep.',
  },
  "removed": {
    status: 409,
    ja:
      "「{path}」は開いた後にほかで削除されたか名前が変わったため、保存しませんでした。残すには新しいファイルとして作成してください。",
    en:
      '"{path}" was deleted or renamed elsewhere after it was opened, so nothing was saved. Create it anew to keep your text.',
  },
  "not-utf8": {
    status: 422,
    ja: "「{path}」はUTF-8の文字として読み取れません。UTF-8で保存し直してください。",
    en: '"{path}" cannot be read as UTF-8. Save it as UTF-8.',
  },
  "bad-text": {
    status: 400,
    ja: "「{path}」に書き込もうとした内容に、文字として成り立たない部分があります。",
    en: 'The text for "{path}" holds something that is not a character.',
  },
  "file-too-large": {
    status: 413,
    ja: "「{path}」は大きすぎます（上限は{limit}バイト）。",
    en: '"{path}" is too large (the limit is {limit} bytes).',
  },
  "read-only": {
    status: 403,
    ja: "「{path}」は読取り専用のため、書き込みませんでした。",
    en: '"{path}" is read-only, so nothing was written.',
  },
  "no-permission": {
    status: 403,
    ja: "「{path}」を読み書きする権限がありません。",
    en: 'There is no permission to read or write "{path}".',
  },
  "disk": {
    status: 507,
    ja:
      "「{path}」を書き込めませんでした（{detail}）。ディスクの空きを確かめてください。元の内容は残っています。",
    en:
      '"{path}" could not be written ({detail}). Check the space on the disk. What was there before is unharmed.',
  },
  "no-version": {
    status: 404,
    ja: "版「{id}」は履歴にありません。",
    en: 'There is no version "{id}" in the history.',
  },
  "no-trash": {
    status: 404,
    ja: "「{id}」はごみ箱にありません。",
    en: 'There is no "{id}" in the trash.',
  },
  "history": {
    status: 500,
    ja: "履歴に記録できませんでした（{detail}）。ファイルには影響ありません。",
    en: "The history could not be written ({detail}). The files are not affected.",
  },
  "busy": {
    status: 429,
    ja: "ほかの公開を処理しているため、始められません。終わってから、もう一度お試しください。",
    en: "Other notebooks are being published. Try again when they are done.",
  },
  "unpublished": { status: 422, ja: "{detail}", en: "{detail}" },
  "unexpected": {
    status: 500,
    ja: "予期しないエラーが起きました（{detail}）。",
    en: "An unexpected error occurred ({detail}).",
  },
} as const;
