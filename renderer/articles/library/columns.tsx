import { CircleCheck, CircleDashed, CircleDot, Files } from "lucide-react";
import { useMemo } from "react";

import type { ArticleRow, ArticleState, FamilyRef } from "../../../app/articles/model.ts";
import type { Tag } from "../../../app/tags/model.ts";
import { useFormats } from "../../i18n/formats.ts";
import { useLanguage, useText } from "../../i18n/index.ts";
import { CellText } from "../../ui/cell-text.tsx";
import { type Column, TagChip } from "../../ui/index.ts";

import css from "./library.module.css";

const stateSigns = { unread: CircleDashed, "in-work": CircleDot, done: CircleCheck };

/** How far work on an article is: a sign and a word. */
export function StateMark({ state }: { state: ArticleState }) {
  const t = useText("library");
  const Sign = stateSigns[state];
  return (
    <span className={css.state} data-state={state}>
      <Sign aria-hidden />
      <span>{t(`state-${state}`)}</span>
    </span>
  );
}

/** That an article is a copy among others of one text, how many there are, and whether it is their origin. */
function FamilyBadge({ family: { members, isOrigin } }: { family: FamilyRef }) {
  const t = useText("library");
  const formats = useFormats();
  const words = t(isOrigin ? "familyBadgeOrigin" : "familyBadge", { count: members, n: formats.number(members) });
  return (
    <span className={css.family} data-origin={isOrigin || undefined} title={words}>
      <Files aria-hidden />
      <span aria-hidden>{formats.number(members)}</span>
      <span className="visually-hidden">{words}</span>
    </span>
  );
}

/** Families that stand in one line: which are opened, and the opening and closing. */
export interface Collapsing {
  opened: readonly string[];
  turn: (familyId: string, articleId: string) => void;
}

/** The sign of a family that stands in one line: how many there are, and that pressing it shows them below. */
function FamilyOpener({
  family: { id, members },
  articleId,
  collapsing,
}: {
  family: FamilyRef;
  articleId: string;
  collapsing: Collapsing;
}) {
  const t = useText("library");
  const formats = useFormats();
  const isOpened = collapsing.opened.includes(id);
  const copies = members - 1;
  const words = isOpened ? t("familyClose") : t("familyOpen", { count: copies, n: formats.number(copies) });
  return (
    <button
      type="button"
      // The rows have the focus; the key of the library does the same for the one that has it.
      tabIndex={-1}
      className={css.familyOpener}
      aria-expanded={isOpened}
      aria-label={words}
      title={words}
      onClick={(event) => {
        event.stopPropagation();
        collapsing.turn(id, articleId);
      }}
      onDoubleClick={(event) => event.stopPropagation()}
    >
      ×{formats.number(members)}
    </button>
  );
}

/** The name of a language in the interface's own, or its code where it has none. */
export function useLanguageNames(): (code: string) => string {
  const language = useLanguage();
  return useMemo(() => {
    const names = new Intl.DisplayNames(language, { type: "language", fallback: "code" });
    return (code) => {
      try {
        return names.of(code) ?? code;
      } catch {
        return code;
      }
    };
  }, [language]);
}

/** The columns of the library; the narrower it is, the fewer. */
export function useLibraryColumns(tags: readonly Tag[], collapsing: Collapsing | null): Column<ArticleRow>[] {
  const t = useText("library");
  const formats = useFormats();
  const languageName = useLanguageNames();
  return useMemo(() => {
    const colours = new Map(tags.map((tag) => [tag.id, tag.colour]));
    return [
      {
        id: "title",
        header: t("col-title"),
        width: "minmax(220px, 3fr)",
        sortable: true,
        render: (row) => (
          <span className={css.titleCell}>
            <CellText title={row.title}>
              {row.state === "unread" ? <strong className={css.unread}>{row.title}</strong> : row.title}
            </CellText>
            {row.family === null ? null : collapsing && row.family.isOrigin ? (
              <FamilyOpener family={row.family} articleId={row.id} collapsing={collapsing} />
            ) : (
              <FamilyBadge family={row.family} />
            )}
          </span>
        ),
      },
      {
        id: "outlet",
        header: t("col-outlet"),
        width: "minmax(90px, 1fr)",
        sortable: true,
        render: (row) => <CellText>{row.outlet}</CellText>,
      },
      {
        id: "publishedAt",
        header: t("col-publishedAt"),
        width: "112px",
        sortable: true,
        render: (row) => formats.date(row.publishedAt),
      },
      {
        id: "language",
        header: t("col-language"),
        width: "86px",
        sortable: true,
        hideBelow: 900,
        render: (row) => (row.language === null ? "" : languageName(row.language)),
      },
      {
        id: "state",
        header: t("col-state"),
        width: "112px",
        sortable: true,
        render: (row) => <StateMark state={row.state} />,
      },
      {
        id: "claims",
        header: t("col-claims"),
        width: "88px",
        align: "end",
        sortable: true,
        render: (row) => (row.claims === 0 ? <span className={css.none}>–</span> : formats.number(row.claims)),
      },
      {
        id: "tags",
        header: t("col-tags"),
        width: "minmax(90px, 1fr)",
        hideBelow: 740,
        render: (row) => (
          <span className={css.tags}>
            {row.tags.map((tag) => (
              <TagChip key={tag.id} path={tag.path} colour={colours.get(tag.id) ?? 11} />
            ))}
          </span>
        ),
      },
      {
        id: "importedAt",
        header: t("col-importedAt"),
        width: "150px",
        sortable: true,
        hideBelow: 1250,
        render: (row) => formats.dateTime(row.importedAt),
      },
    ] satisfies Column<ArticleRow>[];
  }, [t, formats, languageName, tags, collapsing]);
}
