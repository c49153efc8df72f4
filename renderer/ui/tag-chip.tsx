import type { ReactNode } from "react";

import css from "./tag-chip.module.css";

/** A tag's last level, its colour, and its whole path for whoever asks. */
export function TagChip({ path, colour = 11, action }: { path: string; colour?: number; action?: ReactNode }) {
  const levels = path.split("/");
  return (
    <span className={css.tag} title={path}>
      <span className={css.dot} style={{ background: `var(--tag-${colour})` }} />
      <bdi className={css.tagText}>{levels.at(-1)}</bdi>
      {action}
    </span>
  );
}
