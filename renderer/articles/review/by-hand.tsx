import type { Article, Range } from "../../../app/articles/model.ts";
import { useText } from "../../i18n/index.ts";
import { useView } from "../../state/view.ts";
import { Button, notify, useKeys } from "../../ui/index.ts";
import { useReanchor } from "./use-reanchor.ts";

import css from "./review.module.css";

/** Longer quotes are cut where they are only named. */
const NAMED = 160;

/** In the reader, while the words of a mark are selected by hand: Enter takes what is selected, Escape goes back. */
export function ByHand({ article, range }: { article: Article; range: Range | null }) {
  const wanted = useView((view) => view.byHand);
  const isHere = wanted?.articleId === article.id && wanted.version === article.version;
  return isHere ? <Asking wanted={wanted} range={range} /> : null;
}

function Asking({ wanted, range }: { wanted: NonNullable<View["byHand"]>; range: Range | null }) {
  const t = useText("review");
  const goToReview = useView((view) => view.goToReview);
  const { take, isPending } = useReanchor();
  const back = (): void => goToReview(wanted.articleId);
  const takeSelected = (): void => {
    if (range === null) notify({ text: t("handNone") });
    else if (!isPending)
      take(wanted.articleId, wanted.version, [{ ...wanted.mark, start: range.start, end: range.end }], back);
  };
  useKeys(
    {
      Enter: {
        // A button that has the focus takes its own Enter.
        run: () => (document.activeElement instanceof HTMLButtonElement ? false : takeSelected()),
        label: t("take"),
        changes: true,
      },
      Escape: { run: back, label: t("cancel") },
    },
    { group: t("handTitle") },
  );
  const { quote } = wanted;
  const named = quote.length > NAMED ? `${quote.slice(0, NAMED).toWellFormed()}…` : quote;
  return (
    <section className={css.hand} aria-label={t("handTitle")}>
      <p dir="auto" aria-live="polite">
        {t("handText", { quote: `\u2068“${named}”\u2069` })}
      </p>
      <Button small tone="primary" keys="Enter" changes isDisabled={range === null || isPending} onPress={takeSelected}>
        {t("take")}
      </Button>
      <Button small keys="Escape" onPress={back}>
        {t("cancel")}
      </Button>
    </section>
  );
}

type View = ReturnType<typeof useView.getState>;
