import { Copy, Plus, UsersRound } from "lucide-react";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";

import { SourceColumn, type SourceFilter, type SourceRef, type SourceRow } from "../../app/sources/model.ts";
import { useClient } from "../data/client.tsx";
import { useRead } from "../data/queries.ts";
import { useFormats } from "../i18n/formats.ts";
import { useText } from "../i18n/index.ts";
import { useView } from "../state/view.ts";
import {
  Button,
  ChosenBar,
  DataTable,
  EmptyState,
  Page,
  PageBar,
  PageSide,
  SplitPanes,
  type TableSort,
  useKeys,
} from "../ui/index.ts";
import { AddSourceDialog } from "./add-source-dialog.tsx";
import { DuplicatesPage } from "./merging/duplicates.tsx";
import { MergePanel } from "./merging/merge-panel.tsx";
import { SourceDetail, type TabName } from "./source-detail.tsx";
import { useSourceColumns } from "./table/columns.tsx";
import { listConditions } from "./table/filter.ts";
import { SourceChips, SourceFilters } from "./table/filters.tsx";

import css from "./sources.module.css";

/** Columns that can decide the order together. */
const mostSorts = 4;

/** Everybody and everything that claims are attributed to, what is known of each, and what is thought of it. */
export function SourcesPage() {
  const [showsDuplicates, setShowsDuplicates] = useState(false);
  return showsDuplicates ? (
    <DuplicatesPage onLeave={() => setShowsDuplicates(false)} />
  ) : (
    <Registry onDuplicates={() => setShowsDuplicates(true)} />
  );
}

function Registry({ onDuplicates }: { onDuplicates: () => void }) {
  const t = useText("sources");
  const formats = useFormats();
  const client = useClient();
  const { filter, sort } = useView((view) => view.sources);
  const setSources = useView((view) => view.setSources);
  const sourceId = useView((view) => view.sourceId);
  const goToSource = useView((view) => view.goToSource);
  const goToClaims = useView((view) => view.goToClaims);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set(sourceId === null ? [] : [sourceId]));
  const [merging, setMerging] = useState<[SourceRef, SourceRef] | null>(null);
  const [tab, setTab] = useState<TabName>("profile");
  const [isAdding, setAdding] = useState(false);
  const [goTo, setGoTo] = useState<{ index: number } | null>(null);
  /** The source that was chosen in the list itself, which needs no going to. */
  const inList = useRef<string | null>(null);
  const field = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const columns = useSourceColumns();

  const listing = useMemo(() => ({ filter, sort }), [filter, sort]);
  const isFiltered = listConditions(filter).length > 0;
  const total = useRead("sources.facets", { filter }, { keep: true }).data?.total;
  const pairs = useRead("sources.duplicates", { limit: 1 }, { keep: true }).data?.total;
  const fetchWindow = useCallback(
    (offset: number, limit: number) => client.call("sources.list", { ...listing, offset, limit }),
    [client, listing],
  );
  useEffect(() => {
    if (sourceId === null || sourceId === inList.current) return undefined;
    inList.current = sourceId;
    setChosen(new Set([sourceId]));
    setMerging(null);
    let isLate = false;
    // Where the place cannot be had the list stays as it is; what is wrong with the source, its side says.
    void (async () => {
      const place = await client.call("sources.place", { ...listing, id: sourceId }).catch(() => null);
      if (!isLate && place && place.index !== null) setGoTo({ index: place.index });
    })();
    return () => {
      isLate = true;
    };
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- another order of the list is no reason to go anywhere
  }, [client, sourceId]);
  const choose = (id: string): void => {
    inList.current = id;
    setChosen(new Set([id]));
    setMerging(null);
    goToSource(id);
  };
  const onSelect = (next: Set<string>): void => {
    const [only, ...others] = next;
    if (only === undefined) setChosen(new Set(sourceId === null ? [] : [sourceId]));
    else if (others.length === 0) choose(only);
    else {
      setMerging(null);
      setChosen(next);
    }
  };
  const setFilter = (next: SourceFilter): void => setSources({ filter: next });
  const toList = (): void => list.current?.querySelector<HTMLElement>('[role="grid"]')?.focus();
  const many = chosen.size > 1;
  /** The one that was chosen second is proposed to go into the first; the two can be swapped. */
  const mergeTwo = async (): Promise<void> => {
    const [into, from] = await Promise.all([...chosen].slice(0, 2).map((id) => client.call("sources.get", { id })));
    if (into && from) setMerging([from, into]);
  };

  useKeys(
    {
      "/": { run: () => field.current?.focus(), label: t("filter") },
      n: { run: () => setAdding(true), label: t("add"), changes: true },
      u: { run: onDuplicates, label: t("duplicates") },
    },
    { group: t("title") },
  );
  useKeys(
    {
      m: { run: () => (chosen.size === 2 ? void mergeTwo() : false), label: t("mergeTwo"), changes: true },
      o: { run: () => goToClaims({ sources: [...chosen] }), label: t("openTheirClaims") },
    },
    { group: t("title"), enabled: many && merging === null },
  );

  const table = (
    <div className={css.list} ref={list}>
      <SourceFilters filter={filter} onChange={setFilter} inputRef={field} />
      <SourceChips filter={filter} onChange={setFilter} />
      <DataTable<SourceRow>
        label={t("title")}
        columns={columns}
        queryKey={["sources.list", listing]}
        fetchWindow={fetchWindow}
        fetchIds={() => client.call("sources.ids", listing)}
        rowId={(source) => source.id}
        sort={sort}
        mostSorts={mostSorts}
        onSort={(_, all) => setSources({ sort: known(all) })}
        onOpen={(source) => goToClaims({ sources: [source.id] })}
        selection={chosen}
        onSelect={onSelect}
        onCurrent={(source) => {
          // Nothing chosen yet: the row that the keyboard stands on is shown.
          if (source && sourceId === null) choose(source.id);
        }}
        memory="sources"
        goTo={goTo}
        autoFocus
        empty={
          isFiltered ? (
            <EmptyState
              title={t("noneTitle")}
              action={<Button onPress={() => setFilter({})}>{t("clearFilter")}</Button>}
            >
              {t("noneText")}
            </EmptyState>
          ) : (
            <EmptyState
              icon={<UsersRound aria-hidden />}
              title={t("emptyTitle")}
              action={
                <Button changes keys="n" onPress={() => setAdding(true)}>
                  {t("add")}
                </Button>
              }
            >
              {t("emptyText")}
            </EmptyState>
          )
        }
      />
    </div>
  );

  const side = merging ? (
    <MergePanel
      key={`${merging[0].id} ${merging[1].id}`}
      from={merging[0]}
      into={merging[1]}
      onLeave={() => {
        setMerging(null);
        toList();
      }}
      onMerged={(kept) => {
        choose(kept.id);
        toList();
      }}
    />
  ) : many ? (
    <p className={css.hint}>{t(chosen.size === 2 ? "pickTwo" : "pickMany")}</p>
  ) : sourceId === null ? (
    <p className={css.hint}>{t("pick")}</p>
  ) : (
    <SourceDetail
      key={sourceId}
      id={sourceId}
      tab={tab}
      onTab={setTab}
      onLeave={toList}
      onRemoved={() => {
        useView.setState({ sourceId: null });
        toList();
      }}
    />
  );

  return (
    <Page>
      <PageBar
        title={t("title")}
        total={total === undefined ? "" : t("total", { count: total, n: formats.number(total) })}
        chosen={
          many ? (
            <ChosenBar label={t("chosen", { count: chosen.size, n: formats.number(chosen.size) })}>
              <Button small changes keys="m" isDisabled={chosen.size !== 2} onPress={() => void mergeTwo()}>
                {t("mergeTwo")}
              </Button>
              <Button small keys="o" onPress={() => goToClaims({ sources: [...chosen] })}>
                {t("openTheirClaims")}
              </Button>
            </ChosenBar>
          ) : null
        }
        actions={
          <>
            <Button keys="u" icon={<Copy aria-hidden />} onPress={onDuplicates}>
              {pairs ? t("duplicatesN", { count: pairs, n: formats.number(pairs) }) : t("duplicates")}
            </Button>
            <Button changes keys="n" icon={<Plus aria-hidden />} onPress={() => setAdding(true)}>
              {t("add")}
            </Button>
          </>
        }
      />
      <SplitPanes
        id="sources"
        panes={[
          { id: "list", content: table, size: 60, min: 340 },
          { id: "detail", size: 40, min: 320, content: <PageSide label={t("oneSource")}>{side}</PageSide> },
        ]}
      />
      {isAdding ? (
        <AddSourceDialog
          onClose={() => setAdding(false)}
          onAdded={(id) => {
            setAdding(false);
            goToSource(id);
          }}
        />
      ) : null}
    </Page>
  );
}

/** The orders by columns that the backend knows. */
const known = (sorts: readonly TableSort[]): { column: SourceColumn; descending: boolean }[] =>
  sorts.flatMap(({ column, descending }) => {
    const named = SourceColumn.safeParse(column);
    return named.success ? [{ column: named.data, descending }] : [];
  });
