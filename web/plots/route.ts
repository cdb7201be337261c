import type { Need } from "../../engine/mod.ts";
import { box, type Edge, isGone, onPath, round, type Sheet } from "./sheet.ts";

/** Everything that comes in at a step: its junctions, and a line from every step it names. */
export function incoming(
  to: string,
  need: Need | undefined,
  edges: readonly Edge[],
  sheet: Sheet,
): SVGElement[] {
  if (!need) return [];
  const { placing, lefts } = sheet;
  const at = placing.nodes.get(to)!;
  const left = lefts[at.column];
  const y = at.y + box.margin;
  return gather(need, { x: left, y, arrow: true, to }, edges, sheet);
}

interface Port {
  readonly x: number;
  readonly y: number;
  readonly arrow: boolean;
  readonly to: string;
}

function gather(need: Need, port: Port, edges: readonly Edge[], sheet: Sheet): SVGElement[] {
  if ("step" in need) {
    const edge = edges.find(({ from }) => from === need.step);
    return edge ? [line(edge, port, sheet)] : [];
  }
  const parts = "all" in need ? need.all : need.any;
  if (parts.length === 1) return gather(parts[0], port, edges, sheet);
  const { svg, say } = sheet.draw;
  const all = "all" in need;
  const strong = onPath(need, sheet) && onPath(port.to, sheet);
  const sign = say(all ? "plot.path.all" : "plot.path.any");
  const half = 24;
  const x = port.x - (port.arrow ? 20 : 12) - half;
  const inner = parts.flatMap((part) =>
    gather(part, { x: x - half, y: port.y, arrow: false, to: port.to }, edges, sheet)
  );
  return [
    ...inner,
    svg("path", {
      class: strong ? "edge strong" : "edge",
      d: `M${round(x + half)},${round(port.y)}H${round(port.x)}`,
    }),
    ...(port.arrow ? [head(port, strong, sheet)] : []),
    svg(
      "g",
      { class: all ? "junction all" : "junction any" },
      svg("rect", {
        x: round(x - half),
        y: round(port.y - 10),
        width: 2 * half,
        height: 20,
        rx: 10,
      }),
      svg("text", { x: round(x), y: round(port.y + 4), "text-anchor": "middle" }, sign),
    ),
  ];
}

function line({ from, index }: Edge, port: Port, sheet: Sheet): SVGElement {
  const { placing, lefts, draw } = sheet;
  const start = placing.nodes.get(from)!;
  const strong = onPath(from, sheet) && onPath(port.to, sheet);
  const gone = isGone(from, sheet) || isGone(port.to, sheet);
  let [x, y] = [lefts[start.column] + box.width, start.y + box.margin];
  let d = `M${round(x)},${round(y)}`;
  const curve = (toX: number, toY: number) => {
    const middle = (x + toX) / 2;
    d += Math.abs(toY - y) < 1
      ? `L${round(toX)},${round(toY)}`
      : `C${round(middle)},${round(y)} ${round(middle)},${round(toY)} ${round(toX)},${round(toY)}`;
    [x, y] = [toX, toY];
  };
  for (const point of placing.edges[index]) {
    curve(lefts[point.column], point.y + box.margin);
    curve(lefts[point.column] + box.width, point.y + box.margin);
  }
  curve(port.x, port.y);
  const classes = ["edge", strong ? "strong" : "", gone ? "gone" : ""].filter(Boolean).join(" ");
  const path = draw.svg("path", { class: classes, d });
  return port.arrow ? draw.svg("g", {}, path, head(port, strong, sheet)) : path;
}

function head({ x, y }: Port, strong: boolean, { draw }: Sheet): SVGElement {
  const [length, half] = strong ? [9, 5] : [7, 4];
  return draw.svg("path", {
    class: strong ? "head strong" : "head",
    d: `M${round(x)},${round(y)}l${-length},${-half}v${2 * half}z`,
  });
}
