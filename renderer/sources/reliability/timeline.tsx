import { useState } from "react";

import type { Assessment, Source } from "../../../app/sources/model.ts";
import { useFormats } from "../../i18n/formats.ts";
import { useText } from "../../i18n/index.ts";
import { Button, GradeBadge, useReasonWords } from "../../ui/index.ts";
import { EvidenceLinks, useOpenEvidence } from "./evidence.tsx";
import { type Lane, laneUp, shareTime } from "./lanes.ts";

import css from "./reliability.module.css";

/** Letters drawn on a line; older ones stand in the list below it. */
const onLine = 9;
/** Letters of single claims listed at first. */
const atFirst = 10;

/** The letters of a source over time: in general, on each topic, and those that were given for single claims. */
export function Timeline({ source }: { source: Source }) {
  const t = useText("reliability");
  const { lanes, claims } = laneUp(source.assessments);
  return (
    <section className={css.section} aria-label={t("history")}>
      {lanes.map((lane) => (
        <LaneView key={lane.topic ?? ""} lane={lane} />
      ))}
      {claims.length === 0 ? null : <ClaimLetters assessments={claims} />}
    </section>
  );
}

function LaneView({ lane: { topic, assessments } }: { lane: Lane }) {
  const t = useText("reliability");
  return (
    <section className={css.lane}>
      <h3 dir="auto">{topic === null ? t("scope-general") : t("scope-topic", { topic: `\u2068${topic}\u2069` })}</h3>
      {assessments.length === 0 ? <p className={css.hint}>{t("noHistory")}</p> : null}
      {assessments.length > 1 ? <TimeLine assessments={assessments} /> : null}
      <ol className={css.history}>
        {assessments.map((assessment) => (
          <Entry key={assessment.id} assessment={assessment} />
        ))}
      </ol>
    </section>
  );
}

/** One lane drawn from its oldest letter to the one that stands, longer where a letter stood longer. */
function TimeLine({ assessments }: { assessments: readonly Assessment[] }) {
  const t = useText("reliability");
  const formats = useFormats();
  const [now] = useState(() => new Date().toISOString());
  const shown = assessments.slice(0, onLine).toReversed();
  const shares = shareTime(
    shown.map(({ at }) => at),
    now,
  );
  return (
    <ol className={css.line} aria-label={t("overTime")}>
      {shown.map((assessment, index) => (
        <li
          key={assessment.id}
          style={{ flexGrow: shares[index] }}
          data-superseded={assessment.supersededBy !== null || undefined}
        >
          <GradeBadge axis="reliability" value={assessment.value} size="small" />
          <span className={css.lineDate}>{formats.date(assessment.at)}</span>
        </li>
      ))}
    </ol>
  );
}

function Entry({ assessment }: { assessment: Assessment }) {
  const t = useText("reliability");
  const formats = useFormats();
  const reasons = useReasonWords();
  const isSuperseded = assessment.supersededBy !== null;
  return (
    <li data-superseded={isSuperseded || undefined}>
      <span className={css.badge}>
        <GradeBadge axis="reliability" value={assessment.value} />
      </span>
      <div className={css.entry}>
        {assessment.reasonCode === null ? null : <p className={css.code}>{reasons(assessment.reasonCode)}</p>}
        {assessment.reason === null ? null : (
          <p>
            <bdi>{assessment.reason}</bdi>
          </p>
        )}
        {assessment.reason === null && assessment.reasonCode === null ? (
          <p className={css.hint}>{t("withoutReason")}</p>
        ) : null}
        <EvidenceLinks evidence={assessment.evidence} />
        <p className={css.hint}>
          {t("by", { analyst: `\u2068${assessment.analyst.name}\u2069`, when: formats.dateTime(assessment.at) })}
          {" · "}
          {t(isSuperseded ? "superseded" : "stands")}
          {assessment.blind ? ` · ${t("blind")}` : null}
        </p>
      </div>
    </li>
  );
}

/** A letter for one claim says nothing of the source: these are listed by themselves, each leading to its claim. */
function ClaimLetters({ assessments }: { assessments: readonly Assessment[] }) {
  const t = useText("reliability");
  const formats = useFormats();
  const open = useOpenEvidence();
  const [shown, setShown] = useState(atFirst);
  return (
    <details className={css.claims}>
      <summary>{t("claimLetters", { count: assessments.length, n: formats.number(assessments.length) })}</summary>
      <ol className={css.history}>
        {assessments.slice(0, shown).map((assessment) => (
          <li key={assessment.id} data-superseded={assessment.supersededBy !== null || undefined}>
            <span className={css.badge}>
              <GradeBadge axis="reliability" value={assessment.value} size="small" />
            </span>
            <div className={css.entry}>
              {assessment.reason === null ? null : (
                <p>
                  <bdi>{assessment.reason}</bdi>
                </p>
              )}
              <p className={css.hint}>
                {t("by", { analyst: `\u2068${assessment.analyst.name}\u2069`, when: formats.dateTime(assessment.at) })}
                {" · "}
                <button
                  type="button"
                  className={css.link}
                  onClick={() => {
                    if (assessment.claimId !== null) void open({ kind: "claim", id: assessment.claimId });
                  }}
                >
                  {t("openClaim")}
                </button>
              </p>
            </div>
          </li>
        ))}
      </ol>
      {shown < assessments.length ? (
        <Button small tone="quiet" onPress={() => setShown(shown + 50)}>
          {t("more")}
        </Button>
      ) : null}
    </details>
  );
}
