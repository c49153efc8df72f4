import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";

import { findChromium } from "./chromium.ts";

/**
 * `npm test`: finds or gets the Chromium that component and journey tests drive, then runs every check in turn and stops
 * at the first that fails. The last line is always the closing line `N passed, N failed[, N skipped]`.
 */
const root = join(import.meta.dirname, "..");
const bin = (name: string): string =>
  join(root, "node_modules", ".bin", process.platform === "win32" ? `${name}.cmd` : name);

function run(command: string, args: string[], env: NodeJS.ProcessEnv = process.env): boolean {
  // Windows starts `.cmd` files through its shell only; the arguments are this file's own words.
  const shell = command.endsWith(".cmd");
  const done = spawnSync(command, args, { cwd: root, stdio: "inherit", env, shell });
  if (done.error) console.error(done.error.message);
  return done.status === 0;
}

/** Chromium's path; gets it where there is none: Debian's package as root, else Playwright's download. */
async function prepareChromium(): Promise<string | undefined> {
  const found = findChromium() ?? (await playwrightChromium());
  if (found) return found;
  console.error("test: no Chromium on this machine: getting one");
  if (process.getuid?.() === 0 && existsSync("/etc/debian_version")) {
    const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
    if (run("apt-get", ["update", "-qq"], env) && run("apt-get", ["install", "-y", "-qq", "chromium"], env)) {
      const installed = findChromium();
      if (installed) return installed;
    }
  }
  if (run(bin("playwright"), ["install", "chromium"])) return playwrightChromium();
  return undefined;
}

async function playwrightChromium(): Promise<string | undefined> {
  const { chromium } = await import("playwright-core");
  const path = chromium.executablePath();
  return existsSync(path) ? path : undefined;
}

const steps: [name: string, command: string, ...args: string[]][] = [
  ["format", bin("oxfmt"), "--check", "."],
  ["lint", bin("oxlint")],
  ["types", bin("tsc"), "-b"],
  ["build", bin("vite"), "build", "--app", "--logLevel", "warn"],
  ["packaging", process.execPath, join("scripts", "pack-check.ts")],
];

const stop = (why: string): never => {
  console.error(`test: ${why}`);
  console.log("0 passed, 1 failed");
  process.exit(1);
};

const chromium = await prepareChromium();
if (!chromium)
  stop("install Chromium, Chrome or Edge (on Debian: apt-get install chromium), or name one in CHROMIUM_PATH.");

for (const [name, command, ...args] of steps) {
  console.log(`test: ${name}`);
  if (!run(command, args)) stop(`${name} failed`);
}
console.log("test: unit, component and journey tests");
const passed = run(bin("vitest"), ["run", ...process.argv.slice(2)], { ...process.env, CHROMIUM_PATH: chromium });
process.exit(passed ? 0 : 1);
