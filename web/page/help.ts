import { html } from "lit";
import type { App, Dialog } from "../shell/state.ts";
import { commands } from "./command.ts";
import { shownKeys } from "./palette.ts";

/** The sheet of keys: what can be done, by group, with both kinds of keys. */
export function help(app: App): Dialog {
  const { say } = app.voice();
  const groups = ["run", "move", "cell", "type", "view", "file"] as const;
  return {
    kind: "help",
    title: say("app.command.help"),
    body: () =>
      html`
        <p class="quiet">${say("app.help.modes")}</p>
        <div class="groups">${groups.map((group) =>
          html`
            <section>
              <h3>${say(`app.group.${group}`)}</h3>
              <dl>${commands.filter((command) => command.group === group).map((
                { name, keys, always },
              ) =>
                html`
                  <div>
                    <dt>${say(name)}</dt>
                    <dd>${[...always ?? [], ...keys ?? []].map((key) =>
                      html`<kbd>${shownKeys(key)}</kbd>`
                    )}</dd>
                  </div>
                `
              )}</dl>
            </section>
          `
        )}</div>
      `,
  };
}
