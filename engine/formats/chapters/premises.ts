import type { Assessment } from "../../assess.ts";
import { report } from "../../messages/report.ts";
import { word } from "../../messages/words.ts";
import type { Text } from "../../text.ts";
import type { Block } from "../document.ts";
import type { Voice } from "./voice.ts";

/** What the profile says beside its traits: users, sign-in, connections, law, what is assumed. */
export function premises({ system: { profile } }: Assessment, speak: Voice): Block {
  const { say } = speak;
  const text = (title: Text, text: Text): Block[] => {
    const said = say(text);
    return said === "" ? [] : [{ kind: "facts", rows: [[say(title), said]] }];
  };
  const group = (id: string, title: Text, items: readonly Text[]): Block[] =>
    items.length === 0 ? [] : [{
      kind: "group",
      id,
      title: say(report.countOf, { name: title, count: items.length }),
      blocks: [{ kind: "list", items: items.map((item) => say(item)) }],
    }];
  const blocks: Block[] = [
    ...text(report.purpose, profile.purpose),
    ...text(report.signIn, profile.method),
    ...group("users", report.users, profile.groups),
    ...connections(profile.connections, speak),
    ...group("routes", report.routes, profile.routes),
    ...group("law", report.law, profile.law),
    ...group("standards", report.standards, profile.standards),
    ...group("assumptions", report.assumptions, profile.assumptions),
  ];
  return {
    kind: "section",
    id: "premises",
    title: say(report.premises),
    blocks: blocks.length > 0 ? blocks : [{ kind: "text", text: say(report.noPremises) }],
  };
}

function connections(
  list: Assessment["system"]["profile"]["connections"],
  speak: Voice,
): Block[] {
  if (list.length === 0) return [];
  const { say } = speak;
  const title = say(report.countOf, { name: report.connections, count: list.length });
  return [{
    kind: "group",
    id: "connections",
    title,
    blocks: [{
      kind: "table",
      caption: title,
      columns: [
        { title: say(report.connection), head: true, wrap: true },
        { title: say(report.connectedTo), wrap: true },
        { title: say(report.connectionKind) },
      ],
      rows: list.map((
        { name, with: other, kind },
      ) => [say(name), say(other), say(word("connection", kind))]),
    }],
  }];
}
