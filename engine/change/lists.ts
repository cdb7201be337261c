import type { Path } from "./edit.ts";

/** The lists of a record whose entries are told apart by an id, by the word a reference uses. */
export const lists = {
  scenario: "scenarios",
  damage: "damages",
  measure: "measures",
  component: "components",
  zone: "zones",
  flow: "flows",
  provider: "providers",
  treatment: "treatments",
  variant: "variants",
  comment: "comments",
  review: "reviews",
  table: "tables",
  vulnerability: "vulnerabilities",
} as const;

/** The lists of which an entry needs an id, or a control in its stead. */
export const identified = new Set([
  ...Object.values(lists).filter((list) => !["flows", "comments", "reviews"].includes(list)),
  "steps",
  "guards",
]);

/** The lists besides those of `lists` to which entries may be added before they exist. */
export const further = new Set([
  "profile.connections",
  "profile.law",
  "profile.standards",
  "profile.assumptions",
  "profile.users.groups",
  "profile.operation.routes",
  "method.baseline",
  "tailoring.add",
  "tailoring.remove",
]);

/** The maps a record consists of besides its lists; a reference may name each by its key. */
export const topMaps = ["controls", "impact", "profile", "target", "method", "tailoring"];

/** Whether entries may be added at a path even where nothing stands there yet. */
export function isList(path: Path): boolean {
  const last = String(path[path.length - 1]);
  if (path.length === 1) return (Object.values(lists) as string[]).includes(last);
  return inner.has(last) && path[0] === "scenarios" || further.has(path.join("."));
}

const inner = new Set(["steps", "guards"]);
