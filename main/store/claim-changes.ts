import type { ClaimColumn, ClaimGrouping } from "../../app/claims/model.ts";
import { canonicalJson, type Json } from "../../app/kernel/json.ts";
import type { Change } from "../../app/ledger/model.ts";
import { AssessmentValue } from "./assessments.ts";
import { integers, type ReadDb } from "./sql.ts";

/** What of a list of claims an act has made untrue, beside the claims that it wrote. */
export interface Effect {
  /** Sources by id that may be read as another one, or have another letter. */
  readonly sources: ReadonlySet<string>;
  /** Claims by key that show something else. */
  readonly claims: ReadonlySet<number>;
  /** Columns by which claims are in another order. */
  readonly orders: ReadonlySet<ClaimColumn>;
  /** Groupings of which groups bear other names, or have other members. */
  readonly groups: ReadonlySet<ClaimGrouping>;
}

/** Reads from the changes of an act what of a list follows from other objects than claims. */
export function effectOf(db: ReadDb, changes: readonly Change[]): Effect {
  const sources = new Set<string>();
  const articles = new Set<string>();
  const orders = new Set<ClaimColumn>();
  const groups = new Set<ClaimGrouping>();
  for (const { kind, id, before, after } of changes) {
    const differs = (...fields: string[]): boolean =>
      fields.some((field) => canonicalJson(fieldOf(before, field)) !== canonicalJson(fieldOf(after, field)));
    if (kind === "source" && before !== null) {
      sources.add(id);
      if (differs("names", "mergedIntoId")) {
        orders.add("origin");
        groups.add("origin").add("source");
      }
    } else if (kind === "assessment") {
      const value = AssessmentValue.safeParse(after ?? before);
      if (value.success && value.data.claimId === null && value.data.sourceId !== null)
        sources.add(value.data.sourceId);
    } else if (kind === "tag" && before !== null) {
      if (differs("name", "parentId")) {
        orders.add("tags");
        groups.add("tag");
      }
    } else if (kind === "question" && before !== null) {
      if (differs("text")) groups.add("question");
    } else if (kind === "article" && before !== null) {
      if (differs("title")) {
        orders.add("article");
        groups.add("article");
      }
      if (differs("outlet", "publishedAt")) articles.add(id);
    }
  }
  const claims = articles.size > 0 ? new Set(claimsOfArticles(db, [...articles])) : new Set<number>();
  return { sources, claims, orders, groups };
}

function fieldOf(value: Json, field: string): Json {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value[field] ?? null) : null;
}

const claimsOfArticles = (db: ReadDb, ids: readonly string[]): number[] =>
  integers(
    db,
    `SELECT c.key FROM json_each(?) w CROSS JOIN articles a ON a.id = w.value JOIN claims c ON c.article = a.key`,
    [JSON.stringify(ids)],
  );
