// @vitest-environment happy-dom
import { afterEach, describe, expect, test } from "vitest";
import { system } from "../plots/fixtures/sample.ts";
import { library, living } from "../frame/library.ts";
import { systemsOf } from "../frame/systems.ts";
import { compile } from "../notebook/compile.ts";
import { createKernel, type Kernel } from "../notebook/kernel.ts";
import { say } from "../notebook/problem.ts";
import { builtins } from "./builtin.ts";
import { ready } from "./ready.ts";

const running: Kernel[] = [];
afterEach(() => running.splice(0).forEach((kernel) => kernel.dispose()));

const records = systemsOf({
  at: "2026-11-22",
  systems: [{ path: "scenarios/a.yaml", spec: system.spec }],
  catalogs: [],
});
const names = () => ({ ...library(), ...living(records, () => {}) });

describe("ready cells", () => {
  test.each(ready.map((one) => [one.id, one] as const))(
    "%s runs as it is put in",
    async (_, one) => {
      const shown: unknown[] = [];
      const kernel = createKernel({
        make: (body) => (0, eval)(`(${body})`),
        builtins: names(),
        show: (_, value) => shown.push(value),
        limit: 30_000,
      });
      running.push(kernel);
      const drafts = one.cells(system.id, new Set(["シナリオ"]));
      kernel.put(
        drafts.map((draft, index) =>
          compile({ id: index + 1, mode: draft.mode, value: draft.value ?? "" })
        ),
      );
      kernel.run();
      await kernel.settled();
      for (const id of drafts.keys()) {
        const { status, problems } = kernel.state(id + 1)!;
        expect([
          status,
          problems.map((problem) => say(problem, "en")),
        ]).toEqual(["done", []]);
      }
      expect(shown.length).toBe(drafts.length);
      expect(shown.every((value) => value instanceof HTMLElement)).toBe(true);
      // No name is taken twice.
      const given = [...kernel.graph().givers.keys()];
      expect(given).not.toContain("シナリオ");
    },
  );
});

test("every name that cells may read is explained, and no other", () => {
  expect(builtins.map(({ name }) => name).toSorted()).toEqual(Object.keys(names()).toSorted());
});
