import { html, nothing, svg, type TemplateResult } from "lit";
import { live } from "lit/directives/live.js";
import { wrap } from "../../../plots/wrap.ts";
import type { Form } from "../../section.ts";
import { addFlow, show } from "./deed.ts";
import { roleWord } from "./role.ts";
import { type Box, measure, type Sketch, sketch } from "./map.ts";
import type { FlowThing, NodeThing, Scene, Thing, ZoneThing } from "./scene.ts";

// What the Tab key arrives at, and from where a flow is being drawn: of this visit, not of the record.
let stops = { place: "", flow: "" };
let source: string | undefined;

/**
 * The diagram. A click or Enter opens the form of what it is on; the arrow keys walk between zones and
 * components, and among the flows, which are a stop of their own. A flow is drawn by dragging from one
 * component to another; by keys, Shift+Enter begins it and Enter at the other end makes it.
 */
export function diagram(form: Form, scene: Scene): TemplateResult {
  const { say } = form;
  const nodes = scene.zones.flatMap(({ nodes }) => nodes);
  const plan = sketch({
    zones: scene.zones.map(({ id, nodes }) => ({ id, nodes: nodes.map(({ id }) => id) })),
    flows: scene.flows,
  });
  const places = [...scene.zones.filter(({ id }) => id !== ""), ...nodes].map(({ key }) => key);
  const flows = scene.flows.filter(({ index }) => plan.flows[index].line !== "");
  if (!places.includes(stops.place)) stops = { ...stops, place: places[0] ?? "" };
  if (!flows.some(({ key }) => key === stops.flow)) stops = { ...stops, flow: flows[0]?.key ?? "" };
  if (!nodes.some(({ id }) => id === source)) source = undefined;
  const act = acting(form, scene, plan);
  const words = say("record.components.diagram", {
    zones: scene.zones.filter(({ index }) => index >= 0).length,
    components: nodes.length,
    flows: scene.flows.length,
  });
  return html`
    <div class="zones" ?data-drawing=${source !== undefined}>
      <div class="sheet">${svgOf(form, scene, plan, words, act)}</div>
      <p class="hint" id="diagram-hint" role="status">${source === undefined
        ? say("record.components.diagram.hint")
        : say("record.components.drawing", {
          name: nodes.find(({ id }) => id === source)?.name ?? "",
        })}</p>
    </div>
  `;
}

function svgOf(
  form: Form,
  scene: Scene,
  plan: Sketch,
  words: string,
  act: ReturnType<typeof acting>,
): TemplateResult {
  const flows = scene.flows.filter(({ index }) => plan.flows[index].line !== "");
  return html`
    <svg viewBox="0 0 ${plan.width} ${plan.height}" width=${plan.width}
      height=${plan.height} style=${`--least: ${Math.round(plan.width * 0.77)}px`} role="group"
      aria-label=${words} aria-describedby="diagram-hint" @click=${act.clicked}
      @keydown=${act.pressed} @focusin=${act.focused} @focusout=${act.lightNone}
      @pointerover=${act.over} @pointerleave=${act.lightNone} @pointerdown=${act.down}
      @pointermove=${act.moved} @pointerup=${act.up} @pointercancel=${act.dropped}>
        <defs>
          <marker id="zones-arrow" viewBox="0 0 8 8" refX="7.5" refY="4" markerWidth="7"
            markerHeight="7" orient="auto-start-reverse"><path d="M0 0.5L8 4L0 7.5z"></path></marker>
        </defs>
        ${scene.zones.map((zone) => zoneBox(form, zone, plan.zones.get(zone.id)!))}
        ${flows.map((flow) => flowLine(flow, plan))}
        ${scene.zones.flatMap(({ nodes }) => nodes).map((node) =>
          nodeBox(form, node, plan.nodes.get(node.id)!)
        )}
        ${flows.map((flow) => flowName(form, scene, flow, plan))}
        <line class="drag" visibility="hidden"></line>
      </svg>
  `;
}

function zoneBox(form: Form, zone: ZoneThing, { x, y, width, height }: Box): TemplateResult {
  const { say, lang } = form;
  const label = [
    say("record.components.zone.label", { name: zone.name, count: zone.nodes.length }),
    zone.trust && say("record.components.zone.trusted", { trust: zone.trust }),
  ].filter((part) => part !== "").join(" ");
  const inside = svg`
    <rect class="frame" x=${x} y=${y} width=${width} height=${height} rx="5"></rect>
    <rect class="head" x=${x + 2} y=${y + 2} width=${width - 4} height="34" rx="4"></rect>
    <text class="title" x=${x + measure.zone.padding} y=${y +
      16}>${wrap(zone.name, (width - 12) / (lang === "ja" ? 11.5 : 12.8), 1, lang)[0] ?? ""}</text>
    <text class="trust" x=${x + measure.zone.padding} y=${y + 30}>${zone.trust &&
      (wrap(
        say("record.components.zone.trusted", { trust: zone.trust }),
        (width - 14) / 10.5,
        1,
        lang,
      )[0] ??
        "")}</text>
  `;
  if (zone.index < 0) return svg`<g class="zone none">${inside}</g>`;
  return svg`
    <g class="zone" data-node=${zone.key} role="button"
      tabindex=${live(stops.place === zone.key ? "0" : "-1")}><title>${label}</title>${inside}</g>
  `;
}

function nodeBox(form: Form, node: NodeThing, box: Box): TemplateResult {
  const { lang } = form;
  const lines = wrap(node.name, (box.width - 12) / 12.5, 2, lang);
  const label = labelOf(form, node);
  const middle = box.y + box.height / 2 + 4.5 - (lines.length - 1) * 7.5;
  return svg`
    <g class="node" data-node=${node.key} data-truth=${node.truth} role="button"
      data-source=${source === node.id ? "" : nothing}
      data-external=${node.role === "external" ? "" : nothing}
      tabindex=${live(stops.place === node.key ? "0" : "-1")}><title>${label}</title>
        <rect x=${box.x} y=${box.y} width=${box.width} height=${box.height} rx="3"></rect>
        ${lines.map((line, at) =>
          svg`<text x=${box.x + box.width / 2} y=${middle + at * 15}>${line}</text>`
        )}</g>
  `;
}

/** What is heard of a component: its name, role, what leans on it, and why the profile leaves it out. */
function labelOf(form: Form, node: NodeThing): string {
  const { say } = form;
  return [
    node.name,
    roleWord(form, node.role),
    node.steps > 0 ? say("record.components.steps", { count: node.steps }) : "",
    node.statuses > 0 ? say("record.components.statuses", { count: node.statuses }) : "",
    offWords(form, node),
  ].filter((part) => part !== "").join(form.lang === "ja" ? "、" : ", ");
}

/** Why the profile leaves a thing out, as a sentence; "" where it does not. */
export function offWords({ say }: Form, { truth, because }: Thing): string {
  if (truth === "yes") return "";
  return say(truth === "no" ? "record.components.off" : "record.components.open", { because });
}

function flowLine(flow: FlowThing, plan: Sketch): TemplateResult {
  return svg`
    <path class="flow" data-flow=${flow.key} data-truth=${flow.truth}
      data-ends="${flow.from} ${flow.to}" d=${plan.flows[flow.index].line}
      marker-end="url(#zones-arrow)"></path>
  `;
}

function flowName(form: Form, scene: Scene, flow: FlowThing, plan: Sketch): TemplateResult {
  const { x, y } = plan.flows[flow.index];
  const lines = wrap(flow.name, (measure.gutter - 8) / 10.5, 2, form.lang);
  const label = flowWords(form, scene, flow);
  const top = y + 3.5 - (lines.length - 1) * 6;
  return svg`
    <g class="named" data-node=${flow.key} data-truth=${flow.truth} role="button"
      data-ends="${flow.from} ${flow.to}"
      tabindex=${live(stops.flow === flow.key ? "0" : "-1")}><title>${label}</title>
        <rect x=${x - measure.gutter / 2 + 6} y=${y - 12} width=${measure.gutter -
          12} height="24" rx="3"></rect>
        ${lines.length === 0
          ? svg`<circle cx=${x} cy=${y} r="3.5"></circle>`
          : lines.map((line, at) => svg`<text x=${x} y=${top + at * 12}>${line}</text>`)}</g>
  `;
}

/** A flow as a sentence: from where to where, what it is, and why it is not there. */
export function flowWords(form: Form, { zones }: Scene, flow: FlowThing): string {
  const nodes = zones.flatMap(({ nodes }) => nodes);
  const nameOf = (id: string) => nodes.find((node) => node.id === id)?.name ?? id;
  const words = form.say("record.components.flow.label", {
    from: nameOf(flow.from),
    to: nameOf(flow.to),
    name: flow.name || flow.id || form.say("record.components.nameless"),
  });
  return [words, offWords(form, flow)].filter((part) => part !== "").join(" ");
}

/** What the hand and the keys do on the diagram. */
function acting(form: Form, scene: Scene, plan: Sketch) {
  const nodes = scene.zones.flatMap(({ nodes }) => nodes);
  const nodeOf = (key: string | undefined) => nodes.find((node) => node.key === key);
  const begin = (id: string | undefined) => {
    source = id;
    const { desk } = form.app.store.get();
    form.app.store.set({ desk: desk && { ...desk } });
  };
  const end = (from: string, to: string) => {
    source = undefined;
    if (from !== to) addFlow(form, from, to);
    else begin(undefined);
  };
  const choose = (key: string) => {
    const node = nodeOf(key);
    if (source !== undefined && node) return end(source, node.id);
    open(form, scene, key);
  };
  return {
    clicked(event: Event) {
      const key = keyOf(event);
      if (key && !hauled) choose(key);
      hauled = false;
    },
    pressed(event: KeyboardEvent) {
      const key = keyOf(event);
      if (!key || event.altKey || event.ctrlKey || event.metaKey) return;
      const node = nodeOf(key);
      if (event.key === "Escape" && source !== undefined) begin(undefined);
      else if (event.key === "Enter" && event.shiftKey && node && form.desk.editable) {
        begin(node.id);
      } else if (event.key === "Enter" || event.key === " ") choose(key);
      else {
        const next = nextOf(scene, plan, key, event.key);
        if (next === undefined) return;
        focus(event.currentTarget as Element, next);
      }
      event.preventDefault();
    },
    focused(event: Event) {
      const key = keyOf(event);
      if (!key) return;
      const root = event.currentTarget as Element;
      const kind = key.startsWith("flow/") ? "flow" : "place";
      root.querySelector(`[data-node="${CSS.escape(stops[kind])}"]`)?.setAttribute(
        "tabindex",
        "-1",
      );
      stops = { ...stops, [kind]: key };
      (event.target as Element).closest("[data-node]")!.setAttribute("tabindex", "0");
      light(root, key);
    },
    lightNone(event: Event) {
      light(event.currentTarget as Element, undefined);
    },
    over(event: Event) {
      light(event.currentTarget as Element, keyOf(event));
    },
    down(event: PointerEvent) {
      const node = nodeOf(keyOf(event));
      hauled = false;
      haul = node && form.desk.editable && event.button === 0 && event.pointerType !== "touch"
        ? { from: node.id, x: event.clientX, y: event.clientY, going: false }
        : undefined;
    },
    moved(event: PointerEvent) {
      if (!haul) return;
      const far = Math.hypot(event.clientX - haul.x, event.clientY - haul.y) > 6;
      if (!haul.going && !far) return;
      const root = event.currentTarget as SVGSVGElement;
      if (!haul.going) root.setPointerCapture(event.pointerId);
      haul.going = true;
      drawn(root, haul, event);
      light(root, under(event)?.key);
    },
    up(event: PointerEvent) {
      const held = haul;
      haul = undefined;
      hide(event.currentTarget as Element);
      if (!held?.going) return;
      hauled = true;
      const node = nodeOf(under(event)?.key);
      if (node && node.id !== held.from) end(held.from, node.id);
    },
    dropped(event: PointerEvent) {
      haul = undefined;
      hide(event.currentTarget as Element);
    },
  };
}

/** A component being dragged from, in pixels of the screen. */
interface Haul {
  readonly from: string;
  readonly x: number;
  readonly y: number;
  going: boolean;
}
let haul: Haul | undefined;
// The click that ends a drag opens nothing.
let hauled = false;

function drawn(root: SVGSVGElement, { x, y }: Haul, { clientX, clientY }: PointerEvent): void {
  const line = root.querySelector(".drag")!;
  const inverse = root.getScreenCTM()!.inverse();
  const [a, b] = [new DOMPoint(x, y), new DOMPoint(clientX, clientY)]
    .map((point) => point.matrixTransform(inverse));
  const ends = { x1: a.x, y1: a.y, x2: b.x, y2: b.y, visibility: "visible" };
  for (const [name, value] of Object.entries(ends)) line.setAttribute(name, String(value));
}

function hide(root: Element): void {
  root.querySelector(".drag")?.setAttribute("visibility", "hidden");
}

/** What lies under the pointer, which is captured while it drags. */
function under({ clientX, clientY }: PointerEvent): { key: string } | undefined {
  const element = document.elementFromPoint(clientX, clientY)?.closest<SVGElement>("[data-node]");
  return element ? { key: element.dataset.node! } : undefined;
}

function keyOf(event: Event): string | undefined {
  return (event.target as Element).closest<SVGElement>("[data-node]")?.dataset.node;
}

function focus(root: Element, key: string): void {
  root.querySelector<SVGElement>(`[data-node="${CSS.escape(key)}"]`)?.focus();
}

/** Lights what belongs to a thing: the flows of a component, the line and the name of a flow. */
function light(root: Element, key: string | undefined): void {
  const [kind, id] = [key?.slice(0, key.indexOf("/")), key?.slice(key.indexOf("/") + 1)];
  for (const one of root.querySelectorAll<SVGElement>("[data-ends]")) {
    const own = (one.dataset.flow ?? one.dataset.node) === key;
    const lit = own || (kind === "component" && one.dataset.ends!.split(" ").includes(id!));
    one.toggleAttribute("data-lit", lit);
  }
  root.toggleAttribute("data-lighting", kind === "component" || kind === "flow");
}

function open(form: Form, scene: Scene, key: string): void {
  const things: readonly Thing[] = [
    ...scene.zones,
    ...scene.zones.flatMap(({ nodes }) => nodes),
    ...scene.flows,
  ];
  const thing = things.find((one) => one.key === key);
  if (!thing || thing.index < 0) return;
  const list = key.startsWith("zone/") ? "zones" : key.startsWith("flow/") ? "flows" : "components";
  show(form, list, thing.index);
}

/** Where a key leads: along the columns and across them; among flows, along their list. */
function nextOf(scene: Scene, plan: Sketch, key: string, pressed: string): string | undefined {
  if (key.startsWith("flow/")) return nextFlow(scene, plan, key, pressed);
  const all = [
    ...scene.zones.flatMap(({ key, id }) => {
      const { x, y, width } = plan.zones.get(id)!;
      return id === "" ? [] : [{ key, x: x + width / 2, y }];
    }),
    ...scene.zones.flatMap(({ nodes }) => nodes).map(({ key, id }) => {
      const { x, y, width } = plan.nodes.get(id)!;
      return { key, x: x + width / 2, y };
    }),
  ];
  const own = all.find((one) => one.key === key)!;
  const column = all.filter(({ x }) => Math.abs(x - own.x) < 1).toSorted((a, b) => a.y - b.y);
  const across = (side: number) => {
    const beyond = all.filter(({ x }) => (x - own.x) * side > 1);
    const distance = Math.min(...beyond.map(({ x }) => Math.abs(x - own.x)));
    const kind = key.slice(0, 4);
    return beyond.filter(({ x, key }) => Math.abs(x - own.x) - distance < 1 && key.startsWith(kind))
      .toSorted((a, b) => Math.abs(a.y - own.y) - Math.abs(b.y - own.y))[0];
  };
  switch (pressed) {
    case "ArrowUp":
      return column[column.indexOf(own) - 1]?.key ?? key;
    case "ArrowDown":
      return column[column.indexOf(own) + 1]?.key ?? key;
    case "ArrowLeft":
      return across(-1)?.key ?? key;
    case "ArrowRight":
      return across(1)?.key ?? key;
    case "Home":
      return all[0].key;
    case "End":
      return all[all.length - 1].key;
    default:
      return undefined;
  }
}

function nextFlow(scene: Scene, plan: Sketch, key: string, pressed: string): string | undefined {
  const keys = scene.flows.filter(({ index }) => plan.flows[index].line !== "").map(({ key }) =>
    key
  );
  const at = keys.indexOf(key);
  const steps: Readonly<Record<string, number>> = {
    ArrowUp: at - 1,
    ArrowLeft: at - 1,
    ArrowDown: at + 1,
    ArrowRight: at + 1,
    Home: 0,
    End: keys.length - 1,
  };
  const to = steps[pressed];
  return to === undefined ? undefined : keys[Math.max(0, Math.min(to, keys.length - 1))];
}
