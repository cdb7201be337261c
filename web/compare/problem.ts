import { html, nothing, type TemplateResult } from "lit";
import { nameOfState, type StateName } from "../../engine/formats/state.ts";
import { hashOf } from "../shell/route.ts";
import type { App, Message } from "../shell/state.ts";
import type { Side } from "./states.ts";

/** What is wrong with a state, each with the way out; nothing where all is well. */
export function problems(
  app: App,
  side: Side,
  at: "a" | "b",
  other: Side | undefined,
): TemplateResult {
  const { state, missing, found } = side;
  const { say } = app.voice();
  const instead = (name: Message, to: StateName, values: Record<string, string> = {}) => {
    const [mine, theirs] = [nameOfState(to), other ? nameOfState(other.state) : ""];
    const route = at === "a" ? { a: mine, b: theirs } : { a: theirs, b: mine };
    return html`
      <a href=${hashOf({ at: "compare", ...route })}>${say(name, values)}</a>
    `;
  };
  const within = (section: string, name: Message) =>
    html`
      <a href=${hashOf({ at: "system", path: state.file, section })}>${say(name)}</a>
    `;
  const whole: StateName = { ...state, kind: "record", id: "" };
  const { file, id } = state;
  if (missing?.kind === "file") {
    return told(
      "error",
      html`${say("compare.noFile", { file })}${
        missing.near
          ? instead("compare.near", { ...state, file: missing.near }, { name: missing.near })
          : nothing
      }`,
    );
  }
  if (missing) {
    return told(
      "error",
      html`${say("compare.noVersion", { id })}${instead("compare.asItIs", whole)}`,
    );
  }
  if (found?.problem?.kind === "variant") {
    const { near } = found.problem;
    const list = found.variants.map((one) => one.id);
    const known = list.length === 0
      ? say("compare.noVariants")
      : near
      ? ""
      : say("compare.variantsAre", { list: app.voice().list(list) });
    return told(
      "error",
      html`${say("compare.noVariant", { id })}${known}${
        near ? instead("compare.near", { ...state, id: near }, { name: near }) : nothing
      }${instead("compare.asItIs", whole)}`,
    );
  }
  if (found?.problem) {
    const version = state.kind === "version";
    return told(
      "error",
      html`${say(version ? "compare.unreadableVersion" : "compare.unreadable")}${
        version ? instead("compare.asItIs", whole) : within("text", "compare.mend")
      }`,
    );
  }
  return html`
    ${found && found.errors > 0
      ? told(
        "warning",
        html`${say("compare.errors", { count: found.errors })}${
          state.kind === "version" ? nothing : within("findings", "compare.mend")
        }`,
      )
      : nothing}
    ${found && found.refused > 0
      ? told(
        "warning",
        html`${say("compare.refused", { count: found.refused })}${
          within("variants", "compare.mend")
        }`,
      )
      : nothing}
  `;
}

function told(severity: "error" | "warning", text: unknown): TemplateResult {
  return html`<p class="problem" data-severity=${severity} role=${
    severity === "error" ? "alert" : nothing
  }>${text}</p>`;
}
