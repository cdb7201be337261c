import { voice } from "../plots/voice.ts";

/**
 * Gives the parts of a plot or an input of Observable's libraries the names that they lack for those who
 * listen: groups of marks are named but have no role, sliders and the boxes of a table have no label.
 */
export function announced<N extends Node>(node: N): N {
  if (!(node instanceof Element)) return node;
  for (const group of node.querySelectorAll("svg g[aria-label]:not([role])")) {
    group.setAttribute("role", "group");
  }
  for (const slider of node.querySelectorAll("label ~ * > input[type=range]:not([aria-label])")) {
    const label = slider.parentElement!.parentElement!.querySelector("label");
    if (label?.textContent) slider.setAttribute("aria-label", label.textContent);
  }
  for (const body of node.querySelectorAll("form > table > tbody")) {
    boxes(body);
    // Rows are added as they are scrolled to.
    new MutationObserver(() => boxes(body)).observe(body, { childList: true });
  }
  return node;
}

function boxes(body: Element): void {
  const { say } = voice();
  const box = "tr > :first-child > :is(input[type=checkbox], input[type=radio])";
  for (const all of body.parentElement!.querySelectorAll(`thead > ${box}:not([aria-label])`)) {
    all.setAttribute("aria-label", say("app.frame.rows"));
  }
  for (const [index, one] of body.querySelectorAll(box).entries()) {
    one.setAttribute("aria-label", say("app.frame.row", { number: index + 1 }));
  }
}
