import { ChartColumn, EyeOff } from "lucide-react";
import { useState } from "react";

import type { ClaimFilter, Diagonal } from "../../../app/claims/model.ts";
import { useClient } from "../../data/client.tsx";
import { useRead } from "../../data/queries.ts";
import { useFormats } from "../../i18n/formats.ts";
import { useText } from "../../i18n/index.ts";
import { useView } from "../../state/view.ts";
import { Button, EmptyState, ErrorNotice, notifyFailure, Page, PageBar, ShareTrack, useKeys } from "../../ui/index.ts";
import { isEmpty } from "../table/filter.ts";
import { GradeGrid } from "../table/grade-grid.tsx";
import { drawSample } from "./blind-sample.ts";

import css from "./overview.module.css";

/** Claims of one blind run that is started here: some ten minutes' work. */
const RUN = 40;
const diagonal = [
  ["A", "1"],
  ["B", "2"],
  ["C", "3"],
  ["D", "4"],
  ["E", "5"],
] as const;

/** How the grades of the case lie, in counts: the field, the diagonal, and the diagonal by analyst. */
export function OverviewPage() {
  const t = useText("overview");
  const formats = useFormats();
  const client = useClient();
  const tableFilter = useView((view) => view.claims.filter);
  const goToClaims = useView((view) => view.goToClaims);
  const startGrading = useView((view) => view.startGrading);
  const go = useView((view) => view.go);
  const [isAll, setAll] = useState(false);
  const isFiltered = !isEmpty(tableFilter) && !isAll;
  const filter: ClaimFilter = isFiltered ? tableFilter : {};
  const lie = useRead("claims.diagonal", { filter }, { keep: true });
  const grid = useRead("claims.grid", { filter }, { keep: true });
  const total = grid.data?.total ?? 0;
  const notGraded = (grid.data?.cells ?? [])
    .filter((cell) => cell.reliability === null || cell.credibility === null)
    .reduce((all, cell) => all + cell.count, 0);

  async function gradeBlind(): Promise<void> {
    const lists = await Promise.all(
      diagonal.map(([reliability, credibility]) =>
        client.call("claims.ids", {
          filter: { ...filter, reliability: [reliability], credibility: [credibility] },
        }),
      ),
    );
    startGrading(drawSample(lists.flat(), RUN));
  }
  const onDiagonal = lie.data?.total.onDiagonal ?? 0;
  const startBlind = (): void => {
    if (onDiagonal > 0) gradeBlind().catch(notifyFailure);
  };
  useKeys({ b: { run: startBlind, label: t("startBlind"), changes: true } }, { group: t("title") });

  const error = lie.error ?? grid.error;
  if (error) return <ErrorNotice error={error} onRetry={() => void Promise.all([lie.refetch(), grid.refetch()])} />;
  return (
    <Page>
      <PageBar
        title={t("title")}
        total={t("total", { count: total, n: formats.number(total) })}
        actions={
          <Button changes keys="b" icon={<EyeOff aria-hidden />} isDisabled={onDiagonal === 0} onPress={startBlind}>
            {t("startBlind")}
          </Button>
        }
      />
      {grid.data && total === 0 ? (
        <EmptyState
          icon={<ChartColumn aria-hidden />}
          title={t("emptyTitle")}
          action={<Button onPress={() => go("claims")}>{t("toClaims")}</Button>}
        >
          {t("emptyText")}
        </EmptyState>
      ) : (
        <div className={css.body}>
          {isFiltered ? (
            <p className={css.filtered}>
              {t("filtered")}{" "}
              <Button small tone="quiet" onPress={() => setAll(true)}>
                {t("everything")}
              </Button>
            </p>
          ) : null}
          <section className={css.part}>
            <h2>{t("field")}</h2>
            <p className={css.hint}>{t("fieldHint")}</p>
            <div className={css.field}>
              <GradeGrid filter={filter} onChange={goToClaims} />
            </div>
            <p className={css.hint}>{t("notGraded", { count: notGraded, n: formats.number(notGraded) })}</p>
          </section>
          {lie.data ? <Lie total={lie.data.total} analysts={lie.data.analysts} /> : null}
        </div>
      )}
    </Page>
  );
}

const shareOf = ({ judged, onDiagonal }: Diagonal): number => (judged === 0 ? 0 : onDiagonal / judged);

/** The share on the diagonal, what it means, and how it is for each analyst. */
function Lie({ total, analysts }: { total: Diagonal; analysts: readonly Diagonal[] }) {
  const t = useText("overview");
  const formats = useFormats();
  return (
    <section className={css.part}>
      <h2>{t("diagonal")}</h2>
      {total.judged === 0 ? (
        <p>{t("noneJudged")}</p>
      ) : (
        <p className={css.share}>
          <strong>{t("share", { percent: formats.percent(shareOf(total)) })}</strong>{" "}
          <span className={css.hint}>{t("shareOf", { count: total.judged, n: formats.number(total.judged) })}</span>
        </p>
      )}
      {total.apart > 0 ? (
        <p className={css.hint}>{t("apart", { count: total.apart, n: formats.number(total.apart) })}</p>
      ) : null}
      <div className={css.warning}>
        <h3>{t("warningTitle")}</h3>
        <p>{t("warning")}</p>
        <p className={css.hint}>{t("blindHint", { n: formats.number(RUN) })}</p>
      </div>
      {analysts.length === 0 ? null : (
        <table className={css.analysts}>
          <caption>{t("byAnalyst")}</caption>
          <thead>
            <tr>
              <th scope="col">{t("analyst")}</th>
              <th scope="col" className={css.number}>
                {t("judged")}
              </th>
              <th scope="col" className={css.number}>
                {t("onDiagonal")}
              </th>
              <th scope="col">{t("shareColumn")}</th>
              <th scope="col" className={css.number}>
                {t("apartColumn")}
              </th>
            </tr>
          </thead>
          <tbody>
            {analysts.map((each) => (
              <tr key={each.analyst ?? ""}>
                <th scope="row">{each.analyst === null ? t("together") : <bdi>{each.analyst}</bdi>}</th>
                <td className={css.number}>{formats.number(each.judged)}</td>
                <td className={css.number}>{formats.number(each.onDiagonal)}</td>
                <td>
                  {each.judged === 0 ? (
                    "–"
                  ) : (
                    <span className={css.bar}>
                      <ShareTrack share={shareOf(each)} />
                      {formats.percent(shareOf(each))}
                    </span>
                  )}
                </td>
                <td className={css.number}>{formats.number(each.apart)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
