import { Download, ListFilter, PanelRight, Quote } from "lucide-react";
import { useCallback, useMemo, useState } from "react";

import { type ClaimFilter, type ClaimGrouping, ClaimSort } from "../../app/claims/model.ts";
import { useClient } from "../data/client.tsx";
import { useRead } from "../data/queries.ts";
import { useSavedViews } from "../data/views.ts";
import { useFormats } from "../i18n/formats.ts";
import { useText } from "../i18n/index.ts";
import { useDialogs } from "../state/dialogs.ts";
import { useView } from "../state/view.ts";
import {
  Button,
  DataTable,
  EmptyState,
  ErrorNotice,
  IconButton,
  Kbd,
  Page,
  PageBar,
  PageSide,
  SplitPanes,
  toFailure,
  useKeys,
  useTableLayout,
} from "../ui/index.ts";
import { ViewsButton } from "../ui/table/views-button.tsx";
import { WrongQuery } from "../ui/wrong-query.tsx";
import { ClaimDetail, targetOf } from "./table/claim-detail.tsx";
import { useClaimColumns } from "./table/columns.tsx";
import { isEmpty } from "./table/filter.ts";
import { ClaimChips, ClaimFilters } from "./table/filters.tsx";
import { GradeGrid } from "./table/grade-grid.tsx";
import { GroupMenu } from "./table/group-menu.tsx";
import { SelectionBar } from "./table/selection-bar.tsx";
import { useGroups } from "./table/use-groups.ts";
import { type ClaimView, readClaimView } from "./table/view-content.ts";

import css from "./table/claims.module.css";

const none: readonly never[] = [];

/** How many columns can decide the order together, as the contract has it. */
const mostSorts = 4;

/** All claims of the case: filtered by conditions that combine, sorted, grouped, changed together, taken out. */
export function ClaimsPage() {
  const t = useText("claims");
  const formats = useFormats();
  const client = useClient();
  const { filter, sort, groupBy } = useView((view) => view.claims);
  const setClaims = useView((view) => view.setClaims);
  const openArticle = useView((view) => view.openArticle);
  const go = useView((view) => view.go);
  const show = useDialogs((dialogs) => dialogs.show);
  const tags = useRead("tags.list", {}).data ?? none;
  const staleDays = useRead("workstation.get", {}).data?.settings.staleDays ?? null;
  const columns = useClaimColumns(tags, staleDays);
  const [layout, setLayout] = useTableLayout("claims");
  const saved = useSavedViews("claims");
  const [shownView, setShownView] = useState<string | null>(null);
  const [selection, setSelection] = useState<ReadonlySet<string>>(new Set());
  const [current, setCurrent] = useState<string | null>(null);
  const [showsFilters, setShowsFilters] = useState(true);
  const [showsDetail, setShowsDetail] = useState(() => window.innerWidth >= 1100);
  const listing = useMemo(() => ({ filter, sort, ...(groupBy === null ? {} : { groupBy }) }), [filter, sort, groupBy]);
  const sections = useGroups(filter, groupBy);
  const grid = useRead("claims.grid", { filter }, { keep: true });
  const total = grid.data?.total ?? 0;
  const isFiltered = !isEmpty(filter);
  const failure = grid.error ? toFailure(grid.error) : null;
  const ids = useMemo(() => [...selection], [selection]);

  const setFilter = (next: ClaimFilter): void => {
    setClaims({ filter: next });
    setSelection(new Set());
  };
  const fetchWindow = useCallback(
    (offset: number, limit: number) => client.call("claims.list", { ...listing, offset, limit }),
    [client, listing],
  );
  const setGroupBy = (next: ClaimGrouping | null): void => setClaims({ groupBy: next });
  const view: ClaimView = { layout, filter, sort, groupBy };
  const applyView = ({ name, content }: { name: string; content: unknown }): void => {
    const { layout: columnsThen, ...rest } = readClaimView(content);
    setLayout(columnsThen);
    setClaims(rest);
    setSelection(new Set());
    setShownView(name);
  };
  const keepView = async (name: string): Promise<void> => {
    await saved.save(name, view);
    setShownView(name);
  };
  const exportThese = (): void => show({ kind: "export", filter, sort });
  const exportChosen = (): void => show({ kind: "export", filter, sort, ids });
  useKeys({ x: { run: exportThese, label: t("exportHelp") } }, { group: t("title") });

  const filters = (
    <aside className={css.rail} aria-label={t("filters")}>
      <ClaimFilters filter={filter} onChange={setFilter} tags={tags} />
      {failure?.code === "query-syntax" ? (
        <WrongQuery title={t("wrongQuery")} query={filter.text ?? ""} failure={failure} />
      ) : null}
      <h2 className={css.railHead}>{t("gridTitle")}</h2>
      <GradeGrid filter={filter} onChange={setFilter} />
      <p className={css.hint}>{t("gridHelp")}</p>
    </aside>
  );

  const table = (
    <div className={css.middle}>
      <div className={css.tools}>
        <div>
          <ClaimChips filter={filter} onChange={setFilter} tags={tags} />
        </div>
        <GroupMenu groupBy={groupBy} onChange={setGroupBy} />
        <ViewsButton
          views={saved.views}
          shown={shownView}
          onApply={applyView}
          onKeep={keepView}
          onRename={async (kept, name) => {
            const now = await saved.save(name, readClaimView(kept.content));
            await saved.remove(kept.id);
            if (shownView === kept.name) setShownView(name);
            return now;
          }}
          onRemove={({ id }) => saved.remove(id)}
          onPutBack={({ name, content }) => saved.save(name, readClaimView(content))}
        />
      </div>
      {failure && failure.code !== "query-syntax" ? (
        <ErrorNotice error={failure} onRetry={() => void grid.refetch()} />
      ) : (
        <DataTable
          label={t("tableLabel")}
          columns={columns}
          queryKey={["claims.list", listing]}
          fetchWindow={fetchWindow}
          rowId={(claim) => claim.id}
          sort={sort}
          onSort={(_, all) => setClaims({ sort: all.flatMap((each) => ClaimSort.safeParse(each).data ?? []) })}
          mostSorts={mostSorts}
          {...(sections === undefined ? {} : { sections })}
          onOpen={(claim) => openArticle(claim.articleId, targetOf(claim))}
          selection={selection}
          onSelect={setSelection}
          onCurrent={(claim) => setCurrent(claim?.id ?? null)}
          fetchIds={() => client.call("claims.ids", listing)}
          memory="claims"
          autoFocus
          empty={
            isFiltered ? (
              <EmptyState
                title={t("noneTitle")}
                action={<Button onPress={() => setFilter({})}>{t("clearFilters")}</Button>}
              >
                {t("noneText")}
              </EmptyState>
            ) : (
              <EmptyState
                icon={<Quote aria-hidden />}
                title={t("emptyTitle")}
                action={<Button onPress={() => go("library")}>{t("toLibrary")}</Button>}
              >
                {t("emptyText", { key: "C" })} <Kbd keys="c" />
              </EmptyState>
            )
          }
        />
      )}
    </div>
  );

  const detail = (
    <PageSide label={t("detail")}>
      {selection.size > 1 ? (
        <p className={css.hint}>{t("pickMany")}</p>
      ) : current === null ? (
        <p className={css.hint}>{t("pick")}</p>
      ) : (
        <ClaimDetail id={current} tags={tags} />
      )}
    </PageSide>
  );

  return (
    <Page>
      <PageBar
        title={t("title")}
        total={t("total", { count: total, n: formats.number(total) })}
        chosen={<SelectionBar ids={ids} tags={tags} onClear={() => setSelection(new Set())} onExport={exportChosen} />}
        actions={
          <>
            <IconButton
              label={t(showsFilters ? "hideFilters" : "showFilters")}
              pressed={showsFilters}
              onPress={() => setShowsFilters(!showsFilters)}
            >
              <ListFilter aria-hidden />
            </IconButton>
            <IconButton
              label={t(showsDetail ? "hideDetail" : "showDetail")}
              pressed={showsDetail}
              onPress={() => setShowsDetail(!showsDetail)}
            >
              <PanelRight aria-hidden className={css.mirrored ?? ""} />
            </IconButton>
            <Button icon={<Download aria-hidden />} onPress={exportThese}>
              {t("export")}
            </Button>
          </>
        }
      />
      <SplitPanes
        id="claims"
        panes={[
          ...(showsFilters ? [{ id: "filters", content: filters, size: 22, min: 250, max: 420 }] : []),
          { id: "table", content: table, size: 53, min: 320 },
          ...(showsDetail ? [{ id: "detail", content: detail, size: 25, min: 230, max: 560 }] : []),
        ]}
      />
    </Page>
  );
}
