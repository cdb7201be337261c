import { existsSync, readdirSync, statSync } from "node:fs";
import { fileURLToPath, URL } from "node:url";
import { build } from "vite";

const root = fileURLToPath(new URL("../../", import.meta.url));

/** Builds the page before the browser tests, where a source is newer than what was built. */
export async function setup(): Promise<void> {
  const built = [
    `${root}dist/index.html`,
    `${root}dist/assets/sandbox.js`,
    `${root}dist/report/parts.json`,
  ];
  const made = built.every(existsSync)
    ? Math.min(...built.map((file) => statSync(file).mtimeMs))
    : 0;
  const sources = [
    ...newest("web"),
    ...newest("engine"),
    statSync(`${root}vite.config.ts`).mtimeMs,
  ];
  if (Math.max(...sources) < made) return;
  const configFile = `${root}vite.config.ts`;
  await build({ configFile, logLevel: "warn" });
  await build({ configFile, logLevel: "warn", mode: "frame" });
  await build({ configFile, logLevel: "warn", mode: "report" });
}

function newest(folder: string): number[] {
  return readdirSync(root + folder, { recursive: true })
    .map((name) => `${root}${folder}/${name}`)
    .filter((file) => /\.(ts|css|html|json)$/.test(file) && !/\.test\.ts$|\/e2e\//.test(file))
    .map((file) => statSync(file).mtimeMs);
}
