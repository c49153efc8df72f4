import { ChevronDown, ChevronUp, X } from "lucide-react";
import { type KeyboardEvent, type RefObject, useEffect } from "react";

import { useFormats } from "../../i18n/formats.ts";
import { useText } from "../../i18n/index.ts";
import { IconButton, SearchField } from "../../ui/index.ts";

import css from "./find-bar.module.css";

export interface FindBarProps {
  query: string;
  onChange: (query: string) => void;
  /** Which of the places found is shown, from 0. */
  index: number;
  count: number;
  onStep: (by: 1 | -1) => void;
  onClose: () => void;
  inputRef: RefObject<HTMLInputElement | null>;
}

/** Find in the article: as it is typed, folded; Enter and Shift+Enter go on and back, Escape returns to the text. */
export function FindBar({ query, onChange, index, count, onStep, onClose, inputRef }: FindBarProps) {
  const t = useText("reader");
  const formats = useFormats();
  useEffect(() => {
    inputRef.current?.focus();
    inputRef.current?.select();
  }, [inputRef]);

  function handleKey(event: KeyboardEvent): void {
    if (event.nativeEvent.isComposing) return;
    if (event.key === "Enter") onStep(event.shiftKey ? -1 : 1);
    else if (event.key === "Escape") onClose();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  return (
    <search className={css.bar}>
      <div className={css.field}>
        <SearchField label={t("find")} value={query} onChange={onChange} inputRef={inputRef} onKeyDown={handleKey} />
      </div>
      <output className={css.count} aria-live="polite">
        {query.trim() === ""
          ? ""
          : count === 0
            ? t("foundNone")
            : t("found", { index: formats.number(index + 1), total: formats.number(count) })}
      </output>
      <IconButton label={t("findPrevious")} keys="shift+Enter" isDisabled={count === 0} onPress={() => onStep(-1)}>
        <ChevronUp aria-hidden />
      </IconButton>
      <IconButton label={t("findNext")} keys="Enter" isDisabled={count === 0} onPress={() => onStep(1)}>
        <ChevronDown aria-hidden />
      </IconButton>
      <IconButton label={t("findClose")} keys="Escape" onPress={onClose}>
        <X aria-hidden />
      </IconButton>
    </search>
  );
}
