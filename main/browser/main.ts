import { resolve } from "node:path";
import { parseArgs } from "node:util";

import { openInBrowser } from "./open.ts";
import { runBrowserHost } from "./server.ts";

/** The browser host started by itself, as `npm start` does where no window can be opened. */
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
    caseFile: values.case === undefined ? undefined : resolve(values.case),
    port: Number(values.port),
    resources: values.resources,
    announce: (address) => {
      console.log(`Isnad is at ${address}`);
      if (values.open) openInBrowser(address);
    },
  }).catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  });
}
