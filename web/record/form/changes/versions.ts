import type { TemplateResult } from "lit";
import { type VersionsDesk, versionsPanel } from "../../../page/versions.ts";
import type { Version } from "../../../remote.ts";
import type { App, State } from "../../../shell/state.ts";
import type { Desk } from "../../desk.ts";
import type { Form } from "../../section.ts";
import { flushTyping } from "../../typing.ts";

/** The states of the file that the history kept: named, compared, and each brought back as a step. */
export function versions({ app, desk }: Form): TemplateResult {
  return versionsPanel(app, desk.path, deskOf(app));
}

const desks = new WeakMap<App, VersionsDesk>();

/** The open record, whichever it is; one for all draws, so that the panel is not drawn anew for it. */
function deskOf(app: App): VersionsDesk {
  const known = desks.get(app);
  if (known) return known;
  const made: VersionsDesk = {
    async now() {
      flushTyping();
      await app.store.get().desk?.settled();
      return (await atRest(app)).text;
    },
    async restore(text, version) {
      const time = timeOf(version);
      const { desk } = app.store.get();
      desk?.rewrite(text, { ja: `${time.ja}の版に戻す`, en: `Restore the version of ${time.en}` });
      await desk?.settled();
      app.notice("info", app.voice().say("app.versions.taken", { time }), {
        name: app.voice().say("app.undo"),
        run: () => app.store.get().desk?.undo(),
      });
    },
    further: {
      name: "record.versions.against",
      run(text, version) {
        const time = timeOf(version);
        const label = version.label || undefined;
        app.store.get().desk?.against(text, {
          ja: label ?? `${time.ja}の版`,
          en: label ?? `The version of ${time.en}`,
        });
        app.notice("info", app.voice().say("record.versions.compared", { time }));
      },
    },
  };
  desks.set(app, made);
  return made;
}

/** The record when it is in its file, or cannot get there. */
function atRest(app: App): Promise<Desk> {
  const rested = ({ desk }: State) =>
    desk && !desk.writing && !["dirty", "saving"].includes(desk.saving.kind) ? desk : undefined;
  return new Promise((resolve) => {
    const now = rested(app.store.get());
    if (now) return resolve(now);
    const end = app.store.watch((state) => {
      const desk = rested(state);
      if (!desk) return;
      end();
      resolve(desk);
    });
  });
}

function timeOf({ at }: Version): { readonly ja: string; readonly en: string } {
  const told = (locale: string) =>
    new Date(at).toLocaleString(locale, { dateStyle: "medium", timeStyle: "medium" });
  return { ja: told("ja-JP"), en: told("en-GB") };
}
