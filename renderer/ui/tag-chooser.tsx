import { Minus, Plus } from "lucide-react";
import { useState } from "react";
import { Autocomplete, ListBox, ListBoxItem } from "react-aria-components";

import { type Tag, TagPath } from "../../app/tags/model.ts";
import { foldText } from "../../app/text/fold.ts";
import { useText } from "../i18n/index.ts";
import { SearchField } from "./fields.tsx";
import { TagMark } from "./tag-mark.tsx";

import css from "./tag-chooser.module.css";

/** Tags to put on by path (also new ones) and tags to take off by id. */
export interface TagChange {
  add: string[];
  remove: string[];
}

export const noTagChange: TagChange = { add: [], remove: [] };

/** One step on for a tag: left as it is → added → taken off → left as it is. */
export function stepTag(change: TagChange, tag: Pick<Tag, "id" | "path">): TagChange {
  if (change.add.includes(tag.path)) {
    return { add: change.add.filter((path) => path !== tag.path), remove: [...change.remove, tag.id] };
  }
  if (change.remove.includes(tag.id)) return { ...change, remove: change.remove.filter((id) => id !== tag.id) };
  return { ...change, add: [...change.add, tag.path] };
}

/** A path as typed, its levels trimmed; null where it is none. */
export function readTagPath(typed: string): string | null {
  const levels = typed.split("/").map((level) => level.trim());
  const path = TagPath.safeParse(levels.join("/"));
  return path.success && !levels.includes("") ? path.data : null;
}

export interface TagChooserProps {
  tags: readonly Tag[];
  change: TagChange;
  onChange: (change: TagChange) => void;
}

/** Chooses tags for many objects at once: each is added, taken off or left as it is; a new path can be typed. */
export function TagChooser({ tags, change, onChange }: TagChooserProps) {
  const t = useText("ui");
  const [typed, setTyped] = useState("");
  const wanted = foldText(typed).trim();
  const path = readTagPath(typed);
  const fitting = tags.filter((tag) => wanted === "" || foldText(tag.path).includes(wanted)).slice(0, 200);
  const isNew = path !== null && !tags.some((tag) => tag.path === path);
  const made = change.add.filter((added) => !tags.some((tag) => tag.path === added));
  const step = (key: string | number): void => {
    const tag = tags.find(({ id }) => id === key);
    if (tag) onChange(stepTag(change, tag));
    else {
      const name = String(key).replace(/^new:/, "");
      onChange({
        ...change,
        add: change.add.includes(name) ? change.add.filter((added) => added !== name) : [...change.add, name],
      });
      setTyped("");
    }
  };
  const rows: { id: string; path: string; colour: number | null }[] = [
    ...made.map((name) => ({ id: `new:${name}`, path: name, colour: null })),
    ...(isNew && !made.includes(path) ? [{ id: `new:${path}`, path, colour: null }] : []),
    ...fitting,
  ];
  return (
    <div className={css.chooser}>
      <Autocomplete inputValue={typed} onInputChange={setTyped}>
        <SearchField label={t("addTag")} hideLabel={false} value={typed} onChange={setTyped} autoFocus />
        <p className={css.help}>{t("addTagHelp")}</p>
        <ListBox
          aria-label={t("addTag")}
          className={css.list ?? ""}
          onAction={step}
          renderEmptyState={() => <p className={css.help}>{t("noTags")}</p>}
        >
          {rows.map((row) => {
            const state = change.add.includes(row.path) ? "add" : change.remove.includes(row.id) ? "remove" : null;
            const word = state === "add" ? t("tagsToAdd") : state === "remove" ? t("tagsToRemove") : "";
            return (
              <ListBoxItem
                key={row.id}
                id={row.id}
                textValue={word ? `${row.path}, ${word}` : row.path}
                className={css.tag ?? ""}
                data-state={state ?? undefined}
              >
                <span className={css.sign}>
                  {state === "add" || (state === null && row.id.startsWith("new:")) ? <Plus aria-hidden /> : null}
                  {state === "remove" ? <Minus aria-hidden /> : null}
                </span>
                {row.colour === null ? null : <TagMark colour={row.colour} />}
                <span className={css.path} dir="auto">
                  {row.path}
                </span>
                {word ? <span className={css.word}>{word}</span> : null}
              </ListBoxItem>
            );
          })}
        </ListBox>
      </Autocomplete>
    </div>
  );
}
