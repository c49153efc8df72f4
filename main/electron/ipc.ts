import { ipcMain, type IpcMainInvokeEvent, type WebContents } from "electron";

import type { BackendEvent } from "../../app/contract/events.ts";
import type { FileToken } from "../../app/contract/procedure.ts";
import type { Reply } from "../../app/contract/protocol.ts";
import { pageOrigin } from "./protocol.ts";

/** The only file that touches Electron's channels; who sends is checked here and nowhere else. */
export interface Channel {
  /** Lets this window call. */
  admit(page: WebContents): void;
  send(event: BackendEvent): void;
}

/** The program's own page, in the top frame of a window that it opened itself. */
function isOwnPage(event: IpcMainInvokeEvent, admitted: ReadonlySet<WebContents>): boolean {
  const { sender, senderFrame } = event;
  return (
    admitted.has(sender) &&
    senderFrame !== null &&
    senderFrame === sender.mainFrame &&
    senderFrame.origin === pageOrigin
  );
}

export function openChannel(o: {
  call: (request: unknown) => Promise<Reply>;
  grant: (path: string) => Promise<FileToken>;
}): Channel {
  const admitted = new Set<WebContents>();
  const handle = (name: string, answer: (input: unknown) => unknown): void => {
    ipcMain.handle(name, (event, input: unknown) => {
      if (!isOwnPage(event, admitted)) throw new Error(`${name}: not called by the program's own page`);
      return answer(input);
    });
  };
  handle("isnad:call", (request) => o.call(request));
  handle("isnad:dropped", (path) => {
    if (typeof path !== "string" || path === "") throw new Error("isnad:dropped: no path");
    return o.grant(path);
  });
  return {
    admit(page) {
      admitted.add(page);
      page.once("destroyed", () => admitted.delete(page));
    },
    send(event) {
      for (const page of admitted) if (!page.isDestroyed()) page.send("isnad:event", event);
    },
  };
}
