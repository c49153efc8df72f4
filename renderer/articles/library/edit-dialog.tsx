import { useState } from "react";

import { type ArticleRow, PublishedAt } from "../../../app/articles/model.ts";
import type { Input } from "../../../app/contract/index.ts";
import { useChange } from "../../data/queries.ts";
import { useFormats } from "../../i18n/formats.ts";
import { useText } from "../../i18n/index.ts";
import { readDate } from "../../ui/date-range.tsx";
import { Button, Dialog, ErrorNotice, TextField } from "../../ui/index.ts";

import css from "./library.module.css";

type Field = "title" | "outlet" | "author" | "publishedAt" | "language" | "url";
const fields: readonly { field: Field; label: string }[] = [
  { field: "title", label: "fieldTitle" },
  { field: "outlet", label: "fieldOutlet" },
  { field: "author", label: "fieldAuthor" },
  { field: "publishedAt", label: "fieldDate" },
  { field: "language", label: "fieldLanguage" },
  { field: "url", label: "fieldUrl" },
];

/** What the chosen articles have in common in a field; null where they differ, or where it is not known. */
export function commonValue(rows: readonly ArticleRow[], field: Field): string | null {
  if (field === "url") return null;
  const [first, ...others] = rows.map((row) => row[field]);
  return first !== undefined && others.every((value) => value === first) ? (first ?? "") : null;
}

/**
 * Corrects what is known about one article or about many; only what was changed here is written.
 * @param known the rows that are loaded; where some are not, every field counts as various
 */
export function EditDialog({
  ids,
  known,
  onClose,
  onDone,
}: {
  ids: readonly string[];
  known: readonly ArticleRow[];
  onClose: () => void;
  onDone: (changed: number) => void;
}) {
  const t = useText("library");
  const kit = useText("ui");
  const formats = useFormats();
  const edit = useChange("articles.edit");
  const [typed, setTyped] = useState<Partial<Record<Field, string>>>({});
  const isKnown = known.length === ids.length;
  // A title belongs to one article only.
  const shown = fields.filter(({ field }) => field !== "title" || ids.length === 1);
  const date = typed.publishedAt?.trim();
  const readAs = date ? (PublishedAt.safeParse(date).success ? date : readDate(date)) : null;
  const isDateWrong = Boolean(date) && readAs === null;
  const isTitleMissing = typed.title !== undefined && typed.title.trim() === "";

  const apply = (): void => {
    const input: Input<"articles.edit"> = { ids: [...ids] };
    for (const { field } of shown) {
      const value = typed[field]?.trim();
      if (value === undefined) continue;
      if (field === "title") {
        if (value !== "") input.title = value;
      } else if (field === "publishedAt") input.publishedAt = value === "" ? null : readAs;
      else input[field] = value === "" ? null : value;
    }
    edit.mutate(input, {
      onSuccess: ({ changed }) => {
        onClose();
        onDone(changed);
      },
    });
  };

  return (
    <Dialog
      title={t("editTitle", { count: ids.length, n: formats.number(ids.length) })}
      isOpen
      isFirm={Object.keys(typed).length > 0}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t("cancel")}</Button>
          <Button
            tone="primary"
            isDisabled={edit.isPending || Object.keys(typed).length === 0 || isDateWrong || isTitleMissing}
            onPress={apply}
          >
            {t("apply")}
          </Button>
        </>
      }
    >
      <form
        className={css.form}
        onSubmit={(event) => {
          event.preventDefault();
          if (Object.keys(typed).length > 0 && !isDateWrong && !isTitleMissing) apply();
        }}
      >
        <p className={css.hint}>{t("editHelp")}</p>
        {shown.map(({ field, label }, index) => {
          const common = isKnown ? commonValue(known, field) : null;
          const value = typed[field] ?? common ?? "";
          const isCleared = typed[field] === "" && field !== "title";
          return (
            <div key={field} className={css.formRow}>
              <TextField
                label={t(label)}
                value={value}
                autoFocus={index === 0}
                onChange={(next) => setTyped((before) => ({ ...before, [field]: next }))}
                placeholder={isCleared ? t("cleared") : common === null && field !== "url" ? t("various") : ""}
                error={field === "publishedAt" && isDateWrong ? kit("dateWrong") : undefined}
                dir={field === "publishedAt" || field === "url" || field === "language" ? "ltr" : "auto"}
              />
              {common === null && field !== "title" && ids.length > 1 && !isCleared ? (
                <Button small tone="quiet" onPress={() => setTyped((before) => ({ ...before, [field]: "" }))}>
                  {t("clearField", { field: t(label) })}
                </Button>
              ) : null}
            </div>
          );
        })}
        {edit.error ? <ErrorNotice error={edit.error} /> : null}
        <button type="submit" hidden aria-hidden tabIndex={-1} />
      </form>
    </Dialog>
  );
}
