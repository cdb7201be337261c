import type { Proposal } from "../../library.ts";
import { report } from "../../messages/report.ts";
import type { System } from "../../model.ts";
import { trait } from "../../show.ts";
import { traitOf } from "../../trait.ts";
import { type Block, mark, type Phrase } from "../document.ts";
import type { Voice } from "./voice.ts";

/** Proposed attack scenarios with what speaks for and against them. */
export function proposals(
  found: readonly Proposal[],
  system: System,
  file: string,
  speak: Voice,
): Block[] {
  const { say } = speak;
  const ready = found.filter(({ scenarios }) => scenarios.length === 0);
  const taken = found.filter(({ scenarios }) => scenarios.length > 0);
  const of = (fit: Proposal["fit"]) => ready.filter((one) => one.fit === fit);
  const first = of("yes").at(0);
  return [
    ...section("fitting", say(report.fitting), of("yes"), system, speak),
    ...section("unclear", say(report.unclear), of("unknown"), system, speak),
    ...section("unfit", say(report.unfit), of("no"), system, speak),
    ...(taken.length === 0 ? [] : [list("taken", say(report.taken), taken, speak)]),
    ...(first === undefined ? [{ kind: "text" as const, text: say(report.nothingFits) }] : [{
      kind: "text" as const,
      text: say(report.addHow, { command: `mitate suggest ${file} --add ${first.pattern.id}` }),
    }]),
  ];
}

function section(
  id: string,
  title: string,
  found: readonly Proposal[],
  system: System,
  speak: Voice,
): Block[] {
  if (found.length === 0) return [];
  const full = id !== "unfit";
  const blocks = full ? found.map((one) => detail(one, system, speak)) : [{
    kind: "list" as const,
    items: found.map((one) =>
      `${headline(one, speak)}${speak.say(report.colon)}${reason(one, speak)}`
    ),
  }];
  return [{ kind: "section", id, title, blocks }];
}

function detail(proposal: Proposal, system: System, speak: Voice): Block {
  const { say } = speak;
  const rows: [string, Phrase][] = [
    [say(report.about), say(proposal.pattern.about)],
    [say(report.because), reason(proposal, speak)],
    [say(report.damage), damages(proposal, system, speak)],
    [
      say(report.missingRoles),
      proposal.missing.length === 0
        ? ""
        : mark(say(report.missingValue, { list: speak.list(proposal.missing) }), "fair"),
    ],
  ];
  return {
    kind: "group",
    id: `pattern-${proposal.pattern.id}`,
    title: headline(proposal, speak),
    blocks: [{ kind: "facts", rows: rows.filter(([, value]) => value !== "") }],
  };
}

function headline({ pattern }: Proposal, { say }: Voice): string {
  return `${pattern.id}  ${say(pattern.name)}`;
}

/** The traits that decided, with their values; every profile where the pattern sets no condition. */
function reason({ because, pattern }: Proposal, speak: Voice): string {
  if (!pattern.when) return speak.say(report.everyProfile);
  return speak.list(
    because.map(({ trait: name, value }) =>
      `${traitOf(name) ? speak.say(traitOf(name)!.label) : name}${speak.say(report.colon)}${
        speak.say(trait(name, value))
      }`
    ),
  );
}

/** The damage a scenario made from it would name, and the ids of the others it could serve. */
function damages({ damages }: Proposal, system: System, speak: Voice): Phrase {
  const [first, ...others] = damages;
  if (!first) return mark(speak.say(report.noDamageFits), "fair");
  const name = system.damages.find(({ id }) => id === first.id)?.name ?? "";
  const list = speak.list(first.shared.map((one) => speak.word("category", one)));
  const text = speak.say(report.damageFor, { id: first.id, name, list });
  if (others.length === 0) return text;
  return text + speak.say(report.damageOthers, { list: speak.list(others.map(({ id }) => id)) });
}

function list(id: string, title: string, found: readonly Proposal[], speak: Voice): Block {
  return {
    kind: "section",
    id,
    title,
    blocks: [{
      kind: "list",
      items: found.map((one) =>
        `${headline(one, speak)}${speak.say(report.colon)}${speak.list(one.scenarios)}`
      ),
    }],
  };
}
