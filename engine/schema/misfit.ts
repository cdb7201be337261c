import type { z } from "./zod.ts";

/** What is wrong with the shape of a value, and where. `unknown` keys are kept, the rest is not usable. */
export interface Misfit {
  readonly path: readonly (string | number)[];
  readonly kind: "unknown" | "missing" | "invalid";
  readonly message: string;
  /** For `unknown`: the keys that would have been known here. */
  readonly known?: readonly string[];
  /** For `invalid`: the values that would have been allowed, where they are few. */
  readonly allowed?: readonly (string | number)[];
}

/** Everything about a value that does not fit a shape; see `misfits`. */
export function misfitsOf(raw: unknown, shape: z.ZodType): Misfit[] {
  if (depth(raw) > deepest) {
    return [{ path: [], kind: "invalid", message: `at most ${deepest} levels of nesting` }];
  }
  const result = shape.safeParse(raw);
  return result.success ? [] : result.error.issues.flatMap((issue) => flat(issue, shape, raw, []));
}

/** How deep a record may be nested: lists and maps inside each other. Real ones need about ten. */
export const deepest = 60;

type Schema = z.core.$ZodType;
type Issue = z.core.$ZodIssue;
type Way = readonly (string | number)[];

/** How deep a value is nested, layer by layer; stops one level beyond `deepest`, so loops end. */
function depth(raw: unknown): number {
  let level = 0;
  let layer: object[] = isObject(raw) ? [raw] : [];
  while (layer.length > 0 && level <= deepest) {
    level++;
    const next: object[] = [];
    for (const node of layer) {
      for (const child of Object.values(node)) if (isObject(child)) next.push(child);
    }
    // Only what is shared or turns in a loop can grow like this; it is then looked at once.
    layer = next.length > most ? [...new Set(next)] : next;
  }
  return level;
}

const most = 1_000_000;

function flat(issue: Issue, schema: Schema, raw: unknown, base: Way): Misfit[] {
  const path = [...base, ...issue.path as Way];
  const value = issue.path.reduce<unknown>((node, key) => inside(node, key), raw);
  if (issue.code === "unrecognized_keys") {
    const known = keysOf(reach(schema, issue.path as Way, raw), value);
    return issue.keys.map((key) => ({
      path: [...path, key],
      kind: "unknown",
      message: `the key "${key}" is not known here`,
      known,
    }));
  }
  if (value === undefined) {
    return [{ path, kind: "missing", message: `"${String(path[path.length - 1])}" is missing` }];
  }
  if (issue.code !== "invalid_union") return [invalid(path, [issue])];
  if (issue.errors.length === 0) {
    const allowed = ("options" in issue ? issue.options ?? [] : []) as string[];
    return [{ path, kind: "invalid", message: "one of the known words", allowed }];
  }
  return union(issue, reach(schema, issue.path as Way, raw), value, path);
}

/** The misfits of the branch that was meant; where no branch takes such a value, what all would take. */
function union(
  issue: Extract<Issue, { code: "invalid_union" }>,
  schemas: readonly Schema[],
  value: unknown,
  path: Way,
): Misfit[] {
  const options = schemas.flatMap((schema) => optionsOf(schema));
  const branches = issue.errors.flatMap((issues, index) => {
    if (issues.some(refused)) return [];
    return [issues.flatMap((inner) => flat(inner, options[index], value, path))];
  });
  if (branches.length === 0) return [invalid(path, issue.errors.flat())];
  const weight = (found: readonly Misfit[]) =>
    found.reduce((sum, misfit) => sum + (misfit.kind === "unknown" ? 1 : 1000), 0);
  return branches.reduce((best, branch) => weight(branch) < weight(best) ? branch : best);
}

/** True for an issue that turns the whole value away, not only a part of it. */
function refused(issue: Issue): boolean {
  if (issue.path.length > 0 || issue.code === "unrecognized_keys") return false;
  return issue.code !== "invalid_union" || issue.errors.every((issues) => issues.some(refused));
}

function invalid(path: Way, issues: readonly Issue[]): Misfit {
  const allowed = issues.flatMap(allows);
  const message = [...new Set(issues.flatMap(wishes))].join(" or ");
  return allowed.length === 0
    ? { path, kind: "invalid", message }
    : { path, kind: "invalid", message, allowed: [...new Set(allowed)] };
}

function allows(issue: Issue): (string | number)[] {
  if (issue.code === "invalid_union") return issue.errors.flat().filter(refused).flatMap(allows);
  if (issue.code === "invalid_type" && issue.expected === "boolean") return ["true", "false"];
  if (issue.code !== "invalid_value") return [];
  return issue.values.filter((value) => typeof value === "string" || typeof value === "number");
}

const kinds: Readonly<Record<string, string>> = {
  string: "a text",
  number: "a number",
  boolean: "true or false",
  array: "a list",
  object: "a map",
  record: "a map",
};

function wishes(issue: Issue): string[] {
  if (issue.code === "invalid_union") return issue.errors.flat().filter(refused).flatMap(wishes);
  if (issue.code === "invalid_type") return [kinds[issue.expected] ?? issue.message];
  if (issue.code === "invalid_value") return ["one of the known words"];
  if (issue.code === "too_small") return ["a number of at least 0"];
  return [issue.message];
}

/** The schemas that judge the value at a path: several where the way there leads through a union. */
function reach(schema: Schema, path: Way, raw: unknown): Schema[] {
  let here: Schema[] = [schema];
  let value = raw;
  for (const key of path) {
    here = here.flatMap((schema) => leaves(schema, value)).flatMap((schema) => child(schema, key));
    value = inside(value, key);
  }
  return here;
}

function keysOf(schemas: readonly Schema[], value: unknown): string[] {
  const shapes = schemas.flatMap((schema) => leaves(schema, value)).flatMap((schema) => {
    const def = schema._zod.def as z.core.$ZodObjectDef | z.core.$ZodRecordDef;
    if (def.type === "object") return [Object.keys(def.shape)];
    return def.type === "record" ? [[...(def.keyType._zod.values ?? [])].map(String)] : [];
  });
  const written = Object.keys(isObject(value) ? value : {});
  const shared = (keys: readonly string[]) => written.filter((key) => keys.includes(key)).length;
  return shapes.reduce((best, keys) => shared(keys) > shared(best) ? keys : best, shapes[0] ?? []);
}

/** A schema without its wrappings, and a union as its options (one, where a key tells them apart). */
function leaves(schema: Schema, value: unknown): Schema[] {
  const options = optionsOf(schema);
  if (options.length === 1 && options[0] === schema) return [schema];
  const def = unwrap(schema)._zod.def as { discriminator?: string };
  const told = def.discriminator === undefined ? undefined : inside(value, def.discriminator);
  return options.filter((option) =>
    told === undefined ||
    unwrap(option)._zod.propValues?.[def.discriminator!]?.has(told as string)
  ).flatMap((option) => leaves(option, value));
}

function optionsOf(schema: Schema): readonly Schema[] {
  const bare = unwrap(schema);
  const def = bare._zod.def as z.core.$ZodUnionDef;
  return def.type === "union" ? def.options : [bare];
}

function unwrap(schema: Schema): Schema {
  const def = schema._zod.def as { type: string; innerType?: Schema; getter?: () => Schema };
  if (def.type === "lazy") return unwrap(def.getter!());
  return def.innerType ? unwrap(def.innerType) : schema;
}

function child(schema: Schema, key: string | number): Schema[] {
  const def = schema._zod.def as {
    type: string;
    shape?: Record<string, Schema>;
    element?: Schema;
    valueType?: Schema;
  };
  const found = def.type === "object" ? def.shape![key] : def.element ?? def.valueType;
  return found ? [found] : [];
}

function inside(value: unknown, key: PropertyKey): unknown {
  return isObject(value) && Object.hasOwn(value, key)
    ? (value as Record<PropertyKey, unknown>)[key]
    : undefined;
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}
