import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";

import { Refusal } from "../../../app/contract/errors.ts";
import { findPlaces } from "../../places.ts";
import { type Command, type Context, UsageError } from "../command.ts";

export const serveCommand: Command = {
  name: "serve",
  usage: "serve [--case FILE] [--port N]",
  summary: "serve the workbench to a browser on this machine; prints its address",
  options: ["case", "port"],
  words: false,
  async run(context) {
    const given = context.typed.one("port") ?? "0";
    const port = Number(given);
    if (!/^\d+$/u.test(given) || port > 65_535) throw new UsageError(`--port ${given} is no port`);
    const typed = context.typed.one("case");
    const caseFile = typed === undefined ? undefined : context.resolve(typed);
    if (caseFile !== undefined && !existsSync(caseFile))
      throw new Refusal("file-missing", `${caseFile}: there is no such case`);
    buildPage(context);
    const { runBrowserHost } = await import("../../browser/server.ts");
    const host = await runBrowserHost({
      caseFile,
      port,
      announce: (address) => context.print.document({ address }, () => [`Isnad is at ${address}`]),
    });
    await host.closed;
    return true;
  },
};

/** In a fresh checkout the page is built first. */
function buildPage({ print }: Context): void {
  const { renderer } = findPlaces();
  if (existsSync(join(renderer, "index.html"))) return;
  const vite = join(renderer, "..", "..", "node_modules", "vite", "bin", "vite.js");
  if (!existsSync(vite)) return;
  print.say("building the page");
  const built = spawnSync(process.execPath, [vite, "build", "--app", "--logLevel", "warn"], {
    cwd: join(renderer, "..", ".."),
    stdio: ["ignore", "ignore", "inherit"],
  });
  if (built.status !== 0) throw new Error("the page could not be built");
}
