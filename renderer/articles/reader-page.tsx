import "./reader/highlights.css";
import { BookOpenText } from "lucide-react";
import { useRef, useState } from "react";

import { useRead } from "../data/queries.ts";
import { useText } from "../i18n/index.ts";
import { type ReaderTarget, useView } from "../state/view.ts";
import { Button, EmptyState, ErrorNotice } from "../ui/index.ts";
import { ListingPane } from "./reader/listing-pane.tsx";
import { Reading } from "./reader/reading.tsx";
import type { ReaderSlots } from "./reader/slots.ts";
import { useWidth } from "./reader/use-width.ts";

import css from "./reader-page.module.css";

export type { ReaderSlots } from "./reader/slots.ts";

/** Least width of the page at which the list of articles stands beside the text without being asked for, in pixels. */
const wideEnough = 1180;

/** The reader: what there is, what is read, what is known about it. */
export function ReaderPage(slots: ReaderSlots) {
  const t = useText("reader");
  const target = useView((view) => view.reader);
  if (!target)
    return (
      <EmptyState
        icon={<BookOpenText aria-hidden />}
        title={t("nothingTitle")}
        action={<Button onPress={() => useView.getState().go("library")}>{t("toLibrary")}</Button>}
      >
        {t("nothingText")}
      </EmptyState>
    );
  return <OpenArticle target={target} {...slots} />;
}

const alone = { previous: null, next: null, index: null, total: 0 };

function OpenArticle({ target, ...slots }: ReaderSlots & { target: ReaderTarget }) {
  const page = useRef<HTMLDivElement | null>(null);
  const width = useWidth(page);
  const [wish, setWish] = useState<boolean | null>(null);
  const article = useRead("articles.get", {
    id: target.articleId,
    ...(target.version === undefined ? {} : { version: target.version }),
  });
  const neighbours = useRead("articles.neighbours", { ...target.from, id: target.articleId }, { keep: true });
  const isListShown = wish ?? width >= wideEnough;

  return (
    <div className={css.page} ref={page}>
      {isListShown ? (
        <ListingPane
          target={target}
          index={neighbours.data?.index ?? null}
          total={neighbours.data?.total ?? 0}
          onHide={() => setWish(false)}
        />
      ) : null}
      <div className={css.main}>
        {article.error ? <ErrorNotice error={article.error} onRetry={() => void article.refetch()} /> : null}
        {article.data ? (
          <Reading
            key={`${article.data.id}:${article.data.version}`}
            article={article.data}
            target={target}
            neighbours={neighbours.data ?? alone}
            isListShown={isListShown}
            onShowList={() => setWish(true)}
            {...slots}
          />
        ) : null}
      </div>
    </div>
  );
}
