import type { ReactNode } from "react";

import { TagMark } from "./tag-mark.tsx";

import css from "./tag-chip.module.css";

/** A tag's last level, the mark of its colour, and its whole path for whoever asks. */
export function TagChip({ path, colour = 11, action }: { path: string; colour?: number; action?: ReactNode }) {
  const levels = path.split("/");
  return (
    <span className={css.tag} title={path}>
      <TagMark colour={colour} />
      <bdi className={css.tagText}>{levels.at(-1)}</bdi>
      {action}
    </span>
  );
}
