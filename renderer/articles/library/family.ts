import type { ArticleRow } from "../../../app/articles/model.ts";

/** In the order in which they were published; what has no date, last; then as they came in. */
export const byDate = (a: ArticleRow, b: ArticleRow): number => {
  if (a.publishedAt !== b.publishedAt) {
    if (a.publishedAt === null) return 1;
    if (b.publishedAt === null) return -1;
    return a.publishedAt < b.publishedAt ? -1 : 1;
  }
  return a.importedAt < b.importedAt ? -1 : a.importedAt > b.importedAt ? 1 : 0;
};

/** The origin that is proposed: where one family's origin is among them, that one, else the earliest. */
export function proposedOrigin(rows: readonly ArticleRow[]): string | null {
  const origins = rows.filter(({ family }) => family?.isOrigin);
  return (origins.length === 1 ? origins[0] : rows.toSorted(byDate)[0])?.id ?? null;
}
