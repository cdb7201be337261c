import { describe, type Refusal } from "../change.ts";
import { tell } from "../finding.ts";
import type { Lang, Text } from "../text.ts";
import type { Change, SystemSpec } from "../schema.ts";
import { type Book, type Path, report } from "./book.ts";
import { checkChanges } from "./changes.ts";
import { explore } from "./cycles.ts";
import { checkKnown, checkUnique } from "./names.ts";

/** Variants stand on the record or on one another, in no circle, and their changes can be applied. */
export function checkVariants(book: Book): void {
  const variants = book.spec.variants ?? [];
  checkUnique(book, "variant", variants, ["variants"]);
  const first = new Map<string, number>();
  variants.forEach(({ id }, index) => first.has(id) || first.set(id, index));
  const edges = variants.map(({ base: under = "" }) => first.get(under)).map((at) =>
    at === undefined ? [] : [at]
  );
  const { order, cycles } = explore(edges);
  const made = new Map<number, SystemSpec>();
  for (const index of order) {
    const { id, base: under, changes = [] } = variants[index];
    const on = `variant/${id}`;
    const path = ["variants", index];
    checkKnown(book, "variant", under, on, [...path, "base"]);
    const start = made.get(edges[index][0]) ?? book.spec;
    const refused = (refusal: Refusal, at: number) =>
      report(book, "variant-change", on, [...path, "changes", at], {
        id,
        index: at + 1,
        change: describe(changes[at]),
        problem: problem(refusal),
      });
    made.set(index, checkChanges(book, changes, start, on, path, refused));
    checkConflicts(book, changes, on, path);
  }
  for (const cycle of cycles) {
    const last = cycle[cycle.length - 1];
    report(book, "variant-cycle", `variant/${variants[last].id}`, ["variants", last, "base"], {
      path: [...cycle, cycle[0]].map((node) => variants[node].id).join(" → "),
    });
  }
}

/** Why a change cannot be applied, in words. */
function problem({ code, params }: Refusal): Text {
  const told = (lang: Lang) => tell({ code, params, severity: "error", on: "", path: [] }, lang);
  return { ja: told("ja").replace(/。$/, ""), en: told("en") };
}

/** Two changes of one variant that set the same thing to different values: one of them is a slip. */
function checkConflicts(book: Book, changes: readonly Change[], on: string, path: Path): void {
  const set = new Map<string, { value: string; index: number }>();
  changes.forEach((change, index) => {
    const target = targetOf(change, book);
    if (!target) return;
    const before = set.get(target.what);
    if (before && before.value !== target.value) {
      report(book, "variant-conflict", on, [...path, "changes", index], {
        first: before.index + 1,
        second: index + 1,
        what: target.what,
      });
    }
    set.set(target.what, { value: target.value, index });
  });
}

/** What a change sets, and to what; undefined for one that adds or removes. */
function targetOf(change: Change, { resolve }: Book): { what: string; value: string } | undefined {
  const at = (what: string, value: unknown) => ({ what, value: JSON.stringify(value) ?? "" });
  switch (change.type) {
    case "set-status": {
      const place = change.place === undefined ? "" : `@${change.place}`;
      return at(resolve(change.control) + place, change.status);
    }
    case "set-impact":
      return at(`impact/${change.category}`, change.level);
    case "set-trait":
      return at(`profile.${change.trait.replace(/^profile\./, "")}`, change.value);
    case "set-threat":
      return at([change.scenario, change.step ?? ""].join("/").replace(/\/$/, ""), change.threat);
    case "set-level":
      return at(`step/${change.scenario}/${change.step}`, change.value);
    case "set-target":
      return at(`target.${change.damage}`, change.risk);
    case "set-field":
      return at(`${change.on} ${change.field}`, change.value);
    case "set-guard":
    case "add":
    case "remove":
      return undefined;
  }
}
