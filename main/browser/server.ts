import { createReadStream, existsSync } from "node:fs";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { extname, join } from "node:path";
import { pipeline } from "node:stream/promises";

import { type ErrorCode, Refusal } from "../../app/contract/errors.ts";
import type { Reply } from "../../app/contract/protocol.ts";
import type { BackendPort } from "../backend.ts";
import { type HostHandlers, makeGrantedFiles, makeHostDoor, notHere, platformName } from "../host-door.ts";
import { contentTypes, findPageFile, safeHeaders } from "../page-files.ts";
import { findPlaces } from "../places.ts";
import { startBackendThread } from "../thread.ts";
import { configurationFolder } from "../workstation/folder.ts";
import { LARGEST_UPLOAD, listFolder, makeUploads, nameNewFile } from "./files.ts";
import { isOwnHost, isOwnPage, newToken } from "./guard.ts";

export interface BrowserHostOptions {
  backend: BackendPort;
  /** The built page. */
  rendererFolder: string;
  /** 0 or absent: a free one. */
  port?: number;
  /** Absolute path of the case file to open first. */
  startFile?: string | undefined;
}

export interface BrowserHost {
  /** Resolves when the host has closed. */
  readonly closed: Promise<void>;
  /** The address with this run's token in its hash, which a browser never sends. */
  readonly address: string;
  /** Ends all connections, throws uploads away and closes the backend. */
  close(): Promise<void>;
}

/** Bytes of one call. The longest that the program itself sends is a draft or a filter. */
const LARGEST_CALL = 16_000_000;
/** Bytes of events that may wait for a page that does not read; then it is cut off and asks again. */
const LARGEST_BACKLOG = 8_000_000;
/** Milliseconds between signs of life on a quiet stream of events. */
const ALIVE_EVERY = 15_000;

/** Serves the page and its calls on 127.0.0.1, to a browser on this machine and nobody else. */
export async function serveBrowser(options: BrowserHostOptions): Promise<BrowserHost> {
  const { backend } = options;
  const token = newToken();
  const files = makeGrantedFiles((path) => backend.grantFile(path));
  const uploads = makeUploads();
  const pages = new Set<ServerResponse>();
  let origin = "";
  let authority = "";

  const handlers: HostHandlers = {
    "host.info": () => ({ kind: "browser", platform: platformName(), nativeDialogs: false, canReveal: false }),
    "host.pick": notHere,
    "host.pickSave": notHere,
    "host.reveal": notHere,
    "host.folder": (input) => listFolder(files, input),
    "host.newFile": (input) => nameNewFile(files, input),
    "host.startFile": () => (options.startFile === undefined ? null : files.picked(options.startFile)),
  };
  const door = makeHostDoor(handlers, (request) => backend.dispatch(request, { host: "browser" }));

  async function call(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const body = await readBody(req, LARGEST_CALL);
    if (body === null) return answer(res, 413, refused("too-large", `a call of more than ${LARGEST_CALL} bytes`));
    let request: unknown;
    try {
      request = JSON.parse(body);
    } catch {
      return answer(res, 400, refused("bad-request", "the call is not JSON"));
    }
    answer(res, 200, await door(request));
  }

  /** Events as lines of JSON over one long answer; an empty line now and then says that the host is alive. */
  function stream(res: ServerResponse): void {
    res.writeHead(200, { "content-type": "application/x-ndjson; charset=utf-8", "cache-control": "no-store" });
    res.write("\n");
    const stop = backend.subscribe((event) => {
      if (res.writableLength > LARGEST_BACKLOG) res.destroy();
      else res.write(`${JSON.stringify(event)}\n`);
    });
    const alive = setInterval(() => res.write("\n"), ALIVE_EVERY);
    pages.add(res);
    res.once("close", () => {
      clearInterval(alive);
      stop();
      pages.delete(res);
    });
  }

  async function upload(req: IncomingMessage, res: ServerResponse, name: string): Promise<void> {
    if (Number(req.headers["content-length"] ?? 0) > LARGEST_UPLOAD)
      return answer(res, 413, refused("too-large", `${name}: larger than ${LARGEST_UPLOAD} bytes`));
    // A case is worked on where it lies; what is changed in a copy would be thrown away with it.
    if (/\.isnad$/iu.test(name))
      return answer(res, 415, refused("not-here", `${name}: open a case from its folder, where it lies`));
    try {
      answer(res, 200, { file: await files.grant(await uploads.take(name, req)) });
    } catch (error) {
      const tooLarge = error instanceof Refusal;
      const message = error instanceof Error ? error.message : String(error);
      answer(res, tooLarge ? 413 : 507, refused(tooLarge ? "too-large" : "io", message));
    }
  }

  async function handle(req: IncomingMessage, res: ServerResponse): Promise<void> {
    for (const [name, value] of Object.entries(safeHeaders)) res.setHeader(name, value);
    if (!isOwnHost(req.headers, authority)) return answer(res, 421, refused("bad-request", "not this address"));
    const url = new URL(req.url ?? "/", origin);
    const own = { origin, token };
    const forbidden = (): void => answer(res, 403, refused("bad-request", "open the address that was printed"));
    if (req.method === "POST" && url.pathname === "/call")
      return isOwnPage(req.headers, own, "change") ? call(req, res) : forbidden();
    if (req.method === "POST" && url.pathname === "/upload")
      return isOwnPage(req.headers, own, "change") ? upload(req, res, url.searchParams.get("name") ?? "") : forbidden();
    if (req.method === "GET" && url.pathname === "/events")
      return isOwnPage(req.headers, own, "read") ? stream(res) : forbidden();
    if (req.method === "GET" || req.method === "HEAD") return page(req, res, url.pathname);
    answer(res, 405, refused("bad-request", "no such method here"));
  }

  async function page(req: IncomingMessage, res: ServerResponse, path: string): Promise<void> {
    const file = await findPageFile(options.rendererFolder, path);
    if (file === null) return answer(res, 404, refused("not-found", "no such file"));
    res.writeHead(200, {
      "content-type": contentTypes[extname(file)] ?? "application/octet-stream",
      // Built files carry a hash in their names; the page itself must be the newest.
      "cache-control": path.startsWith("/assets/") ? "private, max-age=31536000, immutable" : "no-store",
    });
    if (req.method === "HEAD") return void res.end();
    await pipeline(createReadStream(file), res);
  }

  const server = createServer((req, res) => {
    handle(req, res).catch((error: unknown) => {
      if (res.headersSent || res.destroyed) res.destroy();
      else answer(res, 500, refused("internal", error instanceof Error ? error.message : String(error)));
    });
  });
  await new Promise<void>((ready, failed) => {
    server.once("error", failed).listen(options.port ?? 0, "127.0.0.1", ready);
  });
  const bound = server.address();
  if (bound === null || typeof bound === "string") throw new Error("the browser host has no port");
  authority = `127.0.0.1:${bound.port}`;
  origin = `http://${authority}`;

  let closing: Promise<void> | undefined;
  async function close(): Promise<void> {
    const closed = new Promise<void>((done) => server.close(() => done()));
    for (const open of pages) open.end();
    server.closeAllConnections();
    await closed;
    await backend.close();
    await uploads.clear();
  }
  const ended = Promise.withResolvers<void>();
  return {
    address: `${origin}/#token=${token}`,
    closed: ended.promise,
    close: () => (closing ??= close().finally(ended.resolve)),
  };
}

export interface BrowserRun {
  /** Absolute. */
  caseFile: string | undefined;
  /** 0: a free one. */
  port: number;
  resources?: string | undefined;
  checkOutput?: boolean;
  /** Is told the address with its token, once it answers there. */
  announce: (address: string) => void | Promise<void>;
}

/** Starts backend and browser host, says the address, and closes both in order when the process is told to end. */
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
      watchesFolders: true,
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
  const end = (): void => void host.close();
  process.on("SIGINT", end).on("SIGTERM", end).on("SIGHUP", end);
  await o.announce(host.address);
  return host;
}

const refused = (code: ErrorCode, message: string): Reply => ({ ok: false, error: { code, message } });

function answer(res: ServerResponse, status: number, value: unknown): void {
  res.writeHead(status, { "content-type": contentTypes[".json"], "cache-control": "no-store" });
  res.end(JSON.stringify(value));
}

/** The body as text, or null if it is larger than `largest` bytes. */
async function readBody(req: IncomingMessage, largest: number): Promise<string | null> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of req as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    // What is too much is read to its end and thrown away, so that the page gets its answer.
    if (bytes <= largest) chunks.push(chunk);
    else if (bytes > largest * 4) req.destroy();
  }
  return bytes > largest ? null : Buffer.concat(chunks).toString("utf8");
}
