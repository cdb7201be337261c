import type { Category, Rating, Status } from "../model.ts";
import type { Change } from "../schema.ts";

/**
 * Reads a change as typed after `--set`: `AC-2=implemented`, `AC-2@web=absent`,
 * `profile.exposure=closed`, `impact.disclosure=high`, `target.3=C`, `S1.threat=2`, `S1/entry.threat=2`.
 * Whether what it names exists is left to `apply`, which refuses with a reason. Undefined where the
 * text is not of this form.
 */
export function toChange(written: string): Change | undefined {
  const at = written.indexOf("=");
  const name = written.slice(0, Math.max(at, 0)).trim();
  const value = written.slice(at + 1).trim();
  if (name === "" || value === "") return undefined;
  // Values are checked where the change is applied, so that every door gives the same answer.
  const profile = after("profile.", name);
  if (profile) return { type: "set-trait", trait: profile, value: literal(value) };
  const impact = after("impact.", name);
  if (impact) return { type: "set-impact", category: impact as Category, level: value as "high" };
  const target = after("target.", name);
  if (target) {
    return {
      type: "set-target",
      damage: literal(target) as Rating,
      risk: literal(value) as string,
    };
  }
  if (name.endsWith(".threat")) return threat(name.slice(0, -".threat".length), value);
  const [control, ...place] = name.split("@");
  const status = value as Status;
  if (control === "" || place.length > 1 || place[0] === "") return undefined;
  return place.length === 0
    ? { type: "set-status", control, status }
    : { type: "set-status", control, place: place[0], status };
}

function after(start: string, name: string): string {
  return name.startsWith(start) ? name.slice(start.length) : "";
}

function threat(name: string, value: string): Change | undefined {
  const [scenario, step, ...rest] = name.split("/");
  if (scenario === "" || step === "" || rest.length > 0) return undefined;
  const level = literal(value) as Rating | "unassessed";
  return step === undefined
    ? { type: "set-threat", scenario, threat: level }
    : { type: "set-threat", scenario, step, threat: level };
}

/** `true`, `false` and numbers as such, everything else as a text. */
function literal(value: string): string | number | boolean {
  if (value === "true") return true;
  if (value === "false") return false;
  return /^-?\d+(\.\d+)?$/.test(value) ? Number(value) : value;
}
