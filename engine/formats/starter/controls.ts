import { demandsAt } from "../../baseline.ts";
import { requiredLevel } from "../../impact.ts";
import type { System } from "../../model.ts";
import { ground } from "../../profile.ts";
import type { Lang, Text } from "../../text.ts";
import { comment } from "./line.ts";

/** Every control that is certainly required, by family, each to be assessed. */
export function controls(system: System, lang: Lang): string[] {
  const on = ground(system);
  const level = requiredLevel(system);
  const sure = [...demandsAt(level.best, on)]
    .filter(([, demand]) => demand.sure === "yes");
  const byFamily = Map.groupBy(sure, ([ref]) => system.catalogue.get(ref)!.control.family);
  const families = system.method.catalogs.flatMap((catalog) => catalog.families);
  const listed = families.flatMap(({ id, name }) => {
    const own = byFamily.get(id) ?? [];
    return own.length === 0 ? [] : [
      `  # ${id} ${name[lang]}`,
      ...own.map(([ref, { baselines }]) => {
        // A control that a provider offers is inherited; typed as unassessed, it would not be.
        const status = on.stood(ref, "").status;
        const { title } = system.catalogue.get(ref)!.control;
        const mark = baselines.join() === "privacy" ? privacy[lang] : "";
        return `  ${ref}: ${status} # ${title[lang]}${mark}`;
      }),
    ];
  });
  return [
    ...comment({
      ja: [
        `求められるレベルの管理策 ${sure.length}件。実施状況を一つずつ評価してください。`,
        ...(level.provisional
          ? ["影響度の未評価が残る間、分析はより高い水準で求められる管理策も数えます。"]
          : []),
        "implemented, inherited, alternative, partial, planned, absent, not-applicable, unassessed",
        "根拠や期限は { status: planned, owner: 運用担当, due: 2027-03-31 } の形で書き添えます。",
      ],
      en: [
        `The ${sure.length} controls that the required level asks for. Assess them one by one.`,
        ...(level.provisional
          ? ["While an impact is unassessed, the analysis counts those of the higher level too."]
          : []),
        "implemented, inherited, alternative, partial, planned, absent, not-applicable, unassessed",
        "Add facts as { status: planned, owner: Operations, due: 2027-03-31 }.",
      ],
    }, lang),
    "controls:",
    ...listed,
  ];
}

const privacy: Text = { ja: "（個人情報）", en: " (privacy)" };
