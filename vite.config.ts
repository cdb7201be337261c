import { readFileSync } from "node:fs";
import { fileURLToPath, URL } from "node:url";
import type { Plugin, UserConfig } from "vite";
import { defineConfig, type ViteUserConfig } from "vitest/config";
import { reportInput, reportScripts } from "./web/report/build.ts";

const alias = [{ find: /^@std\/(.*)$/, replacement: "deno-std/$1" }];
const web = fileURLToPath(new URL("web/", import.meta.url));

/**
 * Four things read this: `vite build` makes the page around the notebook, `vite build --mode frame` the
 * script of the sandboxed frame, `vite build --mode report` what published reports carry, vitest runs
 * the tests. The frame's script is classic, not a module: a
 * module would be fetched with `Origin: null`, which needs permission from the server.
 */
export default defineConfig(({ command, mode }): ViteUserConfig => {
  if (command === "build") return mode === "frame" ? frame : mode === "report" ? report : page;
  return {
    resolve: { alias },
    test: {
      include: ["engine/**/*.test.ts", "web/**/*.test.ts"],
      environment: "node",
      pool: "forks",
      // Browser tests wait more than they compute: two at a time, also where there are only two cores.
      maxWorkers: 2,
      globalSetup: "web/e2e/build.ts",
      // A browser on a busy machine takes its time; a wait ends as soon as it may.
      testTimeout: 90_000,
      hookTimeout: 60_000,
      expect: { poll: { timeout: 20_000 } },
    },
  };
});

const page: UserConfig = {
  root: web,
  resolve: { alias },
  worker: {
    format: "es",
    rollupOptions: {
      output: { entryFileNames: "assets/[name].js", chunkFileNames: "assets/[name].js" },
    },
  },
  build: {
    target: "esnext",
    outDir: "../dist",
    // Plain names, so that a build replaces the one before without ever leaving the folder empty.
    emptyOutDir: false,
    modulePreload: false,
    chunkSizeWarningLimit: 4000,
    rollupOptions: {
      checks: { pluginTimings: false },
      output: {
        entryFileNames: "assets/page.js",
        chunkFileNames: "assets/[name].js",
        assetFileNames: "assets/[name][extname]",
      },
    },
  },
};

const frame: UserConfig = {
  root: web,
  resolve: { alias },
  publicDir: false,
  plugins: [framePage()],
  build: {
    target: "esnext",
    outDir: "../dist",
    emptyOutDir: false,
    chunkSizeWarningLimit: 4000,
    rollupOptions: {
      input: `${web}frame/main.ts`,
      output: { format: "iife", entryFileNames: "assets/sandbox.js" },
    },
  },
};

const report: UserConfig = {
  root: web,
  resolve: { alias },
  publicDir: false,
  plugins: reportScripts(),
  build: {
    target: "esnext",
    outDir: "../dist",
    emptyOutDir: false,
    modulePreload: false,
    chunkSizeWarningLimit: 4000,
    rollupOptions: {
      input: reportInput,
      checks: { pluginTimings: false },
      preserveEntrySignatures: "strict",
      output: {
        format: "cjs",
        entryFileNames: "report/[name].js",
        chunkFileNames: "report/shared-[name].js",
        assetFileNames: "report/[name][extname]",
      },
    },
  },
};

function framePage(): Plugin {
  return {
    name: "frame-page",
    generateBundle() {
      const source = readFileSync(`${web}frame.html`, "utf8");
      this.emitFile({ type: "asset", fileName: "frame.html", source });
    },
  };
}
