import { TriangleAlert } from "lucide-react";

import type { ClaimFilter } from "../../../app/claims/model.ts";
import type { Source } from "../../../app/sources/model.ts";
import { useRead } from "../../data/queries.ts";
import { useFormats } from "../../i18n/formats.ts";
import { useText } from "../../i18n/index.ts";
import { useView } from "../../state/view.ts";
import {
  type Axis,
  credibilityValues,
  ErrorNotice,
  GradeBadge,
  reliabilityValues,
  useGradeWords,
} from "../../ui/index.ts";

import css from "./reliability.module.css";

type Counts = readonly { value: string | null; count: number }[];

/** How the claims of which the source is the origin fared: counts that lead to the claims, and no grade made of them. */
export function TrackRecord({ source }: { source: Source }) {
  const t = useText("reliability");
  const formats = useFormats();
  const goToClaims = useView((view) => view.goToClaims);
  const record = useRead("sources.record", { id: source.id }, { keep: true });
  if (record.error) return <ErrorNotice error={record.error} onRetry={() => void record.refetch()} />;
  if (!record.data) return null;
  const { data } = record;
  const go = (filter: ClaimFilter): void => goToClaims({ origins: [source.id], ...filter });
  const fates = [
    { id: "contradicted", count: data.contradicted, filter: { relations: ["contradicts"] } },
    { id: "corroborated", count: data.corroborated, filter: { relations: ["corroborates"] } },
    { id: "updated", count: data.updated, filter: { relations: ["updates"] } },
  ] satisfies { id: string; count: number; filter: ClaimFilter }[];
  return (
    <section className={css.section} aria-label={t("record-title")}>
      <h3>{t("record-title")}</h3>
      {data.claims === 0 ? (
        <p className={css.hint}>{t("record-none")}</p>
      ) : (
        <>
          <CountRow
            label={t("record-credibility")}
            axis="credibility"
            values={credibilityValues}
            counts={data.credibility}
            onGo={(value) => go({ credibility: [value ?? "none"] })}
          />
          <CountRow
            label={t("record-reliability")}
            axis="reliability"
            values={reliabilityValues}
            counts={data.reliability}
            onGo={(value) => go({ reliability: [value ?? "none"] })}
          />
          <ul className={css.fates}>
            {fates.map(({ id, count, filter }) => (
              <li key={id}>
                {count === 0 ? (
                  <span className={css.hint}>{t(`fate-${id}`, { count, n: formats.number(count) })}</span>
                ) : (
                  <button type="button" className={css.link} onClick={() => go(filter)}>
                    {t(`fate-${id}`, { count, n: formats.number(count) })}
                  </button>
                )}
              </li>
            ))}
          </ul>
          {data.drifted === 0 ? null : (
            <p className={css.drift}>
              <TriangleAlert aria-hidden />
              <span>
                {t("drift", { count: data.drifted, n: formats.number(data.drifted) })}{" "}
                <button
                  type="button"
                  className={css.link}
                  onClick={() => go({ look: { reasons: ["regraded"], staleDays: null } })}
                >
                  {t("driftLook")}
                </button>
              </span>
            </p>
          )}
          <p className={css.hint}>{t("record-help")}</p>
        </>
      )}
    </section>
  );
}

/** How many claims carry each value of an axis; what stands apart from the scale stands apart here too. */
function CountRow({
  label,
  axis,
  values,
  counts,
  onGo,
}: {
  label: string;
  axis: Axis;
  values: readonly string[];
  counts: Counts;
  onGo: (value: string | null) => void;
}) {
  const t = useText("reliability");
  const words = useGradeWords();
  const formats = useFormats();
  const more = counts.flatMap(({ value }) => (value === null || values.includes(value) ? [] : [value]));
  return (
    <div className={css.countRow}>
      <p className={css.label}>{label}</p>
      <ul>
        {[...values, ...more, null].map((value) => {
          const count = counts.find((one) => one.value === value)?.count ?? 0;
          const isApart = value === null || value === "F" || value === "6";
          return (
            <li key={value ?? "none"} data-apart={isApart || undefined}>
              <button
                type="button"
                className={css.count}
                disabled={count === 0}
                aria-label={t("countOf", { what: words(axis, value), n: formats.number(count) })}
                onClick={() => onGo(value)}
              >
                <span aria-hidden>
                  <GradeBadge axis={axis} value={value} size="small" />
                </span>
                <span aria-hidden>{formats.number(count)}</span>
              </button>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
