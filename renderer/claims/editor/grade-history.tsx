import type { Assessment } from "../../../app/sources/model.ts";
import { useRead } from "../../data/queries.ts";
import { useFormats } from "../../i18n/formats.ts";
import { useText } from "../../i18n/index.ts";
import { GradeBadge } from "../../ui/index.ts";

import css from "./editor.module.css";

/** Every act of grading of a claim, newest first: value, reason, who, when. Nothing is ever overwritten. */
export function GradeHistory({ claimId }: { claimId: string }) {
  const t = useText("editor");
  const { data } = useRead("claims.get", { id: claimId });
  if (!data) return null;
  return (
    <details className={css.history} open={data.assessments.length > 0 && data.assessments.length <= 4}>
      <summary>{t("history")}</summary>
      {data.assessments.length === 0 ? <p className={css.hint}>{t("historyNone")}</p> : null}
      <ol>
        {data.assessments.map((assessment) => (
          <HistoryLine key={assessment.id} assessment={assessment} />
        ))}
      </ol>
    </details>
  );
}

function HistoryLine({ assessment }: { assessment: Assessment }) {
  const t = useText("editor");
  const formats = useFormats();
  return (
    <li>
      <GradeBadge axis={assessment.axis} value={assessment.value} size="small" />
      <span className={css.historyText}>
        <span dir="auto" className={assessment.reason ? undefined : css.hint}>
          {assessment.reason ?? t("withoutReason")}
          {assessment.insisted ? ` (${t("insisted")})` : null}
        </span>
        <span className={css.hint}>
          {t("historyLine", { analyst: assessment.analyst.name, date: formats.dateTime(assessment.at) })}
        </span>
      </span>
    </li>
  );
}
