import type { ReactNode } from "react";

import css from "./page.module.css";

/** What fills the frame: a line with its name above, the rest below. */
export function Page({ children }: { children: ReactNode }) {
  return <div className={css.page}>{children}</div>;
}

/** A page's first line: its name, what it counts, what can be done with what is chosen, what can always be done. */
export function PageBar({
  title,
  total,
  chosen,
  actions,
}: {
  title: string;
  total: string;
  chosen?: ReactNode;
  actions?: ReactNode;
}) {
  return (
    <header className={css.bar}>
      <h1 className={css.heading}>{title}</h1>
      <p className={css.total} aria-live="polite">
        {total}
      </p>
      {/* In the line that is there anyway: a bar of its own would move the rows under a double click. */}
      {chosen}
      <span className={css.spring} />
      {actions}
    </header>
  );
}

/** What can be done with the chosen rows, with their number before it. */
export function ChosenBar({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className={css.chosen} role="toolbar" aria-label={label}>
      <span className={css.chosenCount} aria-live="polite">
        {label}
      </span>
      {children}
    </div>
  );
}

/** What is known of the current row, beside the list. */
export function PageSide({ label, children }: { label?: string; children: ReactNode }) {
  return (
    <aside className={css.side} aria-label={label}>
      {children}
    </aside>
  );
}
