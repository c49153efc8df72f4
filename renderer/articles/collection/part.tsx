import { type ReactNode, useId } from "react";

import css from "./collection.module.css";

/** A chart with its name, and beside that what can be done with it. */
export function Part({ title, aside, children }: { title: string; aside?: ReactNode; children: ReactNode }) {
  const id = useId();
  return (
    <section className={css.part} aria-labelledby={id}>
      <header className={css.partHead}>
        <h2 id={id}>{title}</h2>
        {aside}
      </header>
      {children}
    </section>
  );
}
