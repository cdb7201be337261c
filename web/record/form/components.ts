import { html, nothing, type TemplateResult } from "lit";
import { entries } from "../entry.ts";
import { fold } from "../fold.ts";
import { freshId } from "../list.ts";
import { findingsAt, notes } from "../note.ts";
import type { Form, Section } from "../section.ts";
import { adders } from "./components/adding.ts";
import { diagram, flowWords, offWords } from "./components/diagram.ts";
import { componentForm, flowForm, zoneForm } from "./components/forms.ts";
import { providerForm } from "./components/provider.ts";
import { remove } from "./components/removing.ts";
import { roleWord } from "./components/role.ts";
import { type Scene, sceneOf, type Thing } from "./components/scene.ts";

/** Zones, components and flows as a diagram and as forms, and who takes controls over. */
export const components: Section = {
  id: "components",
  draw(form) {
    const { desk, say } = form;
    const { system } = desk;
    if (!system) return html`<p class="empty">${say("record.unreadable")}</p>`;
    const scene = sceneOf(form, system);
    return html`
      <p class="hint">${say("record.components.hint")}</p>
      ${scene.zones.length === 0
        ? html`<p class="empty">${say("record.components.empty")}</p>`
        : diagram(form, scene)}
      ${switchedOff(form, scene)}
      ${scene.zones.length === 0 ? nothing : inWords(form, scene)}
      ${adders(form)}
      ${lists(form, scene)}
    `;
  },
};

/** What the profile leaves out, or does not decide, with its reason. */
function switchedOff(form: Form, { zones, flows }: Scene): TemplateResult | typeof nothing {
  const nodes = zones.flatMap(({ nodes }) => nodes);
  const off = [...nodes, ...flows].filter(({ truth, index }) => truth !== "yes" && index >= 0);
  if (off.length === 0) return nothing;
  const line = (thing: Thing) =>
    html`<li data-truth=${thing.truth}><span>${thing.name || thing.id}</span> ${
      offWords(form, thing)
    }</li>`;
  return html`<ul class="switched">${off.map(line)}</ul>`;
}

/** The diagram as sentences. */
function inWords(form: Form, scene: Scene): TemplateResult {
  const { say, desk } = form;
  return fold(form, `${desk.path} diagram in words`, say("record.components.words"), () =>
    html`
      <ul>${scene.zones.map((zone) =>
        html`<li><b>${zone.name}</b>${
          zone.trust ? ` ${say("record.components.zone.trusted", { trust: zone.trust })}` : nothing
        }<ul>${
          zone.nodes.map((node) =>
            html`<li>${node.name}${node.role ? ` — ${roleWord(form, node.role)}` : ""} ${
              offWords(form, node)
            }</li>`
          )
        }</ul></li>`
      )}</ul>
      <ul>${scene.flows.map((flow) => html`<li>${flowWords(form, scene, flow)}</li>`)}</ul>
    `);
}

function lists(form: Form, scene: Scene): TemplateResult {
  const { desk, say, text } = form;
  const system = desk.system!;
  const nodes = scene.zones.flatMap(({ nodes }) => nodes);
  return html`
    <h3>${say("record.chapter.zones")}</h3>
    ${entries(form, {
      path: ["zones"],
      noun: say("record.components.noun.zone"),
      title: (index) => text(system.zones[index].name),
      brief: (index) =>
        say("record.components.zone.brief", {
          trust: text(system.zones[index].trust) || "—",
          count: system.components.filter(({ zone }) => zone === system.zones[index].id).length,
        }),
      draw: (path, index) => zoneForm(form, path, index),
      remove: (index) => remove(form, "zone", index),
    })}
    <h3>${say("record.chapter.components")}</h3>
    ${entries(form, {
      path: ["components"],
      noun: say("record.components.noun.component"),
      title: (index) => text(system.components[index].name),
      brief: (index) => componentBrief(form, nodes.find((node) => node.index === index)!),
      draw: (path, index) => componentForm(form, path, index),
      remove: (index) => remove(form, "component", index),
    })}
    <h3>${say("record.chapter.flows")}</h3>
    ${entries(form, {
      path: ["flows"],
      noun: say("record.components.noun.flow"),
      title: (index) => scene.flows[index].name,
      brief: (index) => `${system.flows[index].from} → ${system.flows[index].to}`,
      draw: (path, index) => flowForm(form, path, index),
    })}
    <h3>${say("record.chapter.providers")}</h3>
    <p class="hint">${say("record.components.providers.hint")}</p>
    ${entries(form, {
      path: ["providers"],
      noun: say("record.components.noun.provider"),
      title: (index) => text(system.providers[index].name),
      brief: (index) =>
        say("record.components.provider.brief", {
          count: new Set(system.providers[index].controls).size,
        }),
      draw: (path, index) => providerForm(form, path, index),
      fresh: () => ({ id: freshId(form, ["providers"], "provider-"), controls: [] }),
      remove: (index) => remove(form, "provider", index),
    })}
    ${notes(form, findingsAt(desk, ["flows"]))}
  `;
}

function componentBrief(form: Form, node: Scene["zones"][number]["nodes"][number]): string {
  const { say, facts } = form;
  return facts([
    roleWord(form, node.role),
    node.steps > 0 ? say("record.components.steps", { count: node.steps }) : "",
    node.statuses > 0 ? say("record.components.statuses", { count: node.statuses }) : "",
  ]);
}
