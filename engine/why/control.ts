import type { Analysis } from "../analysis.ts";
import type { ControlResult, Count } from "../baseline.ts";
import { phrases } from "../messages/why.ts";
import { word } from "../messages/words.ts";
import type { Stood } from "../profile.ts";
import { between, percent, say } from "../show.ts";
import type { Text } from "../text.ts";
import {
  because,
  cells,
  type Derivation,
  derivation,
  placeName,
  proof,
  type Question,
  reason,
  some,
} from "./derivation.ts";
import { required } from "./impact.ts";
import { condition } from "./profile.ts";

export function conformity({ analysis, ref, id }: Question): Derivation | undefined {
  const { baseline } = analysis;
  const all: readonly Count[] = [baseline.all, ...baseline.catalogs, ...baseline.families];
  const count = all.find((one) => one.ref === ref);
  if (!count) return undefined;
  const inside = (result: ControlResult) =>
    id === "" || result.catalog === id || result.family === id ||
    `${result.catalog}:${result.family}` === id;
  const { share, ...numbers } = count;
  const value = say(phrases.conformityValue, {
    // A share reads from low to high, whichever end is the better.
    share: between({ best: share.worst, worst: share.best }, percent),
    met: count.met,
    total: count.total,
  });
  return derivation(ref, say(phrases.conformity, { name: count.name }), value, {
    rule: "conformity",
    notes: [say(phrases.counts, numbers)],
    from: [
      ...(id === "" ? some(required({ analysis, ref: "required", id: "" } as Question)) : []),
      ...baseline.controls.filter((result) => result.gap && inside(result)).map((result) =>
        explainControl(result, analysis)
      ),
    ],
  });
}

export function control({ analysis, ref, id }: Question): Derivation | undefined {
  const result = analysis.baseline.controls.find((one) => one.ref === ref);
  if (result) return explainControl(result, analysis);
  const [name, place = ""] = id.split("@");
  const { system } = analysis;
  const known = system.catalogue.get(name);
  if (!known && !system.controls.has(name)) return undefined;
  if (place !== "" && !Object.hasOwn(system.controls.get(name)?.at ?? {}, place)) return undefined;
  const made = explainStood(analysis.ground.stood(name, place), analysis);
  if (place !== "") return made;
  const removed = analysis.baseline.removed.find((one) => one.control === name);
  const note = removed ? say(phrases.removed, { why: removed.why }) : phrases.notRequired;
  return { ...made, notes: [note, ...made.notes] };
}

function explainControl(result: ControlResult, analysis: Analysis): Derivation {
  const { system } = analysis;
  const { baselines, added } = result.demand;
  const catalog = system.method.catalogs.find(({ id }) => id === result.catalog)!;
  const demand = [
    ...(baselines.length > 0
      ? [say(phrases.demandBaseline, {
        catalog: catalog.name,
        baselines: baselines.join(" + ").toUpperCase(),
      })]
      : []),
    ...(added ? [say(phrases.demandAdded, { why: added })] : []),
  ];
  return derivation(
    result.ref,
    say(phrases.control, { control: result.control, title: result.title }),
    word("conformity", result.conformity),
    {
      rule: "conformity",
      cells: cells(system.method.conformity, {
        best: result.stood.best,
        worst: result.stood.worst,
      }),
      notes: demand,
      from: [result.stood, ...result.exceptions].map((stood) => explainStood(stood, analysis)),
    },
  );
}

export function explainStood(stood: Stood, analysis: Analysis): Derivation {
  const { control, place, standing, provider } = stood;
  const name = analysis.system.providers.find(({ id }) => id === provider)?.name ?? provider;
  const causes: Record<Stood["cause"], Text> = {
    written: phrases.written,
    unwritten: phrases.unwritten,
    provider: say(phrases.provider, { provider: name }),
    "no-provider": say(stood.status === "absent" ? phrases.noProvider : phrases.maybeProvider, {
      provider: name,
    }),
    condition: say(phrases.outside, { because: because(stood.applies.because, analysis) }),
  };
  const title = place === ""
    ? say(phrases.standing, { control })
    : say(phrases.standingAt, { control, place: placeName(place, analysis) });
  return derivation(
    place === "" ? `control/${control}` : `control/${control}@${place}`,
    title,
    word("status", stood.status),
    {
      rule: "standing",
      notes: [causes[stood.cause], ...reason(standing.why), ...proof(standing.evidence)],
      from: [
        ...some(
          condition(
            `when/control/${control}`,
            analysis.system.controls.get(control)?.when,
            analysis,
          ),
        ),
        ...(provider === "" ? [] : some(
          condition(
            `when/provider/${provider}`,
            analysis.system.providers.find(({ id }) => id === provider)?.when,
            analysis,
          ),
        )),
      ],
    },
  );
}
