import "../frame/policy.ts";
import { closeElements } from "./seal/elements.ts";
import { stay } from "./seal/stay.ts";

/**
 * Runs before any cell of an open report. The content policy stops every request; this closes what no
 * policy can: leaving the page, new windows, `preconnect`, and stores that all local files share. What a
 * cell could change later is taken hold of now.
 */
export function seal(): void {
  // Addresses and markup are judged by these; the rest of what judges is taken hold of by name.
  Object.freeze(String.prototype);
  Object.freeze(RegExp.prototype);
  for (const door of doors) Reflect.deleteProperty(globalThis, door);
  for (const door of ["credentials", "serviceWorker", "presentation"]) {
    Reflect.deleteProperty(Navigator.prototype, door);
  }
  closeElements();
  stay();
}

/** Ways out, and to what other files on this machine have kept. */
const doors = [
  ...["PaymentRequest", "PresentationRequest", "IdentityCredential", "SharedWorker"],
  ...["localStorage", "sessionStorage", "indexedDB", "caches", "cookieStore", "BroadcastChannel"],
];
