import { readFile } from "node:fs/promises";
import { extname } from "node:path";

import { app, protocol, type Session, type WebContents } from "electron";

import { contentTypes, findPageFile, safeHeaders } from "../page-files.ts";

/** The page's address: a scheme of its own, so that it has an origin and is no file that could read other files. */
export const pageOrigin = "app://isnad";
export const pageAddress = `${pageOrigin}/`;

/** Before the program is ready: Electron wants to know its schemes early. */
export function announceScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: "app", privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  ]);
  // Chromium's own errands stay at home too: no name is ever looked up, whatever asks.
  app.commandLine.appendSwitch("host-resolver-rules", "MAP * ~NOTFOUND");
  app.commandLine.appendSwitch("disable-background-networking");
  app.commandLine.appendSwitch("disable-component-update");
  app.commandLine.appendSwitch("disable-domain-reliability");
}

/** Answers requests of `app://isnad/…` from the folder of the built page, each with the strict policy. */
export function servePage(session: Session, rendererFolder: string): void {
  session.protocol.handle("app", async (request) => {
    const url = new URL(request.url);
    const isOurs = url.host === "isnad" && (request.method === "GET" || request.method === "HEAD");
    const file = isOurs ? await findPageFile(rendererFolder, url.pathname) : null;
    if (file === null) return new Response("no such file", { status: 404, headers: safeHeaders });
    const type = contentTypes[extname(file)] ?? "application/octet-stream";
    return new Response(new Uint8Array(await readFile(file)), { headers: { ...safeHeaders, "content-type": type } });
  });
}

/** What a page may fetch: itself, and what it made. Developer tools are of a checkout only. */
export const mayRequest = (url: string, isPackaged: boolean): boolean =>
  url.startsWith(pageAddress) || /^(?:blob|data):/u.test(url) || (!isPackaged && url.startsWith("devtools:"));

/** Offline by construction: every request, permission, device and download is refused, whatever an article holds. */
export function closeSession(session: Session): void {
  session.webRequest.onBeforeRequest((details, decide) => decide({ cancel: !mayRequest(details.url, app.isPackaged) }));
  session.setPermissionRequestHandler((_page, _permission, decide) => decide(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.on("will-download", (event) => event.preventDefault());
  // The spelling checker would fetch its dictionaries.
  session.setSpellCheckerEnabled(false);
}

const stay = (event: { url: string; preventDefault(): void }): void => {
  if (event.url !== pageAddress) event.preventDefault();
};

/** A window stays on the page that it was opened with: no navigation, no second window, no embedded page. */
export function holdPage(page: WebContents): void {
  page.setWindowOpenHandler(() => ({ action: "deny" }));
  page.on("will-navigate", stay);
  page.on("will-frame-navigate", stay);
  page.on("will-redirect", stay);
  page.on("will-attach-webview", (event) => event.preventDefault());
}
