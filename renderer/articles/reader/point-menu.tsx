import { type KeyboardEvent, type ReactNode, useEffect, useRef } from "react";

import css from "./marks-menu.module.css";

/** A menu where the pointer or the caret is, kept within the window; arrows walk it, Escape, Tab and leaving it close it. */
export function PointMenu({
  label,
  x,
  y,
  onKey,
  onClose,
  children,
}: {
  label: string;
  /** The place in the viewport, in pixels. */
  x: number;
  y: number;
  /** Keys of its own; whether it took this one. */
  onKey?: (event: KeyboardEvent) => boolean;
  onClose: () => void;
  children: ReactNode;
}) {
  const menu = useRef<HTMLDivElement | null>(null);

  useEffect(() => {
    const element = menu.current;
    if (!element) return;
    const box = element.getBoundingClientRect();
    element.style.transform = `translate(${Math.min(0, globalThis.innerWidth - 8 - box.right)}px, ${Math.min(0, globalThis.innerHeight - 8 - box.bottom)}px)`;
    element.querySelector<HTMLElement>('[role="menuitem"]')?.focus();
  }, []);

  function handleKey(event: KeyboardEvent): void {
    const entries = [...(menu.current?.querySelectorAll<HTMLElement>('[role="menuitem"]') ?? [])];
    const at = entries.indexOf(document.activeElement as HTMLElement);
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (step !== 0) entries[(at + step + entries.length) % entries.length]?.focus();
    else if (event.key === "Escape" || event.key === "Tab") onClose();
    else if (!onKey?.(event)) return;
    event.preventDefault();
    event.stopPropagation();
  }

  return (
    <div
      ref={menu}
      className={css.menu}
      role="menu"
      aria-label={label}
      tabIndex={-1}
      // physical: a place of the pointer, which is not mirrored
      style={{ left: x, top: y + 8 }} // physical: as above
      onKeyDown={handleKey}
      onBlur={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget)) onClose();
      }}
    >
      {children}
    </div>
  );
}
