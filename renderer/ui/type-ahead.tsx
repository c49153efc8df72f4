import { type KeyboardEvent, type ReactNode, type Ref, useEffect, useId, useRef, useState } from "react";

import fields from "./fields.module.css";
import css from "./type-ahead.module.css";

export interface TypeAheadOption {
  id: string;
  text: string;
  /** More about it, at the end of its line. */
  detail?: ReactNode;
  /** A line above it: it is of another sort than those before. */
  isApart?: boolean;
}

export interface TypeAheadProps {
  label: string;
  hideLabel?: boolean;
  value: string;
  onChange: (value: string) => void;
  options: readonly TypeAheadOption[];
  /** The option that Enter takes while the analyst has not moved in the list; null: what was typed, as it is. */
  preferred: string | null;
  /**
   * Enter or a click: the option that was moved to or clicked, or null: Enter on what was typed. True: there is more to
   * choose now, and the list stays.
   */
  onPick: (optionId: string | null) => unknown;
  placeholder?: string;
  inputRef?: Ref<HTMLInputElement>;
  /** Keys that the list itself has no use for. */
  onKeyDown?: (event: KeyboardEvent<HTMLInputElement>) => void;
  onBlur?: () => void;
}

/**
 * A text field with proposals below it. The list is only a help: what was typed is never replaced by leaving the field,
 * and Escape closes the list before it does anything else.
 */
export function TypeAhead({
  label,
  hideLabel = false,
  value,
  onChange,
  options,
  preferred,
  onPick,
  placeholder,
  inputRef,
  onKeyDown,
  onBlur,
}: TypeAheadProps) {
  const id = useId();
  const list = useRef<HTMLUListElement | null>(null);
  const [isOpen, setOpen] = useState(false);
  const [moved, setMoved] = useState<string | null>(null);
  const isShown = isOpen && options.length > 0;
  const active = moved !== null && options.some((option) => option.id === moved) ? moved : preferred;

  useEffect(() => {
    if (active !== null)
      list.current?.querySelector(`[id="${CSS.escape(`${id}-${active}`)}"]`)?.scrollIntoView({ block: "nearest" });
  }, [id, active]);

  function move(by: 1 | -1): void {
    setOpen(true);
    if (options.length === 0) return;
    const at = options.findIndex((option) => option.id === active);
    const next = at < 0 ? (by === 1 ? 0 : options.length - 1) : (at + by + options.length) % options.length;
    setMoved(options[next]?.id ?? null);
  }

  function pick(optionId: string | null): void {
    setMoved(null);
    setOpen(onPick(optionId) === true);
  }

  function handleKey(event: KeyboardEvent<HTMLInputElement>): void {
    if (event.nativeEvent.isComposing) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      move(event.key === "ArrowDown" ? 1 : -1);
    } else if (event.key === "Enter" && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      pick(isShown && moved !== null ? active : null);
    } else if (event.key === "Escape" && isShown) {
      event.preventDefault();
      event.stopPropagation();
      setOpen(false);
      setMoved(null);
    } else onKeyDown?.(event);
  }

  return (
    <div className={css.wrap}>
      <label className={hideLabel ? "visually-hidden" : css.label} htmlFor={id}>
        {label}
      </label>
      <input
        id={id}
        ref={inputRef}
        className={fields.input}
        dir="auto"
        value={value}
        placeholder={placeholder}
        autoComplete="off"
        spellCheck={false}
        role="combobox"
        aria-autocomplete="list"
        aria-expanded={isShown}
        aria-controls={`${id}-list`}
        aria-activedescendant={isShown && active !== null ? `${id}-${active}` : undefined}
        onChange={(event) => {
          setOpen(true);
          setMoved(null);
          onChange(event.target.value);
        }}
        onKeyDown={handleKey}
        onBlur={() => {
          setOpen(false);
          onBlur?.();
        }}
      />
      {isShown ? (
        // The pattern of a combobox with a list (WAI-ARIA APG); a native select cannot hold what is typed.
        // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role, jsx-a11y/no-noninteractive-element-to-interactive-role
        <ul className={css.list} id={`${id}-list`} ref={list} role="listbox" aria-label={label}>
          {options.map((option) => (
            <li
              key={option.id}
              id={`${id}-${option.id}`}
              // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role, jsx-a11y/no-noninteractive-element-to-interactive-role
              role="option"
              aria-selected={option.id === active}
              className={`${css.option} ${option.isApart ? css.apart : ""}`}
              // The field keeps the focus; a click is a pick.
              onMouseDown={(event) => {
                event.preventDefault();
                pick(option.id);
              }}
            >
              <span className={css.text} dir="auto">
                {option.text}
              </span>
              {option.detail === undefined ? null : (
                <span className={css.detail} dir="auto">
                  {option.detail}
                </span>
              )}
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  );
}
