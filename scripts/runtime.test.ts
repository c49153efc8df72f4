import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterEach, beforeEach, expect, test, vi } from "vitest";

import { findRuntime, installRuntime, keepOutcome, readOutcome } from "./runtime.ts";

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), "runtime-"));
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(dir, { recursive: true, force: true });
});

const program = (code: string): [string, ...string[]] => [process.execPath, "-e", code];
const install = (code: string, quietMs = 5000, skip = new AbortController().signal, said: string[] = []) =>
  installRuntime({ command: program(code), quietMs, skip, say: (text) => said.push(text) });

test("finds an Electron runtime where there is one, without a download", () => {
  vi.stubEnv("ELECTRON_OVERRIDE_DIST_PATH", dir);
  expect(findRuntime()).toBeUndefined();
  const name = process.platform === "win32" ? "electron.exe" : "electron";
  writeFileSync(join(dir, name), "");
  expect(findRuntime()).toBe(join(dir, name));
});

test("an installer that ends well installed it; one that fails says why", async () => {
  expect(await install("process.stdout.write('.')")).toBe("installed");
  const said: string[] = [];
  expect(await install("console.error('no network'); process.exit(1)", 5000, undefined, said)).toBe("failed");
  expect(said.join("")).toContain("no network");
});

test("an installer that cannot be started failed", async () => {
  const command: [string] = [join(dir, "nothing-here")];
  expect(
    await installRuntime({ command, quietMs: 5000, skip: new AbortController().signal, say: () => undefined }),
  ).toBe("failed");
});

test("silence kills it, bytes keep it alive", async () => {
  const pid = join(dir, "pid");
  const hang = `require('fs').writeFileSync(${JSON.stringify(pid)}, String(process.pid)); setInterval(() => {}, 1000)`;
  expect(await install(hang, 600)).toBe("stalled");
  expect(existsSync(pid)).toBe(true);
  expect(() => process.kill(Number(readFileSync(pid, "utf8")), 0)).toThrow("ESRCH");
  const slow = "let n = 0; setInterval(() => { process.stdout.write('.'); if (++n === 8) process.exit(0) }, 200)";
  expect(await install(slow, 1000)).toBe("installed");
});

test("a skip ends it at once", async () => {
  const skip = new AbortController();
  setTimeout(() => skip.abort(), 100);
  expect(await install("setInterval(() => {}, 1000)", 60_000, skip.signal)).toBe("skipped");
  expect(await install("", 60_000, skip.signal)).toBe("skipped");
});

test("the outcome is remembered for one version only; a spoilt note is no outcome", () => {
  expect(readOutcome(dir, "1.0.0")).toBeUndefined();
  keepOutcome(join(dir, "made"), "1.0.0", "stalled");
  expect(readOutcome(join(dir, "made"), "1.0.0")).toBe("failed");
  expect(readOutcome(join(dir, "made"), "1.0.1")).toBeUndefined();
  keepOutcome(dir, "1.0.0", "skipped");
  expect(readOutcome(dir, "1.0.0")).toBe("skipped");
  keepOutcome(dir, "1.0.0", "installed");
  expect(readOutcome(dir, "1.0.0")).toBeUndefined();
  writeFileSync(join(dir, "runtime-install.json"), "{");
  expect(readOutcome(dir, "1.0.0")).toBeUndefined();
  // A folder that cannot be made: its parent is a file.
  expect(() => keepOutcome(join(dir, "runtime-install.json", "below"), "1.0.0", "failed")).not.toThrow();
});
