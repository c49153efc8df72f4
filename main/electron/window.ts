import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";

import { BrowserWindow, type BrowserWindowConstructorOptions, type Rectangle, screen } from "electron";

import { z } from "../../app/kernel/schema.ts";
import { holdPage, pageAddress } from "./protocol.ts";

/** Where the window stood, in device-independent pixels. */
const Place = z.object({
  x: z.number().int(),
  y: z.number().int(),
  width: z.number().int().min(640).max(20_000),
  height: z.number().int().min(480).max(20_000),
  maximized: z.boolean(),
});
export type Place = z.infer<typeof Place>;

export function readPlace(file: string): Place | null {
  try {
    return Place.parse(JSON.parse(readFileSync(file, "utf8")));
  } catch {
    return null; // first start, or a note that makes no sense: the default does
  }
}

export function keepPlace(file: string, place: Place): void {
  try {
    mkdirSync(dirname(file), { recursive: true });
    const unfinished = `${file}.unfinished`;
    writeFileSync(unfinished, JSON.stringify(place));
    renameSync(unfinished, file);
  } catch {
    // the window opens at its default next time
  }
}

/** Whether enough of a window's upper edge to grasp it lies on one of the screens that are there now. */
export const isWithin = (place: Rectangle, areas: readonly Rectangle[]): boolean =>
  areas.some((area) => {
    const shown = Math.min(place.x + place.width, area.x + area.width) - Math.max(place.x, area.x);
    return shown >= 100 && place.y >= area.y - 10 && place.y <= area.y + area.height - 50;
  });

/** A sandboxed window without Node, and with nothing that could fetch or run what is not the program's own. */
export function windowOptions(place: Place | null, preload: string): BrowserWindowConstructorOptions {
  const bounds = place ? { x: place.x, y: place.y, width: place.width, height: place.height } : null;
  return {
    ...(bounds ?? { width: 1360, height: 880 }),
    minWidth: 640,
    minHeight: 480,
    show: false,
    title: "Isnad",
    webPreferences: {
      preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      webviewTag: false,
      spellcheck: false,
      navigateOnDragDrop: false,
      safeDialogs: true,
    },
  };
}

/** Opens the program's window where it stood last, if that place is still on a screen. */
export async function openWindow(o: {
  placeFile: string;
  preload: string;
  admit: (window: BrowserWindow) => void;
}): Promise<BrowserWindow> {
  const kept = readPlace(o.placeFile);
  const areas = screen.getAllDisplays().map(({ workArea }) => workArea);
  const place = kept && isWithin(kept, areas) ? kept : null;
  const window = new BrowserWindow(windowOptions(place, o.preload));
  holdPage(window.webContents);
  o.admit(window);
  window.once("ready-to-show", () => {
    if (kept?.maximized) window.maximize();
    window.show();
  });
  window.on("close", () => {
    keepPlace(o.placeFile, { ...window.getNormalBounds(), maximized: window.isMaximized() });
  });
  // What was typed is kept in the case as a draft: the page opened anew takes it up again.
  window.webContents.on("render-process-gone", (_event, { reason }) => {
    if (reason !== "clean-exit") void window.loadURL(pageAddress);
  });
  await window.loadURL(pageAddress);
  return window;
}
