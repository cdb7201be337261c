import type { Finding } from "../finding.ts";
import { hint, type Pattern, toPattern } from "../library.ts";
import { type Misfit, misfits, pattern as shape, type PatternSpec } from "../schema.ts";
import type { Text } from "../text.ts";
import { intake } from "./intake.ts";
import { tooMany } from "./limits.ts";
import { heaviest, type Problem, read } from "./yaml.ts";

/**
 * Reads a pattern file, `scenarios/patterns/<id>.yaml`, YAML or JSON. Never throws: what is wrong is a
 * finding on `pattern/<file>` with its path. A file with an error gives no pattern, because half a
 * pattern would make a wrong scenario; keys that are not known are reported and do no harm.
 */
export function openPattern(
  input: string | Uint8Array,
  file: string,
): { readonly pattern?: Pattern; readonly findings: readonly Finding[] } {
  const { text, refused } = intake(input);
  if (refused) return { findings: [finding(refused.code, "error", [], file, refused.params)] };
  const { value, problems } = read(text);
  const unread = problems.slice(0, 50).map((problem) => unreadable(problem, text, file));
  if (unread.some(({ severity }) => severity === "error")) return { findings: unread };
  if (value === undefined) {
    const params = { file, line: 1, detail: empty };
    return { findings: [finding("pattern-unreadable", "error", [], file, params)] };
  }
  const findings = [...unread, ...misfits(value, shape).map((one) => unfit(one, value, file))];
  if (findings.some(({ severity }) => severity === "error")) return { findings };
  return { pattern: toPattern(value as PatternSpec), findings };
}

function unreadable({ kind, path, offset, name, detail }: Problem, text: string, file: string) {
  if (kind === "large") {
    const { code, params } = tooMany("file-too-odd", Number(name), heaviest);
    return finding(code, "error", [], file, params);
  }
  return finding("pattern-unreadable", kind === "tag" ? "warning" : "error", path, file, {
    file,
    line: text.slice(0, offset).split("\n").length,
    detail: detail.replace(/\s+/g, " ") || [kind, name].filter((word) => word !== "").join(" "),
  });
}

function unfit({ kind, path, known, allowed }: Misfit, value: unknown, file: string): Finding {
  const key = String(path.findLast((part) => typeof part === "string") ?? file);
  if (kind === "unknown") {
    return finding("key-unknown", "warning", path, file, { key, hint: hint(key, known ?? []) });
  }
  if (kind === "missing") return finding("key-missing", "error", path, file, { key });
  const found = path.reduce<unknown>(
    (node, part) => (node as Record<string, unknown>)[part],
    value,
  );
  const said = typeof found === "string" ? found : JSON.stringify(found) ?? "";
  const way = allowed ? hint(said, allowed.map(String)) : example;
  return finding("pattern-unfit", "error", path, file, { key, value: said, hint: way });
}

const empty: Text = { ja: "ファイルが空です", en: "the file is empty" };

const example: Text = {
  ja: "同梱のパターンの書き方に合わせてください。",
  en: "; write it as in the patterns that ship",
};

function finding(
  code: Finding["code"],
  severity: Finding["severity"],
  path: Finding["path"],
  file: string,
  params: Finding["params"],
): Finding {
  return { code, severity, on: `pattern/${file}`, path, params };
}
