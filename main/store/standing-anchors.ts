import { type ArticleToReview, placeAt, type StandingAnchor, standIn } from "../../app/articles/anchors.ts";
import { must } from "../../app/kernel/assert.ts";
import { type Anchor, makeAnchor } from "../../app/text/anchor.ts";
import { textOf } from "./articles.ts";
import type { HopValue } from "./claim-value.ts";
import { chainValues } from "./hops.ts";
import { all, first, integer, type ReadDb, type Row, text, textOrNull } from "./sql.ts";

/*
 * Marks that stand on another version of a text than the one that is read. Only articles with a second text are looked at,
 * and of each only its own spans.
 */

/** How many anchors of each kind stand on another version of article `a`. */
const COUNTS = `
  (SELECT count(*) FROM claim_spans s WHERE s.article = a.key AND s.version <> a.version) AS claims,
  (SELECT count(*) FROM annotations n WHERE n.article = a.key AND n.version <> a.version) AS annotations,
  (SELECT count(*) FROM claims c JOIN hops h ON h.claim = c.key
     WHERE c.article = a.key AND h.cue_version IS NOT NULL AND h.cue_version <> a.version) AS cues`;
/** Articles that have a second text, or the one of them that is asked for. */
const SECOND_TEXT = "SELECT DISTINCT t.article FROM text_versions t INDEXED BY text_versions_later WHERE t.number > 1";
const OF_ONE = "AND t.article = (SELECT key FROM articles WHERE id = ?)";

const toReview = (row: Row): ArticleToReview => ({
  id: text(row, "id"),
  title: text(row, "title"),
  outlet: textOrNull(row, "outlet"),
  version: String(integer(row, "version")),
  importedAt: text(row, "imported_at"),
  counts: { claim: integer(row, "claims"), annotation: integer(row, "annotations"), cue: integer(row, "cues") },
});

/** A window of the articles that have such marks, by title, and how many there are. */
export function articlesToReview(
  db: ReadDb,
  window: { articleId?: string | undefined; offset: number; limit: number },
): { total: number; rows: ArticleToReview[] } {
  const candidates = window.articleId === undefined ? SECOND_TEXT : `${SECOND_TEXT} ${OF_ONE}`;
  const counted = `SELECT a.key, a.id, a.title, a.title_key, a.outlet, a.version, v.imported_at, ${COUNTS}
    FROM (${candidates}) w JOIN articles a ON a.key = w.article
      JOIN text_versions v ON v.article = a.key AND v.number = a.version WHERE a.withdrawn = 0`;
  const wanted = window.articleId === undefined ? [] : [window.articleId];
  const rows = all(
    db,
    `SELECT * FROM (${counted}) WHERE claims + annotations + cues > 0 ORDER BY title_key, key`,
    wanted,
  );
  return { total: rows.length, rows: rows.slice(window.offset, window.offset + window.limit).map(toReview) };
}

/** The texts of an article's versions, each read once. */
function textsOf(db: ReadDb, article: number): (version: number) => string {
  const texts = new Map<number, string>();
  return (version) => {
    const known = texts.get(version) ?? textOf(db, article, version);
    texts.set(version, known);
    return known;
  };
}

const toAnchor = (row: Row): Anchor => ({
  start: integer(row, "start"),
  end: integer(row, "end"),
  quote: text(row, "quote"),
  prefix: text(row, "prefix"),
  suffix: text(row, "suffix"),
});

/** Where cue words stand in a text, which are anchored without their surroundings: those are in the text they were taken from. */
function standOfCue(cue: { start: number; end: number }, old: string, now: string): ReturnType<typeof standIn> {
  return standIn(makeAnchor(old, cue.start, cue.end), now);
}

/** All anchors of an article that stand on another version, in the order of the texts; null where there is no such article. */
export function standingAnchors(db: ReadDb, id: string): { version: string; anchors: StandingAnchor[] } | null {
  const article = first(db, "SELECT key, version FROM articles WHERE id = ? AND withdrawn = 0", [id]);
  if (!article) return null;
  const key = integer(article, "key");
  const version = integer(article, "version");
  const texts = textsOf(db, key);
  const noCues = { all: 0, follow: 0 };
  const stand = (row: Row, kind: StandingAnchor["kind"], anchor: Anchor, cues = noCues): StandingAnchor => ({
    kind,
    objectId: text(row, "id"),
    index: integer(row, "position"),
    label: textOrNull(row, "label"),
    version: String(integer(row, "version")),
    old: placeAt(texts(integer(row, "version")), anchor),
    ...standIn(anchor, texts(version)),
    cues,
  });

  const spans = all(
    db,
    `SELECT c.key, c.id, c.statement AS label, s.position, s.version, s.start, s."end", s.quote, s.prefix, s.suffix
     FROM claim_spans s JOIN claims c ON c.key = s.claim WHERE s.article = ? AND s.version <> ?`,
    [key, version],
  ).map((row) => {
    // Cues are of the first span's version.
    const isFirst = integer(row, "position") === 0;
    const cues = isFirst ? cuesWith(db, integer(row, "key"), integer(row, "version"), texts, version) : noCues;
    return stand(row, "claim", toAnchor(row), cues);
  });
  const annotations = all(
    db,
    `SELECT n.id, n.memo AS label, 0 AS position, n.version, n.start, n."end", n.quote, n.prefix, n.suffix
     FROM annotations n WHERE n.article = ? AND n.version <> ?`,
    [key, version],
  ).map((row) => stand(row, "annotation", toAnchor(row)));
  const cues = all(
    db,
    `SELECT c.id, c.statement AS label, h.cue_version AS version, h.cue_start AS start, h.cue_end AS "end",
       (SELECT count(*) FROM hops o WHERE o.claim = h.claim AND (o.chain, o.position) < (h.chain, h.position)) AS position
     FROM claims c JOIN hops h ON h.claim = c.key
     WHERE c.article = ? AND h.cue_version IS NOT NULL AND h.cue_version <> ?`,
    [key, version],
  ).map((row) => {
    const old = texts(integer(row, "version"));
    return stand(row, "cue", makeAnchor(old, integer(row, "start"), integer(row, "end")));
  });
  const anchors = [...spans, ...annotations, ...cues].toSorted(
    (a, b) => Number(b.version) - Number(a.version) || a.old.start - b.old.start || a.old.end - b.old.end,
  );
  return { version: String(version), anchors };
}

/** How many cues of a claim stand on this version, and how many of them would go with its first span. */
function cuesWith(
  db: ReadDb,
  claim: number,
  from: number,
  texts: (version: number) => string,
  to: number,
): StandingAnchor["cues"] {
  const { hops, furtherChains } = chainValues(db, claim);
  const cues = [hops, ...furtherChains]
    .flat()
    .flatMap(({ cue }) => (cue && (cue.version ?? from) === from ? [cue] : []));
  const follow = cues.filter((cue) => standOfCue(cue, texts(from), texts(to)).sameWords);
  return { all: cues.length, follow: follow.length };
}

/**
 * The chains of a claim whose first span goes from one version of an article to another. Cue words go with it where they
 * stand at one place in the same words; others keep their place in the version that they were marked in.
 * @returns the chains, and how many cues stayed
 */
export function takeCuesAlong(
  db: ReadDb,
  chains: readonly (readonly HopValue[])[],
  home: { article: number; from: number; to: number },
): { chains: HopValue[][]; left: number } {
  const texts = textsOf(db, home.article);
  let left = 0;
  const moved = chains.map((hops) =>
    hops.map((hop): HopValue => {
      if (!hop.cue) return hop;
      const from = hop.cue.version ?? home.from;
      if (from === home.to) return { ...hop, cue: { ...hop.cue, version: null } };
      const { places, sameWords } = standOfCue(hop.cue, texts(from), texts(home.to));
      if (!sameWords) {
        left += 1;
        return { ...hop, cue: { ...hop.cue, version: from } };
      }
      const { start, end, quote } = must(places[0], "what stands in the same words stands somewhere");
      return { ...hop, cue: { start, end, quote, version: null } };
    }),
  );
  return { chains: moved, left };
}
