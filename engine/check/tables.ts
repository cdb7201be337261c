import { defects, mostCells, type RatingTable, size } from "../rating.ts";
import type { TableSpec } from "../schema.ts";
import type { Text } from "../text.ts";
import { type Book, hintOf, type Path, report } from "./book.ts";
import { checkUnique } from "./names.ts";
import { checkOnScale } from "./target.ts";

/** The record's own tables: complete, within their scale, and never better where things are worse. */
export function checkTables(book: Book): void {
  const { spec, system } = book;
  checkUnique(book, "table", spec.tables, ["tables"]);
  (spec.tables ?? []).forEach((written, index) => {
    // The record's own tables come first on its shelf, in its order.
    const table = system.shelf.tables[index];
    const on = `table/${table.id}`;
    const path = ["tables", index];
    for (const [damage, value] of Object.entries(written.target ?? {})) {
      checkOnScale(book, table.scale, value, damage, on, [...path, "target", damage]);
    }
    const count = size(table.axes);
    if (count > mostCells) report(book, "table-too-large", on, path, { table: table.id, count });
    else if (written.formula !== undefined && Object.keys(table.cells).length === 0) {
      const reason = reasonOf(book, table, written.formula);
      const params = { table: table.id, formula: written.formula, reason };
      report(book, "table-formula", on, [...path, "formula"], params);
    } else checkCells(book, table, written, on, path);
  });
}

/** Why a formula gives nothing: asked of it once more, at the first cell. */
function reasonOf({ system }: Book, table: RatingTable, expression: string): string | Text {
  const scope = Object.fromEntries(table.axes.map(({ name, values }) => [name, values[0]]));
  try {
    const result = system.shelf.formula!(expression)(scope);
    const kind = typeof result;
    return { ja: `結果が ${kind} 型です`, en: `the result is of type ${kind}` };
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function checkCells(
  book: Book,
  table: RatingTable,
  written: TableSpec,
  on: string,
  path: Path,
): void {
  const about = { table: table.id };
  const whole = written.formula !== undefined
    ? [...path, "formula"]
    : written.cells
    ? [...path, "cells"]
    : path;
  const at = (cell: string) =>
    written.formula === undefined && cell in (written.cells ?? {}) ? [...whole, cell] : whole;
  const all = defects(table);
  const missing = all.filter(({ kind }) => kind === "missing").map(({ cell }) => cell);
  if (missing.length > 0) {
    const cells = missing.slice(0, 3).join(", ");
    report(book, "table-incomplete", on, whole, { ...about, count: missing.length, cells });
  }
  for (const { kind, cell, value, than } of all) {
    if (kind === "foreign" && table.scale.includes(value!)) {
      report(book, "table-foreign-cell", on, at(cell), { ...about, cell });
    } else if (kind === "foreign") {
      const hint = hintOf(book, `scale of ${table.id}`, String(value), table.scale.map(String));
      report(book, "table-foreign-value", on, at(cell), { ...about, cell, value: value!, hint });
    } else if (kind === "non-monotone") {
      const params = { ...about, cell, value: value!, than: than!, other: table.cells[than!] };
      report(book, "table-not-monotone", on, at(cell), params);
    }
  }
}
