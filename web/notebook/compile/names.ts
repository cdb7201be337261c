/**
 * The names of JavaScript itself: never inputs of a cell, and no cell may declare them at its top.
 * `eval` and `fetch` are among them because hiding a name protects nothing: the frame's policy does.
 */
export const language: ReadonlySet<string> = new Set(
  (`undefined NaN Infinity globalThis window self document console navigator performance crypto
  Object Function Array String Number Boolean Symbol BigInt Date RegExp Promise Proxy Reflect Map Set
  WeakMap WeakSet WeakRef FinalizationRegistry Iterator Math JSON Intl Atomics Temporal
  Error AggregateError EvalError RangeError ReferenceError SuppressedError SyntaxError TypeError URIError
  ArrayBuffer SharedArrayBuffer DataView Int8Array Uint8Array Uint8ClampedArray Int16Array Uint16Array
  Int32Array Uint32Array BigInt64Array BigUint64Array Float16Array Float32Array Float64Array
  parseInt parseFloat isFinite isNaN encodeURI encodeURIComponent decodeURI decodeURIComponent escape
  unescape eval fetch atob btoa structuredClone queueMicrotask setTimeout clearTimeout setInterval
  clearInterval requestAnimationFrame cancelAnimationFrame URL URLSearchParams TextEncoder TextDecoder`)
    .split(/\s+/),
);

/**
 * Further names of the browser, which a cell may use and a notebook may take for itself (`Event` is a
 * good name for an event). The kernel looks them up where no cell defines them; no other property of
 * the window is ever taken for a name, so that a forgotten `name` or `status` is an error.
 */
export const browser: ReadonlySet<string> = new Set(
  (`AbortController AbortSignal Blob CSS CanvasGradient CustomEvent DOMException DOMParser DOMPoint
  DOMRect Document DocumentFragment Element Event EventTarget File FileList FileReader FormData
  HTMLCanvasElement HTMLElement HTMLInputElement HTMLSelectElement Headers IdleDeadline Image ImageBitmap
  ImageData InputEvent IntersectionObserver KeyboardEvent MessageChannel MouseEvent MutationObserver Node
  NodeFilter NodeList OffscreenCanvas Option Path2D PointerEvent Range ReadableStream Request
  ResizeObserver Response SVGElement SVGSVGElement ShadowRoot Text TransformStream TreeWalker Worker
  WritableStream XMLSerializer alert confirm prompt cancelIdleCallback requestIdleCallback
  createImageBitmap customElements devicePixelRatio getComputedStyle getSelection innerHeight innerWidth
  location matchMedia screen`)
    .split(/\s+/),
);

/** The names that a notebook gives to every cell and that the cell kinds themselves lean on. */
export const notebook: ReadonlySet<string> = new Set([
  "display",
  "view",
  "invalidation",
  "visibility",
  "md",
  "htl",
  "math",
]);

/** Whether a text can be a name at the top of a cell. */
export function isName(text: string): boolean {
  return /^[\p{ID_Start}$_][\p{ID_Continue}$\u200c\u200d]*$/u.test(text) && !words.has(text);
}

const words = new Set(
  (`arguments await break case catch class const continue debugger default delete do else enum eval
  export extends false finally for function if implements import in instanceof interface let new null
  package private protected public return static super switch this throw true try typeof var void while
  with yield`)
    .split(/\s+/),
);
