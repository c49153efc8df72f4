import { ChevronRight } from "lucide-react";
import { type ReactNode, useId } from "react";

import { Kbd } from "../../ui/index.ts";

import css from "./parts.module.css";

/** A part of the editor that is folded until it is asked for: by its heading, or by the key that the heading names. */
export function Fold({
  title,
  keys,
  summary,
  isOpen,
  onToggle,
  children,
}: {
  title: string;
  keys: string;
  /** What stands in it, in a few words, while it is folded. */
  summary: string | null;
  isOpen: boolean;
  onToggle: (open: boolean) => void;
  children: ReactNode;
}) {
  const id = useId();
  return (
    <section className={css.fold} aria-labelledby={`${id}-title`}>
      <h3 id={`${id}-title`}>
        <button
          type="button"
          className={css.foldHead}
          aria-expanded={isOpen}
          aria-controls={id}
          onClick={() => onToggle(!isOpen)}
        >
          <ChevronRight aria-hidden className={css.foldSign} />
          <span>{title}</span>
          {isOpen || summary === null ? null : (
            <bdi className={css.foldSummary} dir="auto">
              {summary}
            </bdi>
          )}
        </button>
        <Kbd keys={keys} />
      </h3>
      <div id={id} className={css.foldBody} hidden={!isOpen}>
        {isOpen ? children : null}
      </div>
    </section>
  );
}
