import { edits } from "../change.ts";
import type { Change } from "../schema.ts";
import { type Book, report } from "./book.ts";

/** A comment may be on a result as well; such references are not known to this room. */
export function checkComments(book: Book): void {
  (book.spec.comments ?? []).forEach(({ on }, index) => {
    // Whatever a field could be set on exists.
    const probe = { type: "set-field", on: on.split("@", 1)[0], field: "note", value: null };
    const { refused } = edits(book.spec, probe as Change, book.resolve);
    if (refused?.code !== "change-unknown" && refused?.code !== "unknown-control") return;
    report(book, "comment-reference", on, ["comments", index, "on"], { reference: on });
  });
}
