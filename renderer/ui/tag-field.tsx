import { X } from "lucide-react";
import type { KeyboardEvent, Ref } from "react";

import { type Tag, TagPath } from "../../app/tags/model.ts";
import { foldText } from "../../app/text/fold.ts";
import { useText } from "../i18n/index.ts";
import { TagMark } from "./tag-mark.tsx";
import { TypeAhead } from "./type-ahead.tsx";

import css from "./tag-field.module.css";

export interface TagFieldProps {
  label: string;
  /** Paths of the tags that are set. */
  value: readonly string[];
  onChange: (paths: string[]) => void;
  /** What is being typed and no tag yet. */
  text: string;
  onTextChange: (text: string) => void;
  /** All tags of the case, for type-ahead. */
  known: readonly Tag[];
  placeholder?: string;
  inputRef?: Ref<HTMLInputElement>;
  /** Enter on an empty field. */
  onEnterEmpty?: () => void;
}

const shown = 8;

/** A path with surplus blanks around its levels taken off; null where a level is empty or it is too long. */
export function cleanTagPath(typed: string): string | null {
  const levels = typed.split("/").map((level) => level.trim());
  const path = levels.join("/");
  return levels.includes("") || !TagPath.safeParse(path).success ? null : path;
}

/** Tags by type-ahead over the whole hierarchy: a level is found from anywhere in its path; "A/B" makes what is missing. */
export function TagField({
  label,
  value,
  onChange,
  text,
  onTextChange,
  known,
  placeholder,
  inputRef,
  onEnterEmpty,
}: TagFieldProps) {
  const t = useText("ui");
  const typed = foldText(text).trim();
  const fitting =
    typed === ""
      ? []
      : known
          .filter((tag) => !value.includes(tag.path) && ` ${foldText(tag.path)}`.includes(` ${typed}`))
          // A tag whose own name begins so is meant rather than one below a tag that does.
          .toSorted((a, b) => Number(startsWith(b.name, typed)) - Number(startsWith(a.name, typed)))
          .slice(0, shown);
  const path = cleanTagPath(text);
  const isNew = path !== null && !known.some((tag) => tag.path === path) && !value.includes(path);
  const options = [
    ...fitting.map((tag) => ({ id: tag.id, text: tag.path.replaceAll("/", " / ") })),
    ...(isNew
      ? [{ id: "new", text: path.replaceAll("/", " / "), detail: t("newTag"), isApart: fitting.length > 0 }]
      : []),
  ];
  const preferred =
    fitting.find((tag) => tag.path === path)?.id ??
    (fitting[0] && startsWith(fitting[0].name, typed) ? fitting[0].id : null);

  function pick(optionId: string | null): void {
    if (text.trim() === "") {
      onEnterEmpty?.();
      return;
    }
    const chosen = known.find((tag) => tag.id === (optionId ?? preferred))?.path ?? path;
    if (chosen === null) return;
    onTextChange("");
    if (!value.includes(chosen)) onChange([...value, chosen]);
  }

  function handleKey(event: KeyboardEvent<HTMLInputElement>): void {
    if (event.key === "Backspace" && text === "" && value.length > 0) onChange(value.slice(0, -1));
  }

  return (
    <div>
      <div className={css.tags}>
        {value.map((tagPath) => {
          const colour = known.find((tag) => tag.path === tagPath)?.colour;
          return (
            <span key={tagPath} className={css.tag}>
              {colour === undefined ? null : <TagMark colour={colour} />}
              <span className={css.path} dir="auto">
                {tagPath.replaceAll("/", " / ")}
              </span>
              <button
                type="button"
                className={css.remove}
                aria-label={t("removeTag", { tag: tagPath })}
                onClick={() => onChange(value.filter((other) => other !== tagPath))}
              >
                <X aria-hidden />
              </button>
            </span>
          );
        })}
      </div>
      <TypeAhead
        label={label}
        value={text}
        onChange={onTextChange}
        options={options}
        preferred={preferred ?? (isNew ? "new" : null)}
        onPick={pick}
        onKeyDown={handleKey}
        {...(placeholder ? { placeholder } : {})}
        {...(inputRef ? { inputRef } : {})}
      />
    </div>
  );
}

const startsWith = (name: string, typed: string): boolean => foldText(name).startsWith(typed);
