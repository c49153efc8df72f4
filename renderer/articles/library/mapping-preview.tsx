import type { FileReading, RecordMapping } from "../../../app/articles/model.ts";
import { useRead } from "../../data/queries.ts";
import { useText } from "../../i18n/index.ts";
import { ErrorNotice } from "../../ui/index.ts";
import { useSettled } from "../importing/profiles.ts";
import { fieldsOf } from "./mapping.ts";

import css from "./library.module.css";

/** The first rows of a file, each column with what it is read as. */
export function RowsPreview({
  columns,
  rows,
  mapping,
}: {
  columns: readonly string[];
  rows: readonly (readonly string[])[];
  mapping: RecordMapping;
}) {
  const t = useText("library");
  return (
    // What scrolls is reached by keys.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <section className={css.preview} tabIndex={0} aria-label={t("preview")}>
      <table>
        <caption>{t("preview")}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column} scope="col" data-mapped={fieldsOf(mapping, column).length > 0 || undefined}>
                <bdi>{column}</bdi>
                <span>
                  {fieldsOf(mapping, column)
                    .map((field) => t(`record-${field}`))
                    .join(" · ")}
                </span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            // oxlint-disable-next-line react/no-array-index-key -- rows of a preview have no name and never move
            <tr key={index}>
              {row.map((cell, place) => (
                // oxlint-disable-next-line react/no-array-index-key -- as above
                <td key={place}>
                  <bdi>{cell.slice(0, 200)}</bdi>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

const shown = ["title", "outlet", "publishedAt", "author", "language"] as const;

/** The first articles as they would come in, read in earnest. */
export function ArticlesPreview({ file, reading }: { file: string; reading: FileReading }) {
  const t = useText("importing");
  const settled = useSettled(JSON.stringify(reading));
  const sample = useRead(
    "articles.previewReading",
    { file, reading: JSON.parse(settled) as FileReading },
    { keep: true },
  );
  if (sample.error) return <ErrorNotice error={sample.error} onRetry={() => void sample.refetch()} />;
  if (!sample.data) return null;
  const { articles, failed } = sample.data;
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- as above
    <section className={css.preview} tabIndex={0} aria-label={t("articles")}>
      <table>
        <caption>{t("articles")}</caption>
        <thead>
          <tr>
            {shown.map((field) => (
              <th key={field} scope="col">
                {t(`col-${field}`)}
              </th>
            ))}
            <th scope="col">{t("col-text")}</th>
          </tr>
        </thead>
        <tbody>
          {articles.map((article, index) => (
            // oxlint-disable-next-line react/no-array-index-key -- as above
            <tr key={index}>
              {shown.map((field) => (
                <td key={field}>
                  <bdi>{article[field] ?? "–"}</bdi>
                </td>
              ))}
              <td>
                <bdi>{article.beginning}</bdi>
              </td>
            </tr>
          ))}
          {failed.map((failure, index) => (
            // oxlint-disable-next-line react/no-array-index-key -- as above
            <tr key={`failed-${index}`}>
              <td colSpan={shown.length + 1} className={css.needed}>
                {t("articlesFailed")} <bdi>{failure.message}</bdi>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
