/**
 * Runs before everything else in the frame. The content policy of the frame stops every request; it
 * knows no word for WebRTC, so the doors to it are taken out. Nested pages, which would bring them back,
 * are stopped by the policy (no inline script, no `blob:` script, no frames).
 */
const doors = ["RTCPeerConnection", "webkitRTCPeerConnection", "RTCDataChannel", "RTCIceTransport"];
for (const door of doors) Reflect.deleteProperty(globalThis, door);

/** What was taken out; named so that the module is more than a side effect to those who read it. */
export const removed: readonly string[] = doors;
