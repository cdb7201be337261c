/** What is to be laid out: zones in their order, what stands in each, and what flows between. */
export interface Ground {
  readonly zones: readonly { readonly id: string; readonly nodes: readonly string[] }[];
  readonly flows: readonly { readonly from: string; readonly to: string }[];
}

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Where everything lies, in pixels from the upper left corner. */
export interface Sketch {
  readonly zones: ReadonlyMap<string, Box>;
  readonly nodes: ReadonlyMap<string, Box & { readonly column: number }>;
  /** The line of each flow in order as path data, and the middle of its name. */
  readonly flows: readonly { readonly line: string; readonly x: number; readonly y: number }[];
  readonly width: number;
  readonly height: number;
}

/** The measures of the drawing in pixels. `gutter` is the room for the names of flows. */
export const measure = {
  node: { width: 114, height: 40, gap: 16 },
  zone: { padding: 8, heading: 40, gap: 26 },
  gutter: 86,
  margin: 16,
  label: 27,
  columns: 4,
} as const;

/**
 * Zones side by side in their order, folded into as few even columns as stay legible (at most four), the
 * components of each below one another with those that talk to each other close by. Lines run between
 * the boxes, never through them; their names stand in the gutters without lying on one another.
 * Deterministic. A flow whose ends are unknown has an empty line.
 */
export function sketch({ zones, flows }: Ground): Sketch {
  const columns = fold(zones.map(({ nodes }) => zoneHeight(nodes.length)));
  const order = arrange(zones.map(({ nodes }) => nodes), columns, flows);
  const placed = place(zones.map(({ id }, at) => ({ id, nodes: order[at] })), columns);
  const lines = route(placed, flows);
  const loops = lines.some(({ spots }) =>
    spots.some(({ gutter }) => gutter === placed.lanes.length - 1)
  );
  const left = xOf(Math.max(0, placed.lanes.length - 1)) + columnWidth + measure.margin;
  return {
    zones: placed.zones,
    nodes: placed.nodes,
    flows: named(lines, placed.height),
    width: left + (loops ? measure.gutter - measure.margin : 0),
    height: placed.height,
  };
}

const columnWidth = measure.node.width + 2 * measure.zone.padding;

function xOf(column: number): number {
  return measure.margin + column * (columnWidth + measure.gutter);
}

function zoneHeight(count: number): number {
  const { node, zone } = measure;
  return zone.heading + Math.max(1, count) * (node.height + node.gap) - node.gap + zone.padding;
}

/** The column of each zone: in order, the least height at which the columns are few enough. */
function fold(heights: readonly number[]): number[] {
  let limit = Math.max(0, ...heights);
  for (;;) {
    const columns: number[] = [];
    let [column, filled, next] = [0, 0, Infinity];
    for (const height of heights) {
      const more = filled === 0 ? height : filled + measure.zone.gap + height;
      if (more > limit) {
        next = Math.min(next, more);
        column++;
        filled = height;
      } else filled = more;
      columns.push(column);
    }
    if (column < measure.columns) return columns;
    limit = next;
  }
}

/** The order within each zone: by the mean height of the neighbours, ties as they came. */
function arrange(
  zones: readonly (readonly string[])[],
  columns: readonly number[],
  flows: Ground["flows"],
): string[][] {
  const order = zones.map((nodes) => [...nodes]);
  const height = new Map<string, number>();
  const number = () => {
    const filled: number[] = [];
    order.forEach((nodes, at) => {
      for (const id of nodes) height.set(id, filled[columns[at]] = (filled[columns[at]] ?? 0) + 1);
    });
  };
  const near = (id: string) =>
    flows.flatMap(({ from, to }) => from === id ? [to] : to === id ? [from] : [])
      .flatMap((other) => height.get(other) ?? []);
  number();
  for (let sweep = 0; sweep < 6; sweep++) {
    const wanted = new Map([...height].map(([id, own]) => [id, mean([own, ...near(id)])]));
    for (const nodes of order) nodes.sort((a, b) => wanted.get(a)! - wanted.get(b)!);
    number();
  }
  return order;
}

interface Placed {
  readonly zones: Map<string, Box>;
  readonly nodes: Map<string, Box & { readonly column: number }>;
  /** For each column, the heights at which a line may pass it. */
  readonly lanes: number[][];
  readonly height: number;
}

function place(zones: Ground["zones"], columns: readonly number[]): Placed {
  const { node, zone, margin } = measure;
  const made: Placed = { zones: new Map(), nodes: new Map(), lanes: [], height: 0 };
  const bottoms: number[] = [];
  zones.forEach(({ id, nodes }, at) => {
    const column = columns[at];
    const lanes = made.lanes[column] ??= [margin / 2];
    const top = bottoms[column] === undefined ? margin : bottoms[column] + zone.gap;
    const height = zoneHeight(nodes.length);
    if (bottoms[column] !== undefined) lanes.push(top - zone.gap / 2);
    made.zones.set(id, { x: xOf(column), y: top, width: columnWidth, height });
    nodes.forEach((one, index) => {
      const y = top + zone.heading + index * (node.height + node.gap);
      if (index > 0) lanes.push(y - node.gap / 2);
      const { width, height } = node;
      made.nodes.set(one, { x: xOf(column) + zone.padding, y, width, height, column });
    });
    bottoms[column] = top + height;
  });
  made.lanes.forEach((lanes, column) => lanes.push(bottoms[column] + margin / 2));
  return { ...made, height: Math.max(2 * margin, ...bottoms.map((bottom) => bottom + margin)) };
}

interface Line {
  readonly line: string;
  /** Where its name may stand: one place for each gutter that it crosses. */
  readonly spots: readonly Spot[];
}

interface Spot extends Point {
  readonly gutter: number;
}

interface Point {
  readonly x: number;
  readonly y: number;
}

function route({ nodes, lanes }: Placed, flows: Ground["flows"]): Line[] {
  const ports = portsOf(nodes, flows);
  const used = new Map<string, number>();
  return flows.map(({ from, to }, at): Line => {
    const [start, end] = [nodes.get(from), nodes.get(to)];
    if (!start || !end) return { line: "", spots: [] };
    const [a, b] = [ports.get(`${at} from`)!, ports.get(`${at} to`)!];
    if (start.column === end.column) return loop(a, b, start.column, used);
    const step = Math.sign(end.column - start.column);
    const points: Point[] = [a];
    for (let column = start.column + step; column !== end.column; column += step) {
      const part = (column - start.column) / (end.column - start.column);
      const y = lane(lanes[column], a.y + (b.y - a.y) * part, column, used);
      const sides = [xOf(column) - 4, xOf(column) + columnWidth + 4];
      for (const x of step > 0 ? sides : sides.reverse()) points.push({ x, y });
    }
    points.push(b);
    return through(points, start.column, step);
  });
}

/** A line between two of one column bulges into the gutter at its right. */
function loop(a: Point, b: Point, column: number, used: Map<string, number>): Line {
  const key = `loop ${column}`;
  const count = used.get(key) ?? 0;
  used.set(key, count + 1);
  const bulge = measure.gutter * (0.62 + 0.08 * (count % 4));
  const x = a.x + measure.zone.padding + measure.gutter / 2;
  const line = `M${at(a)}C${at({ x: a.x + bulge, y: a.y })} ${at({ x: b.x + bulge, y: b.y })} ${
    at(b)
  }`;
  return { line, spots: [{ gutter: column, x, y: (a.y + b.y) / 2 }] };
}

/** A smooth line through points of which every second stretch passes a column on the level. */
function through(points: readonly Point[], column: number, step: number): Line {
  let line = `M${at(points[0])}`;
  const spots: Spot[] = [];
  for (let index = 1; index < points.length; index++) {
    const [from, to] = [points[index - 1], points[index]];
    const middle = (from.x + to.x) / 2;
    if (index % 2 === 0) {
      line += `L${at(to)}`;
      continue;
    }
    line += `C${at({ x: middle, y: from.y })} ${at({ x: middle, y: to.y })} ${at(to)}`;
    const passed = column + step * (index - 1) / 2;
    // The gutter to the right of a column has its number.
    const gutter = Math.min(passed, passed + step);
    const x = xOf(gutter) + columnWidth + measure.gutter / 2;
    spots.push({ gutter, x, y: (from.y + to.y) / 2 });
  }
  return { line, spots };
}

/** The lane nearest to a height; one that is taken already is the less welcome. */
function lane(
  lanes: readonly number[],
  wanted: number,
  column: number,
  used: Map<string, number>,
): number {
  const taken = (y: number) => used.get(`${column} ${y}`) ?? 0;
  const cost = (y: number) => Math.abs(y - wanted) + 18 * taken(y);
  const best = lanes.reduce((a, b) => cost(b) < cost(a) ? b : a);
  const count = taken(best);
  used.set(`${column} ${best}`, count + 1);
  // Never so far that it would reach the boxes beside the lane.
  return best + (count % 2 === 0 ? 1 : -1) * Math.min(7, Math.ceil(count / 2) * 3.5);
}

/** Where each flow leaves and enters: the ends at one side of a box are spread over its height. */
function portsOf(nodes: Placed["nodes"], flows: Ground["flows"]): Map<string, Point> {
  const ends = flows.flatMap(({ from, to }, index) => {
    const [a, b] = [nodes.get(from), nodes.get(to)];
    if (!a || !b) return [];
    return [
      { key: `${index} from`, id: from, right: b.column >= a.column, own: a, other: b.y },
      { key: `${index} to`, id: to, right: a.column >= b.column, own: b, other: a.y },
    ];
  });
  const ports = new Map<string, Point>();
  for (const side of Map.groupBy(ends, ({ id, right }) => `${right} ${id}`).values()) {
    side.sort((a, b) => a.other - b.other);
    side.forEach(({ key, right, own }, index) =>
      ports.set(key, {
        x: own.x + (right ? own.width : 0),
        y: own.y + own.height * (index + 1) / (side.length + 1),
      })
    );
  }
  return ports;
}

/** Each name in the emptiest gutter of its line, moved as little as keeps the names apart. */
function named(lines: readonly Line[], height: number): Sketch["flows"] {
  const gutters = new Map<number, Line[]>();
  const spotOf = new Map<Line, Spot>();
  for (const line of lines.toSorted((a, b) => a.spots.length - b.spots.length)) {
    const room = ({ gutter }: Spot) => gutters.get(gutter)?.length ?? 0;
    const [first, ...others] = line.spots;
    if (!first) continue;
    const spot = others.reduce((a, b) => room(b) < room(a) ? b : a, first);
    spotOf.set(line, spot);
    gutters.set(spot.gutter, [...gutters.get(spot.gutter) ?? [], line]);
  }
  const heights = new Map<Line, number>();
  for (const group of gutters.values()) {
    const sorted = group.toSorted((a, b) => spotOf.get(a)!.y - spotOf.get(b)!.y);
    const wanted = sorted.map((line) => spotOf.get(line)!.y);
    spread(wanted, height).forEach((y, at) => heights.set(sorted[at], y));
  }
  return lines.map((line) => ({
    line: line.line,
    x: spotOf.get(line)?.x ?? 0,
    y: heights.get(line) ?? 0,
  }));
}

/** The heights closest to the wanted ones, by least squares, at a label's distance from each other. */
function spread(wanted: readonly number[], height: number): number[] {
  const { label } = measure;
  const blocks: { sum: number; count: number }[] = [];
  wanted.forEach((y, at) => {
    blocks.push({ sum: y - at * label, count: 1 });
    for (let last = blocks.length - 1; last > 0; last--) {
      const [above, below] = [blocks[last - 1], blocks[last]];
      if (above.sum / above.count <= below.sum / below.count) break;
      blocks.splice(last - 1, 2, { sum: above.sum + below.sum, count: above.count + below.count });
    }
  });
  const most = height - label / 2 - (wanted.length - 1) * label;
  const base = blocks.flatMap(({ sum, count }) => Array<number>(count).fill(sum / count));
  return base.map((y, at) => Math.max(label / 2, Math.min(y, most)) + at * label);
}

function at({ x, y }: Point): string {
  return `${Math.round(x * 10) / 10} ${Math.round(y * 10) / 10}`;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
