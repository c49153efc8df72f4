import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterEach, beforeAll, beforeEach, expect, test } from "vitest";

import { findRuntime, keepOutcome, runtimeVersion } from "./runtime.ts";

/** `npm start` without npm: nothing here installs anything or opens a window. */
const root = join(import.meta.dirname, "..");
let dir: string;

beforeAll(() => {
  if (existsSync(join(root, "dist/renderer/index.html"))) return;
  const vite = join(root, "node_modules/vite/bin/vite.js");
  spawnSync(process.execPath, [vite, "build", "--app", "--logLevel", "error"], { cwd: root });
}, 120_000);
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), "start-"));
  mkdirSync(join(dir, "typed here"));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

interface Started {
  address: string;
  err(): string;
  end(): Promise<number | null>;
}

async function start(args: string[], env: Record<string, string> = {}): Promise<Started> {
  const child = spawn(process.execPath, [join(root, "scripts/start.ts"), ...args], {
    cwd: root,
    // No PATH: the system's browser is not found, and not opened.
    env: { ISNAD_HOME: join(dir, "home"), INIT_CWD: join(dir, "typed here"), ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let [out, err] = ["", ""];
  const answered = new Promise<void>((resolve) => {
    child.stdout.on("data", (piece: Buffer) => {
      out += piece.toString();
      if (out.includes("#token=")) resolve();
    });
  });
  child.stderr.on("data", (piece: Buffer) => (err += piece.toString()));
  const closed = new Promise<number | null>((resolve) => child.once("close", resolve));
  await Promise.race([answered, closed]);
  return {
    address: /http:\S+/u.exec(out)?.[0] ?? "",
    err: () => err,
    end: () => {
      child.kill("SIGINT");
      child.kill("SIGINT"); // as the terminal and npm do at one Ctrl-C
      return closed;
    },
  };
}

async function call(address: string, procedure: string): Promise<unknown> {
  const { origin, hash } = new URL(address);
  const headers = { origin, "x-isnad-token": hash.slice("#token=".length) };
  const body = JSON.stringify({ procedure, input: {} });
  return (await fetch(`${origin}/call`, { method: "POST", headers, body })).json();
}

test("--no-open prints an address that answers, and needs no reason; two signals end it once", async () => {
  const started = await start(["--no-open", "--case", "قضية.isnad"], { DISPLAY: ":0" });
  expect((await fetch(started.address)).status).toBe(200);
  expect(await call(started.address, "host.startFile")).toEqual({
    ok: true,
    value: { file: expect.any(String), name: "قضية.isnad", folder: join(dir, "typed here") },
  });
  expect(await started.end()).toBe(0);
  expect(started.err()).toBe("");
}, 60_000);

test("without a display one plain sentence says why, and nothing is installed", async () => {
  const started = await start([]);
  const [why, ...more] = started.err().trim().split("\n");
  expect([why, more]).toEqual([expect.stringContaining("no display"), []]);
  expect(existsSync(join(dir, "home", "runtime-install.json"))).toBe(false);
  expect(await started.end()).toBe(0);
}, 60_000);

test.skipIf(findRuntime() !== undefined)(
  "an attempt that failed is not made again",
  async () => {
    keepOutcome(join(dir, "home"), runtimeVersion(), "failed");
    const started = await start([], { DISPLAY: ":0" });
    expect(started.err()).toContain("could not be installed");
    expect(started.err()).not.toContain("installing it");
    expect(await started.end()).toBe(0);
  },
  60_000,
);

test("a runtime that does not come up leads to the browser", async () => {
  const name = process.platform === "win32" ? "electron.exe" : "electron";
  writeFileSync(join(dir, name), "#!/bin/sh\nexit 127\n", { mode: 0o755 });
  const started = await start([], { DISPLAY: ":0", ELECTRON_OVERRIDE_DIST_PATH: dir });
  expect(started.err()).toContain("does not start on this machine");
  expect((await fetch(started.address)).status).toBe(200);
  expect(await started.end()).toBe(0);
}, 60_000);

test("wrong usage is exit 2", async () => {
  for (const args of [["--fly"], ["--port", "x"]]) {
    const started = await start(args);
    expect(await started.end()).toBe(2);
    expect(started.err()).toContain("npm start --");
  }
}, 60_000);
