import { spawn } from "node:child_process";
import { once } from "node:events";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";

import { configurationFolder } from "../main/workstation/folder.ts";
import { findRuntime, installCommand, installRuntime, keepOutcome, readOutcome, runtimeVersion } from "./runtime.ts";
import { planStart, whyBrowser } from "./start-plan.ts";

/** `npm start`: the window where there is a runtime for it, else the same program in a browser. */
const root = join(import.meta.dirname, "..");
const usage = `npm start -- [--case FILE] [--browser] [--no-open] [--electron] [--port N]

  --case FILE   open this case
  --browser     use the browser, also where a window could be opened
  --no-open     print the address only
  --electron    try again to install the runtime of the window
  --port N      port of the browser host (a free one)`;

const say = (text: string): void => void process.stderr.write(`${text}\n`);

function readOptions() {
  try {
    return parseArgs({
      options: {
        case: { type: "string" },
        browser: { type: "boolean", default: false },
        "no-open": { type: "boolean", default: false },
        electron: { type: "boolean", default: false },
        port: { type: "string" },
        help: { type: "boolean", short: "h", default: false },
      },
    }).values;
  } catch (error) {
    say(`${error instanceof Error ? error.message : String(error)}\n\n${usage}`);
    return process.exit(2);
  }
}

/** Milliseconds without a byte after which an installation is given up. */
const QUIET = 60_000;
/** A window that fails sooner than this (milliseconds) did not come up at all. */
const EARLY = 15_000;

/** Installs the runtime, once: Ctrl-C skips it, and the outcome is remembered for this version. */
async function install(): Promise<keyof typeof whyBrowser | "installed"> {
  say(
    "Isnad's window needs the Electron runtime (some 120 MB): installing it. Ctrl-C skips this and uses your browser.",
  );
  const skip = new AbortController();
  const interrupted = (): void => skip.abort();
  process.on("SIGINT", interrupted);
  const outcome = await installRuntime({
    command: installCommand(),
    quietMs: QUIET,
    skip: skip.signal,
    say: (text) => say(text.trimEnd()),
  });
  keepOutcome(configurationFolder(), runtimeVersion(), outcome);
  // The terminal and npm may both pass on one Ctrl-C; the second must not end the program that it was to get to.
  setTimeout(() => process.off("SIGINT", interrupted), 500);
  return outcome;
}

/** @returns whether the window came up; its end is the end of the program */
async function openWindow(runtime: string, caseFile: string | undefined): Promise<boolean> {
  const startedAt = performance.now();
  const args = [root, ...(caseFile === undefined ? [] : [`--case=${caseFile}`])];
  const child = spawn(runtime, args, { stdio: "inherit" });
  const pass = (signal: NodeJS.Signals): void => void child.kill(signal);
  process.on("SIGINT", pass).on("SIGTERM", pass);
  const code = await Promise.race([
    once(child, "exit").then(([status]: (number | null)[]) => status ?? 0),
    once(child, "error").then(() => 1),
  ]);
  process.off("SIGINT", pass).off("SIGTERM", pass);
  if (code !== 0 && performance.now() - startedAt < EARLY) return false;
  return process.exit(code);
}

async function openBrowser(o: { open: boolean; why: string | null; caseFile: string | undefined; port: number }) {
  if (o.why !== null) say(o.why);
  const [{ runBrowserHost }, { openInBrowser }] = await Promise.all([
    import("../main/browser/server.ts"),
    import("../main/browser/open.ts"),
  ]);
  await runBrowserHost({
    caseFile: o.caseFile,
    port: o.port,
    announce: (address) => {
      console.log(`Isnad is at ${address}`);
      if (o.open) openInBrowser(address);
    },
  });
}

async function start(): Promise<void> {
  const options = readOptions();
  if (options.help) return console.log(usage);
  const port = Number(options.port ?? 0);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    say(`--port: ${options.port} is no port\n\n${usage}`);
    return process.exit(2);
  }
  // npm changes to the project's folder; the path is one of the folder where the analyst typed it.
  const typedIn = process.env["INIT_CWD"] ?? process.cwd();
  const caseFile = options.case === undefined ? undefined : resolve(typedIn, options.case);
  const browser = (why: string | null, open = true) => openBrowser({ open, why, caseFile, port });

  const plan = planStart({
    platform: process.platform,
    env: process.env,
    options: { browser: options.browser, noOpen: options["no-open"], electron: options.electron },
    runtime: findRuntime(),
    earlier: readOutcome(configurationFolder(), runtimeVersion()),
  });
  if (plan.do === "browser") return browser(plan.why, plan.open);
  if (plan.do === "window") {
    if (!(await openWindow(plan.runtime, caseFile))) await browser(whyBrowser.broken);
    return;
  }
  const outcome = await install();
  const runtime = findRuntime();
  if (outcome !== "installed" || !runtime) return browser(whyBrowser[outcome === "installed" ? "failed" : outcome]);
  if (!(await openWindow(runtime, caseFile))) await browser(whyBrowser.broken);
}

if (import.meta.main)
  start().catch((error: unknown) => {
    say(error instanceof Error ? error.message : String(error));
    process.exitCode = 1;
  });
