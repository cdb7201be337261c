import type { Assessment } from "../../assess.ts";
import type { ControlResult } from "../../baseline.ts";
import { document } from "../../messages/document.ts";
import { report } from "../../messages/report.ts";
import type { Text } from "../../text.ts";
import { because } from "../../why.ts";
import { type Block, mark, type Phrase } from "../document.ts";
import type { Voice } from "./voice.ts";

/**
 * Where the analysis departs from the plain baseline: what tailoring added and removed, what is not
 * applicable, met by an alternative or taken over, each with its reason. Controls of one reason stand in
 * one row.
 */
export function deviations(assessment: Assessment, speak: Voice): Block {
  const { controls, removed } = assessment.baseline;
  const { say } = speak;
  const of = (wanted: (one: ControlResult) => boolean, why: (one: ControlResult) => string) =>
    controls.filter(wanted).map((one) => ({ control: one.control, why: why(one) }));
  const written = ({ stood }: ControlResult) => say(stood.standing.why);
  const provider = ({ stood }: ControlResult) =>
    say(assessment.system.providers.find(({ id }) => id === stood.provider)?.name ?? plain(stood));
  const groups: [Text, { control: string; why: string }[], Text][] = [
    [document.added, of(isAdded, ({ demand }) => say(demand.added!)), report.why],
    [document.removed, removed.map(({ control, why }) => ({ control, why: say(why) })), report.why],
    [
      document.notApplicable,
      of(({ stood }) => stood.status === "not-applicable" && stood.cause === "written", written),
      report.why,
    ],
    [document.alternative, of(({ status }) => status === "alternative", written), report.why],
    [
      document.outside,
      of(
        ({ conformity }) => conformity === "outside",
        ({ stood }) => say(because(stood.applies.because, assessment)),
      ),
      report.because,
    ],
    [document.inherited, of(({ status }) => status === "inherited", provider), document.provider],
  ];
  const shown = groups.flatMap(([title, list, why]) => group(title, list, why, speak));
  return {
    kind: "section",
    id: "deviations",
    title: say(document.deviations),
    blocks: shown.length > 0 ? shown : [{ kind: "text", text: say(document.deviationsNone) }],
  };
}

function isAdded({ demand }: ControlResult): boolean {
  return demand.added !== undefined;
}

function plain({ provider }: ControlResult["stood"]): Text {
  return { ja: provider, en: provider };
}

function group(
  name: Text,
  list: readonly { readonly control: string; readonly why: string }[],
  why: Text,
  speak: Voice,
): Block[] {
  if (list.length === 0) return [];
  const { say } = speak;
  const title = say(name, { count: list.length });
  const reason = (text: string): Phrase => text === "" ? mark(say(document.noReason), "bad") : text;
  return [{
    kind: "group",
    id: `deviations-${list[0].control}`,
    title,
    blocks: [{
      kind: "table",
      caption: title,
      columns: [
        { title: say(document.controls), head: true, wrap: true },
        { title: say(why), wrap: true },
      ],
      rows: [...Map.groupBy(list, ({ why }) => why)].map(([text, all]) => [
        speak.list(all.map(({ control }) => control)),
        reason(text),
      ]),
    }],
  }];
}
