import { defineConfig } from "vitest/config";

export default defineConfig({
  resolve: { alias: [{ find: /^@std\/(.*)$/, replacement: "deno-std/$1" }] },
  test: {
    include: ["engine/**/*.test.ts", "web/**/*.test.ts"],
    environment: "node",
    pool: "forks",
    testTimeout: 60_000,
  },
});
