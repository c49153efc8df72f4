import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

import { describe, expect, test } from "vitest";

import type { Transport } from "../app/contract/client.ts";
import { type ConformanceWorld, transportConformance } from "../app/contract/conformance.ts";
import type { BackendEvent } from "../app/contract/events.ts";
import { Reply } from "../app/contract/protocol.ts";
import { type BackendOptions, type BackendPort, createBackend } from "./backend.ts";
import { serveBrowser } from "./browser/server.ts";
import { exposed, fake } from "./electron/electron.fake.ts";
import { openChannel } from "./electron/ipc.ts";
import { makeGrantedFiles, makeHostDoor, notHere } from "./host-door.ts";
import { startBackendThread } from "./thread.ts";

/** The one conformance suite over every way there is to the backend. */
const root = join(import.meta.dirname, "..");

function makeFolder(): { folder: string; options: BackendOptions } {
  const folder = mkdtempSync(join(tmpdir(), "transport-"));
  const options = {
    home: join(folder, "home"),
    resources: join(root, "resources"),
    version: "0.0.0",
    checkOutput: true,
  };
  return { folder, options };
}

function makeWorld(folder: string, backend: BackendPort, transport: Transport, close: () => Promise<void>) {
  return {
    transport,
    async file(name, text) {
      const path = join(folder, name);
      mkdirSync(dirname(path), { recursive: true });
      if (text !== undefined) writeFileSync(path, text);
      return backend.grantFile(path);
    },
    async close() {
      await close();
      rmSync(folder, { recursive: true, force: true });
    },
  } satisfies ConformanceWorld;
}

const session = { host: "test" } as const;

transportConformance("a function call", async () => {
  const { folder, options } = makeFolder();
  const backend = createBackend(options);
  const transport: Transport = {
    call: (request) => backend.dispatch(request, session),
    subscribe: (listener) => backend.subscribe(listener),
  };
  return makeWorld(folder, backend, transport, () => backend.close());
});

transportConformance("a thread", async () => {
  const { folder, options } = makeFolder();
  const backend = await startBackendThread(options);
  const transport: Transport = {
    call: (request) => backend.dispatch(request, session),
    subscribe: (listener) => backend.subscribe(listener),
  };
  return makeWorld(folder, backend, transport, () => backend.close());
});

transportConformance("HTTP on loopback", async () => {
  const { folder, options } = makeFolder();
  const backend = createBackend(options);
  const host = await serveBrowser({ backend, rendererFolder: folder });
  const { origin, hash } = new URL(host.address);
  const headers = { origin, "x-isnad-token": hash.slice("#token=".length) };
  const over = new AbortController();
  const listeners = new Set<(event: BackendEvent) => void>();
  const response = await fetch(`${origin}/events`, { headers, signal: over.signal });
  const hear = async (): Promise<void> => {
    let rest = "";
    const text = response.body?.pipeThrough(new TextDecoderStream());
    if (!text) throw new Error("no stream of events");
    for await (const piece of text) {
      const lines = (rest + piece).split("\n");
      rest = lines.pop() ?? "";
      for (const line of lines.filter(Boolean))
        for (const listener of listeners) listener(JSON.parse(line) as BackendEvent);
    }
  };
  const hearing = hear().catch(() => undefined);
  const transport: Transport = {
    call: async (request) => {
      const reply = await fetch(`${origin}/call`, { method: "POST", headers, body: JSON.stringify(request) });
      return Reply.parse(await reply.json());
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
  return makeWorld(folder, backend, transport, async () => {
    over.abort();
    await hearing;
    await host.close();
  });
});

transportConformance("Electron's channel", async () => {
  const { folder, options } = makeFolder();
  const backend = createBackend(options);
  const files = makeGrantedFiles((path) => backend.grantFile(path));
  const handlers = {
    "host.info": notHere,
    "host.pick": notHere,
    "host.pickSave": notHere,
    "host.folder": notHere,
    "host.newFile": notHere,
    "host.reveal": notHere,
    "host.startFile": () => null,
  };
  const door = makeHostDoor(handlers, (request) => backend.dispatch(request, { host: "electron" }));
  const channel = openChannel({ call: door, grant: (path) => files.grant(path) });
  const page = fake.strangePage();
  channel.admit(page as never);
  fake.connect(page);
  backend.subscribe((event) => channel.send(event));
  await import("./electron/preload.ts");
  const bridge = exposed.get("isnad") as unknown as Transport;
  return makeWorld(folder, backend, bridge, () => backend.close());
});

describe("the thread", () => {
  test("once closed it answers with an error, and its end is no death", async () => {
    const { folder, options } = makeFolder();
    const deaths: string[] = [];
    const backend = await startBackendThread(options, (why) => deaths.push(why));
    await Promise.all([backend.close(), backend.close()]);
    expect(await backend.dispatch({ procedure: "jobs.list" }, session)).toMatchObject({
      ok: false,
      error: { code: "internal" },
    });
    expect(deaths).toEqual([]);
    rmSync(folder, { recursive: true, force: true });
  });
});
