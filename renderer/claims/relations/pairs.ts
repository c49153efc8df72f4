/** A relation from one claim to another. */
export interface Pair {
  fromId: string;
  toId: string;
}

/** Most relations that one act makes. */
export const mostPairs = 1000;

/** All claims related to one. @param isFrom true: the one is where the relations run from */
export const starOf = (ids: readonly string[], centre: string, isFrom: boolean): Pair[] =>
  ids.filter((id) => id !== centre).map((id) => (isFrom ? { fromId: centre, toId: id } : { fromId: id, toId: centre }));

/** Each claim related to each other, once. */
export const allPairs = (ids: readonly string[]): Pair[] =>
  ids.flatMap((fromId, i) => ids.slice(i + 1).map((toId) => ({ fromId, toId })));
