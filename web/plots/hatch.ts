import type { Conformity } from "../../engine/mod.ts";

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/**
 * The pattern of a conformity within a box, as the path of its lines; undefined for plain ones. Drawn
 * line by line, since a shared SVG pattern would need an id.
 */
export function hatch(box: Box, conformity: Conformity): string | undefined {
  switch (conformity) {
    case "partly":
      return diagonals(box, 6);
    case "planned":
      return verticals(box, 5);
    case "unmet":
      return diagonals(box, 5) + mirrored(box, 5);
    default:
      return undefined;
  }
}

/** Lines rising to the right, `gap` apart. */
function diagonals({ x, y, width, height }: Box, gap: number): string {
  let d = "";
  for (let c = gap; c < width + height; c += gap) {
    const [x1, y1] = c <= height ? [0, c] : [c - height, height];
    const [x2, y2] = c <= width ? [c, 0] : [width, c - width];
    d += `M${two(x + x1)},${two(y + y1)}L${two(x + x2)},${two(y + y2)}`;
  }
  return d;
}

/** Lines falling to the right. */
function mirrored(box: Box, gap: number): string {
  const flip = 2 * box.x + box.width;
  return diagonals(box, gap).replace(
    /([ML])([-\d.]+),/g,
    (_, command, x) => `${command}${two(flip - Number(x))},`,
  );
}

function verticals({ x, y, width, height }: Box, gap: number): string {
  let d = "";
  for (let at = gap; at < width; at += gap) d += `M${two(x + at)},${two(y)}v${two(height)}`;
  return d;
}

function two(value: number): number {
  return Math.round(value * 100) / 100;
}
