import { homedir } from "node:os";
import { join } from "node:path";

/** Where the platform keeps a program's configuration; ISNAD_HOME overrides it. Nothing of a case is kept there. */
export function configurationFolder(env: NodeJS.ProcessEnv = process.env, platform = process.platform): string {
  const own = env["ISNAD_HOME"];
  if (own) return own;
  if (platform === "win32") return join(env["APPDATA"] ?? join(homedir(), "AppData", "Roaming"), "Isnad");
  if (platform === "darwin") return join(homedir(), "Library", "Application Support", "Isnad");
  return join(env["XDG_CONFIG_HOME"] ?? join(homedir(), ".config"), "isnad");
}
