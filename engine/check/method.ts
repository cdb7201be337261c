import { fits } from "../rating.ts";
import { riskAxes } from "../shelf.ts";
import { ipaVulnerability } from "../tables/ipa.ts";
import { conformityTable, damageTable, effectTable, stepTable } from "../tables/mitate.ts";
import { assurance61 } from "../tables/sp800-63.ts";
import { type Book, hintOf, type Path, report } from "./book.ts";

/** Tables and catalogues the record asks for: on the shelf, once, and made for their role. */
export function checkMethod(book: Book): void {
  const { system: { shelf }, spec: { method = {} } } = book;
  const on = "method";
  const unknown = (field: string, id: string, known: readonly { id: string }[], path: Path) => {
    if (known.some((entry) => entry.id === id)) return;
    const hint = hintOf(book, field, id, known.map((entry) => entry.id));
    report(book, "unknown-method", on, path, { field, id, hint });
  };
  if (method.impact) unknown("impact", method.impact, shelf.impacts, ["method", "impact"]);
  if (method.risk) unknown("risk", method.risk, shelf.methods, ["method", "risk"]);
  const seen = new Set<string>();
  (method.baseline ?? []).forEach((id, index) => {
    const path = ["method", "baseline", index];
    unknown("baseline", id, shelf.catalogs, path);
    if (seen.has(id)) report(book, "duplicate-catalogue", on, path, { catalogue: id });
    seen.add(id);
  });
  for (const role of keysOf(roles)) {
    const id = method[role];
    if (!id) continue;
    const known = shelf.tables.filter((table) => table.id === id || fits(table, roles[role]));
    unknown(role, id, known, ["method", role]);
  }
  checkFit(book);
}

/** What each role asks of its table: the axes it is read by and the results that are understood. */
const roles = {
  assurance: assurance61,
  conformity: conformityTable,
  effect: effectTable,
  step: stepTable,
  vulnerability: ipaVulnerability,
  damage: damageTable,
} as const;

/** A table read in a role it was not made for has no cell at the points asked of it. */
function checkFit(book: Book): void {
  const { method } = book.system;
  const risk = { axes: riskAxes, scale: method.risk.table.scale };
  for (const { role, table } of method.unfit) {
    const model = role === "risk" ? risk : roles[role];
    // An incomplete table is reported where it is written, with its empty cells.
    if (role === "risk" || fits(table, model)) continue;
    const own = (book.spec.tables ?? []).findIndex((spec) => spec.id === table.id);
    const written = book.spec.method?.[role] === undefined ? undefined : ["method", role];
    report(book, "method-unfit", "method", written ?? (own < 0 ? [] : ["tables", own]), {
      field: role,
      id: table.id,
      axes: model.axes.map((axis) => `${axis.name} [${axis.values.join(", ")}]`).join(" × "),
      scale: model.scale.join(", "),
    });
  }
}

function keysOf<T extends object>(record: T): (keyof T & string)[] {
  return Object.keys(record) as (keyof T & string)[];
}
