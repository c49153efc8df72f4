import { foldText } from "../text/fold.ts";
import type { Origin } from "./model.ts";

/** The last hop of one of a claim's chains; its source is the one it is read as, once merges are followed. */
export interface ChainEnd {
  readonly sourceId: string | null;
  readonly source: string | null;
  readonly descriptor: string | null;
  readonly isOwnReporting: boolean;
}

/** What is known of a claim to say which origins it goes back to. */
export interface OriginClaim {
  readonly id: string;
  /** One a chain, the first chain's first: that is the origin which the letter on the claim is about. */
  readonly ends: readonly ChainEnd[];
  /** The articles that its spans stand in. */
  readonly articles: readonly string[];
  /** The sources that bear the name of its article's outlet; null where the article names none. */
  readonly outletIds: readonly string[] | null;
  /** The family of its article: the outlet of the family's origin, and the source that bears its name. */
  readonly family: { readonly id: string; readonly label: string; readonly outletId: string | null } | null;
}

/** One claim repeats another: it has the other's origin, so that it corroborates nothing. */
export interface Repeat {
  readonly fromId: string;
  readonly toId: string;
}

/** Which origins claims go back to. */
export interface Origins {
  /** All distinct ones, in the order in which the claims bring them. */
  readonly all: readonly Origin[];
  /** Those of a claim, its first chain's first. */
  of(claimId: string): readonly Origin[];
}

/** The key under which origins that are one are found: one of a name, or one unnamed, in whatever spelling. */
function originOfEnd(claim: OriginClaim, end: ChainEnd): Origin {
  const isOwn =
    claim.outletIds === null ? end.isOwnReporting : end.sourceId !== null && claim.outletIds.includes(end.sourceId);
  if (isOwn && claim.family) {
    const { id, label, outletId } = claim.family;
    return {
      key: outletId === null ? `family:${id}` : `source:${outletId}`,
      kind: "family",
      label,
      sourceId: outletId,
    };
  }
  if (end.sourceId !== null)
    return { key: `source:${end.sourceId}`, kind: "source", label: end.source ?? "", sourceId: end.sourceId };
  const descriptor = end.descriptor ?? "";
  const folded = foldText(descriptor).split(" ").filter(Boolean).join(" ");
  return { key: `unnamed:${folded}`, kind: "unnamed", label: descriptor, sourceId: null };
}

/**
 * The origins of claims (`domain.md`, "origin"): the last hop of each chain, where a family's articles count as its origin
 * article's outlet, and what repeats a claim has that claim's origin, for every claim that goes back to either. An unnamed
 * origin is known by its descriptor alone: two that are described alike are never taken for two.
 *
 * @param claims those asked about, with every claim that they repeat or that repeats them
 */
export function resolveOrigins(claims: readonly OriginClaim[], repeats: readonly Repeat[]): Origins {
  const origins = new Map<string, Origin>();
  const parents = new Map<string, string>();
  const keys = new Map<string, readonly string[]>();
  const root = (key: string): string => {
    let at = key;
    for (let up = parents.get(at); up !== undefined; up = parents.get(at)) at = up;
    return at;
  };

  for (const claim of claims) {
    const own = claim.ends.map((end) => originOfEnd(claim, end));
    for (const origin of own)
      // Copies are collapsed in an origin as soon as one of its claims stands in a copy.
      if (!origins.has(origin.key) || origin.kind === "family") origins.set(origin.key, origin);
    keys.set(
      claim.id,
      own.map(({ key }) => key),
    );
  }
  for (const { fromId, toId } of repeats) {
    const [from, to] = [keys.get(fromId), keys.get(toId)].map((own) => own?.map(root) ?? []);
    const [first, second] = [from?.[0], to?.[0]];
    if (first === undefined || second === undefined || from?.some((key) => to?.includes(key))) continue;
    parents.set(first, second);
  }

  const of = (claimId: string): Origin[] =>
    [...new Set((keys.get(claimId) ?? []).map(root))].flatMap((key) => origins.get(key) ?? []);
  const all = new Map(claims.flatMap(({ id }) => of(id)).map((origin) => [origin.key, origin]));
  return { all: [...all.values()], of };
}

/** What a claim rests on: the distinct origins of these claims, and the one that they all go back to where it is one. */
export function countOrigins(
  claims: readonly OriginClaim[],
  origins: Origins,
): { origins: Origin[]; repeated: string | null; articles: number } {
  const distinct = new Map(claims.flatMap(({ id }) => origins.of(id)).map((origin) => [origin.key, origin]));
  const [only, ...others] = distinct.values();
  return {
    origins: [...distinct.values()],
    repeated: only && others.length === 0 && claims.length > 1 ? only.label : null,
    articles: new Set(claims.flatMap(({ articles }) => articles)).size,
  };
}
