import { ArrowUpRight, History, Maximize2 } from "lucide-react";

import type { Claim, ClaimWithHistory } from "../../../app/claims/model.ts";
import { originOf } from "../../../app/claims/rules.ts";
import type { Assessment } from "../../../app/sources/model.ts";
import type { Tag } from "../../../app/tags/model.ts";
import { useRead } from "../../data/queries.ts";
import { useFormats } from "../../i18n/formats.ts";
import { useText } from "../../i18n/index.ts";
import { useDialogs } from "../../state/dialogs.ts";
import { useView } from "../../state/view.ts";
import { Button, ErrorNotice, GradeBadge, TagChip } from "../../ui/index.ts";
import { nameHop } from "./columns.tsx";

import css from "./claims.module.css";

/** One claim beside the table: what it says, through whom it reached us, and how its grades came about. */
export function ClaimDetail({ id, tags }: { id: string; tags: readonly Tag[] }) {
  const t = useText("claims");
  const formats = useFormats();
  const claim = useRead("claims.get", { id }, { keep: true });
  const openArticle = useView((view) => view.openArticle);
  const goToSource = useView((view) => view.goToSource);
  const show = useDialogs((dialogs) => dialogs.show);
  if (claim.error) return <ErrorNotice error={claim.error} onRetry={() => void claim.refetch()} />;
  const data = claim.data;
  if (!data) return null;
  const colours = new Map(tags.map((tag) => [tag.id, tag.colour]));
  return (
    <article className={css.detail} aria-label={t("detail")}>
      {data.statement === null ? null : (
        <p className={css.detailStatement} dir="auto">
          {data.statement}
        </p>
      )}
      {data.spans.map((span) => (
        <blockquote key={`${span.version}:${span.start}`} className={css.detailQuote} dir="auto">
          {span.quote}
        </blockquote>
      ))}
      <p className={css.where}>
        <span dir="auto">{data.articleTitle}</span>
        {data.outlet === null ? null : <span dir="auto">{data.outlet}</span>}
      </p>
      <Button small icon={<Maximize2 aria-hidden />} onPress={() => openArticle(data.articleId, targetOf(data))}>
        {t("openInReader")}
      </Button>

      <h3>{t("chain")}</h3>
      <ol className={css.chain}>
        {data.hops.map((hop, index) => (
          // oxlint-disable-next-line react/no-array-index-key -- a hop is its place in the chain
          <li key={index}>
            {hop.sourceId === null ? (
              <bdi className={css.unnamed}>{nameHop(hop) || t("unnamed")}</bdi>
            ) : (
              <button type="button" className={css.link} onClick={() => hop.sourceId && goToSource(hop.sourceId)}>
                <bdi>{nameHop(hop)}</bdi>
                <ArrowUpRight aria-hidden />
              </button>
            )}
            {hop.descriptor !== null && hop.source !== null ? <bdi className={css.hint}> {hop.descriptor}</bdi> : null}
            <span className={css.hint}>
              {" "}
              {[hop.mode ? t(`mode-${hop.mode}`) : "", hop.basis ? t(`basis-${hop.basis}`) : ""]
                .filter(Boolean)
                .join(" · ")}
            </span>
          </li>
        ))}
      </ol>

      <h3>{t("grades")}</h3>
      <dl className={css.grades}>
        <div>
          <dt>{t("reliability")}</dt>
          <dd>
            <GradeBadge axis="reliability" value={data.reliability} words />
          </dd>
        </div>
        <div>
          <dt>{t("credibility")}</dt>
          <dd>
            <GradeBadge axis="credibility" value={data.credibility} words />
          </dd>
        </div>
      </dl>
      <Drift claim={data} />

      {data.tags.length > 0 ? (
        <>
          <h3>{t("tags")}</h3>
          <p className={css.tagList}>
            {data.tags.map((tag) => (
              <TagChip key={tag.id} path={tag.path} colour={colours.get(tag.id) ?? 11} />
            ))}
          </p>
        </>
      ) : null}
      {data.eventDate === null ? null : (
        <p>
          <span className={css.hint}>{t("eventDate")}</span> {formats.date(data.eventDate)}
        </p>
      )}
      {data.memo ? (
        <>
          <h3>{t("memo")}</h3>
          <p dir="auto" className={css.memo}>
            {data.memo}
          </p>
        </>
      ) : null}

      <h3>{t("gradeHistory")}</h3>
      <GradeHistory claim={data} />
      <Button
        small
        tone="quiet"
        icon={<History aria-hidden />}
        onPress={() =>
          show({
            kind: "history",
            object: { kind: "claim", id: data.id },
            name: (data.statement ?? data.spans[0]?.quote ?? "").slice(0, 60).toWellFormed(),
          })
        }
      >
        {t("history")}
      </Button>
      <p className={css.hint}>{t("recordedBy", { analyst: data.createdBy, when: formats.dateTime(data.createdAt) })}</p>
    </article>
  );
}

/** Where a claim stands in its article. */
export const targetOf = (claim: Claim) => {
  const span = claim.spans[0];
  return {
    claimId: claim.id,
    ...(span ? { span: { start: span.start, end: span.end }, version: span.version } : {}),
  };
};

/** The claim keeps the letter it was graded with; where the source is thought of otherwise by now, that is said. */
function Drift({ claim }: { claim: Claim }) {
  const t = useText("claims");
  const now = claim.originReliability;
  if (now === null || originOf(claim.hops)?.sourceId === null || now === claim.reliability) return null;
  return (
    <p className={css.drift}>
      {claim.reliability === null ? t("general", { grade: now }) : t("drift", { given: claim.reliability, now })}
    </p>
  );
}

/** Every act of grading, newest first; the newest of an axis is the one in force. */
function GradeHistory({ claim }: { claim: ClaimWithHistory }) {
  const t = useText("claims");
  const formats = useFormats();
  if (claim.assessments.length === 0) return <p className={css.hint}>{t("noHistory")}</p>;
  const current = new Set<string>();
  const seen = new Set<Assessment["axis"]>();
  for (const assessment of claim.assessments) {
    if (!seen.has(assessment.axis)) current.add(assessment.id);
    seen.add(assessment.axis);
  }
  return (
    <ol className={css.history}>
      {claim.assessments.map((assessment) => (
        <li key={assessment.id} data-current={current.has(assessment.id) || undefined}>
          <GradeBadge axis={assessment.axis} value={assessment.value} />
          <div>
            <p dir="auto">{assessment.reason ?? <span className={css.hint}>{t("withoutReason")}</span>}</p>
            {assessment.insisted === null ? null : <p className={css.hint}>{t("insistedOneOrigin")}</p>}
            <p className={css.hint}>
              {t("by", { analyst: assessment.analyst.name, when: formats.dateTime(assessment.at) })}
              {" · "}
              {t(current.has(assessment.id) ? "current" : "superseded")}
            </p>
          </div>
        </li>
      ))}
    </ol>
  );
}
