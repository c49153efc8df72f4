import { useText } from "../../i18n/index.ts";
import { GradeBadge } from "../../ui/index.ts";
import type { Item } from "./items.ts";
import { PointMenu } from "./point-menu.tsx";

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

  return (
    <PointMenu label={t("here")} x={x} y={y} onClose={onClose}>
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
    </PointMenu>
  );
}
