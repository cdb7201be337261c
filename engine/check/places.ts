import { type Book, report } from "./book.ts";
import { checkCondition } from "./conditions.ts";
import { checkKnown, checkUnique } from "./names.ts";

/** Zones, components and flows: each once, and only between places that exist. */
export function checkPlaces(book: Book): void {
  const { spec } = book;
  checkUnique(book, "zone", spec.zones, ["zones"]);
  checkUnique(book, "component", spec.components, ["components"]);
  checkUnique(book, "flow", spec.flows, ["flows"]);
  (spec.components ?? []).forEach(({ id, zone, when }, index) => {
    const on = `component/${id}`;
    const path = ["components", index];
    checkKnown(book, "zone", zone, on, [...path, "zone"]);
    checkCondition(book, when, on, [...path, "when"]);
  });
  (spec.flows ?? []).forEach(({ from, to, when }, index) => {
    const on = `flow/${book.system.flows[index].id}`;
    const path = ["flows", index];
    checkKnown(book, "component", from, on, [...path, "from"]);
    checkKnown(book, "component", to, on, [...path, "to"]);
    checkCondition(book, when, on, [...path, "when"]);
  });
}

/** Vulnerabilities found in the system: each once per component, and in one that exists. */
export function checkVulnerabilities(book: Book): void {
  const seen = new Set<string>();
  (book.spec.vulnerabilities ?? []).forEach(({ id, component }, index) => {
    const on = `vulnerability/${id}`;
    const path = ["vulnerabilities", index];
    // One vulnerability may well be open in several components.
    const key = `${id}/${component}`;
    if (seen.has(key)) report(book, "duplicate-id", on, [...path, "id"]);
    seen.add(key);
    checkKnown(book, "component", component, on, [...path, "component"]);
  });
}
