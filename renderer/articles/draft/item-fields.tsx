import { type KeyboardEvent, useRef, useState } from "react";

import type { DraftField, DraftItem } from "../../../app/articles/drafts.ts";
import { PublishedAt } from "../../../app/articles/model.ts";
import type { Tag } from "../../../app/tags/model.ts";
import { useFormats } from "../../i18n/formats.ts";
import { useText } from "../../i18n/index.ts";
import { CommittedField } from "../../ui/committed-field.tsx";
import { readDate } from "../../ui/date-range.tsx";
import { Button, useBarred } from "../../ui/index.ts";
import { TagField } from "../../ui/tag-field.tsx";
import type { EditWords } from "./use-draft-acts.ts";
import { commonOf, type DraftEdit, draftFields } from "./words.ts";

import css from "./draft.module.css";

const labels: Record<DraftField, string> = {
  title: "fieldTitle",
  outlet: "fieldOutlet",
  author: "fieldAuthor",
  publishedAt: "fieldDate",
  language: "fieldLanguage",
};

/** What a field takes of what was typed: null where it is emptied, undefined where it makes no sense. */
function readField(field: DraftField, typed: string): string | null | undefined {
  if (typed === "") return field === "title" ? undefined : null;
  if (field === "publishedAt") return PublishedAt.safeParse(typed).success ? typed : (readDate(typed) ?? undefined);
  if (field === "language") return /^[a-z-]{2,10}$/iu.test(typed) ? typed.toLowerCase() : undefined;
  return typed;
}

/**
 * What the articles-to-be would come in with, to be corrected in place: of one, or the same for many. Enter corrects and
 * goes back to the list, as Escape does without correcting.
 * @param items those that are known; where they are not all, every field counts as various
 */
export function ItemFields({
  ids,
  items,
  tags,
  onEdit,
  onLeave,
}: {
  ids: readonly string[];
  items: readonly DraftItem[];
  tags: readonly Tag[];
  onEdit: (edit: DraftEdit, words: EditWords) => void;
  onLeave: () => void;
}) {
  const t = useText("draft");
  const kit = useText("ui");
  const formats = useFormats();
  const barred = useBarred();
  const [wrong, setWrong] = useState<DraftField | null>(null);
  // Known within the press of Enter that found it: where it makes no sense, the keyboard stays.
  const refused = useRef<DraftField | null>(null);
  const [tagText, setTagText] = useState("");
  const isOne = ids.length === 1;
  const isKnown = items.length === ids.length;
  const [one] = items;
  const isCorrected = items.some((item) => Object.keys(item.stated).length > 0) || !isKnown;

  const commit = (field: DraftField, typed: string): void => {
    const value = readField(field, typed);
    refused.current = value === undefined ? field : null;
    setWrong(refused.current);
    if (value === undefined) return;
    onEdit({ [field]: value }, "edited");
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    // With Ctrl, Enter imports, from here too.
    if (event.defaultPrevented || event.nativeEvent.isComposing || event.ctrlKey || event.metaKey) return;
    const { target } = event;
    const isInput = target instanceof HTMLInputElement;
    const isRefused =
      isInput && refused.current !== null && target.closest(`[data-field="${refused.current}"]`) !== null;
    if (event.key === "Escape" || (event.key === "Enter" && isInput && !isRefused)) {
      event.preventDefault();
      onLeave();
    }
  };
  const statedText = (item: DraftItem, field: DraftField): string => {
    const value = item.stated[field];
    if (value === null || value === undefined) return t("statedNothing");
    return t("stated", { value: `\u2068${field === "publishedAt" ? formats.date(value) : value}\u2069` });
  };

  return (
    // The fields have the keyboard; what they let through ends the correcting.
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions
    <div className={css.fields} data-fields="" onKeyDown={onKeyDown}>
      <p className={css.hint}>{t(isOne ? "fieldsHelp" : "manyHelp")}</p>
      {draftFields
        // A title belongs to one article only.
        .filter((field) => field !== "title" || isOne)
        .map((field) => {
          const common = isKnown ? commonOf(items, field) : undefined;
          const label = t(labels[field]);
          return (
            <div key={field} className={css.field} data-field={field}>
              <CommittedField
                label={label}
                value={common ?? ""}
                isRequired={field === "title"}
                onCommit={(typed) => commit(field, typed)}
                placeholder={common === undefined ? t("various") : ""}
                error={
                  wrong === field
                    ? field === "publishedAt"
                      ? kit("dateWrong")
                      : field === "language"
                        ? t("languageWrong")
                        : undefined
                    : undefined
                }
                dir={field === "publishedAt" || field === "language" ? "ltr" : "auto"}
              />
              {one && isOne && field in one.stated ? (
                <p className={css.stated}>
                  <span>{statedText(one, field)}</span>
                  <Button
                    small
                    tone="quiet"
                    changes
                    aria-label={t("takeBackField", { field: label })}
                    onPress={() => onEdit({ asStated: [field] }, "edited")}
                  >
                    {t("takeBack")}
                  </Button>
                </p>
              ) : null}
              {common === undefined ? (
                <Button small tone="quiet" changes onPress={() => onEdit({ [field]: null }, "edited")}>
                  {t("emptyFor", { field: label })}
                </Button>
              ) : null}
            </div>
          );
        })}
      {one && isOne && !barred ? (
        <TagField
          label={t("fieldTags")}
          value={one.tags}
          known={tags}
          text={tagText}
          onTextChange={setTagText}
          onEnterEmpty={onLeave}
          onChange={(paths) =>
            onEdit(
              {
                addTags: paths.filter((path) => !one.tags.includes(path)),
                removeTags: one.tags.filter((path) => !paths.includes(path)),
              },
              "tagged",
            )
          }
        />
      ) : null}
      {!isOne && isCorrected ? (
        <Button small changes onPress={() => onEdit({ asStated: [...draftFields] }, "edited")}>
          {t("takeBackAll")}
        </Button>
      ) : null}
    </div>
  );
}
