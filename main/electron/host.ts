import { stat } from "node:fs/promises";
import { homedir } from "node:os";
import { join } from "node:path";

import { app, BrowserWindow, dialog, type OpenDialogOptions, shell } from "electron";

import type { HostInput } from "../../app/contract/host.ts";
import { type GrantedFiles, type HostHandlers, notHere, platformName } from "../host-door.ts";

type Purpose = HostInput<"host.pick">["purpose"];
type SavePurpose = HostInput<"host.pickSave">["purpose"];

const caseFiles = [{ name: "Isnad", extensions: ["isnad"] }];

/** What the system's dialog for opening is asked for. Folders and files in one dialog exist on macOS only. */
export function pickOptions(
  o: { purpose: Purpose; multiple: boolean; folders: boolean },
  platform: NodeJS.Platform,
): OpenDialogOptions {
  const files = !o.folders || (platform === "darwin" && o.purpose !== "watch");
  return {
    properties: [
      ...(files ? (["openFile"] as const) : []),
      ...(o.folders ? (["openDirectory"] as const) : []),
      ...(o.multiple ? (["multiSelections"] as const) : []),
      "dontAddToRecent",
    ],
    ...(o.purpose === "import" || o.purpose === "watch" ? {} : { filters: caseFiles }),
  };
}

/** The name as it is proposed, in the analyst's documents; a page cannot lead the dialog to another folder by it. */
export const proposedPath = (folder: string, name: string): string =>
  join(folder, name.replace(/[/\\\p{Cc}<>:"|?*]/gu, "-").replace(/^\.+/u, "") || "untitled");

const withEnding = (path: string, purpose: SavePurpose): string =>
  (purpose === "case" || purpose === "backup") && !/\.[^./\\]+$/u.test(path) ? `${path}.isnad` : path;

/** The window that a dialog belongs to. */
const owner = (): BrowserWindow | undefined => BrowserWindow.getFocusedWindow() ?? BrowserWindow.getAllWindows()[0];

/** The host calls of the window: the system's own dialogs; each file that comes out of one is granted. */
export function makeHost(files: GrantedFiles, startFile: () => string | undefined): HostHandlers {
  return {
    "host.info": () => ({ kind: "electron", platform: platformName(), nativeDialogs: true, canReveal: true }),
    "host.pick": async (input) => {
      const options = pickOptions(input, process.platform);
      const window = owner();
      const { canceled, filePaths } = await (window
        ? dialog.showOpenDialog(window, options)
        : dialog.showOpenDialog(options));
      return canceled ? [] : Promise.all(filePaths.map((path) => files.picked(path)));
    },
    "host.pickSave": async ({ purpose, suggestedName }) => {
      const documents = app.getPath("documents") || homedir();
      const options = {
        defaultPath: proposedPath(documents, suggestedName),
        ...(purpose === "case" || purpose === "backup" ? { filters: caseFiles } : {}),
      };
      const window = owner();
      const { canceled, filePath } = await (window
        ? dialog.showSaveDialog(window, options)
        : dialog.showSaveDialog(options));
      return canceled || !filePath ? null : files.picked(withEnding(filePath, purpose));
    },
    "host.folder": notHere,
    "host.newFile": notHere,
    "host.reveal": async ({ file }) => {
      const path = files.pathOf(file);
      await stat(path);
      shell.showItemInFolder(path);
      return {};
    },
    "host.startFile": () => {
      const path = startFile();
      return path === undefined ? null : files.picked(path);
    },
  };
}
