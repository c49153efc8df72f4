import { useMemo } from "react";

import type { ArticleRow } from "../../../app/articles/model.ts";
import { useRead } from "../../data/queries.ts";
import { useFormats } from "../../i18n/formats.ts";
import { useText } from "../../i18n/index.ts";
import { ErrorNotice } from "../../ui/index.ts";
import { differencesOf, type Paragraph, type Row } from "./differences.ts";

import css from "./copies.module.css";

/** Rows to be drawn: with what is the same, or with a line in its place that says how much that is. */
export function foldSame(rows: readonly Row[], showsSame: boolean): (Row | number)[] {
  const folded: (Row | number)[] = [];
  for (const row of rows) {
    const last = folded.at(-1);
    if (showsSame || !row.isSame) folded.push(row);
    else if (typeof last === "number") folded[folded.length - 1] = last + row.left.length;
    else folded.push(row.left.length);
  }
  return folded;
}

/** Paragraphs of one side; what the other side has not is marked by more than its colour. */
function SideCell({ paragraphs, isLeft }: { paragraphs: readonly Paragraph[]; isLeft: boolean }) {
  const Mark = isLeft ? "del" : "ins";
  return (
    <div className={css.cell}>
      {paragraphs.map(({ direction, pieces }, at) => (
        // Paragraphs are drawn anew with the text that they are of.
        // oxlint-disable-next-line react/no-array-index-key
        <p key={at} dir={direction} className={css.words}>
          {pieces.map(({ text, isOnlyHere }, piece) =>
            // oxlint-disable-next-line react/no-array-index-key
            isOnlyHere ? <Mark key={piece}>{text}</Mark> : <span key={piece}>{text}</span>,
          )}
        </p>
      ))}
    </div>
  );
}

function SideHead({ article, sign }: { article: ArticleRow; sign: string | null }) {
  const t = useText("copies");
  const formats = useFormats();
  return (
    <div className={css.sideHead}>
      <strong>
        <bdi>{article.title}</bdi>
      </strong>
      <span className={css.hint}>
        {sign === null ? "" : `${sign} · `}
        <bdi>{article.outlet ?? t("noOutlet")}</bdi>
        {" · "}
        {article.publishedAt === null ? t("noDate") : formats.date(article.publishedAt)}
      </span>
    </div>
  );
}

/** The origin and one copy side by side, word by word. */
export function Comparison({ origin, copy, showsSame }: { origin: ArticleRow; copy: ArticleRow; showsSame: boolean }) {
  const t = useText("copies");
  const formats = useFormats();
  const left = useRead("articles.get", { id: origin.id });
  const right = useRead("articles.get", { id: copy.id });
  const [a, b] = [left.data?.text, right.data?.text];
  const rows = useMemo(() => (a === undefined || b === undefined ? undefined : differencesOf(a, b)), [a, b]);
  const error = left.error ?? right.error;
  if (error) return <ErrorNotice error={error} />;
  return (
    // What is longer than the window is scrolled by keys too.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <section className={css.comparison} aria-label={t("compared")} tabIndex={0}>
      <div className={css.pair}>
        <SideHead article={origin} sign={t("origin")} />
        <SideHead article={copy} sign={null} />
      </div>
      {rows === null ? <p className={css.hint}>{t("tooLong")}</p> : null}
      {rows?.every(({ isSame }) => isSame) ? <p className={css.hint}>{t("noDifference")}</p> : null}
      {foldSame(rows ?? [], showsSame).map((row, at) =>
        typeof row === "number" ? (
          // oxlint-disable-next-line react/no-array-index-key
          <p key={at} className={css.folded}>
            {t("sameParagraphs", { count: row, n: formats.number(row) })}
          </p>
        ) : (
          // oxlint-disable-next-line react/no-array-index-key
          <div key={at} className={css.pair}>
            <SideCell paragraphs={row.left} isLeft />
            <SideCell paragraphs={row.right} isLeft={false} />
          </div>
        ),
      )}
    </section>
  );
}
