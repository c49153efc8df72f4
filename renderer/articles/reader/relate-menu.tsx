import { useEffect, useRef } from "react";

import { type Claim, RelationKind } from "../../../app/claims/model.ts";
import { useText } from "../../i18n/index.ts";
import { Kbd } from "../../ui/index.ts";
import { kindOfKey, relationKeys, relationSigns } from "../../ui/relation-kinds.tsx";

import css from "./marks-menu.module.css";

const words = ({ statement, spans }: Claim): string => (statement ?? spans[0]?.quote ?? "").slice(0, 70).toWellFormed();

/** Asks how a claim that was dropped on another one's card is related to it; opens where it was dropped. */
export function RelateMenu({
  from,
  to,
  x,
  y,
  onPick,
  onClose,
}: {
  from: Claim;
  to: Claim;
  /** The place in the viewport, in pixels. */
  x: number;
  y: number;
  onPick: (kind: RelationKind) => void;
  onClose: () => void;
}) {
  const t = useText("relations");
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
    const kind = kindOfKey(event.nativeEvent);
    if (step !== 0) entries[(at + step + entries.length) % entries.length]?.focus();
    else if (event.key === "Escape" || event.key === "Tab") onClose();
    else if (kind) onPick(kind);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  return (
    <div
      ref={menu}
      className={css.menu}
      role="menu"
      aria-label={t("which")}
      tabIndex={-1}
      // physical: a place of the pointer, which is not mirrored
      style={{ left: x, top: y + 8 }} // physical: as above
      onKeyDown={handleKey}
      onBlur={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget)) onClose();
      }}
    >
      <p className={css.title} dir="auto">
        {words(from)}
      </p>
      {RelationKind.options.map((kind) => {
        const Sign = relationSigns[kind];
        return (
          <button key={kind} type="button" role="menuitem" className={css.item} onClick={() => onPick(kind)}>
            <Sign aria-hidden className={css.sign} />
            <span className={css.text}>{t(`kind.${kind}`)}</span>
            <Kbd keys={relationKeys[kind]} />
          </button>
        );
      })}
      <p className={css.title} dir="auto">
        {words(to)}
      </p>
    </div>
  );
}
