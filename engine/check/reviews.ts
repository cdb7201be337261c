import { form, readDigest } from "../digest.ts";
import { word } from "../messages/words.ts";
import { toText } from "../text.ts";
import { type Book, report } from "./book.ts";
import { blank } from "./words.ts";

/** A decided review says who reviewed, which is another role than the author's, and what was reviewed. */
export function checkReviews(book: Book): void {
  (book.spec.reviews ?? []).forEach(({ gate, decision, digest, ...review }, index) => {
    const on = `review/${index}`;
    const path = ["reviews", index];
    const params = { gate: word("phase", gate) };
    const [reviewer, author] = [toText(review.reviewer), toText(review.author)];
    const { owner } = book.system;
    if (digest !== undefined && readDigest(digest)?.form !== form) {
      report(book, "review-foreign", on, [...path, "digest"], { ...params, digest });
    }
    if (decision === undefined) return;
    if (digest === undefined) report(book, "review-unbound", on, path, params);
    if (blank(reviewer)) return report(book, "review-anonymous", on, path, params);
    if (reviewer.ja === author.ja || reviewer.ja === owner.ja) {
      report(book, "review-own", on, [...path, "reviewer"], { ...params, reviewer });
    }
  });
}
