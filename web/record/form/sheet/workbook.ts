/** The thread that reads and writes workbooks: what is hostile or large in one never holds up the page. */
import { assess, toSystem } from "../../../../engine/mod.ts";
import { exportSheet, importSheet } from "../../../../engine/formats/sheet.ts";
import { standard } from "../../../../engine/standard.ts";
import type { Answer, Job } from "./job.ts";

addEventListener("message", ({ data }: MessageEvent<Job>) => {
  postMessage(answer(data));
});

function answer(job: Job): Answer {
  try {
    return { value: done(job) };
  } catch (error) {
    return { problem: error instanceof Error ? error.message : String(error) };
  }
}

function done(job: Job): unknown {
  const system = toSystem(job.spec, { ...standard, catalogs: job.catalogs });
  if (job.act === "import") return importSheet(job.bytes, system);
  const { at, lang, file, findings } = job;
  return exportSheet(assess(system, at), findings, { lang, file });
}
