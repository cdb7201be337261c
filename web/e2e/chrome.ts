import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import process from "node:process";

/** Where browsers that speak Chromium's protocol are usually installed. */
const installed = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/usr/bin/microsoft-edge",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
  "C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe",
];

/** The browser that ships inside an npm package, for machines without one (Linux only). */
const shipped = "npm:@sparticuz/chromium@153.0.0";

/**
 * The path of a browser for the tests: an installed Chrome, Chromium or Edge, or else the one that the
 * npm package unpacks. Throws with what to install where neither can be had.
 */
export function chrome(): string {
  const found = installed.find(existsSync);
  if (found) return found;
  const script = `import c from "${shipped}"; console.log(await c.executablePath());`;
  const options = ["--no-lock", "--node-modules-dir=none", "--quiet", "--ext=ts"];
  try {
    return execFileSync(process.execPath, ["eval", ...options, script], { encoding: "utf8" })
      .trim();
  } catch (error) {
    throw new Error(
      "No browser for the browser tests: install Chrome, Chromium or Edge " +
        "(on Debian: apt-get install chromium fonts-noto-cjk).",
      { cause: error },
    );
  }
}
