import { Highlighter, MessageSquareQuote, Plus, StickyNote } from "lucide-react";
import { useLayoutEffect, useRef } from "react";

import type { Range } from "../../../app/articles/model.ts";
import { useText } from "../../i18n/index.ts";
import { IconButton } from "../../ui/index.ts";
import type { TextView } from "./text-view.ts";

import css from "./selection-bar.module.css";

export interface SelectionBarProps {
  view: TextView;
  range: Range;
  /** True: a claim is being written, and the selection can become one more quote of it. */
  isEditingClaim: boolean;
  onClaim: () => void;
  onHighlight: () => void;
  onMemo: () => void;
  onAddSpan: () => void;
}

/** What can be made of the selection, just below its end. It never takes the focus from the text. */
export function SelectionBar({
  view,
  range,
  isEditingClaim,
  onClaim,
  onHighlight,
  onMemo,
  onAddSpan,
}: SelectionBarProps) {
  const t = useText("reader");
  const bar = useRef<HTMLDivElement | null>(null);

  useLayoutEffect(() => {
    const element = bar.current;
    const frame = element?.offsetParent?.getBoundingClientRect();
    const last = view.boxesOf(range).at(-1);
    if (!element || !frame || !last) return;
    const isMirrored = getComputedStyle(element).direction === "rtl";
    const from = isMirrored ? frame.right - last.right : last.left - frame.left;
    const room = frame.width - element.offsetWidth - 8;
    element.style.insetBlockStart = `${last.bottom - frame.top + 6}px`;
    element.style.insetInlineStart = `${Math.max(8, Math.min(from, room))}px`;
  }, [view, range]);

  return (
    <div
      ref={bar}
      className={css.bar}
      role="toolbar"
      aria-label={t("selectionTools")}
      tabIndex={-1}
      // The selection stays while the bar is used.
      onMouseDown={(event) => event.preventDefault()}
    >
      {isEditingClaim ? (
        <IconButton label={t("addSpan")} keys="a" tone="primary" onPress={onAddSpan}>
          <Plus aria-hidden />
        </IconButton>
      ) : null}
      <IconButton label={t("claim")} keys="c" onPress={onClaim}>
        <MessageSquareQuote aria-hidden />
      </IconButton>
      <IconButton label={t("highlight")} keys="h" onPress={onHighlight}>
        <Highlighter aria-hidden />
      </IconButton>
      <IconButton label={t("memo")} keys="m" onPress={onMemo}>
        <StickyNote aria-hidden />
      </IconButton>
    </div>
  );
}
