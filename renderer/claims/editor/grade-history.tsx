import { useRead } from "../../data/queries.ts";
import { useText } from "../../i18n/index.ts";
import { GradeHistoryList } from "../grade-history.tsx";

import css from "./editor.module.css";

/** How the grades of the claim came about, folded where it is long. */
export function GradeHistory({ claimId }: { claimId: string }) {
  const t = useText("editor");
  const { data } = useRead("claims.get", { id: claimId });
  if (!data) return null;
  return (
    <details className={css.history} open={data.assessments.length > 0 && data.assessments.length <= 4}>
      <summary>{t("history")}</summary>
      <GradeHistoryList assessments={data.assessments} />
    </details>
  );
}
