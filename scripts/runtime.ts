import { spawn } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";

const electronFolder = (): string => dirname(createRequire(import.meta.url).resolve("electron/package.json"));

/** Version of Electron that this checkout is made for. */
export const runtimeVersion = (): string =>
  (JSON.parse(readFileSync(join(electronFolder(), "package.json"), "utf8")) as { version: string }).version;

/** Electron's executable if it is on this machine. Never `require("electron")` to find out: that starts a download. */
export function findRuntime(): string | undefined {
  const dir = electronFolder();
  const pathFile = join(dir, "path.txt");
  const name = existsSync(pathFile)
    ? readFileSync(pathFile, "utf8")
    : process.platform === "win32"
      ? "electron.exe"
      : "electron";
  const exe = join(process.env["ELECTRON_OVERRIDE_DIST_PATH"] ?? join(dir, "dist"), name);
  return existsSync(exe) ? exe : undefined;
}

export type InstallOutcome = "installed" | "failed" | "skipped" | "stalled";

/**
 * Runs the installer in a process of its own and waits for it. It is killed after `quietMs` without a byte on its
 * standard output (it prints as bytes arrive), and at once when `skip` is aborted.
 */
export async function installRuntime(o: {
  command: [string, ...string[]];
  quietMs: number;
  skip: AbortSignal;
  /** Called with what the installer says on standard error. */
  say: (text: string) => void;
}): Promise<InstallOutcome> {
  if (o.skip.aborted) return "skipped";
  const [exe, ...args] = o.command;
  // A process group of its own: a Ctrl-C in the terminal reaches this process only, which then decides.
  const child = spawn(exe, args, { stdio: ["ignore", "pipe", "pipe"], detached: process.platform !== "win32" });
  let ended: InstallOutcome | undefined;
  const stop = (as: InstallOutcome): void => {
    ended ??= as;
    child.kill("SIGKILL");
  };
  let timer = setTimeout(stop, o.quietMs, "stalled");
  child.stdout.on("data", () => {
    clearTimeout(timer);
    timer = setTimeout(stop, o.quietMs, "stalled");
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => o.say(text));
  const skipped = (): void => stop("skipped");
  o.skip.addEventListener("abort", skipped);
  const { promise, resolve } = Promise.withResolvers<InstallOutcome>();
  child.once("error", () => resolve("failed"));
  child.once("exit", (code) => resolve(ended ?? (code === 0 ? "installed" : "failed")));
  const outcome = await promise;
  clearTimeout(timer);
  o.skip.removeEventListener("abort", skipped);
  return outcome;
}

/** The installer's command: this file, run as a program. */
export const installCommand = (): [string, ...string[]] => [process.execPath, import.meta.filename];

const outcomeFile = "runtime-install.json";

/** How the last attempt to install this version ended, as remembered in the configuration folder. */
export function readOutcome(folder: string, version: string): "failed" | "skipped" | undefined {
  try {
    const kept = JSON.parse(readFileSync(join(folder, outcomeFile), "utf8")) as Record<string, unknown>;
    if (kept["version"] !== version) return undefined;
    return kept["outcome"] === "skipped" ? "skipped" : kept["outcome"] === "installed" ? undefined : "failed";
  } catch {
    return undefined; // nothing remembered, or nothing readable: an attempt does no harm
  }
}

/** Remembers an outcome; a folder that cannot be written only means that the attempt is made again next time. */
export function keepOutcome(folder: string, version: string, outcome: InstallOutcome): void {
  try {
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, outcomeFile), `${JSON.stringify({ version, outcome, at: new Date().toISOString() })}\n`);
  } catch {
    // see above
  }
}

/** Downloads into Electron's own cache, printing a dot as bytes arrive, then lets Electron's installer unpack it. */
async function download(): Promise<void> {
  const dir = electronFolder();
  const fromElectron = createRequire(join(dir, "package.json"));
  const get = (await import(pathToFileURL(fromElectron.resolve("@electron/get")).href)) as {
    downloadArtifact(o: object): Promise<string>;
  };
  const { env, platform, arch } = process;
  await get.downloadArtifact({
    version: runtimeVersion(),
    artifactName: "electron",
    platform: env["ELECTRON_INSTALL_PLATFORM"] ?? env["npm_config_platform"] ?? platform,
    arch: env["ELECTRON_INSTALL_ARCH"] ?? env["npm_config_arch"] ?? arch,
    cacheRoot: env["electron_config_cache"],
    checksums: fromElectron("./checksums.json"),
    downloadOptions: { quiet: true, getProgressCallback: () => void process.stdout.write(".") },
  });
  fromElectron("./install.js");
}

if (import.meta.main)
  download().catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  });
