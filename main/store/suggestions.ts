import { onOtherLayout } from "../../app/search/layouts.ts";
import type { Suggestion } from "../../app/search/model.ts";
import { wordsTyped } from "../../app/search/query.ts";
import { mostChange, spellingCost } from "../../app/search/spelling.ts";
import { fold, foldText, unfoldRange } from "../../app/text/fold.ts";
import { queryTokens, stem } from "../../app/text/stem.ts";
import { textOfStored } from "./body-encoding.ts";
import { all, bytes, first, integer, type ReadDb, text } from "./sql.ts";
import type { Vocabulary } from "./vocabulary.ts";

/** Words that as many articles have, or fewer, may have been meant otherwise. */
const FEW = 2;
/** What is proposed instead is in this many times as many articles. */
const TIMES = 3;
/** Words proposed for one. */
const MOST = 3;
/** Stems compared in how many articles have them. */
const WEIGHED = 12;
/** Articles in which a word is looked for as it stands there. */
const LOOKED_AT = 20;
const SHORTEST = 3;

const COUNT = "SELECT count(*) AS articles FROM article_words WHERE article_words MATCH ?";

/** How many articles have stems, one after the other. */
function articlesWith(db: ReadDb, stems: readonly string[]): number {
  const row = first(db, COUNT, [`"${stems.join(" ")}"`]);
  return row ? integer(row, "articles") : 0;
}

const stemsOf = (words: string): string[] => queryTokens(words).map((token) => token.stem);

/**
 * Other words for those of a query that next to no article has: words of the texts that are written nearly so, and what
 * the same keys write on the other keyboard layout. A query that is wrong is read for slips of the layout only.
 */
export function suggestionsFor(db: ReadDb, vocabulary: Vocabulary, query: string): Suggestion[] {
  const suggestions: Suggestion[] = [];
  const isTaken = (start: number, end: number): boolean =>
    suggestions.some((other) => other.start < end && start < other.end);
  // Punctuation is letters on the other layout: what stands between spaces is taken whole.
  for (const { 0: typed, index } of query.matchAll(/[^\s"“”„‟«»():*]+(?![^\s]*:)/gu)) {
    const start = index + (typed.startsWith("-") ? 1 : 0);
    const word = query.slice(start, index + typed.length);
    const stems = stemsOf(word);
    const articles = stems.length === 0 ? 0 : articlesWith(db, stems);
    if (articles > FEW) continue;
    const words = otherLayout(db, word).filter((one) => one.articles > articles * TIMES);
    if (words.length > 0) suggestions.push({ start, end: start + word.length, typed: word, articles, words });
  }
  for (const { start, end } of wordsTyped(query)) {
    const typed = query.slice(start, end);
    const [token, ...more] = queryTokens(typed);
    if (!token || more.length > 0 || isTaken(start, end) || token.folded.length < SHORTEST) continue;
    const articles = articlesWith(db, [token.stem]);
    if (articles > FEW) continue;
    const words = alike(db, vocabulary, token.folded).filter((one) => one.articles > articles * TIMES);
    if (words.length > 0) suggestions.push({ start, end, typed, articles, words: words.slice(0, MOST) });
  }
  return suggestions.toSorted((a, b) => a.start - b.start);
}

type Proposed = Suggestion["words"][number];

function otherLayout(db: ReadDb, typed: string): Proposed[] {
  if (!/\p{L}/u.test(typed)) return [];
  const found = onOtherLayout(typed).flatMap((word): Proposed[] => {
    const stems = stemsOf(word);
    // One letter is a word by chance.
    if (stems.length === 0 || foldText(word).trim().length < SHORTEST) return [];
    const articles = articlesWith(db, stems);
    return articles === 0
      ? []
      : [{ word: asWritten(db, foldText(word).trim(), stems) ?? word, reason: "layout", articles }];
  });
  return found.toSorted((a, b) => b.articles - a.articles).slice(0, MOST);
}

/** A slip is likelier than a rare word: one a hundred times as frequent makes up for more than half an edit. */
const weight = (cost: number, count: number): number => cost - Math.log10(count + 1) * 0.3;

/** Words of the texts that are written nearly so; those of one slip are looked at first, and are nearly always enough. */
function alike(db: ReadDb, vocabulary: Vocabulary, folded: string): Proposed[] {
  const most = mostChange(folded.length);
  const near = alikeWithin(db, vocabulary, folded, Math.min(most, 1), 1);
  return near.length > 0 || most <= 1 ? near : alikeWithin(db, vocabulary, folded, most, 2);
}

function alikeWithin(db: ReadDb, vocabulary: Vocabulary, folded: string, most: number, edits: number): Proposed[] {
  const own = stem(folded);
  /** The best form of each stem. */
  const best = new Map<string, { word: string; cost: number; count: number }>();
  for (const number of vocabulary.alike(folded, edits)) {
    const word = vocabulary.word(number);
    const cost = spellingCost(folded, word, most);
    if (cost === Infinity) continue;
    const stemmed = stem(word);
    const count = vocabulary.count(number);
    const known = best.get(stemmed);
    if (stemmed === own || (known && (known.cost < cost || (known.cost === cost && known.count >= count)))) continue;
    best.set(stemmed, { word, cost, count });
  }
  return [...best]
    .toSorted(([, a], [, b]) => weight(a.cost, a.count) - weight(b.cost, b.count))
    .slice(0, WEIGHED)
    .map(([stemmed, { word, cost }]) => ({ word, stemmed, cost, articles: articlesWith(db, [stemmed]) }))
    .filter(({ articles }) => articles > 0)
    .toSorted((a, b) => weight(a.cost, a.articles) - weight(b.cost, b.articles))
    .slice(0, MOST)
    .map(({ word, stemmed, articles }) => ({
      word: asWritten(db, word, [stemmed]) ?? word,
      reason: "spelling" as const,
      articles,
    }));
}

const TEXTS_WITH = `SELECT a.title, v.body FROM article_words w CROSS JOIN articles a ON a.key = w.rowid
  CROSS JOIN text_versions v ON v.article = a.key AND v.number = a.version
  WHERE w.article_words MATCH ? LIMIT ?`;

/** A folded word or phrase as it stands in one of the texts that have it, with its seats and marks. */
function asWritten(db: ReadDb, word: string, stems: readonly string[]): string | null {
  for (const row of all(db, TEXTS_WITH, [`"${stems.join(" ")}"`, LOOKED_AT]))
    for (const words of [text(row, "title"), textOfStored(bytes(row, "body"))]) {
      const folded = fold(words);
      const at = ` ${folded.text} `.indexOf(` ${word} `);
      if (at === -1) continue;
      const { start, end } = unfoldRange(folded, at, at + word.length);
      return words.slice(start, end).replaceAll(/\p{Cf}+/gu, "");
    }
  return null;
}
