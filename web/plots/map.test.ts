import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Box, type Ground, measure, sketch } from "./map.ts";

const grounds = fc.array(fc.integer({ min: 0, max: 6 }), { minLength: 1, maxLength: 12 }).chain(
  (sizes) => {
    const zones = sizes.map((size, zone) => ({
      id: `z${zone}`,
      nodes: Array.from({ length: size }, (_, at) => `c${zone}-${at}`),
    }));
    const ids = ["missing", ...zones.flatMap(({ nodes }) => nodes)];
    const end = fc.constantFrom(...ids);
    return fc.array(fc.record({ from: end, to: end }), { maxLength: 30 })
      .map((flows): Ground => ({ zones, flows }));
  },
);

describe("a sketch", () => {
  test("keeps zones apart and in order, and components in their zone", () => {
    fc.assert(
      fc.property(grounds, (ground) => {
        const { zones, nodes, width, height } = sketch(ground);
        const boxes = ground.zones.map(({ id }) => zones.get(id)!);
        boxes.forEach((box, at) => {
          expect(box.x + box.width).toBeLessThanOrEqual(width);
          expect(box.y + box.height).toBeLessThanOrEqual(height);
          const next = boxes[at + 1];
          if (next) expect(next.x > box.x || next.y > box.y + box.height).toBe(true);
        });
        expect(new Set(boxes.map(({ x }) => x)).size).toBeLessThanOrEqual(measure.columns);
        for (const zone of ground.zones) {
          const own = zone.nodes.map((id) => nodes.get(id)!).toSorted((a, b) => a.y - b.y);
          own.forEach((box, at) => {
            expect(within(box, zones.get(zone.id)!)).toBe(true);
            if (at > 0) expect(box.y).toBeGreaterThan(own[at - 1].y + own[at - 1].height);
          });
        }
      }),
      { seed: 201 },
    );
  });

  test("leads every line past the boxes of other components", () => {
    fc.assert(
      fc.property(grounds, (ground) => {
        const { nodes, flows } = sketch(ground);
        flows.forEach(({ line }, at) => {
          const { from, to } = ground.flows[at];
          expect(line === "").toBe(!nodes.has(from) || !nodes.has(to));
          for (const y of levels(line)) {
            for (const [id, box] of nodes) {
              const passes = y.from < box.x && y.to > box.x + box.width;
              if (passes && id !== from && id !== to) {
                expect(y.at <= box.y || y.at >= box.y + box.height).toBe(true);
              }
            }
          }
        });
      }),
      { seed: 201 },
    );
  });

  test("is the same each time, and a few zones stand side by side", () => {
    const ground: Ground = {
      zones: ["a", "b", "c"].map((id) => ({ id, nodes: [`${id}1`] })),
      flows: [{ from: "a1", to: "c1" }],
    };
    expect(sketch(ground)).toEqual(sketch(ground));
    const boxes = [...sketch(ground).zones.values()];
    expect(new Set(boxes.map(({ y }) => y)).size).toBe(1);
    expect(boxes.map(({ x }) => x)).toEqual(boxes.map(({ x }) => x).toSorted((a, b) => a - b));
  });
});

function within(box: Box, around: Box): boolean {
  return box.x >= around.x && box.y >= around.y && box.x + box.width <= around.x + around.width &&
    box.y + box.height <= around.y + around.height;
}

/** The level stretches of a line, on which it passes a column. */
function levels(line: string): { at: number; from: number; to: number }[] {
  return [...line.matchAll(/([\d.]+) ([\d.]+)L([\d.]+) ([\d.]+)/g)].map(([, x1, y, x2]) => ({
    at: Number(y),
    from: Math.min(Number(x1), Number(x2)),
    to: Math.max(Number(x1), Number(x2)),
  }));
}
