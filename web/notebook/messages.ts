import type { Text } from "../../engine/text.ts";

/** What a problem of a notebook says: what is wrong, with the value, and the way out. */
export const messages = {
  // The file.
  "no-notebook": {
    ja:
      "<notebook> の開始タグがありません。ファイルの内容はそのまま残してあります。ノートブックのファイルか確かめてください。",
    en:
      "the file has no <notebook> tag; its text is kept as it is, check that it is a notebook file",
  },
  "second-notebook": {
    ja: "<notebook> が二つあります。二つ目のタグは読み飛ばしました。一つにまとめてください。",
    en: "the file has a second <notebook> tag, which is passed over; merge the two",
  },
  "unclosed-notebook": {
    ja: "</notebook> の終了タグがありません。ファイルが途中で切れていないか確かめてください。",
    en: "the tag </notebook> is missing; check that the file is complete",
  },
  "unclosed-cell": {
    ja: "このセルに終了タグ </script> がありません。次のセルの手前までをこのセルとして読みました。",
    en: "this cell has no closing </script>; it is read up to the next cell",
  },
  "swallowed-cell": {
    ja:
      "セルの中に別のセルの開始タグがあります。その手前の </script> が抜けていないか確かめてください。",
    en: "a cell contains the start tag of another; check whether a </script> before it is missing",
  },
  "broken-tag": {
    ja: "タグが閉じていません。ここから後は文字として残してあります。",
    en: "a tag is not closed; what follows is kept as text",
  },
  "conflict-marker": {
    ja: "マージの競合が解消されていません（「{text}」）。どちらかを選び、印の行を消してください。",
    en: 'an unresolved merge conflict ("{text}"); choose one side and remove the marker lines',
  },
  "duplicate-cell": {
    ja: "セルのID「{id}」が重複しています。後のセルは {now} として読みました。",
    en: 'the cell id "{id}" is used twice; the later cell is read as {now}',
  },
  "bad-cell-id": {
    ja: "セルのID「{id}」は正の整数ではありません。このセルは {now} として読みました。",
    en: 'the cell id "{id}" is not a positive whole number; the cell is read as {now}',
  },
  "unknown-type": {
    ja: "種類「{type}」のセルは、ここでは実行できません。内容はそのまま残ります。",
    en: 'cells of type "{type}" do not run here; their text is kept',
  },
  // The source of a cell.
  syntax: {
    ja: "{language}として読めません。{detail}。",
    en: "this is not readable as {language}: {detail}",
  },
  "template-open": {
    ja:
      "「${」から始まる式が閉じていないか、式になっていません（{detail}）。文字として書くには「\\${」とします。",
    en:
      "the expression that starts with ${ is not closed or not an expression ({detail}); write \\${ for the characters themselves",
  },
  import: {
    ja:
      "セルでは import を使えません（「{source}」）。使えるのはノートブックに組み込まれた名前だけです。",
    en:
      'import is not available in cells ("{source}"): cells have no network and use only the names built into the notebook',
  },
  export: {
    ja: "export は不要です。セルの最上位で宣言した名前は、そのまま他のセルから使えます。",
    en: "export is not needed: names declared at the top of a cell are seen by the other cells",
  },
  "import-meta": {
    ja: "import.meta はセルでは使えません。",
    en: "import.meta is not available in cells",
  },
  arguments: {
    ja: "arguments はセルの最上位では使えません。関数の中で使ってください。",
    en: "arguments is not available at the top of a cell; use it inside a function",
  },
  "outer-assignment": {
    ja:
      "「{name}」に代入していますが、このセルでは宣言されていません。新しい名前なら const か let で宣言してください。他のセルの値を変えるには、そのセルを書き換えます。",
    en:
      '"{name}" is assigned but not declared in this cell; declare a new name with const or let, and change the value of another cell in that cell',
  },
  "global-assignment": {
    ja: "「{name}」は JavaScript に備わる名前なので、値を変えられません。別の名前にしてください。",
    en: '"{name}" belongs to JavaScript itself and cannot be changed; use another name',
  },
  "reserved-name": {
    ja:
      "「{name}」はノートブックまたは言語に備わる名前なので、宣言できません。別の名前にしてください。",
    en: '"{name}" belongs to the notebook or the language and cannot be declared; use another name',
  },
  "using-declaration": {
    ja: "セルの最上位では using を使えません。const を使ってください。",
    en: "using is not available at the top of a cell; use const",
  },
  "bad-output": {
    ja: "output の「{name}」は名前として使えません。",
    en: 'the output attribute "{name}" cannot be used as a name',
  },
  // Formulas.
  "formula-syntax": {
    ja: "数式「{text}」を読めません。{detail}。",
    en: 'the formula "{text}" is not readable: {detail}',
  },
  "formula-function": {
    ja: "関数「{name}」は数式では使えません。{hint}",
    en: 'the function "{name}" is not available in formulas{hint}',
  },
  "formula-constant": {
    ja: "「{name}」は定数の名前なので、値を与えられません。別の名前にしてください。",
    en: '"{name}" is the name of a constant and cannot be given a value; use another name',
  },
  "formula-twice": {
    ja: "「{name}」が同じセルで二度定義されています。一方の名前を変えてください。",
    en: '"{name}" is defined twice in this cell; rename one of the two',
  },
  "formula-circle": {
    ja: "「{path}」の順で互いに依存しているため、計算できません。",
    en: "these names depend on one another in a circle and cannot be computed: {path}",
  },
  "formula-target": {
    ja: "「=」の左には名前を一つだけ書きます（例：リスク = 脅威 * 脆弱性）。",
    en: "write one name to the left of = (for example risk = threat * vulnerability)",
  },
  "formula-part": {
    ja: "「{text}」は数式では使えません。",
    en: '"{text}" is not available in formulas',
  },
  // Between cells.
  duplicate: {
    ja: "「{name}」が複数のセル（{cells}）で定義されています。一方の名前を変えてください。",
    en: '"{name}" is defined in more than one cell ({cells}); rename one of them',
  },
  cycle: {
    ja: "定義が循環しています（{path}）。どこか一か所で依存をなくしてください。",
    en: "the definitions go round in a circle ({path}); remove one of the dependencies",
  },
  missing: {
    ja: "「{name}」はどのセルでも定義されていません。{hint}",
    en: '"{name}" is not defined in any cell{hint}',
  },
  "missing-disabled": {
    ja: "「{name}」を定義する{cell}は無効になっています。有効にすると使えます。",
    en: '"{name}" is defined in {cell}, which is disabled; enable it',
  },
  upstream: {
    ja: "「{name}」を計算できませんでした（{cell}のエラー）。",
    en: '"{name}" could not be computed (error in {cell})',
  },
  runtime: {
    ja: "{detail}",
    en: "{detail}",
  },
  endless: {
    ja:
      "{seconds} 秒を超えて計算が続いたため止めました。終わらない繰り返しがないか確かめ、重い計算は小さくしてください。",
    en:
      "stopped after computing for more than {seconds} seconds; look for a loop that never ends, or make the computation smaller",
  },
  memory: {
    ja: "使うメモリが大きくなりすぎたため止めました。扱うデータを減らしてください。",
    en: "stopped because it took too much memory; work on less data",
  },
} satisfies Record<string, Text>;
