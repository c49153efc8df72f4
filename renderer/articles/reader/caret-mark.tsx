import { useEffect, useEffectEvent, useLayoutEffect, useRef } from "react";

import type { Article } from "../../../app/articles/model.ts";
import { caretBox } from "./caret.ts";
import type { TextView } from "./text-view.ts";

import css from "./caret-mark.module.css";

/** The caret of the keyboard: text that cannot be edited shows none of its own. */
export function CaretMark({ view, article, offset }: { view: TextView; article: Article; offset: number }) {
  const mark = useRef<HTMLSpanElement | null>(null);
  const place = useEffectEvent(() => {
    const element = mark.current;
    const frame = element?.offsetParent?.getBoundingClientRect();
    const box = caretBox(view, offset, article.blocks);
    if (!element || !frame || !box) return;
    const isMirrored = getComputedStyle(element).direction === "rtl";
    element.style.insetInlineStart = `${(isMirrored ? frame.right - box.left : box.left - frame.left) - 1}px`;
    element.style.insetBlockStart = `${box.top - frame.top}px`;
    element.style.blockSize = `${box.height}px`;
  });
  useLayoutEffect(() => place());
  useEffect(() => {
    const frame = mark.current?.offsetParent;
    if (!frame) return undefined;
    const observer = new ResizeObserver(() => place());
    observer.observe(frame);
    return () => observer.disconnect();
  }, []);
  return <span ref={mark} className={css.caret} aria-hidden />;
}
