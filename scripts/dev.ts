import { join } from "node:path";

import { createServer } from "vite";

import { createBackend } from "../main/backend.ts";
import { serveBrowser } from "../main/browser/server.ts";
import { findPlaces } from "../main/places.ts";

/**
 * `npm run dev`: Vite's development server for the page, with its calls passed on to a browser host that runs straight
 * from `main/`. It has a workstation of its own in `.data`, and what procedures give back is checked.
 */
const root = join(import.meta.dirname, "..");
const places = findPlaces();
const backend = createBackend({
  home: process.env["ISNAD_HOME"] ?? join(root, ".data"),
  resources: places.resources,
  version: places.version,
  checkOutput: true,
});
const host = await serveBrowser({ backend, rendererFolder: places.renderer });
const { origin, hash } = new URL(host.address);
// The page comes from another port here, so its origin is put right on the way; its token it has to have itself.
const passOn = { target: origin, changeOrigin: true, headers: { origin, "sec-fetch-site": "same-origin" } };
const vite = await createServer({
  configFile: join(root, "vite.config.ts"),
  server: { host: "127.0.0.1", proxy: { "/call": passOn, "/upload": passOn, "/events": passOn } },
});
await vite.listen();
const [address] = vite.resolvedUrls?.local ?? [];
console.log(`Isnad is at ${address ?? ""}${hash}`);

const end = (): void => void Promise.all([vite.close(), host.close()]).then(() => process.exit(0));
process.once("SIGINT", end).once("SIGTERM", end);
