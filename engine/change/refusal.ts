import type { Finding } from "../finding.ts";
import { hints, nouns } from "../messages/findings.ts";
import { closest } from "../nearest.ts";
import type { SystemSpec } from "../schema.ts";
import { say } from "../show.ts";
import type { Resolve } from "../resolve.ts";
import { type Text, toText } from "../text.ts";
import { furtherNouns } from "./words.ts";

/** Why a change cannot be applied, as the code and values of a finding. */
export type Refusal = Pick<Finding, "code" | "params">;

type Noun = keyof typeof nouns | "category" | "guard" | "entry" | "review";

/** Refuses a change because the thing it is about is not there. */
export function missing(noun: Noun, id: string, known: readonly string[]): Refusal {
  const pattern = furtherNouns[noun] ?? nouns[noun as keyof typeof nouns];
  return {
    code: "change-unknown",
    params: { thing: say(pattern, { id }), hint: meant(id, known) },
  };
}

/** Refuses a value; the way out is the value that was meant, else all that are allowed. */
export function bad(
  field: string,
  value: unknown,
  allowed: readonly unknown[],
  way?: Text,
): Refusal {
  const list = allowed.map(String);
  const near = closest(String(value), list);
  const hint = way ??
    (near !== undefined
      ? say(hints.meant, { word: near })
      : list.length > 0
      ? say(hints.known, { list: { ja: list.join("、"), en: list.join(", ") } })
      : toText(undefined));
  return { code: "change-value", params: { field, value: String(value ?? ""), hint } };
}

/** Refuses a control that is in no catalogue in use; one the record speaks of may have been meant. */
export function unknownControl(spec: SystemSpec, id: string, resolve: Resolve): Refusal {
  const written = [
    ...Object.keys(spec.controls ?? {}),
    ...(spec.scenarios ?? []).flatMap((scenario) => scenario.steps ?? [])
      .flatMap((step) => step.guards ?? []).map((guard) => String(guard.control)),
  ];
  return {
    code: "unknown-control",
    params: { control: String(id), hint: meant(String(id), written.map(resolve)) },
  };
}

/** The name that was meant, as a hint; nothing where none is near. */
export function meant(id: string, known: readonly string[]): Text {
  const near = closest(id, known);
  return near === undefined ? toText(undefined) : say(hints.meant, { word: near });
}
