import { useEffect, useRef } from "react";

import { useText } from "../../i18n/index.ts";
import { GradeBadge } from "../../ui/index.ts";
import type { Item } from "./items.ts";

import css from "./marks-menu.module.css";

/** Offers each of the marks that overlap at one place; opens at the pointer or the caret. */
export function MarksMenu({
  items,
  x,
  y,
  onPick,
  onClose,
}: {
  items: readonly Item[];
  /** The place in the viewport, in pixels. */
  x: number;
  y: number;
  onPick: (item: Item) => void;
  onClose: () => void;
}) {
  const t = useText("reader");
  const menu = useRef<HTMLDivElement | null>(null);

  useEffect(() => {
    const element = menu.current;
    if (!element) return;
    const box = element.getBoundingClientRect();
    element.style.transform = `translate(${Math.min(0, globalThis.innerWidth - 8 - box.right)}px, ${Math.min(0, globalThis.innerHeight - 8 - box.bottom)}px)`;
    element.querySelector<HTMLElement>('[role="menuitem"]')?.focus();
  }, []);

  function handleKey(event: React.KeyboardEvent): void {
    const entries = [...(menu.current?.querySelectorAll<HTMLElement>('[role="menuitem"]') ?? [])];
    const at = entries.indexOf(document.activeElement as HTMLElement);
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (step !== 0) entries[(at + step + entries.length) % entries.length]?.focus();
    else if (event.key === "Escape" || event.key === "Tab") onClose();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  return (
    <div
      ref={menu}
      className={css.menu}
      role="menu"
      aria-label={t("here")}
      tabIndex={-1}
      // physical: a place of the pointer, which is not mirrored
      style={{ left: x, top: y + 8 }} // physical: as above
      onKeyDown={handleKey}
      onBlur={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget)) onClose();
      }}
    >
      <p className={css.title}>{t("here")}</p>
      {items.map((item) => (
        <button key={item.id} type="button" role="menuitem" className={css.item} onClick={() => onPick(item)}>
          {item.kind === "claim" ? (
            <>
              <GradeBadge axis="reliability" value={item.claim.reliability} size="small" />
              <GradeBadge axis="credibility" value={item.claim.credibility} size="small" />
              <span className={css.text} dir="auto">
                {item.claim.statement ?? item.claim.spans[0]?.quote}
              </span>
            </>
          ) : (
            <span className={css.text} dir="auto">
              {item.annotation.memo ?? `${t("highlight")}: ${item.annotation.quote}`}
            </span>
          )}
        </button>
      ))}
    </div>
  );
}
