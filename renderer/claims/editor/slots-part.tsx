import { type KeyboardEvent, type RefObject, useRef } from "react";

import { SlotKind } from "../../../app/claims/model.ts";
import { useText } from "../../i18n/index.ts";
import { Kbd, matches } from "../../ui/index.ts";
import type { EditorContent } from "./content.ts";
import { SlotRow } from "./slot-row.tsx";
import { changeSlot, withoutSlot, withSlot } from "./slots.ts";

import css from "./parts.module.css";

/** Each kind's own letter, for the row of kinds. */
export const slotKeys: Record<SlotKind, string> = {
  event: "e",
  place: "p",
  date: "d",
  actor: "a",
  target: "t",
  count: "c",
  outcome: "o",
};

export interface SlotsPartProps {
  content: EditorContent;
  update: (change: (content: EditorContent) => EditorContent) => void;
  /** The day the article was published, for relative dates. */
  today: string | undefined;
  /** The words selected in the article: a slot that is added takes them as its text. */
  selected: string | null;
  kindsRef: RefObject<HTMLDivElement | null>;
}

/** The typed parts of what is claimed: by them accounts are compared. */
export function SlotsPart({ content, update, today, selected, kindsRef }: SlotsPartProps) {
  const t = useText("editor");
  const rows = useRef<HTMLUListElement | null>(null);

  function add(kind: SlotKind): void {
    update((now) => withSlot(now, kind, selected?.trim() ?? ""));
    requestAnimationFrame(() => rows.current?.querySelector<HTMLInputElement>("li:last-child input")?.focus());
  }

  const toKinds = (): void => kindsRef.current?.querySelector<HTMLElement>("button")?.focus();

  function handleKey(event: KeyboardEvent<HTMLDivElement>): void {
    const kind = SlotKind.options.find((one) => matches(slotKeys[one], event.nativeEvent));
    if (kind) {
      event.preventDefault();
      add(kind);
      return;
    }
    if (event.key !== "ArrowRight" && event.key !== "ArrowLeft") return;
    event.preventDefault();
    const isMirrored = getComputedStyle(event.currentTarget).direction === "rtl";
    const by = (event.key === "ArrowRight") === isMirrored ? -1 : 1;
    const buttons = [...event.currentTarget.querySelectorAll<HTMLElement>("button")];
    const at = buttons.indexOf(document.activeElement as HTMLElement);
    buttons[(at + by + buttons.length) % buttons.length]?.focus();
  }

  return (
    <>
      {content.slots.length === 0 ? <p className={css.hint}>{t("slotsHelp")}</p> : null}
      {content.slots.length > 0 ? (
        <ul className={css.rows} ref={rows} aria-label={t("slots")}>
          {content.slots.map((slot) => (
            <SlotRow
              key={slot.key}
              slot={slot}
              today={today}
              selected={selected}
              onChange={(change) => update((now) => changeSlot(now, slot.key, change))}
              onRemove={() => {
                update((now) => withoutSlot(now, slot.key));
                toKinds();
              }}
              onEnter={toKinds}
            />
          ))}
        </ul>
      ) : (
        <ul hidden ref={rows} />
      )}
      <div
        className={css.kinds}
        role="toolbar"
        aria-label={t("addSlot")}
        tabIndex={-1}
        ref={kindsRef}
        onKeyDown={handleKey}
      >
        {SlotKind.options.map((kind, i) => (
          <button
            key={kind}
            type="button"
            className={css.kind}
            tabIndex={i === 0 ? 0 : -1}
            title={
              selected === null ? t("addSlotKind") : t("addSlotFrom", { words: selected.slice(0, 60).toWellFormed() })
            }
            onClick={() => add(kind)}
          >
            {t(`slot.${kind}`)} <Kbd keys={slotKeys[kind]} />
          </button>
        ))}
      </div>
    </>
  );
}
