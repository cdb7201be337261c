import type { Proposal } from "../../library.ts";
import type { ScenarioSpec } from "../../schema.ts";
import type { Lang } from "../../text.ts";
import { comment, lines } from "./line.ts";

/** The scenarios, and the patterns that may become scenarios later, with what they wait for. */
export function attacks(
  scenarios: readonly ScenarioSpec[],
  proposals: readonly Proposal[],
  lang: Lang,
): string[] {
  const idle = proposals.filter(({ fit, damages }) => fit === "yes" && damages.length === 0);
  const open = proposals.filter(({ fit }) => fit === "unknown");
  const list = (some: readonly Proposal[], traits: boolean) =>
    some.map(({ pattern, because }) => {
      const names = because.map(({ trait }) => trait).join(", ");
      return `  ${pattern.id}: ${pattern.name[lang]}${traits ? ` (${names})` : ""}`;
    });
  return [
    ...(scenarios.length > 0
      ? [
        ...comment({
          ja: [
            "攻撃シナリオ。プロファイルに当てはまるパターンから作りました。",
            "脅威レベル（threat）と理由、ガードの水準（level）を、実態に合わせて見直してください。",
          ],
          en: [
            "Attack scenarios, made from the patterns that fit the profile.",
            "Review the threat and its reason, and the level of each guard, against the facts.",
          ],
        }, lang),
        ...lines({ scenarios }),
      ]
      : []),
    ...(idle.length > 0
      ? comment({
        ja: ["事業被害を定めると使えるパターン:", ...list(idle, false)],
        en: ["Patterns that fit once a damage is defined for them:", ...list(idle, false)],
      }, lang)
      : []),
    ...(open.length > 0
      ? comment({
        ja: ["括弧内の特性しだいで当てはまるパターン:", ...list(open, true)],
        en: ["Patterns that may fit, depending on the traits named:", ...list(open, true)],
      }, lang)
      : []),
  ];
}
