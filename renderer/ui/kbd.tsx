import { isMac } from "./keys.ts";

import css from "./kbd.module.css";

const signs: Record<string, string> = {
  Enter: "↵",
  Escape: "Esc",
  ArrowUp: "↑",
  ArrowDown: "↓",
  ArrowLeft: "←",
  ArrowRight: "→",
  Space: "␣",
};

/** A key's name for the eye: "mod+shift+z" is "Ctrl+Shift+Z", on a Mac "⌘⇧Z"; "g l" is "G L". */
export function nameKey(binding: string): string {
  const mac = isMac();
  return binding
    .split(" ")
    .map((step) =>
      step
        .split("+")
        .map((part) => {
          if (part === "mod") return mac ? "⌘" : "Ctrl";
          if (part === "shift") return mac ? "⇧" : "Shift";
          if (part === "alt") return mac ? "⌥" : "Alt";
          return signs[part] ?? (part.length === 1 ? part.toUpperCase() : part);
        })
        .join(mac ? "" : "+"),
    )
    .join(" ");
}

/** A key as it is written in texts and tooltips. Always left to right: it names keys, it is not prose. */
export function Kbd({ keys }: { keys: string }) {
  return (
    <kbd className={css.kbd} dir="ltr">
      {nameKey(keys)}
    </kbd>
  );
}
