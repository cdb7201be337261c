import type { Holding } from "../model.ts";
import type { Text } from "../text.ts";
import { type Book, type Path, report } from "./book.ts";
import { checkCondition } from "./conditions.ts";
import { checkControl, checkFamilies, checkKnown, checkUnique } from "./names.ts";
import { blank, spoken } from "./words.ts";

/** What providers take over, and under which condition. */
export function checkProviders(book: Book): void {
  checkUnique(book, "provider", book.spec.providers, ["providers"]);
  (book.spec.providers ?? []).forEach(({ id, when, controls }, index) => {
    const on = `provider/${id}`;
    checkCondition(book, when, on, ["providers", index, "when"]);
    checkFamilies(book, controls, on, ["providers", index, "controls"]);
  });
}

/** What is added to the baseline and taken out of it, with the reason. */
export function checkTailoring(book: Book): void {
  for (const list of ["add", "remove"] as const) {
    (book.spec.tailoring?.[list] ?? []).forEach(({ controls, when }, index) => {
      const on = `tailoring/${list}/${index + 1}`;
      const path = ["tailoring", list, index];
      const { why } = book.system.tailoring[list][index];
      if (blank(why)) report(book, "tailoring-without-reason", on, path);
      checkCondition(book, when, on, [...path, "when"]);
      checkFamilies(book, controls, on, [...path, "controls"]);
    });
  }
}

/** How each control stands, in the whole system and at single places. */
export function checkControls(book: Book): void {
  const { spec, system, resolve } = book;
  const seen = new Map<string, string>();
  for (const [key, written] of Object.entries(spec.controls ?? {})) {
    const control = resolve(key);
    const on = `control/${control}`;
    const path = ["controls", key];
    const first = seen.get(control);
    if (first !== undefined) {
      report(book, "two-spellings", on, path, { first, second: key, control });
      continue;
    }
    seen.set(control, key);
    checkControl(book, key, on, path);
    const holding = system.controls.get(control)!;
    if (typeof written === "object") {
      checkCondition(book, written.when, on, [...path, "when"]);
      checkKnown(book, "provider", written.from, on, [...path, "from"]);
    }
    checkStanding(book, holding, "", on, path);
    for (const place of Object.keys(holding.at)) {
      const there = [...path, "at", place];
      checkKnown(book, "component", place, on, there);
      checkStanding(book, holding, place, `${on}@${place}`, there);
    }
  }
}

function checkStanding(
  book: Book,
  holding: Holding,
  place: string,
  on: string,
  path: Path,
): void {
  const { status, why, due, owner } = place === "" ? holding : holding.at[place];
  if ((status === "not-applicable" || status === "alternative") && blank(why)) {
    report(book, "status-without-reason", on, path, { status: spoken("status", status) });
  }
  if (status === "planned" && (due === "" || blank(owner))) {
    const missing = due !== "" ? lacking.owner : blank(owner) ? lacking.both : lacking.due;
    report(book, "planned-without-plan", on, path, { missing });
  }
  if (status === "inherited") checkInheritance(book, holding, place, on, path);
}

const lacking = {
  owner: { ja: "担当", en: "an owner" },
  due: { ja: "期限", en: "a due date" },
  both: { ja: "担当と期限", en: "an owner and a due date" },
} as const satisfies Record<string, Text>;

/** A provider takes over the controls it lists, as long as its condition holds: see `profile.ts`. */
function checkInheritance(
  book: Book,
  { control, from }: Holding,
  place: string,
  on: string,
  path: Path,
): void {
  if (from && !book.providers.has(from)) return; // Reported as an unknown provider.
  const { cause, status, provider } = book.ground.stood(control, place);
  const listed = book.system.providers.some(({ id, controls }) =>
    id === provider && controls.includes(control)
  );
  if (!listed) report(book, "inherited-without-provider", on, path);
  if (cause !== "no-provider" || status !== "absent") return;
  const { because } = book.ground.verity(book.providers.get(provider)?.when);
  const { traits } = book.system.profile;
  report(book, "provider-outside", on, path, {
    provider,
    traits: because.map((trait) => `${trait} = ${traits[trait]}`).join(", "),
  });
}
