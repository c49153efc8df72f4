import { EyeOff } from "lucide-react";

import type { Assessment } from "../../app/sources/model.ts";
import { useFormats } from "../i18n/formats.ts";
import { useText } from "../i18n/index.ts";
import { GradeBadge, useReasonWords } from "../ui/index.ts";
import { EvidenceName } from "./evidence-name.tsx";

import css from "./grade-history.module.css";

/** Every act of grading, newest first, with all that was said for it; what a later one took the place of is paler. */
export function GradeHistoryList({ assessments }: { assessments: readonly Assessment[] }) {
  const t = useText("editor");
  const formats = useFormats();
  const words = useReasonWords();
  if (assessments.length === 0) return <p className={css.none}>{t("historyNone")}</p>;
  return (
    <ol className={css.list}>
      {assessments.map((assessment) => {
        const { reasonCode, reason, supersededBy } = assessment;
        return (
          <li key={assessment.id} data-superseded={supersededBy === null ? undefined : true}>
            <GradeBadge axis={assessment.axis} value={assessment.value} size="small" />
            <div className={css.said}>
              {reasonCode === null ? null : <p className={css.code}>{words(reasonCode)}</p>}
              {reason === null ? null : <p dir="auto">{reason}</p>}
              {reasonCode === null && reason === null ? <p className={css.aside}>{t("bare")}</p> : null}
              {assessment.evidence.length > 0 ? (
                <p className={css.evidences}>
                  {assessment.evidence.map((evidence) => (
                    <EvidenceName key={evidence.id} evidence={evidence} />
                  ))}
                </p>
              ) : null}
              {assessment.insisted === null ? null : <p className={css.aside}>{t("insisted")}</p>}
              <p className={css.aside}>
                {[
                  t("historyLine", {
                    analyst: `\u2068${assessment.analyst.name}\u2069`,
                    date: formats.dateTime(assessment.at),
                  }),
                  assessment.blind ? t("blind") : null,
                  supersededBy === null ? t("current") : t("superseded"),
                ]
                  .filter(Boolean)
                  .join(" · ")}
                {assessment.blind ? <EyeOff aria-hidden className={css.sign} /> : null}
              </p>
            </div>
          </li>
        );
      })}
    </ol>
  );
}
