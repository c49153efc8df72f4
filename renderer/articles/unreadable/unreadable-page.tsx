import { FileCheck2, X } from "lucide-react";
import { useCallback, useMemo, useRef, useState } from "react";

import {
  PASSING_COPIES,
  UnreadableColumn,
  type UnreadableFile,
  type UnreadableFilter,
} from "../../../app/articles/unreadable.ts";
import { shownName } from "../../../app/text/shown-names.ts";
import { useClient } from "../../data/client.tsx";
import { useRead } from "../../data/queries.ts";
import { useFormats } from "../../i18n/formats.ts";
import { useText } from "../../i18n/index.ts";
import { useView } from "../../state/view.ts";
import { CellText } from "../../ui/cell-text.tsx";
import {
  Button,
  ChosenBar,
  type Column,
  DataTable,
  EmptyState,
  IconButton,
  notify,
  Page,
  PageBar,
  PageSide,
  SplitPanes,
  useKeys,
} from "../../ui/index.ts";
import { nameOf } from "../draft/words.ts";
import { ReasonMark } from "./reason-mark.tsx";
import { UnreadableEncoding } from "./unreadable-encoding.tsx";
import { UnreadableFilters } from "./unreadable-filters.tsx";
import { UnreadablePane } from "./unreadable-pane.tsx";
import { useUnreadableActs } from "./use-unreadable-acts.ts";
import { readableSo, withinFile } from "./words.ts";

import css from "./unreadable.module.css";

function useColumns(): Column<UnreadableFile>[] {
  const t = useText("unreadable");
  const formats = useFormats();
  return useMemo(
    () => [
      {
        id: "path",
        header: t("col-path"),
        width: "minmax(150px, 3fr)",
        sortable: true,
        render: ({ path }) => <CellText title={shownName(path)}>{nameOf(path)}</CellText>,
      },
      {
        id: "within",
        header: t("col-within"),
        width: "minmax(90px, 2fr)",
        hideBelow: 620,
        render: (file) => {
          const within = withinFile(file);
          return within === null ? "–" : <CellText title={within}>{within}</CellText>;
        },
      },
      {
        id: "reason",
        header: t("col-reason"),
        width: "minmax(170px, 2fr)",
        sortable: true,
        render: ({ reason }) => <ReasonMark reason={reason} />,
      },
      {
        id: "bytes",
        header: t("col-bytes"),
        width: "84px",
        align: "end",
        sortable: true,
        hideBelow: 520,
        render: ({ bytes }) => (bytes === 0 ? "–" : formats.bytes(bytes)),
      },
      {
        id: "notedAt",
        header: t("col-notedAt"),
        width: "110px",
        sortable: true,
        hideBelow: 760,
        render: ({ notedAt }) => formats.date(notedAt),
      },
    ],
    [t, formats],
  );
}

/** What imports could not read: by reason, with what can be done about the current one, or about those that are chosen. */
export function UnreadablePage() {
  const t = useText("unreadable");
  const formats = useFormats();
  const client = useClient();
  const { filter, sort } = useView((view) => view.unreadable);
  const setUnreadable = useView((view) => view.setUnreadable);
  const go = useView((view) => view.go);
  const columns = useColumns();
  const acts = useUnreadableActs();
  const counts = useRead("articles.unreadableCounts", { filter: {} }, { keep: true }).data;
  const place = useRef<HTMLDivElement>(null);
  const [current, setCurrent] = useState<UnreadableFile | null>(null);
  const [selection, setSelection] = useState<ReadonlySet<string>>(new Set());
  const [encoding, setEncoding] = useState<readonly string[] | null>(null);
  const [seen] = useState(() => new Map<string, UnreadableFile>());

  const listing = useMemo(() => ({ filter, sort }), [filter, sort]);
  const fetchWindow = useCallback(
    async (offset: number, limit: number) => {
      const page = await client.call("articles.unreadable", { ...listing, offset, limit });
      for (const row of page.rows) seen.set(row.id, row);
      return page;
    },
    [client, listing, seen],
  );
  const setFilter = (next: UnreadableFilter): void => {
    setUnreadable({ filter: next });
    setSelection(new Set());
  };
  const onCurrent = useCallback((file: UnreadableFile | null) => setCurrent(file), []);

  const ids = useMemo(() => [...selection], [selection]);
  // What keys act on: what is chosen, else the row that the keyboard stands on.
  const meant = ids.length > 0 ? ids : current ? [current.id] : [];
  const isAside = filter.leftAside === true;
  const toTable = (): void =>
    place.current?.querySelector<HTMLElement>('[role="grid"]')?.focus({ preventScroll: true });

  const turnAside = (of: readonly string[]): unknown => {
    if (of.length === 0) return false;
    acts.setAside(of, !isAside);
    setSelection(new Set());
    // Its row goes, and with it the button.
    return toTable();
  };
  const within = (way: "as-is" | "encoding" | "columns", act: (of: string[]) => void): unknown => {
    if (meant.length === 0) return false;
    const of = readableSo(meant, seen, way);
    return of.length === 0 ? notify({ text: t(`cannot-${way}`) }) : act(of);
  };
  const readAgain = (): unknown => within("as-is", acts.readAgain);
  const askEncoding = (): unknown => within("encoding", setEncoding);
  const askColumns = (): unknown => within("columns", (of) => acts.nameColumns(of.slice(0, PASSING_COPIES)));
  const save = (): unknown => {
    if (!current) return false;
    return current.isKept ? acts.save(current) : notify({ text: t("cannot-as-is") });
  };
  useKeys(
    {
      r: { run: readAgain, label: t("readAgain"), changes: true },
      e: { run: askEncoding, label: t("encoding"), changes: true },
      c: { run: askColumns, label: t("nameColumns"), changes: true },
      x: { run: () => turnAside(meant), label: t("asideTurn"), changes: true },
      s: { run: save, label: t("save") },
    },
    { group: t("title") },
  );

  const isNothing = counts !== undefined && counts.open + counts.leftAside === 0;
  if (isNothing) {
    return (
      <Page>
        <PageBar title={t("title")} total="" />
        <EmptyState
          icon={<FileCheck2 aria-hidden />}
          title={t("emptyTitle")}
          action={<Button onPress={() => go("library")}>{t("toLibrary")}</Button>}
        >
          {t("emptyText")}
        </EmptyState>
      </Page>
    );
  }
  return (
    <Page>
      <PageBar
        title={t("title")}
        total={counts ? t("total", { count: counts.open, n: formats.number(counts.open) }) : ""}
        chosen={
          ids.length === 0 ? null : (
            <ChosenBar label={t("selected", { count: ids.length, n: formats.number(ids.length) })}>
              <Button small changes keys="r" onPress={() => void readAgain()}>
                {t("readAgain")}
              </Button>
              <Button small changes keys="e" onPress={() => void askEncoding()}>
                {t("encoding")}
              </Button>
              <Button small changes keys="c" onPress={() => void askColumns()}>
                {t("nameColumns")}
              </Button>
              <Button small changes keys="x" onPress={() => void turnAside(ids)}>
                {t(isAside ? "takeUp" : "leaveAside")}
              </Button>
              <IconButton label={t("clearSelection")} keys="Escape" onPress={() => setSelection(new Set())}>
                <X aria-hidden />
              </IconButton>
            </ChosenBar>
          )
        }
      />
      <UnreadableFilters filter={filter} onChange={setFilter} />
      <div ref={place} className={css.place}>
        <SplitPanes
          id="unreadable"
          panes={[
            {
              id: "list",
              size: 66,
              min: 380,
              content: (
                <DataTable
                  label={t("tableLabel")}
                  columns={columns}
                  queryKey={["articles.unreadable", listing]}
                  fetchWindow={fetchWindow}
                  rowId={(file) => file.id}
                  sort={sort[0] ?? null}
                  onSort={({ column, descending }) => {
                    const named = UnreadableColumn.safeParse(column);
                    if (named.success) setUnreadable({ sort: [{ column: named.data, descending }] });
                  }}
                  selection={selection}
                  onSelect={setSelection}
                  fetchIds={() => client.call("articles.unreadableIds", listing)}
                  onCurrent={onCurrent}
                  rowTone={(file) => (file.leftAside ? "muted" : undefined)}
                  memory="unreadable"
                  autoFocus
                  empty={
                    <EmptyState
                      title={t("noneTitle")}
                      action={<Button onPress={() => setFilter({ leftAside: false })}>{t("clearFilters")}</Button>}
                    >
                      {t("noneText")}
                    </EmptyState>
                  }
                />
              ),
            },
            {
              id: "one",
              size: 34,
              min: 250,
              max: 520,
              content: (
                <PageSide label={t("pane")}>
                  {current ? (
                    <UnreadablePane
                      file={current}
                      onReadAgain={() => acts.readAgain([current.id])}
                      onEncoding={() => setEncoding([current.id])}
                      onColumns={() => acts.nameColumns([current.id])}
                      onSave={() => acts.save(current)}
                      onAside={() => void turnAside([current.id])}
                    />
                  ) : (
                    <p className={css.hint}>{t("paneNone")}</p>
                  )}
                </PageSide>
              ),
            },
          ]}
        />
      </div>
      {encoding ? <UnreadableEncoding ids={encoding} onClose={() => setEncoding(null)} /> : null}
    </Page>
  );
}
