import { type ChildProcess, execFile, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

const root = join(import.meta.dirname, "../..");
const run = promisify(execFile);

/** A folder of the test's own: the analyst's home, where cases and exports go, and the workstation's settings. */
export interface Desk {
  readonly home: string;
  path(...parts: string[]): string;
  /** Starts the browser host as a process of its own, and waits for its address. */
  start(caseFile?: string, more?: NodeJS.ProcessEnv): Promise<Host>;
  /** Runs the command line from source. @returns exit code and the document printed */
  isnad(...args: string[]): Promise<{ code: number; json: unknown }>;
  /** Ends what is still running and removes the folder. */
  clear(): Promise<void>;
}

export interface Host {
  readonly address: string;
  /** The process is gone at once, as by a power cut: SIGKILL, no handler runs. */
  kill(): Promise<void>;
  stop(): Promise<void>;
}

const ended = (child: ChildProcess): Promise<void> =>
  new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) resolve();
    else child.once("exit", () => resolve());
  });

export function makeDesk(): Desk {
  const home = mkdtempSync(join(tmpdir(), "isnad-e2e-"));
  const env = { ...process.env, HOME: home, USERPROFILE: home, ISNAD_HOME: join(home, ".isnad") };
  const children = new Set<ChildProcess>();
  return {
    home,
    path: (...parts) => join(home, ...parts),
    async start(caseFile, more = {}) {
      const child = spawn(
        process.execPath,
        [join(root, "dist/main/browser.js"), ...(caseFile === undefined ? [] : ["--case", caseFile])],
        { cwd: home, env: { ...env, ...more }, stdio: ["ignore", "pipe", "pipe"] },
      );
      children.add(child);
      const end = async (signal: NodeJS.Signals): Promise<void> => {
        const gone = ended(child);
        child.kill(signal);
        await gone;
        children.delete(child);
      };
      return { address: await addressOf(child), kill: () => end("SIGKILL"), stop: () => end("SIGTERM") };
    },
    async isnad(...args) {
      const command = [join(root, "main/cli/main.ts"), ...args, "--json"];
      try {
        const { stdout } = await run(process.execPath, command, { cwd: home, env: { ...env, INIT_CWD: home } });
        return { code: 0, json: JSON.parse(stdout) as unknown };
      } catch (error) {
        const { code, stdout } = error as { code: number; stdout: string };
        return { code, json: stdout.trim() === "" ? null : (JSON.parse(stdout) as unknown) };
      }
    },
    async clear() {
      for (const child of children) child.kill("SIGKILL");
      await Promise.all([...children].map((child) => ended(child)));
      rmSync(home, { recursive: true, force: true });
    },
  };
}

function addressOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = "";
    const listen = (chunk: Buffer): void => {
      said += chunk.toString("utf8");
      const address = /http:\/\/127\.0\.0\.1:\d+\/#token=[0-9a-f]+/u.exec(said)?.[0];
      if (address !== undefined) resolve(address);
    };
    child.stdout?.on("data", listen);
    child.stderr?.on("data", listen);
    child.once("exit", (code) => reject(new Error(`the host ended with ${code}: ${said}`)));
  });
}
