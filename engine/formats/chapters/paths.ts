import { report } from "../../messages/report.ts";
import type { System } from "../../model.ts";
import type { ScenarioResult } from "../../scenario.ts";
import type { Block } from "../document.ts";
import { pathOf } from "./scenarios.ts";
import { defence, letter, range, type Voice } from "./voice.ts";

/** The minimal attack paths of a scenario, the worst first, each with the steps that decide it. */
export function paths(result: ScenarioResult, system: System, speak: Voice): Block {
  const { say } = speak;
  const table: Block = {
    kind: "table",
    caption: say(report.paths, { id: result.id }),
    columns: [
      { title: say(report.pathSteps), head: true, wrap: true },
      { title: say(report.threat), align: "center" },
      { title: say(report.defence), align: "center" },
      { title: say(report.risk), align: "center" },
      { title: say(report.deciding), wrap: true },
    ],
    rows: result.paths.map((path) => [
      pathOf(path.steps, result, speak),
      range(path.threat, speak),
      range(path.defence, speak, defence),
      letter(path.risk, unjudged, system, speak),
      speak.list(path.deciding.map((id) => pathOf([id], result, speak))),
    ]),
  };
  return {
    kind: "section",
    id: `paths-${result.id}`,
    title: say(report.paths, { id: result.id }),
    blocks: result.paths.length === 0 ? [{ kind: "text", text: say(report.impossible) }] : [
      table,
      ...(result.more
        ? [{ kind: "text" as const, text: say(report.morePaths, { count: result.paths.length }) }]
        : []),
    ],
  };
}

/** Whether a target is passed is a question of the scenario, not of one path. */
const unjudged = { best: false, worst: false };
