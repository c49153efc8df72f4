import { ArrowUpRight, History, Maximize2 } from "lucide-react";

import type { Claim } from "../../../app/claims/model.ts";
import { originOf } from "../../../app/claims/rules.ts";
import type { Tag } from "../../../app/tags/model.ts";
import { useRead } from "../../data/queries.ts";
import { useFormats } from "../../i18n/formats.ts";
import { useText } from "../../i18n/index.ts";
import { useDialogs } from "../../state/dialogs.ts";
import { useView } from "../../state/view.ts";
import { ChainLine } from "../../ui/chain-line.tsx";
import { Button, ErrorNotice, GradeBadge, TagChip } from "../../ui/index.ts";
import { GradeHistoryList } from "../grade-history.tsx";
import { ClaimRelations } from "../relations/claim-relations.tsx";

import css from "./claims.module.css";

/** One claim beside the table: what it says, through whom it reached us, and how its grades came about. */
export function ClaimDetail({ id, tags }: { id: string; tags: readonly Tag[] }) {
  const t = useText("claims");
  const ui = useText("ui");
  const editor = useText("editor");
  const relations = useText("relations");
  const formats = useFormats();
  const claim = useRead("claims.get", { id }, { keep: true });
  const openArticle = useView((view) => view.openArticle);
  const goToSource = useView((view) => view.goToSource);
  const goToQuestion = useView((view) => view.goToQuestion);
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
      {[data.hops, ...data.furtherChains].map((hops, index) => (
        // oxlint-disable-next-line react/no-array-index-key -- a chain is its place among the chains
        <div key={index} className={css.chain}>
          <ChainLine hops={hops} onSource={goToSource} />
          {hops
            .filter((hop) => hop.mode ?? hop.basis ?? hop.cue)
            .map((hop, at) => (
              // oxlint-disable-next-line react/no-array-index-key -- a hop is its place in the chain
              <p key={at} className={css.hint}>
                <bdi>{hop.descriptor ?? hop.source}</bdi>
                {": "}
                {[hop.mode ? ui(`mode.${hop.mode}`) : "", hop.basis ? ui(`basis.${hop.basis}`) : ""]
                  .filter(Boolean)
                  .join(" · ")}
                {hop.cue ? (
                  <>
                    {hop.mode || hop.basis ? " · " : ""}
                    <q dir="auto">{hop.cue.quote}</q>
                  </>
                ) : null}
              </p>
            ))}
        </div>
      ))}

      {data.questions.length > 0 ? (
        <>
          <h3>{editor("questions")}</h3>
          {data.questions.map((question) => (
            <button key={question.id} type="button" className={css.link} onClick={() => goToQuestion(question.id)}>
              <bdi>{question.text}</bdi>
              <ArrowUpRight aria-hidden />
            </button>
          ))}
        </>
      ) : null}
      {data.slots.length > 0 ? (
        <>
          <h3>{editor("slots")}</h3>
          <dl className={css.slots}>
            {data.slots.map((slot, at) => (
              // oxlint-disable-next-line react/no-array-index-key -- a slot is its place among the slots
              <div key={at}>
                <dt>{editor(`slot.${slot.kind}`)}</dt>
                <dd dir="auto">{slot.text}</dd>
              </div>
            ))}
          </dl>
        </>
      ) : null}

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
      <GradeHistoryList assessments={data.assessments} />

      <h3>{relations("title")}</h3>
      <ClaimRelations claim={data} />

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
