import { describe, expect, test } from "vitest";
import { layout } from "./layout.ts";

/** `a>b b>c` as a drawing of boxes 40 high. */
function drawing(notation: string) {
  const edges = notation.split(" ").filter((part) => part.includes(">")).map((part) => {
    const [from, to] = part.split(">");
    return { from, to };
  });
  const ids = [...new Set(notation.split(/[ >]/))];
  return { nodes: ids.map((id) => ({ id, height: 40 })), edges };
}

function columns(notation: string): string {
  const { nodes } = layout(drawing(notation), 20);
  return [...nodes].map(([id, { column }]) => `${id}${column}`).join(" ");
}

describe("layout", () => {
  test.each([
    ["a>b b>c", "a0 b1 c2"],
    ["a>c b>c", "a0 c1 b0"],
    ["a>b b>c a>c", "a0 b1 c2"],
    ["a>b b>a b>c", "a1 b0 c1"],
  ])("puts each node one column after the last it needs: %s", (notation, expected) => {
    expect(columns(notation)).toBe(expected);
  });

  test("sets a chain in one line, and a fork evenly around it", () => {
    const chain = [...layout(drawing("a>b b>c"), 20).nodes.values()].map(({ y }) => y);
    expect(chain).toEqual([20, 20, 20]);
    const { nodes } = layout(drawing("a>b a>c"), 20);
    expect(nodes.get("c")!.y - nodes.get("b")!.y).toBe(60);
    expect(nodes.get("a")!.y).toBeCloseTo((nodes.get("b")!.y + nodes.get("c")!.y) / 2, 6);
  });

  test("never lets two nodes of a column come closer than the gap", () => {
    const { nodes } = layout(drawing("a>e b>e c>f d>f e>g f>g a>g b>f x"), 20);
    const by = Map.groupBy([...nodes.values()], ({ column }) => column);
    for (const column of by.values()) {
      const heights = column.map(({ y }) => y).toSorted((p, q) => p - q);
      heights.slice(1).forEach((y, i) => expect(y - heights[i]).toBeGreaterThanOrEqual(60 - 1e-9));
    }
  });

  test("leads a long edge through the columns between, clear of their nodes", () => {
    const { nodes, edges } = layout(drawing("a>b b>c a>c"), 20);
    const [bend] = edges[2];
    expect(bend.column).toBe(1);
    expect(Math.abs(bend.y - nodes.get("b")!.y)).toBeGreaterThanOrEqual(20);
  });

  test("uncrosses what can be uncrossed", () => {
    const { nodes } = layout(drawing("a b c d a>d b>c"), 20);
    const above = (p: string, q: string) => nodes.get(p)!.y < nodes.get(q)!.y;
    expect(above("a", "b")).toBe(above("d", "c"));
  });

  test("of nothing is nothing", () => {
    expect(layout({ nodes: [], edges: [] }, 20).height).toBe(0);
  });
});
