import { type KeyboardEvent, type RefObject, useEffect, useEffectEvent, useRef, useState } from "react";

import type { Article, Range } from "../../../app/articles/model.ts";
import { caretBox, moveOfKey, readCaret, targetOf, writeCaret } from "./caret.ts";
import { rangeOfSelection } from "./offsets.ts";
import type { TextView } from "./text-view.ts";
import { blockAt, type Caret, growTo, moved } from "./walk.ts";

export interface TextSelection {
  /** What is selected, without white space at its ends; kept while a field of the editor has the focus. */
  range: Range | null;
  /** Whether it is selected now and no button of the pointer is down: then the bar may show. */
  isSettled: boolean;
  /** Where the caret stands, when it was moved by keyboard. */
  caret: number | null;
  handleKey: (event: KeyboardEvent) => void;
  grow: (unit: "sentence" | "paragraph") => void;
  /** Puts the caret at an offset (or selects a range) and the focus into the text. */
  place: (at: Range, isSelected?: boolean) => void;
  clear: () => void;
}

/** Selecting text that cannot be edited, by pointer and by keyboard. The document's own selection is the truth. */
export function useTextSelection(
  article: Article,
  view: TextView | null,
  root: RefObject<HTMLElement | null>,
): TextSelection {
  const [range, setRange] = useState<Range | null>(null);
  const [isSettled, setSettled] = useState(false);
  const [caret, setCaret] = useState<number | null>(null);
  const last = useRef<Caret | null>(null);
  const goal = useRef<number | null>(null);
  const isPointerDown = useRef(false);

  const read = useEffectEvent(() => {
    const element = root.current;
    if (!element) return;
    const now = readCaret(element);
    if (now) {
      last.current = now;
      const selected = rangeOfSelection(element, document.getSelection(), article.text);
      setRange((before) => (before?.start === selected?.start && before?.end === selected?.end ? before : selected));
      setSettled(selected !== null && !isPointerDown.current);
    } else setSettled(false);
  });

  useEffect(() => {
    const down = (event: PointerEvent): void => {
      if (!(event.target instanceof Node) || root.current?.contains(event.target) !== true) return;
      isPointerDown.current = true;
      setCaret(null);
      goal.current = null;
    };
    const up = (): void => {
      if (!isPointerDown.current) return;
      isPointerDown.current = false;
      read();
    };
    const change = (): void => read();
    document.addEventListener("selectionchange", change);
    document.addEventListener("pointerdown", down);
    document.addEventListener("pointerup", up);
    document.addEventListener("pointercancel", up);
    return () => {
      document.removeEventListener("selectionchange", change);
      document.removeEventListener("pointerdown", down);
      document.removeEventListener("pointerup", up);
      document.removeEventListener("pointercancel", up);
    };
  }, [root]);

  /** The caret that keys act on: the document's, else the last one, else the first character in view. */
  function current(shown: TextView): Caret {
    const element = root.current;
    const first = shown.firstInView();
    return (element ? readCaret(element) : null) ?? last.current ?? { anchor: first, focus: first };
  }

  function apply(shown: TextView, next: Caret): void {
    last.current = next;
    writeCaret(shown, next);
    setCaret(next.focus);
    shown.reveal({ start: Math.max(0, next.focus - 1), end: next.focus });
  }

  return {
    range,
    isSettled,
    caret,
    handleKey(event) {
      if (!view || event.defaultPrevented) return;
      const now = current(view);
      const block = article.blocks[blockAt(article.blocks, now.focus)];
      const move = moveOfKey(event, block?.direction ?? "ltr");
      if (!move) return;
      event.preventDefault();
      if (move.kind === "line") goal.current ??= caretBox(view, now.focus, article.blocks)?.left ?? null;
      else goal.current = null;
      apply(view, moved(now, targetOf(view, article.text, article.blocks, now, move, goal.current), event.shiftKey));
    },
    grow(unit) {
      if (!view) return;
      goal.current = null;
      root.current?.focus({ preventScroll: true });
      apply(view, growTo(article.text, article.blocks, current(view), unit));
    },
    place(at, isSelected = false) {
      if (!view) return;
      root.current?.focus({ preventScroll: true });
      apply(view, isSelected ? { anchor: at.start, focus: at.end } : { anchor: at.end, focus: at.end });
    },
    clear() {
      const now = last.current;
      if (view && now) apply(view, { anchor: now.focus, focus: now.focus });
      setRange(null);
      setSettled(false);
    },
  };
}
