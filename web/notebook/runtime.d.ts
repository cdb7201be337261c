/** The part of @observablehq/runtime 6.0.1 that the kernel uses; the package ships no types. */

export class Runtime {
  constructor(
    builtins: Readonly<Record<string, (...inputs: never[]) => unknown>>,
    global: (name: string) => unknown,
  );
  /** Where the builtins live. Not public in the package; the version is pinned. */
  readonly _builtin: Module;
  /** Computes what is to be computed in the next frame. Not public in the package. */
  _compute(): Promise<void>;
  module(): Module;
  dispose(): void;
}

export interface Module {
  variable(observer?: Observer): Variable;
  redefine(name: string, inputs: readonly string[], definition: Definition): Variable;
  value(name: string): Promise<unknown>;
}

export interface Variable {
  define(
    name: string | null,
    inputs: readonly string[],
    // deno-lint-ignore no-explicit-any -- called with the value before as `this` and any inputs
    definition: (this: any, ...inputs: any[]) => unknown,
  ): Variable;
  delete(): Variable;
  dispose(): void;
}

type Definition = Parameters<Variable["define"]>[2];

export interface Observer {
  pending?(): void;
  fulfilled?(value: unknown): void;
  rejected?(error: unknown): void;
}

/** What a variable fails with when one of its inputs did; `input` is the name of that input. */
export class RuntimeError extends Error {
  readonly input: string | undefined;
}
