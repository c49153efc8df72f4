import { Plus, Scale } from "lucide-react";
import { useCallback, useMemo, useRef, useState } from "react";

import { QuestionColumn, type QuestionRow, QuestionState } from "../../app/questions/model.ts";
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
  Page,
  PageBar,
  PageSide,
  SearchField,
  SplitPanes,
  type TableSort,
  useKeys,
} from "../ui/index.ts";
import { useTyped } from "../ui/use-typed.ts";
import { AskDialog } from "./ask-dialog.tsx";
import { useCounts } from "./counts.ts";
import { QuestionSide } from "./question-side.tsx";
import { StateMark } from "./question-state.tsx";

import css from "./questions.module.css";

/** All that is to be settled, with how much is known about each. */
export function QuestionList() {
  const t = useText("questions");
  const formats = useFormats();
  const counts = useCounts();
  const client = useClient();
  const goToQuestion = useView((view) => view.goToQuestion);
  const [text, setText] = useState("");
  const [typed, setTyped] = useTyped(text, setText);
  const [states, setStates] = useState<QuestionState[]>([]);
  const [sort, setSort] = useState<TableSort | null>(null);
  const [current, setCurrent] = useState<QuestionRow | null>(null);
  const [isAsking, setAsking] = useState(false);
  const field = useRef<HTMLInputElement>(null);

  const listing = useMemo(() => {
    const column = QuestionColumn.safeParse(sort?.column);
    return {
      ...(text.trim() === "" ? {} : { text: text.trim() }),
      ...(states.length === 0 ? {} : { states }),
      ...(column.success ? { sort: { column: column.data, descending: sort?.descending ?? false } } : {}),
    };
  }, [text, states, sort]);
  const isFiltered = text.trim() !== "" || states.length > 0;
  const total = useRead("questions.list", { ...listing, offset: 0, limit: 1 }, { keep: true }).data?.total;
  const fetchWindow = useCallback(
    (offset: number, limit: number) => client.call("questions.list", { ...listing, offset, limit }),
    [client, listing],
  );
  useKeys(
    {
      "/": { run: () => field.current?.focus(), label: t("filter") },
      n: { run: () => setAsking(true), label: t("add"), changes: true },
    },
    { group: t("title") },
  );

  const columns = useMemo<Column<QuestionRow>[]>(
    () => [
      {
        id: "text",
        header: t("text"),
        width: "minmax(200px, 4fr)",
        sortable: true,
        render: (row) => <CellText title={row.text}>{row.text}</CellText>,
      },
      {
        id: "state",
        header: t("state"),
        width: "100px",
        sortable: true,
        render: (row) => <StateMark state={row.state} />,
      },
      {
        id: "origins",
        header: t("articlesOrigins"),
        width: "168px",
        sortable: true,
        title: t("countsHelp"),
        render: (row) => counts(row),
      },
      {
        id: "claims",
        header: t("claims"),
        width: "84px",
        align: "end",
        sortable: true,
        render: (row) => <Count n={row.claims} />,
      },
      {
        id: "contradictions",
        header: t("contradictions"),
        width: "118px",
        align: "end",
        sortable: true,
        hideBelow: 560,
        render: (row) => <Count n={row.contradictions} />,
      },
      {
        id: "createdAt",
        header: t("createdAt"),
        width: "112px",
        sortable: true,
        hideBelow: 720,
        render: (row) => formats.date(row.createdAt),
      },
    ],
    [t, formats, counts],
  );

  const list = (
    <div className={css.list}>
      {total === 0 && !isFiltered ? null : (
        <div className={css.filters}>
          <div className={css.filterText}>
            <SearchField label={t("filter")} value={typed} onChange={setTyped} inputRef={field} />
          </div>
          <FacetFilter
            label={t("state")}
            facets={QuestionState.options.map((state) => ({ value: state, text: t(`state-${state}`) }))}
            selected={states}
            onChange={(values) => setStates(QuestionState.options.filter((state) => values.includes(state)))}
          />
        </div>
      )}
      <DataTable
        label={t("tableLabel")}
        columns={columns}
        queryKey={["questions.list", listing]}
        fetchWindow={fetchWindow}
        rowId={(row) => row.id}
        sort={sort}
        onSort={setSort}
        onOpen={(row) => goToQuestion(row.id)}
        onCurrent={setCurrent}
        memory="questions"
        autoFocus
        empty={
          isFiltered ? (
            <EmptyState
              title={t("noneTitle")}
              action={
                <Button
                  onPress={() => {
                    setText("");
                    setStates([]);
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
              icon={<Scale aria-hidden />}
              title={t("emptyTitle")}
              action={
                <Button tone="primary" changes keys="n" onPress={() => setAsking(true)}>
                  {t("add")}
                </Button>
              }
            >
              <p>{t("emptyText")}</p>
              <p className={css.steps}>{t("emptySteps")}</p>
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
          <Button changes keys="n" icon={<Plus aria-hidden />} onPress={() => setAsking(true)}>
            {t("add")}
          </Button>
        }
      />
      <SplitPanes
        id="questions"
        panes={[
          { id: "list", content: list, size: 68, min: 340 },
          ...(total === 0 && !isFiltered
            ? []
            : [
                {
                  id: "side",
                  size: 32,
                  min: 260,
                  content: (
                    <PageSide>
                      {current === null ? (
                        <p className={css.hint}>{t("pick")}</p>
                      ) : (
                        <QuestionSide key={current.id} row={current} />
                      )}
                    </PageSide>
                  ),
                },
              ]),
        ]}
      />
      {isAsking ? <AskDialog onClose={() => setAsking(false)} onAsked={goToQuestion} /> : null}
    </Page>
  );
}

function Count({ n }: { n: number }) {
  const formats = useFormats();
  return n === 0 ? <span className={css.zero}>–</span> : <>{formats.number(n)}</>;
}
