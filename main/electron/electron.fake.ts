import { EventEmitter } from "node:events";

import type { BrowserWindowConstructorOptions, ForkOptions, MenuItemConstructorOptions } from "electron";

/**
 * A fake of the part of Electron that this host uses: vitest puts it in place of "electron", whose runtime may not be on
 * this machine. It records what it is asked for, so that tests can see which doors were closed.
 */
type Listener = (...args: never[]) => unknown;
type Any = (...args: unknown[]) => unknown;

const windows: BrowserWindow[] = [];

class FakePage extends EventEmitter {
  readonly mainFrame = { origin: "app://isnad" };
  readonly sent: [channel: string, value: unknown][] = [];
  openHandler: (() => { action: string }) | undefined;
  setWindowOpenHandler(handler: () => { action: string }): void {
    this.openHandler = handler;
  }
  deliver: ((channel: string, value: unknown) => void) | undefined;
  send(channel: string, value: unknown): void {
    this.sent.push([channel, value]);
    // A channel carries copies, never the object itself.
    this.deliver?.(channel, structuredClone(value));
  }
  isDestroyed(): boolean {
    return false;
  }
}

export class BrowserWindow extends EventEmitter {
  readonly options: BrowserWindowConstructorOptions;
  readonly webContents = new FakePage();
  loaded: string | undefined;
  shown = 0;
  focused = 0;
  isMaximizedNow = false;
  bounds = { x: 10, y: 20, width: 1000, height: 700 };
  constructor(options: BrowserWindowConstructorOptions = {}) {
    super();
    this.options = options;
    windows.push(this);
  }
  static getAllWindows = (): BrowserWindow[] => windows;
  static getFocusedWindow = (): BrowserWindow | null => windows[0] ?? null;
  async loadURL(address: string): Promise<void> {
    this.loaded = address;
    await Promise.resolve();
    this.emit("ready-to-show");
  }
  show(): void {
    this.shown += 1;
  }
  focus(): void {
    this.focused += 1;
  }
  maximize(): void {
    this.isMaximizedNow = true;
  }
  isMaximized(): boolean {
    return this.isMaximizedNow;
  }
  isMinimized(): boolean {
    return false;
  }
  restore(): void {}
  getNormalBounds(): { x: number; y: number; width: number; height: number } {
    return this.bounds;
  }
}

let preloadOf: FakePage | undefined;
const handlers = new Map<string, Any>();

/** The session's doors, as they were set. */
class FakeSession extends EventEmitter {
  onRequest: ((details: { url: string }, decide: (d: { cancel: boolean }) => void) => void) | undefined;
  onPermission: ((page: unknown, permission: string, decide: (allowed: boolean) => void) => void) | undefined;
  permissionCheck: (() => boolean) | undefined;
  deviceCheck: (() => boolean) | undefined;
  spelling: boolean | undefined;
  schemes = new Map<string, (request: Request) => Promise<Response>>();
  webRequest = {
    onBeforeRequest: (handler: NonNullable<FakeSession["onRequest"]>) => void (this.onRequest = handler),
  };
  protocol = {
    handle: (scheme: string, handler: (request: Request) => Promise<Response>) =>
      void this.schemes.set(scheme, handler),
  };
  setPermissionRequestHandler(handler: NonNullable<FakeSession["onPermission"]>): void {
    this.onPermission = handler;
  }
  setPermissionCheckHandler(handler: () => boolean): void {
    this.permissionCheck = handler;
  }
  setDevicePermissionHandler(handler: () => boolean): void {
    this.deviceCheck = handler;
  }
  setSpellCheckerEnabled(on: boolean): void {
    this.spelling = on;
  }
}

/** A utility process that says what a test lets it say. */
export class FakeUtility extends EventEmitter {
  readonly path: string;
  readonly options: ForkOptions;
  readonly heard: unknown[] = [];
  readonly stdout = new EventEmitter();
  readonly stderr = new EventEmitter();
  readonly pid = undefined;
  killed = 0;
  constructor(path: string, options: ForkOptions) {
    super();
    this.path = path;
    this.options = options;
  }
  postMessage(message: unknown): void {
    this.heard.push(structuredClone(message));
  }
  kill(): boolean {
    this.killed += 1;
    return true;
  }
}

export const fake = {
  windows,
  utilities: [] as FakeUtility[],
  switches: [] as string[],
  schemes: [] as unknown[],
  menu: undefined as MenuItemConstructorOptions[] | undefined,
  lock: true,
  quits: 0,
  paths: new Map<string, string>(),
  session: new FakeSession(),
  picked: { canceled: false, filePaths: [] as string[] },
  saved: { canceled: false, filePath: "" as string | undefined },
  revealed: [] as string[],
  displays: [{ workArea: { x: 0, y: 0, width: 1920, height: 1040 } }],
  /** A message from a page, as the preload sends it. */
  invoke(
    channel: string,
    input: unknown,
    sender: FakePage | undefined = windows[0]?.webContents,
    senderFrame: unknown = sender?.mainFrame,
  ): Promise<unknown> {
    const handler = handlers.get(channel);
    if (!handler) throw new Error(`nobody listens on ${channel}`);
    return new Promise((resolve) => resolve(handler({ sender, senderFrame }, input)));
  },
  strangePage: (): FakePage => new FakePage(),
  /** Makes `page` the one whose preload calls, and passes on to it what is sent to the page. */
  connect(page: FakePage): void {
    preloadOf = page;
    page.deliver = (channel, value) => void ipcRenderer.emit(channel, {}, value);
  },
};

export const app = Object.assign(new EventEmitter(), {
  isPackaged: false,
  commandLine: { appendSwitch: (name: string, value = "") => void fake.switches.push(`${name}=${value}`) },
  whenReady: () => Promise.resolve(),
  setName: (_name: string) => undefined,
  setPath: (name: string, path: string) => void fake.paths.set(name, path),
  getPath: (name: string) => fake.paths.get(name) ?? "",
  getVersion: () => "0.0.0",
  setAboutPanelOptions: (_options: object) => undefined,
  requestSingleInstanceLock: (_data?: unknown) => fake.lock,
  quit: () => void (fake.quits += 1),
  exit: (_code?: number) => void (fake.quits += 1),
});
export const utilityProcess = {
  fork(path: string, _args: readonly string[], options: ForkOptions): FakeUtility {
    const child = new FakeUtility(path, options);
    fake.utilities.push(child);
    return child;
  },
};
export const ipcMain = { handle: (channel: string, handler: Any) => void handlers.set(channel, handler) };
export const session = { defaultSession: fake.session };
export const protocol = { registerSchemesAsPrivileged: (schemes: unknown[]) => void fake.schemes.push(...schemes) };
export const screen = { getAllDisplays: () => fake.displays };
export const dialog = {
  showOpenDialog: async (..._args: unknown[]) => fake.picked,
  showSaveDialog: async (..._args: unknown[]) => fake.saved,
};
export const shell = { showItemInFolder: (path: string) => void fake.revealed.push(path) };
export const Menu = {
  buildFromTemplate: (template: MenuItemConstructorOptions[]) => template,
  setApplicationMenu: (template: MenuItemConstructorOptions[]) => void (fake.menu = template),
};

/** The preload's side. */
export const ipcRenderer = Object.assign(new EventEmitter(), {
  invoke: async (channel: string, input: unknown) =>
    structuredClone(await fake.invoke(channel, structuredClone(input), preloadOf ?? windows[0]?.webContents)),
});
export const exposed = new Map<string, Record<string, Listener>>();
export const contextBridge = {
  exposeInMainWorld: (name: string, value: Record<string, Listener>) => void exposed.set(name, value),
};
export const webUtils = { getPathForFile: (file: { path?: string }) => file.path ?? "" };
