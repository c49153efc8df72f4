import type { Claim, ClaimWithHistory, LookReason, Span } from "../../app/claims/model.ts";
import { must } from "../../app/kernel/assert.ts";
import { wallTime } from "../../app/kernel/clock.ts";
import { canonicalJson } from "../../app/kernel/json.ts";
import { sortKey } from "../../app/text/names.ts";
import { articleKey } from "./articles.ts";
import { assessmentsOfClaim } from "./assessments.ts";
import {
  byClaim,
  questionIdsOf,
  questionsOfAll,
  relationCountsOfAll,
  slotsOfAll,
  slotValues,
  writeQuestions,
  writeSlots,
} from "./claim-parts.ts";
import { ClaimValue, type SpanValue } from "./claim-value.ts";
import { chainsOfAll, chainValues, writeChains } from "./hops.ts";
import { nowText } from "./identity.ts";
import { LOOK_CONTRADICTION, LOOK_NEW_ORIGIN, refreshLook } from "./looks.ts";
import { objectTable } from "./object-table.ts";
import { corroborating } from "./origins.ts";
import { indexClaim, unindexClaim } from "./search.ts";
import { takeUses } from "./source-uses.ts";
import { all, first, integer, type ReadDb, type Row, run, text, textOrNull, type WriteDb } from "./sql.ts";
import { setTags, tagIdsOf, tagsOfAll } from "./tags.ts";
import { touchClaim } from "./touched-claims.ts";

const toSpan = (row: Row): SpanValue => ({
  articleId: text(row, "article_id"),
  version: integer(row, "version"),
  start: integer(row, "start"),
  end: integer(row, "end"),
  quote: text(row, "quote"),
  prefix: text(row, "prefix"),
  suffix: text(row, "suffix"),
});

const SPANS = `SELECT s.claim, a.id AS article_id, s.version, s.start, s."end", s.quote, s.prefix, s.suffix
  FROM json_each(?) w CROSS JOIN claim_spans s ON s.claim = w.value JOIN articles a ON a.key = s.article
  ORDER BY s.claim, s.position`;

const readSpans = (db: ReadDb, key: number): SpanValue[] => byClaim(db, SPANS, [key], toSpan).get(key) ?? [];

/** A claim as the ledger keeps it; null where there is none. */
export function valueOfClaim(db: ReadDb, id: string): ClaimValue | null {
  const row = first(db, "SELECT key, statement, event_date, memo, created_at, created_by FROM claims WHERE id = ?", [
    id,
  ]);
  if (!row) return null;
  const key = integer(row, "key");
  return {
    spans: readSpans(db, key),
    statement: textOrNull(row, "statement"),
    ...chainValues(db, key),
    slots: slotValues(db, key),
    questions: questionIdsOf(db, key),
    tags: tagIdsOf(db, "claim", key),
    eventDate: textOrNull(row, "event_date"),
    memo: textOrNull(row, "memo"),
    createdAt: text(row, "created_at"),
    createdBy: text(row, "created_by"),
  };
}

export const claimObject = objectTable(ClaimValue, {
  read: valueOfClaim,
  write(db, id, value, before) {
    const row = first(db, "SELECT key, article FROM claims WHERE id = ?", [id]);
    const key = row && integer(row, "key");
    const articles = new Set<number>(row ? [integer(row, "article")] : []);
    if (value !== null) {
      const known = ClaimValue.safeParse(before);
      const home = writeClaim(db, id, key, value, known.success ? known.data : null);
      if (key !== null && articles.has(home)) return;
      articles.add(home);
    } else if (key !== null) {
      unindexClaim(db, key);
      touchClaim(db, key);
      writeQuestions(db, key, []);
      takeUses(db, key);
      run(db, "DELETE FROM claims WHERE key = ?", [key]);
    }
    for (const article of articles)
      run(
        db,
        "UPDATE articles SET claims = (SELECT count(*) FROM claims c WHERE c.article = articles.key) WHERE key = ?",
        [article],
      );
  },
  label: (value) => (value.statement ?? value.spans[0]?.quote ?? "").slice(0, 120).toWellFormed(),
});

/**
 * Writes a claim, or of one that is there only what changed: each part lies on pages of its own, and every page that is
 * written is one more to bring to the disk while an analyst waits.
 * @returns the key of the article that the claim counts to
 */
function writeClaim(
  db: WriteDb,
  id: string,
  known: number | null,
  value: ClaimValue,
  before: ClaimValue | null,
): number {
  const changed = (...parts: (keyof ClaimValue)[]): boolean =>
    known === null ||
    before === null ||
    parts.some((part) => canonicalJson(before[part]) !== canonicalJson(value[part]));
  const home = must(value.spans[0], "a claim has a span");
  const article = must(articleKey(db, home.articleId), `article ${home.articleId} is there`);
  const quote = quoteOf(value.spans);
  const statementKey = sortKey((value.statement ?? quote).slice(0, 200));
  const key =
    known ??
    run(
      db,
      `INSERT INTO claims (id, article, start, statement, event_date, memo, created_at, created_by, updated_at, statement_key)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      [
        id,
        article,
        home.start,
        value.statement,
        value.eventDate,
        value.memo,
        value.createdAt,
        value.createdBy,
        nowText(),
        statementKey,
      ],
    ).key;
  if (known !== null)
    run(
      db,
      "UPDATE claims SET statement = ?, event_date = ?, memo = ?, updated_at = ?, statement_key = ? WHERE key = ?",
      [value.statement, value.eventDate, value.memo, nowText(), statementKey, key],
    );
  if (known !== null && changed("spans"))
    run(db, "UPDATE claims SET article = ?, start = ? WHERE key = ?", [article, home.start, key]);
  if (changed("spans")) writeSpans(db, key, value.spans);
  if (changed("hops", "furtherChains")) {
    writeChains(db, key, value);
    // Its origins count for it, and for what it corroborates.
    for (const each of [key, ...corroborating(db, key).map((other) => other.key)]) refreshLook(db, each);
  }
  if (changed("slots")) writeSlots(db, key, value.slots);
  if (changed("questions")) writeQuestions(db, key, value.questions);
  if (changed("tags")) setTags(db, "claim", key, value.tags);
  if (changed("statement", "spans", "memo"))
    indexClaim(db, key, { statement: value.statement, quote, memo: value.memo });
  touchClaim(db, key);
  return article;
}

function writeSpans(db: WriteDb, key: number, spans: SpanValue[]): void {
  run(db, "DELETE FROM claim_spans WHERE claim = ?", [key]);
  for (const [position, each] of spans.entries())
    run(
      db,
      `INSERT INTO claim_spans (claim, position, article, version, start, "end", quote, prefix, suffix)
       VALUES (?, ?, (SELECT key FROM articles WHERE id = ?), ?, ?, ?, ?, ?, ?)`,
      [key, position, each.articleId, each.version, each.start, each.end, each.quote, each.prefix, each.suffix],
    );
}

/** The words by which a claim is found; null where it is gone. */
export function wordsOfClaim(
  db: ReadDb,
  key: number,
): { statement: string | null; quote: string; memo: string | null } | null {
  const row = first(db, "SELECT statement, memo FROM claims WHERE key = ?", [key]);
  if (!row) return null;
  const quote = quoteOf(readSpans(db, key));
  return { statement: textOrNull(row, "statement"), quote, memo: textOrNull(row, "memo") };
}

/** The quotes of several spans as one text. */
const quoteOf = (spans: SpanValue[]): string => spans.map((span) => span.quote).join(" … ");

const COLUMNS = `c.key, c.id, a.id AS article_id, a.title, a.outlet, c.statement, c.reliability, c.credibility,
  c.without_reason, c.reliability_clock, c.credibility_clock, c.reliability_by, c.credibility_by, c.look,
  o.reliability AS origin_reliability, o.reliability_clock AS origin_clock, c.event_date, c.memo, c.created_at,
  c.created_by, c.updated_at`;
const FROM = "FROM claims c JOIN articles a ON a.key = c.article LEFT JOIN sources o ON o.key = c.origin";

/** Whole claims from their rows; the parts of all are fetched together. */
function toClaims(db: ReadDb, rows: readonly Row[]): Claim[] {
  const keys = rows.map((row) => integer(row, "key"));
  const spans = byClaim(db, SPANS, keys, toSpan);
  const chains = chainsOfAll(db, keys);
  const slots = slotsOfAll(db, keys);
  const questions = questionsOfAll(db, keys);
  const relations = relationCountsOfAll(db, keys);
  const tags = tagsOfAll(db, "claim", keys);
  return rows.map((row, index) => {
    const key = keys[index] ?? 0;
    return {
      ...toClaim(row),
      spans: (spans.get(key) ?? []).map(toShownSpan),
      ...must(chains.get(key) ?? null, `chains of claim ${key}`),
      slots: slots.get(key) ?? [],
      questions: questions.get(key) ?? [],
      relations: relations.get(key) ?? {},
      tags: tags.get(key) ?? [],
    };
  });
}

const toShownSpan = ({ articleId, version, start, end, quote }: SpanValue): Span => ({
  articleId,
  version: String(version),
  start,
  end,
  quote,
});

/** When a grade was given, from the ledger's clock. */
const timeOf = (clock: string | null): string | null => clock && new Date(wallTime(clock)).toISOString();

/** What the row of a claim says by itself. */
function toClaim(
  row: Row,
): Omit<Claim, "spans" | "hops" | "furtherChains" | "slots" | "questions" | "relations" | "tags"> {
  const withoutReason = integer(row, "without_reason");
  return {
    id: text(row, "id"),
    articleId: text(row, "article_id"),
    articleTitle: text(row, "title"),
    outlet: textOrNull(row, "outlet"),
    statement: textOrNull(row, "statement"),
    reliability: textOrNull(row, "reliability"),
    credibility: textOrNull(row, "credibility"),
    withoutReason: { reliability: (withoutReason & 1) !== 0, credibility: (withoutReason & 2) !== 0 },
    originReliability: textOrNull(row, "origin_reliability"),
    gradedAt: {
      reliability: timeOf(textOrNull(row, "reliability_clock")),
      credibility: timeOf(textOrNull(row, "credibility_clock")),
    },
    gradedBy: { reliability: textOrNull(row, "reliability_by"), credibility: textOrNull(row, "credibility_by") },
    look: looksOf(row),
    eventDate: textOrNull(row, "event_date"),
    memo: textOrNull(row, "memo"),
    createdAt: text(row, "created_at"),
    createdBy: text(row, "created_by"),
    updatedAt: text(row, "updated_at"),
  };
}

function looksOf(row: Row): LookReason[] {
  const bits = integer(row, "look");
  const [letter, letterNow] = [textOrNull(row, "reliability"), textOrNull(row, "origin_reliability")];
  const [given, givenNow] = [textOrNull(row, "reliability_clock"), textOrNull(row, "origin_clock")];
  const isRegraded = letter !== null && letterNow !== null && letter !== letterNow && (givenNow ?? "") > (given ?? "");
  const reasons: LookReason[] = [];
  if (bits & LOOK_CONTRADICTION) reasons.push("contradiction");
  if (bits & LOOK_NEW_ORIGIN) reasons.push("new-origin");
  if (isRegraded) reasons.push("regraded");
  return reasons;
}

export function findClaim(db: ReadDb, id: string): Claim | null {
  const row = first(db, `SELECT ${COLUMNS} ${FROM} WHERE c.id = ?`, [id]);
  return row && (toClaims(db, [row])[0] ?? null);
}

/** The grades that stand; null is *not graded*. */
export function currentGrades(db: ReadDb, id: string): Pick<Claim, "reliability" | "credibility"> {
  const row = must(first(db, "SELECT reliability, credibility FROM claims WHERE id = ?", [id]), `claim ${id}`);
  return { reliability: textOrNull(row, "reliability"), credibility: textOrNull(row, "credibility") };
}

export function findClaimWithHistory(db: ReadDb, id: string): ClaimWithHistory | null {
  const row = first(db, `SELECT ${COLUMNS} ${FROM} WHERE c.id = ?`, [id]);
  const claim = row && toClaims(db, [row])[0];
  return row && claim ? { ...claim, assessments: assessmentsOfClaim(db, integer(row, "key")) } : null;
}

/** The claims with these keys, in their order. */
export function claimsByKeys(db: ReadDb, keys: readonly number[]): Claim[] {
  const sql = `SELECT ${COLUMNS} FROM json_each(?) w CROSS JOIN claims c ON c.key = w.value
    JOIN articles a ON a.key = c.article LEFT JOIN sources o ON o.key = c.origin`;
  const rows = new Map(all(db, sql, [JSON.stringify(keys)]).map((row) => [integer(row, "key"), row]));
  return toClaims(
    db,
    keys.map((key) => must(rows.get(key) ?? null, `claim ${key}`)),
  );
}

/** The ids of the claims with these keys, in their order. */
export function claimIds(db: ReadDb, keys: readonly number[]): string[] {
  const rows = all(db, "SELECT c.id FROM json_each(?) w CROSS JOIN claims c ON c.key = w.value ORDER BY w.key", [
    JSON.stringify(keys),
  ]);
  return must(rows.length === keys.length ? rows : null, "every claim of the list").map((row) => text(row, "id"));
}

/** All claims with a span in an article, by position. */
export function claimsOf(db: ReadDb, articleId: string): Claim[] {
  const rows = all(
    db,
    `SELECT ${COLUMNS} ${FROM} WHERE c.key IN (
       SELECT s.claim FROM claim_spans s JOIN articles x ON x.key = s.article WHERE x.id = ?) ORDER BY c.start, c.key`,
    [articleId],
  );
  return toClaims(db, rows);
}
