import type { Assessment } from "../../assess.ts";
import { document } from "../../messages/document.ts";
import type { System } from "../../model.ts";
import type { Block } from "../document.ts";
import type { Voice } from "./voice.ts";

/** What the system is made of and what flows between: the table beside the diagram. */
export function structure({ system }: Assessment, speak: Voice): Block {
  const { say } = speak;
  return {
    kind: "section",
    id: "structure",
    title: say(document.ground),
    blocks: system.components.length === 0
      ? [{ kind: "text", text: say(document.groundNone) }]
      : [components(system, speak), ...flows(system, speak)],
  };
}

function components({ components, zones }: System, speak: Voice): Block {
  const { say } = speak;
  return {
    kind: "table",
    caption: say(document.components),
    columns: [
      { title: say(document.component), head: true, wrap: true },
      { title: say(document.zone), wrap: true },
      { title: say(document.product), wrap: true },
    ],
    rows: components.map(({ name, zone, product }) => {
      const place = zones.find(({ id }) => id === zone);
      return [say(name), place ? say(place.name) : zone, product];
    }),
  };
}

function flows({ flows, components }: System, speak: Voice): Block[] {
  if (flows.length === 0) return [];
  const { say } = speak;
  const name = (wanted: string) => {
    const found = components.find(({ id }) => id === wanted);
    return found ? say(found.name) : wanted;
  };
  return [{
    kind: "table",
    caption: say(document.flows),
    columns: [
      { title: say(document.flow), head: true, wrap: true },
      { title: say(document.from), wrap: true },
      { title: say(document.to), wrap: true },
    ],
    rows: flows.map((flow) => [say(flow.name), name(flow.from), name(flow.to)]),
  }];
}
