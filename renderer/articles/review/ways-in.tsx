import { FileDiff } from "lucide-react";

import type { ArticleToReview } from "../../../app/articles/anchors.ts";
import { useRead } from "../../data/queries.ts";
import { useFormats } from "../../i18n/formats.ts";
import { useText } from "../../i18n/index.ts";
import { useView } from "../../state/view.ts";
import { Button, useKeys } from "../../ui/index.ts";

import css from "./review.module.css";

/** How many marks of an article stand on an earlier text. */
export const marksOf = ({ counts }: ArticleToReview): number => counts.claim + counts.annotation + counts.cue;

/** The key that leads to the review from where there is something to review. */
function useReviewKey(articleId: string | null, enabled: boolean): void {
  const t = useText("review");
  const goToReview = useView((view) => view.goToReview);
  useKeys({ "g v": { run: () => goToReview(articleId), label: t("title") } }, { enabled, group: t("title") });
}

/** In the library, where there is something to review: the way to it. */
export function ReviewButton() {
  const t = useText("review");
  const formats = useFormats();
  const goToReview = useView((view) => view.goToReview);
  const total = useRead("articles.anchorsToReview", { limit: 1 }).data?.total ?? 0;
  useReviewKey(null, total > 0);
  if (total === 0) return null;
  return (
    <Button keys="g v" icon={<FileDiff aria-hidden />} onPress={() => goToReview(null)}>
      {t("button", { n: formats.number(total) })}
    </Button>
  );
}

/** In the header of an article: that marks of it stand on an earlier text. */
export function ReviewLine({ articleId }: { articleId: string }) {
  const t = useText("review");
  const formats = useFormats();
  const goToReview = useView((view) => view.goToReview);
  const [row] = useRead("articles.anchorsToReview", { articleId, limit: 1 }, { keep: true }).data?.rows ?? [];
  const isDue = row !== undefined && row.id === articleId;
  useReviewKey(articleId, isDue);
  if (!isDue) return null;
  const count = marksOf(row);
  return (
    <div className={css.line}>
      <FileDiff aria-hidden />
      <span>{t("line", { count, n: formats.number(count) })}</span>
      <Button small keys="g v" onPress={() => goToReview(articleId)}>
        {t("review")}
      </Button>
    </div>
  );
}
