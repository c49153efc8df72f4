/** What `npm start` knows before it does anything. */
export interface Situation {
  platform: NodeJS.Platform;
  env: Record<string, string | undefined>;
  options: { browser: boolean; noOpen: boolean; electron: boolean };
  /** Electron's executable, where it is installed. */
  runtime: string | undefined;
  /** How an earlier attempt to install this version of the runtime ended, if there was one. */
  earlier: "failed" | "skipped" | undefined;
}

export type Plan =
  | { do: "window"; runtime: string }
  /** Try to install the runtime once, then a window, or the browser host with the reason. */
  | { do: "install" }
  /** `why` is one plain sentence, or null where the browser host is what was asked for. */
  | { do: "browser"; open: boolean; why: string | null };

/** A screen to open a window on: elsewhere than on Linux and its kin there always is one. */
export function hasDisplay(platform: NodeJS.Platform, env: Situation["env"]): boolean {
  if (platform === "win32" || platform === "darwin") return true;
  return Boolean(env["DISPLAY"] ?? env["WAYLAND_DISPLAY"]);
}

/** The order of the start: what is asked for, then the window, then one attempt to get it, then the browser. */
export function planStart(s: Situation): Plan {
  const display = hasDisplay(s.platform, s.env);
  if (s.options.browser || s.options.noOpen) return { do: "browser", open: display && !s.options.noOpen, why: null };
  if (!display)
    return { do: "browser", open: false, why: "There is no display here, so Isnad is served to a browser." };
  if (s.runtime) return { do: "window", runtime: s.runtime };
  if (s.options.electron || !s.earlier) return { do: "install" };
  return { do: "browser", open: true, why: whyBrowser[s.earlier] };
}

/** The one sentence that says why a browser opens instead of a window. */
export const whyBrowser = {
  failed:
    "The Electron runtime could not be installed on this machine, so Isnad opens in your browser (`npm start -- --electron` tries again).",
  skipped:
    "The installation of the Electron runtime was skipped, so Isnad opens in your browser (`npm start -- --electron` tries again).",
  stalled:
    "The download of the Electron runtime stood still for a minute, so Isnad opens in your browser (`npm start -- --electron` tries again).",
  broken: "The Electron runtime is there but does not start on this machine, so Isnad opens in your browser.",
} as const;
