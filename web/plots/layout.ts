/** A directed graph to be laid out: edges go from earlier to later nodes. */
export interface Drawing {
  readonly nodes: readonly { readonly id: string; readonly height: number }[];
  readonly edges: readonly { readonly from: string; readonly to: string }[];
}

/** Where everything lies: columns from the left, heights from the top in pixels. */
export interface Placing {
  readonly nodes: ReadonlyMap<string, { readonly column: number; readonly y: number }>;
  /** For each edge in order, the heights at which it passes the columns between its ends. */
  readonly edges: readonly (readonly { readonly column: number; readonly y: number }[])[];
  readonly columns: number;
  readonly height: number;
}

/**
 * A layered layout, left to right (after Sugiyama): columns by longest path, long edges cut by points
 * in the columns they cross, order within a column by the mean of the neighbours, heights by the
 * closest fit to the neighbours that keeps the order. Deterministic; edges that close a cycle do not
 * count for the columns. `gap` is the least distance between two nodes of a column.
 */
export function layout({ nodes, edges }: Drawing, gap: number): Placing {
  const columns = columnsOf(nodes.map(({ id }) => id), edges);
  const items: Item[] = nodes.map(({ id, height }) => ({ column: columns.get(id)!, height, y: 0 }));
  const index = new Map(nodes.map(({ id }, position) => [id, position]));
  const links: [number, number][] = [];
  const bends = edges.map(({ from, to }) => {
    const [a, b] = [index.get(from)!, index.get(to)!];
    const points: number[] = [];
    for (let column = items[a].column + 1; column < items[b].column; column++) {
      points.push(items.push({ column, height: bend, y: 0 }) - 1);
    }
    [a, ...points].forEach((at, i, list) => links.push([at, list[i + 1] ?? b]));
    return points;
  });
  const count = Math.max(0, ...items.map(({ column }) => column)) + 1;
  const layers = Array.from(
    { length: count },
    (_, column) => items.flatMap((item, at) => item.column === column ? [at] : []),
  );
  arrange(layers, links);
  settle(layers, items, links, gap);
  const top = Math.min(...items.map(({ y, height }) => y - height / 2), Infinity);
  const bottom = Math.max(...items.map(({ y, height }) => y + height / 2), -Infinity);
  const place = (at: number) => ({ column: items[at].column, y: items[at].y - top });
  return {
    nodes: new Map(nodes.map(({ id }, at) => [id, place(at)])),
    edges: bends.map((points) => points.map(place)),
    columns: count,
    height: nodes.length === 0 ? 0 : bottom - top,
  };
}

interface Item {
  readonly column: number;
  readonly height: number;
  y: number;
}

/** The height that a passing edge keeps free. */
const bend = 14;

function columnsOf(ids: readonly string[], edges: Drawing["edges"]): Map<string, number> {
  const sources = Map.groupBy(edges, ({ to }) => to);
  const columns = new Map<string, number>();
  const open = new Set<string>();
  function column(id: string): number {
    const known = columns.get(id);
    if (known !== undefined) return known;
    open.add(id);
    const before = (sources.get(id) ?? []).filter(({ from }) => !open.has(from));
    const at = Math.max(-1, ...before.map(({ from }) => column(from))) + 1;
    open.delete(id);
    columns.set(id, at);
    return at;
  }
  ids.forEach(column);
  return columns;
}

/** Fewer crossings: each column in turn is sorted by the mean position of its neighbours. */
function arrange(layers: number[][], links: readonly (readonly [number, number])[]): void {
  const position = new Map<number, number>();
  const number = (layer: readonly number[]) => layer.forEach((at, i) => position.set(at, i));
  layers.forEach(number);
  for (let sweep = 0; sweep < 8; sweep++) {
    const forward = sweep % 2 === 0;
    const order = forward ? layers : layers.toReversed();
    for (const layer of order) {
      const weight = new Map(layer.map((at) => {
        const near = links.flatMap(([a, b]) =>
          forward ? (b === at ? [a] : []) : a === at ? [b] : []
        );
        return [
          at,
          near.length === 0 ? position.get(at)! : mean(near.map((n) => position.get(n)!)),
        ];
      }));
      layer.sort((a, b) => weight.get(a)! - weight.get(b)! || position.get(a)! - position.get(b)!);
      number(layer);
    }
  }
}

function settle(
  layers: readonly (readonly number[])[],
  items: Item[],
  links: readonly (readonly [number, number])[],
  gap: number,
): void {
  for (const layer of layers) {
    let y = 0;
    for (const at of layer) {
      items[at].y = y + items[at].height / 2;
      y += items[at].height + gap;
    }
    const middle = (y - gap) / 2;
    for (const at of layer) items[at].y -= middle;
  }
  for (let sweep = 0; sweep < 60; sweep++) {
    const forward = sweep % 2 === 0;
    for (const layer of forward ? layers : layers.toReversed()) {
      const wanted = layer.map((at) => {
        const near = links.flatMap(([a, b]) => a === at ? [b] : b === at ? [a] : []);
        return near.length === 0 ? items[at].y : mean(near.map((n) => items[n].y));
      });
      fit(layer, wanted, items, gap);
    }
  }
}

/** The heights closest to the wanted ones, by least squares, that keep order and distance. */
function fit(
  layer: readonly number[],
  wanted: readonly number[],
  items: Item[],
  gap: number,
): void {
  const offsets: number[] = [];
  layer.forEach((at, i) => {
    const before = i === 0 ? 0 : offsets[i - 1];
    const distance = i === 0 ? 0 : (items[layer[i - 1]].height + items[at].height) / 2 + gap;
    offsets.push(before + distance);
  });
  const blocks: { sum: number; count: number }[] = [];
  wanted.forEach((y, i) => {
    blocks.push({ sum: y - offsets[i], count: 1 });
    for (let last = blocks.length - 1; last > 0; last--) {
      const [above, below] = [blocks[last - 1], blocks[last]];
      if (above.sum / above.count <= below.sum / below.count) break;
      blocks.splice(last - 1, 2, { sum: above.sum + below.sum, count: above.count + below.count });
    }
  });
  const base = blocks.flatMap(({ sum, count }) => Array<number>(count).fill(sum / count));
  layer.forEach((at, i) => items[at].y = base[i] + offsets[i]);
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
