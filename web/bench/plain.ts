import * as Inputs from "@observablehq/inputs";
import * as Plot from "@observablehq/plot";
import { plot } from "./plot.ts";

/**
 * The floor: the same slider and the same plot in a page without kernel, sandbox or editor, and a field
 * in which the plot's source can be typed.
 */
function start(): void {
  let make = maker(plot);
  const slider = Inputs.range([1, 100], { label: "n", step: 1, value: 10 });
  const field = Object.assign(document.createElement("textarea"), { value: plot });
  const body = document.createElement("div");
  body.className = "body";
  const draw = () => body.replaceChildren(make(Plot, (slider as HTMLInputElement).value));
  slider.addEventListener("input", draw);
  field.addEventListener("input", () => {
    make = maker(field.value);
    draw();
  });
  document.body.append(slider, field, body);
  draw();
}

function maker(source: string): (plot: unknown, n: unknown) => Node {
  return new Function("Plot", "n", `return ${source}`) as (plot: unknown, n: unknown) => Node;
}

start();
