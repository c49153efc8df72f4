import { spawn } from "node:child_process";

/** The command that opens an address in the system's browser. */
export function openerOf(platform: NodeJS.Platform, address: string): [string, ...string[]] {
  if (platform === "win32") return ["rundll32", "url.dll,FileProtocolHandler", address];
  return [platform === "darwin" ? "open" : "xdg-open", address];
}

/** Opens an address in the system's browser; where that is not possible the printed address has to do. */
export function openInBrowser(address: string): void {
  const [command, ...args] = openerOf(process.platform, address);
  const child = spawn(command, args, { stdio: "ignore", detached: true });
  child.once("error", () => undefined);
  child.unref();
}
