import type { Output } from "../../app/contract/index.ts";
import { type Alike, CopyIndex, groupCopies } from "../../app/text/copies.ts";
import { isCredited } from "../../app/text/credits.ts";
import {
  areCopies,
  differingPlaces,
  likenessOf,
  shinglesInOrder,
  signatureOf,
  shinglesOf,
} from "../../app/text/minhash.ts";
import type { JobContext } from "../jobs.ts";
import { textOf } from "../store/articles.ts";
import { inBulk, transaction } from "../store/db.ts";
import {
  countProposals,
  type Dated,
  datedArticles,
  type Judged,
  lastArticle,
  type NewProposal,
  readJudged,
  replaceProposals,
} from "../store/family-proposals.ts";
import { nowText } from "../store/identity.ts";
import { keepSignature, type Loaded, loadSignatures, unsignedArticles } from "../store/signatures.ts";
import type { ReadDb, WriteDb } from "../store/sql.ts";

/** Milliseconds of work between two breaths. */
const BREATH = 8;
/** Signatures kept in one transaction. */
const BATCH = 100;
/** Shingles of texts that are held while pairs are compared: some 16 MB. */
const HELD = 4_000_000;
/** How many pairs are compared between two reports. */
const REPORT_EVERY = 50;

class Stopped extends Error {
  override name = "Stopped";
}

/**
 * Brings the signatures up to date, finds pairs that may be copies, compares their texts, and proposes families of those
 * that are. Nothing of it is evidence; the proposals before stay until there are new ones.
 */
export async function findFamilies(db: WriteDb, context: JobContext): Promise<Output<"articles.findFamilies">> {
  let breathedAt = performance.now();
  async function rest(): Promise<void> {
    if (performance.now() - breathedAt < BREATH) return;
    await context.breathe();
    breathedAt = performance.now();
    if (context.stopped()) throw new Stopped();
  }
  /** Goes through what works a part at a time. */
  async function through<Value>(parts: Generator<unknown, Value>): Promise<Value> {
    for (;;) {
      const step = parts.next();
      if (step.done) return step.value;
      await rest();
    }
  }

  const done = { read: 0, articles: 0 };
  try {
    done.read = await sign(db, context, rest);
    const newest = lastArticle(db);
    const loaded = await through(loadSignatures(db));
    done.articles = loaded.count;
    const alike = await compare(db, loaded, context, rest, through);
    const judged = readJudged(db);
    const groups = groupCopies(alike, distinctness(loaded.articles, judged));
    const proposals: NewProposal[] = [];
    for (const { members } of groups) {
      const proposal = propose(db, loaded, members, judged);
      if (proposal) proposals.push(proposal);
      await rest();
    }
    inBulk(db, () =>
      transaction(db, () => replaceProposals(db, proposals, { soughtAt: nowText(), lastArticle: newest })),
    );
  } catch (error) {
    if (!(error instanceof Stopped)) throw error;
    return { ...done, ...countProposals(db), stopped: true };
  }
  return { ...done, ...countProposals(db), stopped: false };
}

/** Writes the signatures that are missing; the ones that are written stay when it is stopped. */
async function sign(db: WriteDb, context: JobContext, rest: () => Promise<void>): Promise<number> {
  const wanted = unsignedArticles(db);
  let ready: { article: number; version: number; signature: ReturnType<typeof signatureOf> }[] = [];
  let kept = 0;
  const keep = (): void => {
    if (ready.length === 0) return;
    const batch = ready;
    ready = [];
    inBulk(db, () =>
      transaction(db, () => {
        for (const { article, version, signature } of batch) keepSignature(db, article, version, signature);
      }),
    );
    kept += batch.length;
  };
  try {
    for (const { article, version } of wanted) {
      ready.push({ article, version, signature: signatureOf(textOf(db, article, version)) });
      if (ready.length === BATCH) keep();
      context.report(kept, wanted.length, null);
      await rest();
    }
  } finally {
    keep();
  }
  return kept;
}

/** The pairs that are copies, each compared by all of its shingles. */
async function compare(
  db: ReadDb,
  loaded: Loaded,
  context: JobContext,
  rest: () => Promise<void>,
  through: <Value>(parts: Generator<unknown, Value>) => Promise<Value>,
): Promise<Alike[]> {
  const index = new CopyIndex(loaded);
  await through(index.build((place) => loaded.shingles[place] === 0));
  const pairs: { first: number; second: number }[] = [];
  for (const pair of index.pairs()) {
    if (pair) pairs.push(pair);
    await rest();
  }
  pairs.sort((a, b) => a.first - b.first || a.second - b.second);
  const shingles = heldShingles(db, loaded);
  const alike: Alike[] = [];
  for (const [at, { first, second }] of pairs.entries()) {
    const [a, b] = [shingles(first), shingles(second)];
    const likeness = likenessOf(a, b);
    // A piece is as good as alike, so that it does not lose its place in a group to what is less like it.
    if (areCopies(a, b, likeness))
      alike.push({ first, second, jaccard: Math.max(likeness.jaccard, likeness.firstIn / 2, likeness.secondIn / 2) });
    if (at % REPORT_EVERY === 0) context.report(at, pairs.length, null);
    await rest();
  }
  return alike;
}

/** The shingles of texts by place; of those asked for lately the ones that fit are held. */
function heldShingles(db: ReadDb, { articles, versions }: Loaded): (place: number) => Uint32Array {
  const held = new Map<number, Uint32Array>();
  let size = 0;
  return (place) => {
    const known = held.get(place);
    if (known) {
      held.delete(place);
      held.set(place, known);
      return known;
    }
    const made = shinglesOf(textOf(db, articles[place] as number, versions[place] as number));
    held.set(place, made);
    size += made.length;
    for (const [oldest, shingles] of held) {
      if (size <= HELD || oldest === place) break;
      held.delete(oldest);
      size -= shingles.length;
    }
    return made;
  };
}

/** Whether two articles, or the origins of their families, were said to be no copies. */
function distinctness(articles: Int32Array, judged: Judged): (first: number, second: number) => boolean {
  if (judged.distinctions.size === 0) return () => false;
  const names = (key: number): number[] => {
    const family = judged.families.get(key);
    const origin = family === undefined ? undefined : judged.origins.get(family);
    return origin === undefined || origin === key ? [key] : [key, origin];
  };
  const share = (a: number, b: number): boolean => {
    const known = judged.distinctions.get(b);
    return known !== undefined && [...(judged.distinctions.get(a) ?? [])].some((distinction) => known.has(distinction));
  };
  return (first, second) => {
    const [a, b] = [articles[first] as number, articles[second] as number];
    const family = judged.families.get(a);
    // A family that was made says more than what was said before it.
    if (family !== undefined && family === judged.families.get(b)) return false;
    return names(a).some((left) => names(b).some((right) => share(left, right)));
  };
}

/** A group as a proposal, with its origin; null where all of it is one family already. */
function propose(db: ReadDb, loaded: Loaded, members: readonly number[], judged: Judged): NewProposal | null {
  const places = new Map(members.map((place) => [loaded.articles[place] as number, place]));
  const keys = [...places.keys()];
  const families = new Set(keys.map((key) => judged.families.get(key) ?? -key));
  if (families.size < 2) return null;
  const dated = datedArticles(db, keys);
  const credits = (key: number): readonly string[] => loaded.credits.get(places.get(key) ?? -1) ?? [];
  const { origin, originReason } = originOf(dated, credits, judged);
  const shingles = (key: number): Uint32Array =>
    shinglesInOrder(textOf(db, key, loaded.versions[places.get(key) as number] as number));
  const originShingles = shingles(origin);
  const originSet = sortedSet(originShingles);
  return {
    origin,
    originReason,
    members: dated.map(({ article, outlet }) => {
      if (article === origin)
        return { article, likeness: 1, withinOrigin: 1, ofOrigin: 1, differences: 0, credits: null };
      const own = shingles(article);
      const { jaccard, firstIn, secondIn } = likenessOf(sortedSet(own), originSet);
      return {
        article,
        likeness: jaccard,
        withinOrigin: firstIn,
        ofOrigin: secondIn,
        differences: differingPlaces(own, originShingles),
        credits: creditedOutlet(dated, credits(article), outlet),
      };
    }),
  };
}

const sortedSet = (shingles: Uint32Array): Uint32Array => Uint32Array.from(new Set(shingles)).toSorted();

/** The outlet of another member that is credited; null where none is, or only its own. */
const creditedOutlet = (dated: readonly Dated[], names: readonly string[], own: string | null): string | null =>
  dated.find(({ outlet }) => outlet !== null && outlet !== own && isCredited(names, outlet))?.outlet ?? null;

/** In the order of publication; what has no date comes last, in the order in which it came in. */
const byDate = (a: Dated, b: Dated): number => {
  if (a.published === b.published) return a.article - b.article;
  if (a.published === null || b.published === null) return a.published === null ? 1 : -1;
  return a.published < b.published ? -1 : 1;
};

/** The origin that is proposed: that of a family they are in, else the credited one, else the earliest. */
export function originOf(
  dated: readonly Dated[],
  credits: (article: number) => readonly string[],
  judged: Pick<Judged, "families" | "origins">,
): Pick<NewProposal, "origin" | "originReason"> {
  const sorted = dated.toSorted(byDate);
  const standing = sorted.filter(({ article }) => {
    const family = judged.families.get(article);
    return family !== undefined && judged.origins.get(family) === article;
  });
  const [known, other] = standing;
  if (known && !other) return { origin: known.article, originReason: "family" };
  const counts = new Map<string, number>();
  for (const { article, outlet } of sorted) {
    const credited = creditedOutlet(sorted, credits(article), outlet);
    if (credited !== null) counts.set(credited, (counts.get(credited) ?? 0) + 1);
  }
  const [most] = [...counts].toSorted(([, a], [, b]) => b - a);
  const credited = most && sorted.find(({ outlet }) => outlet === most[0]);
  if (credited) return { origin: credited.article, originReason: "credited" };
  const [first] = sorted;
  if (!first) throw new RangeError("a proposal has members");
  return { origin: first.article, originReason: first.published === null ? "first-in" : "earliest" };
}
