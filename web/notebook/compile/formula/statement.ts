import { place } from "../../problem.ts";

/** A formula of a cell, with its place. */
export interface Statement {
  readonly text: string;
  readonly at: { readonly line: number; readonly column: number };
}

/** Cuts the source at line ends and semicolons outside of brackets and quotes. */
export function statements(source: string): Statement[] {
  const found: Statement[] = [];
  const text = narrow(source);
  let depth = 0;
  let from = 0;
  const end = (at: number) => {
    const part = text.slice(from, at);
    const start = from + (part.length - part.trimStart().length);
    if (part.trim()) found.push({ text: part.trim(), at: place(text, start) });
    from = at + 1;
  };
  for (let at = 0; at < text.length; at++) {
    const char = text[at];
    if (char === '"') at = quoted(text, at);
    else if ("([{".includes(char)) depth++;
    else if (")]}".includes(char)) depth = Math.max(0, depth - 1);
    else if (depth === 0 && (char === "\n" || char === ";")) end(at);
  }
  end(text.length);
  return found;
}

function quoted(text: string, at: number): number {
  for (let end = at + 1; end < text.length && text[end] !== "\n"; end++) {
    if (text[end] === "\\") end++;
    else if (text[end] === '"') return end;
  }
  return at;
}

/** Signs and digits as an IME writes them, in their plain form, without comments. Names stay. */
function narrow(source: string): string {
  return source.replace(
    /"(?:[^"\\\n]|\\.)*"|[#＃][^\n]*|[\p{ID_Start}$_][\p{ID_Continue}$]*|[\u0080-\u{10ffff}]/gu,
    (part) => /^[#＃]/.test(part) ? "" : part.length > 1 ? part : signs[part] ?? wide(part),
  );
}

function wide(char: string): string {
  const code = char.codePointAt(0)!;
  return code > 0xff00 && code < 0xff5f && !/\p{L}/u.test(char)
    ? String.fromCharCode(code - 0xfee0)
    : char;
}

const signs: Readonly<Record<string, string>> = {
  "　": " ",
  "\u00a0": " ",
  "×": "*",
  "÷": "/",
  "−": "-",
  "≦": "<=",
  "≤": "<=",
  "≧": ">=",
  "≥": ">=",
  "≠": "!=",
  "、": ",",
  "”": '"',
  "“": '"',
};
