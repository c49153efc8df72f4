import type { RelationKind } from "../claims/model.ts";

/** Whether a relation says of both claims the same: two are related so once, whichever was named first. */
export const holdsBothWays = (kind: RelationKind): boolean => kind === "corroborates" || kind === "contradicts";
