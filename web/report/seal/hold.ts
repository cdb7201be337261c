/** As it is before any cell runs; cells may change what the name leads to. */
export const { apply } = Reflect;

/** What gives a property of the objects of a kind. */
export function getter(prototype: object, name: string): () => unknown {
  return Object.getOwnPropertyDescriptor(prototype, name)!.get!;
}

const { defineProperty } = Object;

/** Puts a value in a place for good. */
export function put(object: object, name: string, value: unknown): void {
  defineProperty(object, name, { value, configurable: false, writable: false, enumerable: true });
}
