/**
 * A number that stands for a value: equal values give equal numbers, whatever the order of their keys.
 * Objects are remembered, so that a value that shares parts with one seen before costs only what is
 * new. It finds accidents, not attacks: 53 bits.
 */
export function fingerprint(value: unknown): number {
  if (typeof value !== "object" || value === null) return hash(`${typeof value} ${String(value)}`);
  const known = prints.get(value);
  if (known !== undefined) return known;
  const print = Array.isArray(value)
    ? value.reduce<number>((sum, item) => mix(sum, fingerprint(item)), value.length + 1)
    : Object.keys(value).sort().reduce<number>((sum, key) => {
      const item = (value as Record<string, unknown>)[key];
      return item === undefined ? sum : mix(mix(sum, hash(key)), fingerprint(item));
    }, 7);
  prints.set(value, print);
  return print;
}

const prints = new WeakMap<object, number>();

function hash(text: string): number {
  let high = 0xdeadbeef;
  let low = 0x41c6ce57;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    high = Math.imul(high ^ code, 2654435761);
    low = Math.imul(low ^ code, 1597334677);
  }
  return joined(high, low);
}

function mix(a: number, b: number): number {
  const high = Math.imul((a / 0x100000000) ^ Math.imul(b | 0, 2246822507), 3266489909) ^ (b | 0);
  const low = Math.imul((a | 0) ^ (b / 0x100000000), 2654435761) + Math.imul(b | 0, 1597334677);
  return joined(high, low);
}

/** Two halves of 32 bits as one number of 53, as cyrb53 joins them. */
function joined(high: number, low: number): number {
  const a = Math.imul(high ^ (high >>> 16), 2246822507) ^
    Math.imul(low ^ (low >>> 13), 3266489909);
  const b = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909);
  return 4294967296 * (2097151 & b) + (a >>> 0);
}
