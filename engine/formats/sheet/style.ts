import type { Column, Tone } from "./book.ts";
import { escaped } from "./xml.ts";

/** The look of a cell: its kind, whether it is to be filled in, and its tone. */
export interface Look {
  readonly kind: Column["kind"] | "title" | "head";
  readonly fill?: boolean;
  readonly tone?: Tone;
}

const kinds = ["text", "code", "number", "share", "date", "flag", "title", "head"] as const;
const tones = ["warn", "risk-1", "risk-2", "risk-3", "risk-4", "risk-5"] as const;

/** Every look there is, in the order of their numbers; number 0 is a plain text. */
const looks: readonly Look[] = [
  ...kinds.map((kind) => ({ kind })),
  ...kinds.map((kind) => ({ kind, fill: true })),
  ...kinds.flatMap((kind) => tones.map((tone) => ({ kind, tone }))),
];

const numbers = new Map(looks.map((look, index) => [keyOf(look), index]));

/** The number of a look in `styles`. */
export function styleOf(look: Look): number {
  return numbers.get(keyOf(look))!;
}

function keyOf({ kind, fill = false, tone }: Look): string {
  return `${kind} ${tone ?? (fill ? "fill" : "")}`;
}

/** Fills by tone, all of them light enough for black letters; the first two are what Excel asks for. */
const fills = {
  none: "",
  grey: "",
  head: "FF1F4E79",
  fill: "FFFFF8E1",
  warn: "FFFDE0DC",
  "risk-1": "FFE8F5E9",
  "risk-2": "FFF1F8E9",
  "risk-3": "FFFFF9C4",
  "risk-4": "FFFFE0B2",
  "risk-5": "FFFFCDD2",
} as const;

const fillNames = Object.keys(fills);

/** Formats of our own, by number. Excel shows a truth in its language; other programs need the words. */
const formats: Readonly<Record<number, string>> = {
  164: "yyyy\\-mm\\-dd",
  165: "0.0%",
  166: '"TRUE";"TRUE";"FALSE"',
};

/** The part `xl/styles.xml`. */
export function styles(font: string): string {
  const name = escaped(font);
  const fonts = [
    `<font><sz val="10"/><name val="${name}"/></font>`,
    `<font><b/><sz val="16"/><name val="${name}"/></font>`,
    `<font><sz val="10"/><name val="Consolas"/></font>`,
    `<font><b/><sz val="10"/><color rgb="FFFFFFFF"/><name val="${name}"/></font>`,
  ];
  const xfs = looks.map(xf);
  return [
    `<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">`,
    `<numFmts count="3">${
      Object.entries(formats).map(([id, code]) =>
        `<numFmt numFmtId="${id}" formatCode="${escaped(code)}"/>`
      ).join("")
    }</numFmts>`,
    `<fonts count="${fonts.length}">${fonts.join("")}</fonts>`,
    `<fills count="${fillNames.length}">${fillNames.map(fillOf).join("")}</fills>`,
    `<borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border>${border}</borders>`,
    `<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>`,
    `<cellXfs count="${xfs.length}">${xfs.join("")}</cellXfs>`,
    `<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>`,
    `<dxfs count="0"/>`,
    `<tableStyles count="0" defaultTableStyle="TableStyleMedium2"/>`,
    `</styleSheet>`,
  ].join("");
}

const border = `<border>${
  ["left", "right", "top", "bottom"]
    .map((side) => `<${side} style="thin"><color rgb="FFD0D7DE"/></${side}>`).join("")
}<diagonal/></border>`;

function fillOf(name: string): string {
  const colour = fills[name as keyof typeof fills];
  if (name === "none") return `<fill><patternFill patternType="none"/></fill>`;
  if (name === "grey") return `<fill><patternFill patternType="gray125"/></fill>`;
  const inner = `<fgColor rgb="${colour}"/><bgColor indexed="64"/>`;
  return `<fill><patternFill patternType="solid">${inner}</patternFill></fill>`;
}

function xf({ kind, fill, tone }: Look): string {
  const format = formatOf[kind] ?? 0;
  const font = Math.max(0, ["text", "title", "code", "head"].indexOf(kind));
  const colour = fillNames.indexOf(kind === "head" ? kind : tone ?? (fill ? "fill" : "none"));
  const across = kind === "number" ? "right" : kind === "flag" ? "center" : "left";
  const wrap = kind === "text" || kind === "head" ? ` wrapText="1"` : "";
  return `<xf numFmtId="${format}" fontId="${font}" fillId="${colour}" borderId="${
    kind === "title" ? 0 : 1
  }" xfId="0" applyNumberFormat="1" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1">` +
    `<alignment horizontal="${across}" vertical="top"${wrap}/></xf>`;
}

/** The number of the format of a kind: 49 is text, 0 is none in particular. */
const formatOf: Readonly<Partial<Record<Look["kind"], number>>> = {
  text: 49,
  code: 49,
  date: 164,
  share: 165,
  flag: 166,
};
