/**
 * Walks a graph depth first, without recursion since chains may be long: the nodes so that each comes
 * after those it points to, and the first circles met on the way, in reading direction.
 */
export function explore(
  edges: readonly (readonly number[])[],
): { order: number[]; cycles: number[][] } {
  const order: number[] = [];
  const cycles: number[][] = [];
  const state = new Map<number, "open" | "done">();
  for (let root = 0; root < edges.length; root++) {
    if (state.has(root)) continue;
    const stack = [{ node: root, next: 0 }];
    state.set(root, "open");
    while (stack.length > 0) {
      const top = stack[stack.length - 1];
      if (top.next === edges[top.node].length) {
        state.set(top.node, "done");
        order.push(top.node);
        stack.pop();
        continue;
      }
      const to = edges[top.node][top.next++];
      if (!state.has(to)) {
        state.set(to, "open");
        stack.push({ node: to, next: 0 });
      } else if (state.get(to) === "open" && cycles.length < mostCycles) {
        cycles.push(stack.slice(stack.findIndex(({ node }) => node === to)).map((at) => at.node));
      }
    }
  }
  return { order, cycles };
}

/** More circles than this are not listed: mending the first ones mends the rest. */
const mostCycles = 20;
