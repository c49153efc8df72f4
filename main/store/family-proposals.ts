import type { FamilyProposal, OriginReason } from "../../app/articles/copies.ts";
import { articleRows } from "./articles.ts";
import { sha256Hex } from "./identity.ts";
import { all, first, integer, integers, oneOf, type ReadDb, run, text, textOrNull, type WriteDb } from "./sql.ts";

const REASONS = ["family", "credited", "earliest", "first-in"] as const satisfies readonly OriginReason[];

/** A family that is proposed, by the keys of its articles. */
export interface NewProposal {
  readonly origin: number;
  readonly originReason: OriginReason;
  readonly members: readonly {
    readonly article: number;
    readonly likeness: number;
    readonly withinOrigin: number;
    readonly ofOrigin: number;
    readonly differences: number;
    readonly credits: string | null;
  }[];
}

/** Puts new proposals in the place of the ones before. A proposal of the same articles keeps its id. */
export function replaceProposals(
  db: WriteDb,
  proposals: readonly NewProposal[],
  search: { soughtAt: string; lastArticle: number },
): void {
  run(db, "DELETE FROM family_proposals");
  for (const { origin, originReason, members } of proposals) {
    const articles = members.map(({ article }) => article).toSorted((a, b) => a - b);
    const { key } = run(db, "INSERT INTO family_proposals (id, origin, origin_reason, size) VALUES (?, ?, ?, ?)", [
      sha256Hex(articles.join(" ")).slice(0, 20),
      origin,
      originReason,
      members.length,
    ]);
    for (const member of members)
      run(
        db,
        `INSERT INTO family_proposal_members (proposal, article, likeness, within_origin, of_origin, differences, credits)
         VALUES (?, ?, ?, ?, ?, ?, ?)`,
        [
          key,
          member.article,
          member.likeness,
          member.withinOrigin,
          member.ofOrigin,
          member.differences,
          member.credits,
        ],
      );
  }
  run(db, "INSERT OR REPLACE INTO family_searches (one, sought_at, last_article) VALUES (1, ?, ?)", [
    search.soughtAt,
    search.lastArticle,
  ]);
}

/** What is not judged: two articles at least are there, not all in one family, no two said to be no copies. */
const OPEN = `FROM family_proposals p WHERE
  (SELECT count(*) > 1 AND count(DISTINCT ifnull(f.family, -m.article)) > 1
   FROM family_proposal_members m JOIN articles a ON a.key = m.article AND a.withdrawn = 0
   LEFT JOIN family_members f ON f.article = m.article WHERE m.proposal = p.key)
  AND NOT EXISTS (SELECT 1 FROM family_proposal_members m JOIN distinct_articles d ON d.article = m.article
    WHERE m.proposal = p.key GROUP BY d.distinction HAVING count(*) > 1)
  AND EXISTS (SELECT 1 FROM articles a WHERE a.key = p.origin AND a.withdrawn = 0)`;

function readProposal(db: ReadDb, key: number): FamilyProposal {
  const head = first(
    db,
    `SELECT p.id, p.origin_reason, a.id AS origin_id FROM family_proposals p JOIN articles a ON a.key = p.origin WHERE p.key = ?`,
    [key],
  );
  const rows = all(
    db,
    `SELECT m.article, m.likeness, m.within_origin, m.of_origin, m.differences, m.credits
     FROM family_proposal_members m JOIN family_proposals p ON p.key = m.proposal
     JOIN articles a ON a.key = m.article AND a.withdrawn = 0
     WHERE m.proposal = ? ORDER BY a.key <> p.origin, a.published_key IS NULL, a.published_key, a.key`,
    [key],
  );
  const articles = articleRows(
    db,
    Int32Array.from(rows, (row) => integer(row, "article")),
  );
  return {
    id: text(head ?? {}, "id"),
    originId: text(head ?? {}, "origin_id"),
    originReason: oneOf(head ?? {}, "origin_reason", REASONS),
    members: articles.flatMap((article, index) => {
      const row = rows[index] ?? {};
      return {
        article,
        likeness: integer(row, "likeness"),
        withinOrigin: integer(row, "within_origin"),
        ofOrigin: integer(row, "of_origin"),
        differences: integer(row, "differences"),
        credits: textOrNull(row, "credits"),
      };
    }),
  };
}

/** A window of the proposals that are not judged, the largest first. */
export function listProposals(
  db: ReadDb,
  { offset, limit }: { offset: number; limit: number },
): { total: number; rows: FamilyProposal[]; soughtAt: string | null; unsought: number } {
  const keys = integers(db, `SELECT p.key ${OPEN} ORDER BY p.size DESC, p.key`);
  const search = first(
    db,
    `SELECT sought_at, (SELECT count(*) FROM articles a WHERE a.key > s.last_article AND a.withdrawn = 0) AS unsought
     FROM family_searches s`,
  );
  const there = first(db, "SELECT count(*) AS count FROM articles WHERE withdrawn = 0");
  return {
    total: keys.length,
    rows: keys.slice(offset, offset + limit).map((key) => readProposal(db, key)),
    soughtAt: search && text(search, "sought_at"),
    unsought: search ? integer(search, "unsought") : integer(there ?? {}, "count"),
  };
}

/** How many proposals wait to be judged, and how many articles are in them. */
export function countProposals(db: ReadDb): { proposals: number; proposed: number } {
  const row = first(db, `SELECT count(*) AS proposals, ifnull(sum(p.size), 0) AS proposed ${OPEN}`) ?? {};
  return { proposals: integer(row, "proposals"), proposed: integer(row, "proposed") };
}

/** A proposal that is not judged; null where there is none of this id. */
export function findProposal(db: ReadDb, id: string): FamilyProposal | null {
  const [key] = integers(db, `SELECT p.key ${OPEN} AND p.id = ?`, [id]);
  return key === undefined ? null : readProposal(db, key);
}

/** What has been judged of articles: the family of each that is in one, and who are said to be no copies of whom. */
export interface Judged {
  /** Article to the key of its family, and family to the key of its origin. */
  readonly families: ReadonlyMap<number, number>;
  readonly origins: ReadonlyMap<number, number>;
  /** Article to the keys of its distinctions. */
  readonly distinctions: ReadonlyMap<number, ReadonlySet<number>>;
}

export function readJudged(db: ReadDb): Judged {
  const families = new Map<number, number>();
  const origins = new Map<number, number>();
  for (const row of all(
    db,
    "SELECT m.article, m.family, f.origin FROM family_members m JOIN families f ON f.key = m.family",
  )) {
    families.set(integer(row, "article"), integer(row, "family"));
    origins.set(integer(row, "family"), integer(row, "origin"));
  }
  const distinctions = new Map<number, Set<number>>();
  for (const row of all(db, "SELECT article, distinction FROM distinct_articles")) {
    const article = integer(row, "article");
    const known = distinctions.get(article);
    if (known) known.add(integer(row, "distinction"));
    else distinctions.set(article, new Set([integer(row, "distinction")]));
  }
  return { families, origins, distinctions };
}

/** What decides which of some articles is the origin. */
export interface Dated {
  readonly article: number;
  readonly outlet: string | null;
  /** The UTC key by which dates sort. */
  readonly published: string | null;
}

export const datedArticles = (db: ReadDb, articles: readonly number[]): Dated[] =>
  articles.flatMap((article) =>
    all(db, "SELECT outlet, published_key FROM articles WHERE key = ?", [article]).map((row) => ({
      article,
      outlet: textOrNull(row, "outlet"),
      published: textOrNull(row, "published_key"),
    })),
  );

/** The key of the newest article. */
export const lastArticle = (db: ReadDb): number =>
  integer(first(db, "SELECT ifnull(max(key), 0) AS last FROM articles") ?? {}, "last");
