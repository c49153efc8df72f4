import { useMemo } from "react";

import type { DraftField, DraftItem } from "../../../app/articles/drafts.ts";
import type { Tag } from "../../../app/tags/model.ts";
import { useFormats } from "../../i18n/formats.ts";
import { useText } from "../../i18n/index.ts";
import { CellText } from "../../ui/cell-text.tsx";
import { type Column, TagChip } from "../../ui/index.ts";
import { useLanguageNames } from "../library/columns.tsx";
import { StateMark } from "./state-mark.tsx";
import { nameOf, placeOf } from "./words.ts";

import css from "./draft.module.css";

/** A value as it would come in; marked where it was corrected. */
function Value({ item, field, text }: { item: DraftItem; field: DraftField; text: string | null }) {
  const t = useText("draft");
  const isCorrected = field in item.stated;
  return (
    <span className={css.value} data-corrected={isCorrected || undefined}>
      <CellText title={text ?? ""}>{text ?? "–"}</CellText>
      {isCorrected ? <span className="visually-hidden"> {t("correctedMark")}</span> : null}
    </span>
  );
}

/** The columns of a draft; the narrower it is, the fewer. */
export function useDraftColumns(tags: readonly Tag[]): Column<DraftItem>[] {
  const t = useText("draft");
  const formats = useFormats();
  const languageName = useLanguageNames();
  return useMemo(() => {
    const colours = new Map(tags.map((tag) => [tag.path, tag.colour]));
    return [
      {
        id: "title",
        header: t("col-title"),
        width: "minmax(170px, 3fr)",
        sortable: true,
        render: (item) =>
          item.title === "" ? (
            <CellText title={item.path}>{placeOf(item)}</CellText>
          ) : (
            <Value item={item} field="title" text={item.title} />
          ),
      },
      {
        id: "state",
        header: t("col-state"),
        width: "138px",
        sortable: true,
        render: (item) => <StateMark item={item} />,
      },
      {
        id: "outlet",
        header: t("col-outlet"),
        width: "minmax(90px, 1fr)",
        sortable: true,
        render: (item) => <Value item={item} field="outlet" text={item.outlet} />,
      },
      {
        id: "author",
        header: t("col-author"),
        width: "minmax(80px, 1fr)",
        sortable: true,
        hideBelow: 900,
        render: (item) => <Value item={item} field="author" text={item.author} />,
      },
      {
        id: "publishedAt",
        header: t("col-publishedAt"),
        width: "112px",
        sortable: true,
        render: (item) => (
          <Value
            item={item}
            field="publishedAt"
            text={item.publishedAt === null ? null : formats.date(item.publishedAt)}
          />
        ),
      },
      {
        id: "language",
        header: t("col-language"),
        width: "84px",
        sortable: true,
        hideBelow: 760,
        render: (item) => (
          <Value item={item} field="language" text={item.language === null ? null : languageName(item.language)} />
        ),
      },
      {
        id: "tags",
        header: t("col-tags"),
        width: "minmax(80px, 1fr)",
        hideBelow: 1000,
        render: (item) => (
          <span className={css.tags}>
            {item.tags.map((path) => (
              <TagChip key={path} path={path} colour={colours.get(path) ?? 11} />
            ))}
          </span>
        ),
      },
      {
        id: "path",
        header: t("col-path"),
        width: "minmax(100px, 1fr)",
        sortable: true,
        hideBelow: 640,
        render: (item) => <CellText title={placeOf(item)}>{nameOf(item.path)}</CellText>,
      },
      {
        id: "chars",
        header: t("col-chars"),
        width: "90px",
        align: "end",
        sortable: true,
        optional: true,
        render: (item) => formats.number(item.chars),
      },
    ] satisfies Column<DraftItem>[];
  }, [t, formats, languageName, tags]);
}
