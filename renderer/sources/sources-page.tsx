import { Plus, UsersRound } from "lucide-react";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";

import { SourceColumn, SourceKind, type SourceRow } from "../../app/sources/model.ts";
import { useClient } from "../data/client.tsx";
import { useRead } from "../data/queries.ts";
import { useFormats } from "../i18n/formats.ts";
import { useText } from "../i18n/index.ts";
import { useView } from "../state/view.ts";
import { CellText } from "../ui/cell-text.tsx";
import { FacetFilter } from "../ui/facet-filter.tsx";
import {
  Button,
  type Column,
  DataTable,
  EmptyState,
  GradeBadge,
  Page,
  PageBar,
  PageSide,
  SearchField,
  SplitPanes,
  type TableSort,
  useKeys,
} from "../ui/index.ts";
import { useTyped } from "../ui/use-typed.ts";
import { AddSourceDialog } from "./add-source-dialog.tsx";
import { SourceDetail } from "./source-detail.tsx";

import css from "./sources.module.css";

/** Everybody and everything that claims are attributed to, and what is thought of each in general. */
export function SourcesPage() {
  const t = useText("sources");
  const formats = useFormats();
  const client = useClient();
  const sourceId = useView((view) => view.sourceId);
  const goToSource = useView((view) => view.goToSource);
  const goToClaims = useView((view) => view.goToClaims);
  const [text, setText] = useState("");
  const [typed, setTyped] = useTyped(text, setText);
  const [kinds, setKinds] = useState<SourceKind[]>([]);
  const [sort, setSort] = useState<TableSort | null>(null);
  const [isAdding, setAdding] = useState(false);
  const [goTo, setGoTo] = useState<{ index: number } | null>(null);
  /** The source that was chosen in the list itself, which needs no going to. */
  const inList = useRef<string | null>(null);
  const field = useRef<HTMLInputElement>(null);

  const listing = useMemo(() => {
    const column = SourceColumn.safeParse(sort?.column);
    return {
      ...(text.trim() === "" ? {} : { text: text.trim() }),
      ...(kinds.length === 0 ? {} : { kinds }),
      ...(column.success ? { sort: { column: column.data, descending: sort?.descending ?? false } } : {}),
    };
  }, [text, kinds, sort]);
  const isFiltered = text.trim() !== "" || kinds.length > 0;
  const total = useRead("sources.list", { ...listing, offset: 0, limit: 1 }, { keep: true }).data?.total;
  const fetchWindow = useCallback(
    (offset: number, limit: number) => client.call("sources.list", { ...listing, offset, limit }),
    [client, listing],
  );
  useEffect(() => {
    if (sourceId === null || sourceId === inList.current) return undefined;
    inList.current = sourceId;
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
    goToSource(id);
  };
  useKeys(
    {
      "/": { run: () => field.current?.focus(), label: t("filter") },
      n: { run: () => setAdding(true), label: t("add"), changes: true },
    },
    { group: t("title") },
  );

  const columns = useMemo<Column<SourceRow>[]>(
    () => [
      {
        id: "name",
        header: t("name"),
        width: "minmax(150px, 2.4fr)",
        sortable: true,
        render: (source) => (
          <span className={css.name}>
            <CellText>{source.name}</CellText>
            {source.aliases.length > 0 ? (
              <span className={css.aliases}>
                <CellText>{source.aliases.join(" · ")}</CellText>
              </span>
            ) : null}
          </span>
        ),
      },
      {
        id: "kind",
        header: t("kind"),
        width: "minmax(96px, 0.8fr)",
        sortable: true,
        render: (source) => t(`kind-${source.kind}`),
      },
      {
        id: "affiliation",
        header: t("affiliation"),
        width: "minmax(90px, 1.2fr)",
        sortable: true,
        hideBelow: 620,
        render: (source) => <CellText>{source.affiliation?.name}</CellText>,
      },
      {
        id: "claims",
        header: t("claims"),
        width: "84px",
        align: "end",
        sortable: true,
        render: (source) => formats.number(source.claims),
      },
      {
        id: "origins",
        header: t("origins"),
        width: "92px",
        align: "end",
        sortable: true,
        hideBelow: 560,
        title: t("originsHelp"),
        render: (source) => formats.number(source.origins),
      },
      {
        id: "reliability",
        header: t("reliability"),
        width: "98px",
        align: "center",
        sortable: true,
        render: (source) => <GradeBadge axis="reliability" value={source.reliability} />,
      },
    ],
    [t, formats],
  );

  const list = (
    <div className={css.list}>
      <div className={css.filters}>
        <div className={css.filterText}>
          <SearchField label={t("filter")} value={typed} onChange={setTyped} inputRef={field} />
        </div>
        <FacetFilter
          label={t("kinds")}
          facets={SourceKind.options.map((kind) => ({ value: kind, text: t(`kind-${kind}`) }))}
          selected={kinds}
          onChange={(values) => setKinds(SourceKind.options.filter((kind) => values.includes(kind)))}
        />
      </div>
      <DataTable
        label={t("title")}
        columns={columns}
        queryKey={["sources.list", listing]}
        fetchWindow={fetchWindow}
        rowId={(source) => source.id}
        sort={sort}
        onSort={setSort}
        onOpen={(source) => goToClaims({ sources: [source.id] })}
        selection={new Set(sourceId === null ? [] : [sourceId])}
        onSelect={(chosen) => {
          const next = [...chosen].at(-1);
          if (next !== undefined) choose(next);
        }}
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
              action={
                <Button
                  onPress={() => {
                    setText("");
                    setKinds([]);
                  }}
                >
                  {t("clearFilter")}
                </Button>
              }
            >
              {t("noneText")}
            </EmptyState>
          ) : (
            <EmptyState
              icon={<UsersRound aria-hidden />}
              title={t("emptyTitle")}
              action={
                <Button changes onPress={() => setAdding(true)}>
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

  return (
    <Page>
      <PageBar
        title={t("title")}
        total={total === undefined ? "" : t("total", { count: total, n: formats.number(total) })}
        actions={
          <Button changes icon={<Plus aria-hidden />} onPress={() => setAdding(true)}>
            {t("add")}
          </Button>
        }
      />
      <SplitPanes
        id="sources"
        panes={[
          { id: "list", content: list, size: 60, min: 340 },
          {
            id: "detail",
            size: 40,
            min: 320,
            content: (
              <PageSide>
                {sourceId === null ? (
                  <p className={css.hint}>{t("pick")}</p>
                ) : (
                  <SourceDetail key={sourceId} id={sourceId} onRemoved={() => useView.setState({ sourceId: null })} />
                )}
              </PageSide>
            ),
          },
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
