import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";

import { findPlaces } from "../places.ts";
import { startBackendThread } from "../thread.ts";
import { configurationFolder } from "../workstation/folder.ts";
import { openInBrowser } from "./open.ts";
import { type BrowserHost, serveBrowser } from "./server.ts";

export interface BrowserRun {
  /** Opens the system's browser at the address. */
  open: boolean;
  /** Absolute. */
  caseFile: string | undefined;
  /** 0: a free one. */
  port: number;
  resources?: string | undefined;
  checkOutput?: boolean;
}

/** Starts the browser host, prints its address with the token on standard output, and closes it when told to end. */
export async function runBrowserHost(o: BrowserRun): Promise<BrowserHost> {
  const places = findPlaces(o.resources);
  if (!existsSync(join(places.renderer, "index.html")))
    throw new Error("the page is not built yet: run `npm run build`, or start with `npm start`");
  const backend = await startBackendThread(
    {
      home: configurationFolder(),
      resources: places.resources,
      version: places.version,
      checkOutput: o.checkOutput ?? false,
    },
    (why) => {
      process.stderr.write(`Isnad has to end: ${why}\n`);
      process.exit(1);
    },
  );
  let host: BrowserHost;
  try {
    host = await serveBrowser({ backend, rendererFolder: places.renderer, port: o.port, startFile: o.caseFile });
  } catch (error) {
    await backend.close();
    throw error;
  }
  // One Ctrl-C may arrive twice, from the terminal and from npm: the second finds the closing under way.
  const end = (): void => void host.close().then(() => process.exit(0));
  process.on("SIGINT", end).on("SIGTERM", end).on("SIGHUP", end);
  console.log(`Isnad is at ${host.address}`);
  if (o.open) openInBrowser(host.address);
  return host;
}

if (import.meta.main) {
  const { values } = parseArgs({
    options: {
      case: { type: "string" },
      port: { type: "string", default: "0" },
      open: { type: "boolean", default: false },
      resources: { type: "string" },
    },
  });
  runBrowserHost({
    open: values.open,
    caseFile: values.case === undefined ? undefined : resolve(values.case),
    port: Number(values.port),
    resources: values.resources,
  }).catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  });
}
