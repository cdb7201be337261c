import { z } from "zod";

// Under a strict content policy `new Function` is refused; zod probes for it unless told not to.
z.config({ jitless: true });

/** The library that knows shapes, set up for every place it runs in; it is imported from here only. */
export { z };
