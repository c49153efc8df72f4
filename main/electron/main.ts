import { join } from "node:path";

import { app, BrowserWindow, Menu, session } from "electron";

import type { BackendPort } from "../backend.ts";
import { makeGrantedFiles, makeHostDoor } from "../host-door.ts";
import { findPlaces } from "../places.ts";
import { startBackendThread } from "../thread.ts";
import { configurationFolder } from "../workstation/folder.ts";
import { findCaseFile } from "./arguments.ts";
import { makeHost } from "./host.ts";
import { openChannel } from "./ipc.ts";
import { menuTemplate } from "./menu.ts";
import { startUtility } from "./parser.ts";
import { announceScheme, closeSession, servePage } from "./protocol.ts";
import { openWindow } from "./window.ts";

/** Runs the program in its window, once on this workstation: a second start hands its case file to the first. */
export async function run(argv: readonly string[], startBackend = startBackendThread): Promise<void> {
  const home = configurationFolder();
  // Chromium's own files lie beside ours, and with ISNAD_HOME each home is a program of its own.
  app.setPath("userData", join(home, "window"));
  const startedIn = process.env["INIT_CWD"] ?? process.cwd();
  let startFile = findCaseFile(argv, startedIn);
  if (!app.requestSingleInstanceLock({ caseFile: startFile ?? null })) return app.quit();
  announceScheme();

  let backend: BackendPort | undefined;
  let openCase: ((path: string) => Promise<void>) | undefined;
  /** A case from outside: a second start, or the system's file manager. Before the window is there it is the first. */
  const take = (path: string): void => {
    if (openCase) void openCase(path);
    else startFile = path;
  };
  app.on("open-file", (event, path) => {
    event.preventDefault();
    take(path);
  });
  app.on("second-instance", (_event, args, folder, handed) => {
    const given = (handed as { caseFile?: unknown } | null)?.caseFile;
    const path = typeof given === "string" ? given : findCaseFile(args.slice(1), folder);
    if (path !== undefined) take(path);
    const [window] = BrowserWindow.getAllWindows();
    if (window?.isMinimized()) window.restore();
    window?.focus();
  });

  await app.whenReady();
  const places = findPlaces(app.isPackaged ? join(process.resourcesPath, "resources") : undefined);
  const running = await startBackend(
    { home, resources: places.resources, version: places.version, checkOutput: false, watchesFolders: true },
    () => app.exit(1),
    startUtility,
  );
  backend = running;
  const files = makeGrantedFiles((path) => running.grantFile(path));
  const dispatch = (request: unknown) => running.dispatch(request, { host: "electron" });
  const door = makeHostDoor(
    makeHost(files, () => startFile),
    dispatch,
  );
  const channel = openChannel({ call: door, grant: (path) => files.grant(path) });
  running.subscribe((event) => channel.send(event));
  openCase = async (path) => {
    await dispatch({ procedure: "cases.open", input: { file: await files.grant(path) } });
  };

  closeSession(session.defaultSession);
  servePage(session.defaultSession, places.renderer);
  app.setAboutPanelOptions({ applicationName: "Isnad", applicationVersion: places.version });

  let language: "en" | "ar" | undefined;
  async function setMenu(): Promise<void> {
    const reply = await dispatch({ procedure: "workstation.get", input: {} });
    const settings = reply.ok
      ? (reply.value as { settings: { language: "en" | "ar" } }).settings
      : { language: "en" as const };
    if (settings.language === language) return;
    language = settings.language;
    const template = menuTemplate({ platform: process.platform, language, isPackaged: app.isPackaged });
    Menu.setApplicationMenu(Menu.buildFromTemplate(template));
  }
  running.subscribe((event) => {
    if (event.name === "changed" && event.value.kinds.includes("workstation")) void setMenu();
  });
  await setMenu();

  const open = (): Promise<unknown> =>
    openWindow({
      placeFile: join(home, "window.json"),
      preload: join(places.renderer, "..", "main", "preload.cjs"),
      admit: (window) => channel.admit(window.webContents),
    });
  app.on("activate", () => {
    if (BrowserWindow.getAllWindows().length === 0) void open();
  });
  app.on("window-all-closed", () => {
    if (process.platform !== "darwin") app.quit();
  });
  // When all windows are gone, and what their pages still had to say has come in, the case is closed in order.
  app.on("will-quit", (event) => {
    const ending = backend;
    if (!ending) return;
    backend = undefined;
    event.preventDefault();
    void ending.close().finally(() => app.quit());
  });
  await open();
}

if (process.versions["electron"] !== undefined)
  run(process.argv.slice(app.isPackaged ? 1 : 2)).catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    app.exit(1);
  });
