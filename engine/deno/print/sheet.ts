import type { Lang, Text } from "../../text.ts";
import type { Composed } from "../publish.ts";
import type { Piece } from "../publish/piece.ts";

/**
 * A report as it is given to a browser to be printed: what is read of it, without its scripts and data,
 * and with the running heads of its pages. Its digest is that of the file it is printed from.
 */
export function sheet(
  pieces: readonly Piece[],
  { title, marking, headings }: Pick<Composed, "title" | "marking" | "headings">,
  { lang, at }: { readonly lang: Lang; readonly at: string },
): string {
  const chapters = chaptersOf(pieces, headings);
  const shown = pieces.filter(({ part }) => part !== "evidence" && part !== "scripts");
  const [head, ...rest] = shown.map((piece) => inChapter(piece, chapters));
  const names = [...new Map([...chapters.values()].map((one) => [one.name, one])).values()];
  const rules = [
    pageRule("", {
      "top-left": cut(title),
      // A classification is never cut: it takes a second line.
      "bottom-left": marking,
      "bottom-right": `${words.at[lang]} ${at}`,
    }),
    ...names.map(({ name, text }) => pageRule(` ${name}`, { "top-right": cut(text) })),
    ...names.map(({ name }) => `.report .in-${name} { page: ${name}; }`),
    pageRule(" basis", { "top-right": words.basis[lang] }),
    ".report > footer { page: basis; }",
  ];
  return `${head}<style>
@page { size: A4; margin: 22mm 16mm 20mm; }
@page { @bottom-center { content: counter(page) " / " counter(pages); ${look} } }
@page :first { @top-left { content: none } @top-right { content: none } }
${rules.join("\n")}
</style>
</head>
${rest.join("")}
</body>
</html>
`;
}

const words = {
  at: { ja: "分析日", en: "Day of the analysis" },
  basis: { ja: "この報告書の根拠", en: "What this report rests on" },
} satisfies Record<string, Text>;

const look = 'font: 8pt/1.2 "Noto Sans CJK JP", "Noto Sans JP", "Hiragino Sans", "Yu Gothic", ' +
  "sans-serif; color: #555; font-variant-numeric: tabular-nums;";

interface Chapter {
  /** The name of its pages in the style sheet. */
  readonly name: string;
  readonly text: string;
}

/**
 * The chapter that each piece belongs to, by the id of the piece. Chapters begin at the headings of the
 * highest level that occurs more than once, as far as these begin a cell: a page has one running head.
 */
function chaptersOf(
  pieces: readonly Piece[],
  headings: Composed["headings"],
): ReadonlyMap<string, Chapter> {
  const firsts = headings.filter(({ id, text }) => id.endsWith("-1") && text !== "");
  const level = [1, 2, 3].find((level) => firsts.filter((one) => one.level === level).length > 1);
  const chapters = new Map<string, Chapter>();
  let chapter: Chapter | undefined;
  for (const { part, id } of pieces) {
    const first = firsts.find((one) => one.id === `${id}-1`);
    if (first && first.level <= (level ?? 0)) {
      chapter = { name: `chapter-${chapters.size + 1}`, text: first.text };
    }
    if (part === "cell" && chapter) chapters.set(id, chapter);
  }
  return chapters;
}

function inChapter({ id, html }: Piece, chapters: ReadonlyMap<string, Chapter>): string {
  const chapter = chapters.get(id);
  return chapter ? html.replace('class="cell', `class="in-${chapter.name} cell`) : html;
}

function pageRule(name: string, boxes: Readonly<Record<string, string>>): string {
  const written = Object.entries(boxes).filter(([, text]) => text !== "")
    .map(([box, text]) => `@${box} { content: ${quoted(text)}; ${look} }`);
  return `@page${name} { ${written.join(" ")} }`;
}

/** A text as a string of a style sheet, within a page. */
function quoted(text: string): string {
  const plain = text.replace(/[\s\p{Cc}]+/gu, " ").replace(
    /[\\"<>&]/g,
    (sign) => `\\${sign.codePointAt(0)!.toString(16)} `,
  );
  return `"${plain}"`;
}

/** How wide a running head may be to stand on one line, in half-width signs. */
const most = 72;

function cut(text: string): string {
  let width = 0;
  const signs = [...text];
  const end = signs.findIndex((sign) => (width += sign < "\u1100" ? 1 : 2) > most);
  return end < 0 ? text : `${signs.slice(0, end).join("")}…`;
}
