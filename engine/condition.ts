import type { TraitValue } from "./model.ts";

/**
 * A condition over traits of the profile, as `when:` in a record:
 * `exposure = internet and not (hosting = on-premises or operation.remote)`.
 * Comparisons: `=`, `!=`, `<`, `<=`, `>`, `>=`, `in [a, b]`; a trait alone asks whether it is true.
 */
export interface Condition {
  readonly text: string;
  /** Undefined when the text could not be read; such a condition is unknown, and `check` reports it. */
  readonly term: Term | undefined;
  readonly error: { readonly message: string; readonly column: number } | undefined;
}

export type Term =
  | { readonly all: readonly Term[] }
  | { readonly any: readonly Term[] }
  | { readonly not: Term }
  | { readonly trait: string; readonly test: Test; readonly values: readonly TraitValue[] };
export type Test = "=" | "!=" | "<" | "<=" | ">" | ">=" | "in";

/** Whether a condition holds; `unknown` when a trait it turns on is unassessed. */
export type Truth = "yes" | "no" | "unknown";

/** Whether a condition holds, and the traits that decided it. */
export interface Verity {
  readonly truth: Truth;
  readonly because: readonly string[];
}

const parsed = new Map<string, Condition>();

/** Reads a condition. Equal texts give the same object; an unreadable text gives an `error`. */
export function parse(text: string): Condition {
  const ready = parsed.get(text);
  if (ready) return ready;
  const made = read(text);
  parsed.set(text, made);
  return made;
}

/** Every trait a condition names, once each, in reading order. */
export function traitsOf(condition: Condition | undefined): string[] {
  return condition?.term ? [...new Set(terms(condition.term).map((leaf) => leaf.trait))] : [];
}

/** Every comparison of a term, in reading order. */
export function terms(term: Term): Extract<Term, { trait: string }>[] {
  if ("trait" in term) return [term];
  if ("not" in term) return terms(term.not);
  return ("all" in term ? term.all : term.any).flatMap(terms);
}

/** Whether the condition holds over these traits. No condition always holds. Kleene's three values. */
export function holds(
  condition: Condition | undefined,
  traits: Readonly<Record<string, TraitValue>>,
): Verity {
  if (!condition) return { truth: "yes", because: [] };
  if (!condition.term) return { truth: "unknown", because: [] };
  return judge(condition.term, traits);
}

function judge(term: Term, traits: Readonly<Record<string, TraitValue>>): Verity {
  if ("not" in term) {
    const { truth, because } = judge(term.not, traits);
    return { truth: truth === "yes" ? "no" : truth === "no" ? "yes" : "unknown", because };
  }
  if ("trait" in term) {
    // A name such as `constructor` must not find what every object has.
    return compare(term, Object.hasOwn(traits, term.trait) ? traits[term.trait] : undefined);
  }
  const [parts, decisive, other]: [readonly Term[], Truth, Truth] = "all" in term
    ? [term.all, "no", "yes"]
    : [term.any, "yes", "no"];
  const verities = parts.map((part) => judge(part, traits));
  const truth = verities.some((part) => part.truth === decisive)
    ? decisive
    : verities.some((part) => part.truth === "unknown")
    ? "unknown"
    : other;
  const because = verities.filter((part) => part.truth === truth).flatMap((part) => part.because);
  return { truth, because: [...new Set(because)] };
}

function compare(
  { trait, test, values }: Extract<Term, { trait: string }>,
  value: TraitValue | undefined,
): Verity {
  if (value === undefined) return { truth: "unknown", because: [trait] };
  const [wanted] = values;
  const met = {
    "=": () => value === wanted,
    "!=": () => value !== wanted,
    "in": () => values.includes(value),
    "<": () => Number(value) < Number(wanted),
    "<=": () => Number(value) <= Number(wanted),
    ">": () => Number(value) > Number(wanted),
    ">=": () => Number(value) >= Number(wanted),
  }[test]();
  return { truth: met ? "yes" : "no", because: [trait] };
}

/** Whether what hangs on a condition is there at an end: what is unknown is there at the worse end and not at the better one. */
export function there({ truth }: Verity, end: "best" | "worst"): boolean {
  return truth === "yes" || (truth === "unknown" && end === "worst");
}

interface Token {
  readonly text: string;
  readonly column: number;
  readonly quoted: boolean;
}

/** Deeper nesting than this is refused: nobody reads it, and it would exhaust the stack. */
const deepest = 50;

function read(text: string): Condition {
  const tokens = tokenise(text);
  let next = 0;
  const peek = () => tokens[next]?.quoted ? undefined : tokens[next]?.text;
  const fail = (expected: string): never => {
    const token = tokens[next];
    throw new SyntaxError(
      token ? `expected ${expected}, found "${token.text}"` : `expected ${expected} at the end`,
      { cause: token?.column ?? text.length + 1 },
    );
  };
  const take = (wanted: string) => peek() === wanted ? (next++, true) : false;

  function group(word: "or" | "and", part: (depth: number) => Term, depth: number): Term {
    const parts = [part(depth)];
    while (take(word)) parts.push(part(depth));
    if (parts.length === 1) return parts[0];
    return word === "or" ? { any: parts } : { all: parts };
  }
  const either = (depth: number): Term => group("or", both, depth);
  const both = (depth: number): Term => group("and", single, depth);
  function single(depth: number): Term {
    if (depth > deepest) fail(`at most ${deepest} levels of nesting`);
    if (take("not")) return { not: single(depth + 1) };
    if (take("(")) {
      const inner = either(depth + 1);
      return take(")") ? inner : fail('")"');
    }
    return comparison();
  }
  function comparison(): Term {
    const trait = word("a trait");
    const sign = peek();
    if (sign === "in") {
      next++;
      if (!take("[")) fail('"["');
      const values = [value()];
      while (take(",")) values.push(value());
      return take("]") ? { trait, test: "in", values } : fail('"]"');
    }
    if (sign && /^(==?|!=|[<>]=?)$/.test(sign)) {
      next++;
      return { trait, test: (sign === "==" ? "=" : sign) as Test, values: [value()] };
    }
    return { trait, test: "=", values: [true] };
  }
  function word(expected: string): string {
    const token = tokens[next];
    if (!token || token.quoted || !/^[\p{L}\d]/u.test(token.text) || reserved.has(token.text)) {
      fail(expected);
    }
    next++;
    return token.text;
  }
  function value(): TraitValue {
    if (tokens[next]?.quoted) return tokens[next++].text;
    const written = word("a value");
    if (written === "true" || written === "false") return written === "true";
    return /^\d+(\.\d+)?$/.test(written) ? Number(written) : written;
  }

  try {
    const term = either(0);
    if (next < tokens.length) fail('"and" or "or"');
    return { text, term, error: undefined };
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return {
      text,
      term: undefined,
      error: { message: error.message, column: Number(error.cause) },
    };
  }
}

const reserved = new Set(["and", "or", "not", "in"]);

function tokenise(text: string): Token[] {
  const pattern = /\s*("([^"]*)"|[=!<>]=?|[()[\],]|[\p{L}\d_.:-]+|\S)/guy;
  return [...text.matchAll(pattern)].map((match) => ({
    text: match[2] ?? match[1],
    column: match.index + match[0].length - match[1].length + 1,
    quoted: match[2] !== undefined,
  }));
}
