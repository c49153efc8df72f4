import { ChartNoAxesColumn, Library, Table2 } from "lucide-react";
import { useDeferredValue, useState } from "react";

import type { ArticleFilter } from "../../../app/articles/model.ts";
import { MOST_RANKED } from "../../../app/articles/overview.ts";
import { useRead } from "../../data/queries.ts";
import { useFormats } from "../../i18n/formats.ts";
import { useText } from "../../i18n/index.ts";
import { useView } from "../../state/view.ts";
import { FilterChips } from "../../ui/filter-chips.tsx";
import { BarList, Button, EmptyState, ErrorNotice, Page, PageBar, useKeys } from "../../ui/index.ts";
import { useLanguageNames } from "../library/columns.tsx";
import { useFilterChips, useSizeWords } from "../library/filter-words.ts";
import { listConditions, type ListField, withList } from "../library/filter.ts";
import { ImportButton, useLibraryImport } from "../library/import.tsx";
import { Numbers } from "./numbers.tsx";
import { Part } from "./part.tsx";
import { FEW, RankingPart } from "./ranking.tsx";
import { TimelinePart } from "./timeline.tsx";

import css from "./collection.module.css";

const none: readonly never[] = [];

/** The filter with a value of a list more, or less where it was in it. */
function turn(filter: ArticleFilter, field: ListField, value: string | null): ArticleFilter {
  const values: readonly (string | null)[] = filter[field] ?? none;
  return withList(filter, field, values.includes(value) ? values.filter((each) => each !== value) : [...values, value]);
}

/** What the collection is made of, in counts; each bar is a filter. */
export function CollectionPage() {
  const t = useText("collection");
  const library = useText("library");
  const formats = useFormats();
  const languageName = useLanguageNames();
  const sizeWords = useSizeWords();
  const { filter, zoom, asTables } = useView((view) => view.collection);
  const setCollection = useView((view) => view.setCollection);
  const goToLibrary = useView((view) => view.goToLibrary);
  const go = useView((view) => view.go);
  const [isLong, setLong] = useState({ outlets: false, languages: false });
  const tags = useRead("tags.list", {}).data ?? none;
  const limits = {
    outlets: isLong.outlets ? MOST_RANKED : FEW,
    languages: isLong.languages ? MOST_RANKED : FEW,
  };
  const overview = useRead("articles.overview", { filter: useDeferredValue(filter), ...limits }, { keep: true });
  const all = useRead("articles.facets", { filter: {} }).data?.total;
  const setFilter = (next: ArticleFilter): void => setCollection({ filter: next });
  const chips = useFilterChips(filter, setFilter, tags);
  const pick = useLibraryImport();
  const isFiltered = listConditions(filter).length > 0;
  const showInLibrary = (): void => goToLibrary(filter);
  const turnTables = (): void => setCollection({ asTables: !asTables });
  useKeys(
    {
      o: { run: showInLibrary, label: t("showInLibrary") },
      t: { run: turnTables, label: t("turnTables") },
    },
    { enabled: all !== 0, group: t("title") },
  );

  if (overview.error) return <ErrorNotice error={overview.error} onRetry={() => void overview.refetch()} />;
  const data = overview.data;
  if (!data || all === undefined) return <Page>{null}</Page>;
  const count = (n: number): string => t("total", { count: n, n: formats.number(n) });
  const inFamilies = (n: number): string | undefined => {
    if (asTables) return formats.number(n);
    return n === 0 ? undefined : t("families", { count: n, n: formats.number(n) });
  };
  const { articles, chars } = data.numbers;
  const sizes = data.familySizes.filter(
    ({ size, count: n }) => n > 0 || size === "1" || filter.familySizes?.includes(size),
  );
  // Along the whole page as a chart, a column among others as a table.
  const timeline = (
    <TimelinePart
      dates={data.dates}
      filter={filter}
      onFilter={setFilter}
      zoom={zoom}
      onZoom={(next) => setCollection({ zoom: next })}
      asTable={asTables}
    />
  );
  return (
    <Page>
      <PageBar
        title={t("title")}
        total={[
          isFiltered ? t("totalOf", { n: formats.number(articles), all: count(all) }) : count(articles),
          t("chars", { count: chars, n: formats.number(chars) }),
        ].join(" · ")}
        actions={
          all === 0 ? (
            <ImportButton label={t("import")} pick={pick} />
          ) : (
            <>
              <Button
                keys="t"
                icon={asTables ? <ChartNoAxesColumn aria-hidden /> : <Table2 aria-hidden />}
                onPress={turnTables}
              >
                {t(asTables ? "showCharts" : "showTables")}
              </Button>
              <Button keys="o" icon={<Library aria-hidden />} onPress={showInLibrary}>
                {t("showInLibrary")}
              </Button>
            </>
          )
        }
      />
      {all === 0 ? (
        <EmptyState
          icon={<ChartNoAxesColumn aria-hidden />}
          title={t("emptyTitle")}
          action={<ImportButton label={t("import")} pick={pick} />}
        >
          {t("emptyText")}
        </EmptyState>
      ) : (
        <div className={css.body}>
          {isFiltered ? (
            <search className={css.chips} aria-label={t("filters")}>
              <FilterChips
                label={t("filters")}
                chips={chips}
                clearText={t("clearFilters")}
                onClear={() => setFilter({})}
              />
            </search>
          ) : null}
          {articles === 0 ? <p className={css.noneLeft}>{t("noneLeft")}</p> : null}
          <Numbers
            numbers={data.numbers}
            unreadable={data.unreadable}
            filter={filter}
            onShow={goToLibrary}
            onShowUnreadable={() => go("unreadable")}
          />
          {asTables ? null : timeline}
          <div className={css.parts}>
            {asTables ? timeline : null}
            <RankingPart
              title={t("outlets")}
              what={t("outlet")}
              ranking={data.outlets}
              text={(value) => value}
              noneText={library("noOutlet")}
              chosen={filter.outlets ?? none}
              onToggle={(value) => setFilter(turn(filter, "outlets", value))}
              isLong={isLong.outlets}
              onLong={(outlets) => setLong({ ...isLong, outlets })}
              asTable={asTables}
            />
            <div className={css.stack}>
              <RankingPart
                title={t("languages")}
                what={t("language")}
                ranking={data.languages}
                text={languageName}
                noneText={library("noLanguage")}
                chosen={filter.languages ?? none}
                onToggle={(value) => setFilter(turn(filter, "languages", value))}
                isLong={isLong.languages}
                onLong={(languages) => setLong({ ...isLong, languages })}
                asTable={asTables}
              />
              <Part title={t("states")}>
                <BarList
                  label={t("states")}
                  bars={data.states.map(({ state, count: n }) => ({
                    key: state,
                    text: library(`state-${state}`),
                    count: n,
                    countText: formats.number(n),
                    isChosen: filter.states?.includes(state) ?? false,
                  }))}
                  onToggle={(state) => setFilter(turn(filter, "states", state))}
                  table={asTables ? { what: t("state"), count: t("articles") } : null}
                />
              </Part>
            </div>
            <Part title={t("familySizes")}>
              <BarList
                label={t("familySizes")}
                bars={sizes.map(({ size, count: n, families }) => ({
                  key: size,
                  text: size === "1" ? t("alone") : sizeWords(size),
                  count: n,
                  countText: formats.number(n),
                  detail: inFamilies(families),
                  isChosen: filter.familySizes?.includes(size) ?? false,
                }))}
                onToggle={(size) => setFilter(turn(filter, "familySizes", size))}
                table={asTables ? { what: t("familySize"), count: t("articles"), detail: t("familiesColumn") } : null}
              />
            </Part>
          </div>
        </div>
      )}
    </Page>
  );
}
