import type { Annotation } from "../../app/annotations/model.ts";
import { z } from "../../app/kernel/schema.ts";
import { objectTable } from "./object-table.ts";
import { all, first, integer, type ReadDb, type Row, run, text, textOrNull } from "./sql.ts";
import { setTags, tagIdsOf, tagsOf } from "./tags.ts";

export const AnnotationValue = z.object({
  articleId: z.string(),
  version: z.number().int(),
  start: z.number().int(),
  end: z.number().int(),
  quote: z.string(),
  prefix: z.string(),
  suffix: z.string(),
  memo: z.string().nullable(),
  tags: z.array(z.string()),
  createdAt: z.string(),
  createdBy: z.string(),
});
export type AnnotationValue = z.infer<typeof AnnotationValue>;

const COLUMNS = `n.key, n.id, a.id AS article_id, n.version, n.start, n."end", n.quote, n.prefix, n.suffix, n.memo,
  n.created_at, n.created_by`;

const toValue = (row: Row, tags: string[]): AnnotationValue => ({
  articleId: text(row, "article_id"),
  version: integer(row, "version"),
  start: integer(row, "start"),
  end: integer(row, "end"),
  quote: text(row, "quote"),
  prefix: text(row, "prefix"),
  suffix: text(row, "suffix"),
  memo: textOrNull(row, "memo"),
  tags,
  createdAt: text(row, "created_at"),
  createdBy: text(row, "created_by"),
});

export const annotationObject = objectTable(AnnotationValue, {
  read(db, id) {
    const row = first(db, `SELECT ${COLUMNS} FROM annotations n JOIN articles a ON a.key = n.article WHERE n.id = ?`, [
      id,
    ]);
    return row && toValue(row, tagIdsOf(db, "annotation", integer(row, "key")));
  },
  write(db, id, value) {
    run(db, "DELETE FROM annotations WHERE id = ?", [id]);
    if (value === null) return;
    const { key } = run(
      db,
      `INSERT INTO annotations
         (id, article, version, start, "end", quote, prefix, suffix, memo, created_at, created_by)
       VALUES (?, (SELECT key FROM articles WHERE id = ?), ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      [
        id,
        value.articleId,
        value.version,
        value.start,
        value.end,
        value.quote,
        value.prefix,
        value.suffix,
        value.memo,
        value.createdAt,
        value.createdBy,
      ],
    );
    setTags(db, "annotation", key, value.tags);
  },
  label: (value) => value.quote.slice(0, 80).toWellFormed(),
});

function toAnnotation(db: ReadDb, row: Row): Annotation {
  const { articleId, version, start, end, quote, memo, createdAt, createdBy } = toValue(row, []);
  const tags = tagsOf(db, "annotation", integer(row, "key"));
  return {
    id: text(row, "id"),
    articleId,
    version: String(version),
    start,
    end,
    quote,
    memo,
    tags,
    createdAt,
    createdBy,
  };
}

export function annotationsOf(db: ReadDb, articleId: string): Annotation[] {
  return all(
    db,
    `SELECT ${COLUMNS} FROM articles a JOIN annotations n ON n.article = a.key WHERE a.id = ? ORDER BY n.version, n.start`,
    [articleId],
  ).map((row) => toAnnotation(db, row));
}

export function findAnnotation(db: ReadDb, id: string): Annotation | null {
  const row = first(db, `SELECT ${COLUMNS} FROM annotations n JOIN articles a ON a.key = n.article WHERE n.id = ?`, [
    id,
  ]);
  return row && toAnnotation(db, row);
}
