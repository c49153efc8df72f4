import type { ReactNode } from "react";

import css from "./cell-text.module.css";

/**
 * Text in a cell in its own direction, at the side where the interface begins; what does not fit is cut at the text's own
 * end, so that an English title in an Arabic table loses its last words and not its first.
 */
export function CellText({ children, title }: { children: ReactNode; title?: string | undefined }) {
  return (
    <span className={css.text} dir="auto" title={title}>
      {children}
    </span>
  );
}
