/** The types of what `std.ts` takes from Deno's standard library, whose npm edition has none. */
export function parse(text: string, options?: { readonly separator?: string }): string[][];
