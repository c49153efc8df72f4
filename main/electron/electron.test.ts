import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterAll, beforeAll, expect, test, vi } from "vitest";

import type { BackendEvent } from "../../app/contract/events.ts";
import type { BackendPort } from "../backend.ts";
import { contentSecurityPolicy } from "../page-files.ts";
import { findCaseFile } from "./arguments.ts";
import { app, exposed, fake } from "./electron.fake.ts";
import { pickOptions, proposedPath } from "./host.ts";
import { run } from "./main.ts";
import { menuTemplate } from "./menu.ts";
import { mayRequest, pageAddress, servePage } from "./protocol.ts";
import { isWithin, keepPlace, readPlace } from "./window.ts";

let home: string;
const granted: string[] = [];
const asked: { procedure: string; input: unknown }[] = [];
const listeners = new Set<(event: BackendEvent) => void>();
let language: "en" | "ar" = "en";
const close = vi.fn(async () => undefined);
const backend: BackendPort = {
  dispatch: async (request) => {
    asked.push(request as (typeof asked)[number]);
    return { ok: true, value: { settings: { language } } };
  },
  subscribe(listener) {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
  grantFile: async (path) => `token-${granted.push(path)}`,
  close,
};
const tell = (event: BackendEvent): void => {
  for (const listener of listeners) listener(event);
};

beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), "electron-"));
  vi.stubEnv("ISNAD_HOME", home);
  keepPlace(join(home, "window.json"), { x: 100, y: 50, width: 1200, height: 800, maximized: true });
  await run([`--case=${join(home, "first.isnad")}`], async () => backend);
});
afterAll(() => {
  vi.unstubAllEnvs();
  rmSync(home, { recursive: true, force: true });
});

const window = () => {
  const [first] = fake.windows;
  if (!first) throw new Error("no window was opened");
  return first;
};

test("one sandboxed window without Node, where it stood last", () => {
  expect(fake.windows).toHaveLength(1);
  expect(window().options).toMatchObject({ x: 100, y: 50, width: 1200, height: 800 });
  expect(window().options.webPreferences).toMatchObject({
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    webSecurity: true,
    webviewTag: false,
    spellcheck: false,
  });
  expect(window().options.webPreferences?.preload).toMatch(/preload\.cjs$/u);
  expect(window().loaded).toBe(pageAddress);
  expect(window()).toMatchObject({ shown: 1, isMaximizedNow: true });
});

test("a window on a screen that is gone opens at its default", () => {
  const place = { x: 100, y: 50, width: 1200, height: 800 };
  expect(isWithin(place, [{ x: 0, y: 0, width: 1920, height: 1040 }])).toBe(true);
  expect(isWithin({ ...place, x: 3000 }, [{ x: 0, y: 0, width: 1920, height: 1040 }])).toBe(false);
  expect(isWithin({ ...place, y: -500 }, [{ x: 0, y: 0, width: 1920, height: 1040 }])).toBe(false);
  writeFileSync(join(home, "spoilt.json"), '{"x":1');
  expect(readPlace(join(home, "spoilt.json"))).toBeNull();
});

test("the window's place is kept when it closes", () => {
  window().bounds = { x: 7, y: 8, width: 900, height: 700 };
  window().emit("close");
  expect(readPlace(join(home, "window.json"))).toEqual({ x: 7, y: 8, width: 900, height: 700, maximized: true });
});

test("a page that crashed is opened anew", () => {
  window().loaded = undefined;
  window().webContents.emit("render-process-gone", {}, { reason: "clean-exit" });
  expect(window().loaded).toBeUndefined();
  window().webContents.emit("render-process-gone", {}, { reason: "oom" });
  expect(window().loaded).toBe(pageAddress);
});

test("navigation, new windows and embedded pages are refused", () => {
  const page = window().webContents;
  expect(page.openHandler?.()).toEqual({ action: "deny" });
  for (const name of ["will-navigate", "will-frame-navigate", "will-redirect"]) {
    const event = { url: "https://evil.example/", preventDefault: vi.fn() };
    page.emit(name, event);
    expect(event.preventDefault).toHaveBeenCalledTimes(1);
    const reload = { url: pageAddress, preventDefault: vi.fn() };
    page.emit(name, reload);
    expect(reload.preventDefault).not.toHaveBeenCalled();
  }
  const webview = { preventDefault: vi.fn() };
  page.emit("will-attach-webview", webview);
  expect(webview.preventDefault).toHaveBeenCalledTimes(1);
});

test("every request that is not for the program's own page is cancelled", () => {
  const decide = vi.fn();
  for (const url of ["https://evil.example/", "http://127.0.0.1/", "file:///etc/passwd", "ws://a/", "app://other/"])
    fake.session.onRequest?.({ url }, decide);
  expect(decide.mock.calls).toEqual(Array.from({ length: 5 }, () => [{ cancel: true }]));
  expect(mayRequest(`${pageAddress}assets/a.js`, true)).toBe(true);
  expect(mayRequest("devtools://devtools/x", true)).toBe(false);
  expect(mayRequest("devtools://devtools/x", false)).toBe(true);
  expect(fake.switches).toContain("host-resolver-rules=MAP * ~NOTFOUND");
});

test("permissions, devices, downloads and the spelling checker are off", () => {
  const decide = vi.fn();
  fake.session.onPermission?.({}, "geolocation", decide);
  expect(decide).toHaveBeenCalledWith(false);
  expect(fake.session.permissionCheck?.()).toBe(false);
  expect(fake.session.deviceCheck?.()).toBe(false);
  expect(fake.session.spelling).toBe(false);
  const download = { preventDefault: vi.fn() };
  fake.session.emit("will-download", download);
  expect(download.preventDefault).toHaveBeenCalledTimes(1);
});

const get = (url: string, method = "GET") => fake.session.schemes.get("app")?.(new Request(url, { method }));

test("the page is served from its folder with the strict policy, and nothing else is", async () => {
  const folder = join(home, "renderer");
  mkdirSync(folder);
  writeFileSync(join(folder, "index.html"), "<title>Isnad</title>");
  servePage(fake.session as never, folder);
  const page = await get(pageAddress);
  expect(page?.status).toBe(200);
  expect(await page?.text()).toContain("Isnad");
  expect(page?.headers.get("content-security-policy")).toBe(contentSecurityPolicy);
  for (const [url, method] of [
    ["app://other/", "GET"],
    ["app://isnad/..%2fwindow.json", "GET"],
    ["app://isnad/nothing.js", "GET"],
    [pageAddress, "POST"],
  ] as const)
    expect((await get(url, method))?.status).toBe(404);
});

test("only the top frame of the program's own page is listened to", async () => {
  const request = { procedure: "jobs.list", input: {} };
  expect(await fake.invoke("isnad:call", request)).toMatchObject({ ok: true });
  const page = window().webContents;
  const strangers = [
    [fake.strangePage(), undefined],
    [page, { origin: "app://isnad" }],
    [page, null],
  ] as const;
  for (const [sender, frame] of strangers)
    await expect(fake.invoke("isnad:call", request, sender as never, frame)).rejects.toThrow("own page");
  page.mainFrame.origin = "https://evil.example";
  await expect(fake.invoke("isnad:call", request)).rejects.toThrow("own page");
  await expect(fake.invoke("isnad:dropped", "/etc/passwd")).rejects.toThrow("own page");
  page.mainFrame.origin = "app://isnad";
});

test("the preload gives the page two functions and a token for what is dropped, no more", async () => {
  await import("./preload.ts");
  const bridge = exposed.get("isnad") as never as Record<string, (input: unknown) => Promise<unknown>>;
  expect(Object.keys(bridge).toSorted()).toEqual(["call", "fileFor", "subscribe"]);
  const dropped = join(home, "dropped.txt");
  expect(await bridge["fileFor"]?.({ path: dropped })).toBe(`token-${granted.length}`);
  expect(granted.at(-1)).toBe(dropped);
  await expect(bridge["fileFor"]?.({})).rejects.toThrow("does not lie on the disk");
});

test("the dialogs' files come back as tokens", async () => {
  fake.picked = { canceled: false, filePaths: [join(home, "a.txt"), join(home, "ب.txt")] };
  const picked = await fake.invoke("isnad:call", { procedure: "host.pick", input: { purpose: "import" } });
  expect(picked).toMatchObject({ ok: true, value: [{ name: "a.txt" }, { name: "ب.txt", folder: home }] });
  fake.picked = { canceled: true, filePaths: [] };
  expect(await fake.invoke("isnad:call", { procedure: "host.pick", input: { purpose: "import" } })).toEqual({
    ok: true,
    value: [],
  });
  fake.saved = { canceled: false, filePath: join(home, "new") };
  const saved = await fake.invoke("isnad:call", {
    procedure: "host.pickSave",
    input: { purpose: "case", suggestedName: "new" },
  });
  expect(saved).toMatchObject({ ok: true, value: { name: "new.isnad" } });
  expect(await fake.invoke("isnad:call", { procedure: "host.folder", input: { purpose: "import" } })).toMatchObject({
    ok: false,
    error: { code: "not-here" },
  });
  expect(await fake.invoke("isnad:call", { procedure: "host.reveal", input: { file: home } })).toMatchObject({
    ok: false,
    error: { code: "unknown-file" },
  });
  expect(await fake.invoke("isnad:call", { procedure: "host.startFile" })).toMatchObject({
    ok: true,
    value: { name: "first.isnad" },
  });
});

test("a proposed name leads to no other folder, and the dialog shows what the purpose can use", () => {
  expect(proposedPath("/docs", "../../x")).toBe(join("/docs", "-..-x"));
  expect(proposedPath("/docs", "..")).toBe(join("/docs", "untitled"));
  expect(pickOptions({ purpose: "open-case", multiple: false, folders: false }, "linux")).toMatchObject({
    filters: [{ extensions: ["isnad"] }],
  });
  expect(pickOptions({ purpose: "import", multiple: true, folders: true }, "linux").properties).not.toContain(
    "openFile",
  );
  expect(pickOptions({ purpose: "import", multiple: true, folders: true }, "darwin").properties).toContain("openFile");
});

test("a second start brings its case to this window", async () => {
  asked.length = 0;
  app.emit("second-instance", {}, ["isnad", "--flag", "second.isnad"], home, null);
  await expect.poll(() => asked.map(({ procedure }) => procedure)).toContain("cases.open");
  expect(granted).toContain(join(home, "second.isnad"));
  expect(window().focused).toBe(1);
  app.emit("open-file", { preventDefault: vi.fn() }, join(home, "third.isnad"));
  await expect.poll(() => granted).toContain(join(home, "third.isnad"));
});

test("what is second to another instance ends without a window", async () => {
  fake.lock = false;
  const before = fake.quits;
  await run([], async () => backend);
  expect(fake.quits).toBe(before + 1);
  expect(fake.windows).toHaveLength(1);
  fake.lock = true;
});

test("events go to the window", () => {
  const event: BackendEvent = { name: "case-changed", value: { open: true } };
  tell(event);
  expect(window().webContents.sent).toContainEqual(["isnad:event", event]);
});

const labels = () => (fake.menu ?? []).map(({ label }) => label);

test("the menu speaks the interface's language and follows it", async () => {
  expect(labels()).toContain("Edit");
  language = "ar";
  tell({ name: "changed", value: { kinds: ["workstation"] } });
  await expect.poll(labels).toContain("تحرير");
});

test("the menu keeps the platform's habits, and takes no undo key from the page", () => {
  const mac = menuTemplate({ platform: "darwin", language: "en", isPackaged: true });
  const linux = menuTemplate({ platform: "linux", language: "ar", isPackaged: true });
  expect(mac[0]?.label).toBe("Isnad");
  expect(JSON.stringify(mac)).not.toContain("toggleDevTools");
  expect(linux.at(-1)).toMatchObject({ role: "help" });
  for (const menu of [mac, linux])
    expect(JSON.stringify(menu)).toContain(
      '"role":"undo","label":"' + (menu === mac ? "Undo Typing" : "تراجع عن الكتابة") + '","registerAccelerator":false',
    );
});

test.each([
  [["--case=a.isnad"], "/in/a.isnad"],
  [["--case", "b"], "/in/b"],
  [["--flag", "c.ISNAD"], "/in/c.ISNAD"],
  [["/x/d.isnad"], "/x/d.isnad"],
  [["--case"], undefined],
  [["."], undefined],
])("arguments %j name the case %s", (args, file) => {
  expect(findCaseFile(args, "/in")).toBe(file);
});

test("the end closes the backend before the process", async () => {
  const event = { preventDefault: vi.fn() };
  const before = fake.quits;
  app.emit("will-quit", event);
  expect(event.preventDefault).toHaveBeenCalledTimes(1);
  await expect.poll(() => fake.quits).toBe(before + 1);
  expect(close).toHaveBeenCalledTimes(1);
  const again = { preventDefault: vi.fn() };
  app.emit("will-quit", again);
  expect(again.preventDefault).not.toHaveBeenCalled();
});
