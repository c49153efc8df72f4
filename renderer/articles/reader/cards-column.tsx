import { type RefObject, useEffect, useEffectEvent, useLayoutEffect, useRef, useSyncExternalStore } from "react";

import { placeCards } from "./cards.ts";
import { Card } from "./claim-card.tsx";
import type { Item } from "./items.ts";
import type { TextView } from "./text-view.ts";

import css from "./cards-column.module.css";

export interface CardsColumnProps {
  view: TextView;
  items: readonly Item[];
  focused: string | null;
  colours: ReadonlyMap<string, number>;
  canChange: boolean;
  /** What holds the text: another size of it means other places. */
  text: RefObject<HTMLElement | null>;
  onFocus: (item: Item) => void;
  onEdit: (item: Item) => void;
  onRemove: (item: Item) => void;
  onRelations: (item: Item) => void;
  /** A claim was dropped on another's card. */
  onDropped: (from: string, to: string, x: number, y: number) => void;
}

/** The most cards that are drawn beside the text at once; a stretch with more of them is for the list. */
const most = 150;
const gap = 6;

/** The cards of what is near the viewport, each as close to its place in the text as the others allow. */
export function CardsColumn({ view, items, focused, text, ...rest }: CardsColumnProps) {
  const column = useRef<HTMLDivElement | null>(null);
  const window = useSyncExternalStore(view.onWindow, view.window);
  const near = items
    .filter((item) => item.range.end > window.start && item.range.start < window.end)
    .filter((item) => item.kind === "claim" || item.annotation.memo !== null || item.annotation.tags.length > 0)
    .slice(0, most);

  const place = useEffectEvent(() => {
    const element = column.current;
    if (!element) return;
    const origin = element.getBoundingClientRect().top;
    const cards = new Map<string, HTMLElement>();
    for (const card of element.querySelectorAll<HTMLElement>("[data-card]"))
      cards.set(card.dataset["card"] ?? "", card);
    const boxes = near.flatMap((item) => {
      const card = cards.get(item.id);
      const box = view.boxesOf(item.range)[0];
      return card && box ? [{ id: item.id, top: box.top - origin, height: card.offsetHeight }] : [];
    });
    const tops = placeCards(boxes, gap, focused);
    for (const [id, card] of cards) {
      const slot = card.parentElement;
      if (slot) slot.style.insetBlockStart = `${tops.get(id) ?? 0}px`;
    }
  });

  useLayoutEffect(() => place());
  useEffect(() => {
    const observer = new ResizeObserver(() => place());
    if (text.current) observer.observe(text.current);
    if (column.current) observer.observe(column.current);
    return () => observer.disconnect();
  }, [text]);

  return (
    <div className={css.column} ref={column}>
      {near.map((item) => (
        <div key={item.id} className={css.slot}>
          <Card
            item={item}
            isFocused={item.id === focused}
            colours={rest.colours}
            canChange={rest.canChange}
            onFocus={() => rest.onFocus(item)}
            onEdit={() => rest.onEdit(item)}
            onRemove={() => rest.onRemove(item)}
            onRelations={() => rest.onRelations(item)}
            onDropped={(from, x, y) => rest.onDropped(from, item.id, x, y)}
          />
        </div>
      ))}
    </div>
  );
}
