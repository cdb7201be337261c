import type { Finding } from "../../finding.ts";
import { hint } from "../../library.ts";
import type { Text } from "../../text.ts";
import { type Answers, type Question, questions } from "./question.ts";

/**
 * Reads answers as typed, by question: yes or no in several spellings, options by value. An empty
 * answer and `unassessed` leave a question open. What cannot be read is reported and left open.
 * The id defaults to `system`.
 */
export function toAnswers(
  written: Readonly<Record<string, string | undefined>>,
): { readonly answers: Answers; readonly findings: readonly Finding[] } {
  const answers: Record<string, string | boolean> = { id: "system" };
  const findings: Finding[] = [];
  for (const [id, value] of Object.entries(written)) {
    const question = questions.find((one) => one.id === id);
    if (!question) {
      const known = questions.map((one) => one.id);
      findings.push(complaint("unknown-question", id, { question: id, hint: hint(id, known) }));
      continue;
    }
    const typed = value?.trim() ?? "";
    if (typed === "" || typed === "unassessed") continue;
    const read = reading(question, typed);
    if (read !== undefined) answers[id] = read;
    else {
      findings.push(complaint("unknown-answer", id, {
        question: question.text,
        value: typed,
        hint: wayOut(question, typed),
      }));
    }
  }
  return { answers: answers as unknown as Answers, findings };
}

function reading(question: Question, typed: string): string | boolean | undefined {
  if (question.id === "id") {
    return /^[^\s/\\@#:.][^\s/\\@#:]{0,99}$/u.test(typed) ? typed : undefined;
  }
  if (question.kind === "text") return typed;
  const word = typed.normalize("NFKC").toLowerCase();
  if (question.kind === "choice") {
    return question.options!.find(({ value, label }) =>
      [value, label.ja, label.en.toLowerCase()].includes(word)
    )?.value;
  }
  return yes.includes(word) ? true : no.includes(word) ? false : undefined;
}

const yes = ["yes", "y", "true", "はい"];

const no = ["no", "n", "false", "いいえ"];

function wayOut(question: Question, typed: string): Text {
  if (question.kind === "text") {
    return {
      ja: "空白や / \\ @ # : を含まず、ピリオドで始まらない、100字以内の名前にしてください。",
      en:
        "; it has no spaces and none of / \\ @ # :, does not begin with a full stop and has at most 100 characters",
    };
  }
  const known = question.options?.map(({ value }) => value) ?? ["yes", "no"];
  return hint(typed, known);
}

function complaint(
  code: "unknown-question" | "unknown-answer",
  id: string,
  params: Finding["params"],
): Finding {
  return { code, severity: "error", on: `question/${id}`, path: [], params };
}
