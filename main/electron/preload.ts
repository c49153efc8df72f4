import { contextBridge, ipcRenderer, webUtils } from "electron";

import type { Transport } from "../../app/contract/client.ts";
import type { BackendEvent } from "../../app/contract/events.ts";
import type { FileToken } from "../../app/contract/procedure.ts";
import type { Reply } from "../../app/contract/protocol.ts";

/**
 * All that the page gets of Electron: a call, the events, and a token for a file that was dropped on it. The path of a
 * dropped file goes from the system to the main process past the page, which cannot make one up.
 */
interface Bridge extends Transport {
  fileFor(file: File): Promise<FileToken>;
}

const bridge: Bridge = {
  call: (request) => ipcRenderer.invoke("isnad:call", request) as Promise<Reply>,
  subscribe: (listener) => {
    const hear = (_: unknown, event: BackendEvent): void => listener(event);
    ipcRenderer.on("isnad:event", hear);
    return () => void ipcRenderer.off("isnad:event", hear);
  },
  fileFor: async (file) => {
    const path = webUtils.getPathForFile(file);
    if (path === "") throw new Error("this file does not lie on the disk");
    return (await ipcRenderer.invoke("isnad:dropped", path)) as FileToken;
  },
};

contextBridge.exposeInMainWorld("isnad", bridge);
