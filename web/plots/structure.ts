import type { Component, Flow, System, Zone } from "../../engine/model.ts";
import { type Condition, holds, type Truth } from "../../engine/mod.ts";
import { because } from "../../engine/why.ts";
import { figure, type Pen, pen, scrolled, sentences, type Summed } from "./figure.ts";
import { type Box, measure, type Sketch, sketch } from "./map.ts";
import type { Options } from "./voice.ts";
import { wrap } from "./wrap.ts";

/** A zone with its components; the last may be of those that stand in none. */
interface Area {
  readonly zone: Zone | undefined;
  readonly nodes: readonly Component[];
}

/**
 * The structure of a system: its zones, the components in them and what flows between, laid out by
 * itself. What the profile leaves out is drawn dashed, and said. Value: the ids of the components.
 */
export function structureDiagram(system: System, options: Options = {}): Summed<readonly string[]> {
  const draw = pen(options);
  const { say, html, text } = draw;
  const areas = areasOf(system);
  const name = say("plot.structure.name", { name: text(system.name) });
  const left = system.components.filter(({ when }) => truthOf(when, system) === "no");
  const summary = sentences([
    say("plot.structure.summary", {
      zones: system.zones.length,
      components: system.components.length,
      flows: system.flows.length,
    }),
    left.length > 0 && say("plot.structure.left", {
      list: draw.list(left.map((one) => reasonOf(one, system, draw))),
    }),
  ], draw);
  const value = system.components.map(({ id }) => id);
  if (value.length === 0) {
    const nothing = say("plot.structure.nothing");
    return figure(
      "structure",
      { name, summary: nothing, value },
      draw,
      html("p", { class: "quiet" }, nothing),
    );
  }
  return figure(
    "structure",
    { name, summary, value, caption: left.length > 0 ? [say("plot.structure.dashed")] : [] },
    draw,
    scrolled(name, draw, picture(areas, system, draw)),
  );
}

/** The zones in the order of the record, those of other parties alone at the far edge, strays last. */
function areasOf({ zones, components }: System): Area[] {
  const areas = zones.map((zone): Area => ({
    zone,
    nodes: components.filter((one) => one.zone === zone.id),
  }));
  const strays = components.filter((one) => !zones.some(({ id }) => id === one.zone));
  const edge = ({ nodes }: Area) =>
    nodes.length > 0 && nodes.every(({ role }) => role === "external");
  return [
    ...areas.filter((area) => !edge(area)),
    ...areas.filter(edge),
    ...(strays.length > 0 ? [{ zone: undefined, nodes: strays }] : []),
  ];
}

function truthOf(when: Condition | undefined, { profile }: System): Truth {
  return holds(when, profile.traits).truth;
}

function reasonOf({ name, when }: Component, system: System, { text, say }: Pen): string {
  const { because: traits } = holds(when, system.profile.traits);
  return say("plot.structure.reason", {
    name: text(name),
    because: text(because(traits, { system })),
  });
}

function picture(areas: readonly Area[], system: System, draw: Pen): SVGSVGElement {
  const known = new Set(system.components.map(({ id }) => id));
  const flows = system.flows.filter(({ from, to }) => known.has(from) && known.has(to));
  const plan = sketch({
    zones: areas.map(({ zone, nodes }) => ({
      id: zone?.id ?? "",
      nodes: nodes.map(({ id }) => id),
    })),
    flows,
  });
  const element = draw.svg(
    "svg",
    {
      width: plan.width,
      height: plan.height,
      viewBox: `0 0 ${plan.width} ${plan.height}`,
      "aria-hidden": "true",
    },
    ...areas.map((area) => zoneBox(area, plan.zones.get(area.zone?.id ?? "")!, draw)),
    ...flows.flatMap((flow, index) => flowLine(flow, index, plan, system, draw)),
    ...areas.flatMap(({ nodes }) =>
      nodes.map((node) => nodeBox(node, plan.nodes.get(node.id)!, system, draw))
    ),
    ...flows.map((flow, index) => flowName(flow, plan.flows[index], system, draw)),
  );
  // It shrinks to its place while its letters stay legible; what is still too wide scrolls.
  element.style.setProperty("--least", `${Math.round(plan.width * 0.77)}px`);
  return element;
}

function zoneBox({ zone }: Area, { x, y, width, height }: Box, draw: Pen): SVGGElement {
  const { svg, say, text, lang } = draw;
  const name = zone ? text(zone.name) || zone.id : say("plot.structure.zoneless");
  const trust = zone && text(zone.trust);
  const line = (said: string, size: number) => wrap(said, (width - 14) / size, 1, lang)[0] ?? "";
  const left = x + measure.zone.padding;
  return svg(
    "g",
    { class: zone ? "zone" : "zone none" },
    svg("rect", { x, y, width, height, rx: 5 }),
    svg("text", { class: "title", x: left, y: y + 16 }, line(name, lang === "ja" ? 11.5 : 12.8)),
    trust
      ? svg(
        "text",
        { class: "trust", x: left, y: y + 30 },
        line(say("plot.structure.trust", { trust }), 10.5),
      )
      : null,
  );
}

function nodeBox(node: Component, box: Box, system: System, draw: Pen): SVGGElement {
  const { svg, text, lang } = draw;
  const lines = wrap(text(node.name) || node.id, (box.width - 12) / 12.5, 2, lang);
  const middle = box.y + box.height / 2 + 4.5 - (lines.length - 1) * 7.5;
  const { x, y, width, height } = box;
  return svg(
    "g",
    {
      class: node.role === "external" ? "node external" : "node",
      "data-truth": truthOf(node.when, system),
    },
    svg("rect", { x, y, width, height, rx: 3 }),
    ...lines.map((line, at) => svg("text", { x: x + width / 2, y: middle + at * 15 }, line)),
  );
}

function flowLine(
  flow: Flow,
  index: number,
  { flows, nodes }: Sketch,
  system: System,
  { svg }: Pen,
): SVGElement[] {
  const { line } = flows[index];
  if (line === "") return [];
  const truth = flowTruth(flow, system);
  const [x, y] = line.split(/[^\d.-]+/).filter(Boolean).slice(-2).map(Number);
  // A line arrives on the level: at the left side of a box it comes from the left.
  const from = x <= nodes.get(flow.to)!.x + 1 ? -1 : 1;
  const head = `M${x} ${y}l${from * 7} -3.5v7z`;
  return [
    svg("path", { class: "flow", "data-truth": truth, d: line }),
    svg("path", { class: "head", "data-truth": truth, d: head }),
  ];
}

/** A flow goes with its own condition and with those of both its ends. */
function flowTruth({ from, to, when }: Flow, system: System): Truth {
  const ends = system.components.filter(({ id }) => id === from || id === to);
  const all = [when, ...ends.map((end) => end.when)].map((one) => truthOf(one, system));
  return all.find((one) => one === "no") ?? all.find((one) => one === "unknown") ?? "yes";
}

function flowName(
  flow: Flow,
  { line, x, y }: Sketch["flows"][number],
  system: System,
  { svg, text, lang }: Pen,
): SVGGElement | null {
  const name = text(flow.name);
  // The id says nothing to a reader, so a flow without a name goes without.
  if (line === "" || name === "" || name === flow.id) return null;
  const lines = wrap(name, (measure.gutter - 8) / 10.5, 2, lang);
  const top = y + 3.5 - (lines.length - 1) * 6;
  const width = measure.gutter - 12;
  return svg(
    "g",
    { class: "named", "data-truth": flowTruth(flow, system) },
    svg("rect", { x: x - width / 2, y: y - 12, width, height: 24, rx: 3 }),
    ...lines.map((said, at) => svg("text", { x, y: top + at * 12 }, said)),
  );
}
