import { HighlightStyle, StreamLanguage, type StringStream } from "@codemirror/language";
import { tags } from "@lezer/highlight";

/** Colours for YAML: comments, keys, quoted texts, numbers and words of its own. No more than to read by. */
export const yaml = StreamLanguage.define<{ quote: string }>({
  name: "yaml",
  startState: () => ({ quote: "" }),
  token(stream, state) {
    if (state.quote) return quoted(stream, state);
    if (stream.eatSpace()) return null;
    if (
      stream.peek() === "#" && (stream.sol() || /\s/.test(stream.string[stream.pos - 1] ?? " "))
    ) {
      stream.skipToEnd();
      return "comment";
    }
    if (stream.match(/^["']/)) {
      state.quote = stream.current();
      return quoted(stream, state);
    }
    if (stream.match(/^[^\s#"'{}[\],&*|>][^#{}[\],]*?(?=\s*:(\s|$))/)) return "propertyName";
    if (stream.match(/^[-+]?\d[\d_]*(\.\d+)?(?=\s*([,}\]#]|$))/)) return "number";
    if (stream.match(/^(true|false|null|~)(?=\s*([,}\]#]|$))/)) return "atom";
    if (stream.match(/^[{}[\],:|>&*-]/)) return "punctuation";
    stream.match(/^[^\s{}[\],]+/) || stream.next();
    return null;
  },
  languageData: { commentTokens: { line: "#" } },
});

function quoted(stream: StringStream, state: { quote: string }): string {
  while (!stream.eol()) {
    const sign = stream.next();
    if (sign === "\\" && state.quote === '"') stream.next();
    else if (sign === state.quote) {
      state.quote = "";
      break;
    }
  }
  return "string";
}

/** The colours of the page's other editors. */
export const colours = HighlightStyle.define([
  { tag: tags.propertyName, color: "var(--code-function)" },
  { tag: tags.string, color: "var(--code-string)" },
  { tag: [tags.number, tags.atom], color: "var(--code-number)" },
  { tag: tags.comment, color: "var(--code-comment)" },
  { tag: tags.punctuation, color: "var(--quiet)" },
]);
