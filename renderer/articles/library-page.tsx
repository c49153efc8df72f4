import { LibraryBig, Search } from "lucide-react";
import { useCallback, useMemo, useState } from "react";

import { ArticleColumn, type ArticleFilter, type ArticleRow } from "../../app/articles/model.ts";
import { foldText } from "../../app/text/fold.ts";
import { useClient } from "../data/client.tsx";
import { useRead } from "../data/queries.ts";
import { useFormats } from "../i18n/formats.ts";
import { useText } from "../i18n/index.ts";
import { useView } from "../state/view.ts";
import { Button, DataTable, EmptyState, notify, Page, PageBar, useKeys } from "../ui/index.ts";
import { CopiesButton } from "./copies/ways-in.tsx";
import { DraftsButton } from "./draft/ways-in.tsx";
import { useLibraryColumns } from "./library/columns.tsx";
import { FilterBar } from "./library/filter-bar.tsx";
import { listConditions, withOpened } from "./library/filter.ts";
import { ImportButton, useLibraryImport } from "./library/import.tsx";
import { SelectionBar } from "./library/selection-bar.tsx";
import { ReviewButton } from "./review/ways-in.tsx";
import { UnreadableButton } from "./unreadable/ways-in.tsx";
import { useWatching } from "./watching/use-watching.ts";

import css from "./library/library.module.css";

const none: readonly never[] = [];

/** How many chosen articles a search can be kept within, as the contract has it. */
const mostWithin = 10_000;

/** All articles of the case: filtered, sorted, chosen, tagged, opened. */
export function LibraryPage() {
  const t = useText("library");
  const formats = useFormats();
  const client = useClient();
  const { filter, sort } = useView((view) => view.library);
  const setLibrary = useView((view) => view.setLibrary);
  const openArticle = useView((view) => view.openArticle);
  const goToSearch = useView((view) => view.goToSearch);
  const searchWithin = useView((view) => view.searchWithin);
  const tags = useRead("tags.list", {}).data ?? none;
  const all = useRead("articles.facets", { filter: {} }).data?.total;
  const found = useRead("articles.facets", { filter }, { keep: true }).data?.total;
  const [goTo, setGoTo] = useState<{ index: number } | null>(null);
  const collapsing = useMemo(
    () =>
      filter.collapsed
        ? {
            opened: filter.opened ?? none,
            turn: (familyId: string, articleId: string) => {
              const next = withOpened(filter, familyId);
              setLibrary({ filter: next });
              // It is another listing, but one stays where one was in it.
              client.call("articles.neighbours", { filter: next, sort, id: articleId }).then(
                ({ index }) => setGoTo(index === null ? null : { index }),
                () => setGoTo(null),
              );
            },
          }
        : null,
    [client, filter, sort, setLibrary],
  );
  const columns = useLibraryColumns(tags, collapsing);
  const [current, setCurrent] = useState<ArticleRow | null>(null);
  const openCurrent = (): unknown => {
    if (!collapsing || !current?.family) return false;
    collapsing.turn(current.family.id, current.id);
    return true;
  };
  useKeys(
    { "alt+ArrowDown": { run: openCurrent, label: t("familyTurn") } },
    { enabled: collapsing !== null, group: t("title") },
  );
  const [selection, setSelection] = useState<ReadonlySet<string>>(new Set());
  const [seen] = useState(() => new Map<string, ArticleRow>());
  const pick = useLibraryImport();
  const { watch } = useWatching();
  useKeys(
    {
      "alt+f": { run: () => pick("names"), label: t("importNames"), changes: true },
      "alt+w": { run: watch, label: t("watchFolder"), changes: true },
    },
    { group: t("title") },
  );

  const listing = useMemo(() => ({ filter, sort }), [filter, sort]);
  const setFilter = (next: ArticleFilter): void => {
    setLibrary({ filter: next });
    setSelection(new Set());
  };
  const fetchWindow = useCallback(
    async (offset: number, limit: number) => {
      const page = await client.call("articles.list", { ...listing, offset, limit });
      for (const row of page.rows) seen.set(row.id, row);
      return page;
    },
    [client, listing, seen],
  );
  const typeAhead = useCallback(
    async (typed: string) => {
      const wanted = foldText(typed).trim();
      if (wanted === "") return null;
      // Of those that hold what was typed, the first that begins with it, in the order of the table.
      const text = [listing.filter.text, typed].filter(Boolean).join(" ");
      const page = await client.call("articles.list", { ...listing, filter: { ...listing.filter, text }, limit: 200 });
      const hit = page.rows.find((row) => foldText(row.title).trim().startsWith(wanted));
      if (!hit) return null;
      return (await client.call("articles.neighbours", { ...listing, id: hit.id })).index;
    },
    [client, listing],
  );
  const ids = useMemo(() => [...selection], [selection]);
  const known = useMemo(() => ids.flatMap((id) => (ids.length <= 1000 ? (seen.get(id) ?? []) : [])), [ids, seen]);
  const isFiltered = listConditions(filter).length > 0;
  const count = found ?? all ?? 0;
  const searchThese = (): unknown => {
    if (ids.length > mostWithin)
      return notify({ text: t("tooManyWithin", { n: formats.number(mostWithin) }), tone: "bad" });
    if (ids.length === 0 && !isFiltered) return false;
    return searchWithin(ids.length > 0 ? { articles: ids } : { filter });
  };
  useKeys({ "alt+s": { run: searchThese, label: t("searchWithinHelp") } }, { group: t("title") });

  return (
    <Page>
      <PageBar
        title={t("title")}
        total={
          isFiltered && all !== undefined
            ? t("totalOf", { n: formats.number(count), all: t("total", { count: all, n: formats.number(all) }) })
            : t("total", { count, n: formats.number(count) })
        }
        chosen={
          <SelectionBar
            ids={ids}
            known={known}
            tags={tags}
            onClear={() => setSelection(new Set())}
            onSearch={searchThese}
          />
        }
        actions={
          <>
            {/* While articles are chosen, the place is theirs; the keys of these stay. */}
            <div className={css.ways} hidden={ids.length > 0}>
              {isFiltered ? (
                <Button keys="alt+s" icon={<Search aria-hidden />} onPress={searchThese}>
                  {t("searchWithin")}
                </Button>
              ) : null}
              <DraftsButton />
              <UnreadableButton />
              <ReviewButton />
              {all === 0 ? null : <CopiesButton />}
            </div>
            <ImportButton label={t("import")} pick={pick} />
          </>
        }
      />
      {all === 0 ? null : <FilterBar filter={filter} onChange={setFilter} tags={tags} />}
      {all === 0 ? (
        <div className={css.emptyPlace}>
          <EmptyState
            icon={<LibraryBig aria-hidden />}
            title={t("emptyTitle")}
            action={<ImportButton label={t("importHelp")} pick={pick} />}
          >
            <p>{t("emptyText")}</p>
            <p dir="ltr" className={css.formats}>
              {t("emptyFormats")}
            </p>
          </EmptyState>
        </div>
      ) : (
        <DataTable
          label={t("tableLabel")}
          columns={columns}
          queryKey={["articles.list", listing]}
          fetchWindow={fetchWindow}
          rowId={(row) => row.id}
          sort={sort[0] ?? null}
          onSort={({ column, descending }) => {
            const named = ArticleColumn.safeParse(column);
            if (named.success) setLibrary({ sort: [{ column: named.data, descending }] });
          }}
          onOpen={(row) => openArticle(row.id, { fromListing: true })}
          selection={selection}
          onSelect={setSelection}
          fetchIds={() => client.call("articles.ids", listing)}
          onCurrent={setCurrent}
          goTo={goTo}
          typeAhead={typeAhead}
          memory="library"
          autoFocus
          empty={
            <EmptyState
              title={t("noneTitle")}
              action={
                <>
                  <Button onPress={() => setFilter({})}>{t("clearFilters")}</Button>
                  {filter.text ? (
                    <Button onPress={() => goToSearch(filter.text ?? "")}>
                      {t("searchInstead", { query: filter.text })}
                    </Button>
                  ) : null}
                </>
              }
            >
              {t("noneText")}
            </EmptyState>
          }
        />
      )}
    </Page>
  );
}
