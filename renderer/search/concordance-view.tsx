import { FileDown } from "lucide-react";
import { type RefObject, useCallback, useMemo, useState } from "react";

import { type ConcordanceLine, ConcordanceSort } from "../../app/search/model.ts";
import { useClient } from "../data/client.tsx";
import { useFiles } from "../data/files.tsx";
import { useRead } from "../data/queries.ts";
import { useFormats } from "../i18n/formats.ts";
import { useText } from "../i18n/index.ts";
import { useView } from "../state/view.ts";
import { Button, Checkbox, DataTable, EmptyState, notifyFailure, Select, useKeys } from "../ui/index.ts";
import { LineText } from "./concordance-line.tsx";
import type { ConcordanceAsked } from "./use-search.ts";

import css from "./concordance.module.css";

/** Every place where the words stand, beneath one another on the hit. */
export function ConcordanceView({
  asked,
  place,
  onOpen,
  goTo,
  onCurrent,
}: {
  asked: ConcordanceAsked;
  place: RefObject<HTMLDivElement | null>;
  onOpen: (line: ConcordanceLine) => void;
  goTo: { index: number } | null;
  onCurrent: (line: ConcordanceLine | null, index: number) => void;
}) {
  const t = useText("search");
  const formats = useFormats();
  const client = useClient();
  const { pickSave } = useFiles();
  const { sort, copies } = useView((view) => view.search);
  const setSearch = useView((view) => view.setSearch);
  // All texts are read for the query for which it was asked, in whatever order.
  const of = JSON.stringify([asked.query, asked.copies, asked.within, asked.group]);
  const [wholeOf, setWholeOf] = useState<string | null>(null);
  const isWhole = wholeOf === of;
  const input = useMemo(() => ({ ...asked, ...(isWhole ? { whole: true } : {}) }), [asked, isWhole]);
  const { data, isFetching } = useRead("search.concordance", { ...input, offset: 0, limit: 1 }, { keep: true });
  const fetchWindow = useCallback(
    async (offset: number, limit: number) => {
      const { total, lines } = await client.call("search.concordance", { ...input, offset, limit });
      return { total, rows: lines };
    },
    [client, input],
  );
  const readAll = (): void => setWholeOf(of);
  async function write(): Promise<void> {
    const target = await pickSave(
      "export",
      `${t("concordance")} ${asked.query.replaceAll(/[^\p{L}\p{N}]+/gu, " ").trim()}.csv`,
    );
    if (!target) return;
    // The frame tells how it goes and how it ended.
    await client.run("search.exportConcordance", { ...asked, to: target.file, replace: target.replace });
  }
  const save = (): void => {
    write().catch(notifyFailure);
  };
  useKeys(
    {
      x: { run: save, label: t("exportConcordance") },
      c: { run: () => setSearch({ copies: !copies }), label: t("copies") },
      w: { run: () => (data?.bounded ? readAll() : false), label: t("readAll") },
    },
    { group: t("concordance") },
  );
  const n = (count: number): { count: number; n: string } => ({ count, n: formats.number(count) });

  const columns = useMemo(
    () => [
      {
        id: "from",
        header: t("from"),
        width: "minmax(110px, 190px)",
        render: ({ outlet, publishedAt, title }: ConcordanceLine) => (
          <span className={css.from} title={title}>
            <bdi>{outlet ?? t("noOutlet")}</bdi>
            <span>{publishedAt === null ? t("noDate") : formats.date(publishedAt)}</span>
          </span>
        ),
      },
      {
        id: "line",
        header: t("concordance"),
        width: "minmax(0, 1fr)",
        render: (line: ConcordanceLine) => <LineText line={line} />,
      },
    ],
    [t, formats],
  );

  return (
    <div className={css.view} ref={place}>
      <div className={css.tools}>
        <div className={css.sort}>
          <Select
            label={t("sortBy")}
            hideLabel
            small
            value={sort}
            onChange={(next) => setSearch({ sort: next })}
            choices={ConcordanceSort.options.map((id) => ({ id, text: t(`sort.${id}`) }))}
          />
        </div>
        <Checkbox isSelected={copies} onChange={(next) => setSearch({ copies: next })}>
          {t("copies")}
        </Checkbox>
        <span className={css.state} aria-live="polite">
          {data && data.hasWords
            ? [
                t("linesIn", { ...n(data.total), articles: t("inArticles", n(data.read)) }),
                ...(data.without > 0 ? [t("withoutLines", n(data.without))] : []),
              ].join(" · ")
            : ""}
        </span>
        <span className={css.spring} />
        <Button small keys="x" icon={<FileDown aria-hidden />} isDisabled={!data || data.total === 0} onPress={save}>
          {t("exportCsv")}
        </Button>
      </div>
      {data?.bounded ? (
        <p className={css.bounded}>
          {t("bounded", { read: formats.number(data.read), ...n(data.articles) })}
          <Button small keys="w" isDisabled={isFetching} onPress={readAll}>
            {t("readAll")}
          </Button>
        </p>
      ) : null}
      <div className={css.table}>
        <DataTable<ConcordanceLine>
          label={t("concordance")}
          queryKey={["search.concordance", input]}
          fetchWindow={fetchWindow}
          columns={columns}
          rowId={({ articleId, start, end }) => `${articleId}:${start}:${end}`}
          rowHeight={30}
          hideHead
          onOpen={onOpen}
          goTo={goTo}
          onCurrent={onCurrent}
          memory="search-concordance"
          empty={
            <EmptyState title={t(data?.hasWords === false ? "noWordsTitle" : "noLinesTitle")}>
              {t(data?.hasWords === false ? "noWordsText" : "noLinesText")}
            </EmptyState>
          }
        />
      </div>
    </div>
  );
}
