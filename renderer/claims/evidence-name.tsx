import { FileText, Quote } from "lucide-react";

import type { Evidence } from "../../app/sources/model.ts";
import { useRead } from "../data/queries.ts";
import { useText } from "../i18n/index.ts";
import { useView } from "../state/view.ts";

import css from "./grade-history.module.css";

/** What a grade rests on, by its words; it leads there. */
export function EvidenceName({ evidence }: { evidence: Evidence }) {
  const t = useText("editor");
  const openArticle = useView((view) => view.openArticle);
  const isClaim = evidence.kind === "claim";
  const claim = useRead("claims.get", { id: evidence.id }, { enabled: isClaim });
  const article = useRead("articles.get", { id: evidence.id }, { enabled: !isClaim });
  const span = claim.data?.spans[0];
  const isGone = (isClaim ? claim : article).isError;
  const name = isClaim ? (claim.data?.statement ?? span?.quote) : article.data?.title;
  const Sign = isClaim ? Quote : FileText;
  if (isGone) return <span className={css.gone}>{t("evidenceGone")}</span>;
  return (
    <button
      type="button"
      className={css.evidence}
      title={name}
      onClick={() => {
        if (claim.data && span)
          openArticle(claim.data.articleId, {
            claimId: claim.data.id,
            version: span.version,
            span: { start: span.start, end: span.end },
          });
        else if (article.data) openArticle(article.data.id);
      }}
    >
      <Sign aria-hidden />
      <bdi>{name ?? "…"}</bdi>
    </button>
  );
}
