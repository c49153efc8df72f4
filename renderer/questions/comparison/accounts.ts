import type { Claim, RelationKind, SlotKind } from "../../../app/claims/model.ts";
import type { CellValue, Comparison, Relation } from "../../../app/questions/model.ts";
import { likeness, type Value, valueOf } from "../../../app/questions/values.ts";

/** One thing that an origin says: what the analyst stands on, pins, and relates to another. */
export interface Account extends Omit<CellValue, "group"> {
  /** Accounts of one line with the same number say the same; null where nothing can be compared. */
  group: number | null;
}

/** One line of the comparison: a slot, or at its end what has no slot. */
export interface Line {
  key: string;
  /** Null: claims without slots, each by its statement. */
  kind: SlotKind | null;
  unit: string | null;
  differs: boolean;
  /** One a column, in their order. */
  cells: { lit: boolean; accounts: Account[] }[];
}

/** Where the analyst stands; `line` -1 is the head of a column, `column` -1 the head of a line. */
export interface Place {
  line: number;
  column: number;
  account: number;
}

/** Kinds that hold between accounts that differ; the others between those that say the same. */
const differing: ReadonlySet<RelationKind> = new Set(["contradicts", "updates", "narrows"]);

/** Kinds that hold both ways. */
const mutual: ReadonlySet<RelationKind> = new Set(["contradicts", "corroborates"]);

export const statementOf = (claim: Claim): string => claim.statement ?? claim.spans[0]?.quote ?? "";

/** What a claim without slots says is its statement. */
const accountOf = (claim: Claim): Account => ({
  text: statementOf(claim),
  number: null,
  bound: null,
  unit: null,
  date: null,
  claimIds: [claim.id],
  group: null,
});

/** The lines of a comparison: its slots, and last the claims that have none. */
export function linesOf({ rows, columns, claims }: Comparison): Line[] {
  const lines: Line[] = rows.map((row) => ({
    key: `${row.kind}:${row.unit ?? ""}`,
    kind: row.kind,
    unit: row.unit,
    differs: row.differs,
    cells: row.cells.map(({ lit, values }) => ({ lit, accounts: values })),
  }));
  const bare = new Map(claims.filter(({ slots }) => slots.length === 0).map((claim) => [claim.id, claim]));
  if (bare.size === 0) return lines;
  const cells = columns.map(({ claimIds }) => ({
    lit: false,
    accounts: claimIds.flatMap((id) => bare.get(id) ?? []).map((claim) => accountOf(claim)),
  }));
  return [...lines, { key: "none", kind: null, unit: null, differs: false, cells }];
}

export const accountAt = (lines: readonly Line[], place: Place): Account | undefined =>
  lines[place.line]?.cells[place.column]?.accounts[place.account];

export type Pairing =
  | { ok: true; from: Account; to: Account; fromId: string; toId: string }
  | { ok: false; why: "no-account" | "same-claim" | "no-other" }
  | { ok: false; why: "many-others"; count: number };

/**
 * Which two accounts a key relates: the one that the analyst stands on and the pinned one; without a pin the only other
 * one of the line that differs from it (contradicts, updates, narrows) or says the same (corroborates, repeats).
 */
export function pairOf(lines: readonly Line[], kind: RelationKind, at: Place, pin: Place | null): Pairing {
  const from = accountAt(lines, at);
  if (from === undefined) return { ok: false, why: "no-account" };
  if (pin !== null) {
    const to = accountAt(lines, pin);
    return to === undefined ? { ok: false, why: "no-other" } : claimsOf(from, to);
  }
  const line = lines[at.line];
  const others =
    line === undefined || line.kind === null || from.group === null ? [] : othersOf(line, line.kind, kind, from, at);
  const [to] = others;
  if (to === undefined) return { ok: false, why: "no-other" };
  if (others.length > 1) return { ok: false, why: "many-others", count: others.length };
  return claimsOf(from, to);
}

/** Read once for each account: a line may hold hundreds, and every step asks which of them differ. */
const values = new WeakMap<Account, Value>();
function valueOfAccount(account: Account, kind: SlotKind): Value {
  const known = values.get(account);
  if (known) return known;
  const { text, number, bound, unit, date } = account;
  const value = valueOf({ kind, text, number, bound, unit, date, sourceId: null });
  values.set(account, value);
  return value;
}

/** The accounts of a line that a relation of this kind can run to from one of them. */
function othersOf(line: Line, slot: SlotKind, kind: RelationKind, from: Account, at: Place): Account[] {
  const all = line.cells.flatMap(({ accounts }, column) =>
    accounts.filter((_account, index) => column !== at.column || index !== at.account),
  );
  if (!differing.has(kind)) {
    const own = line.cells[at.column]?.accounts ?? [];
    return all.filter((account) => account.group === from.group && !own.includes(account));
  }
  const own = valueOfAccount(from, slot);
  const apart = all
    .filter((account) => account.group !== from.group)
    .map((account) => ({ account, likeness: likeness(own, valueOfAccount(account, slot)) }));
  const differs = apart.filter(({ likeness: how }) => how === "differs");
  // What may both be true contradicts nothing, but the one may be the other, later or closer.
  return (differs.length > 0 || kind === "contradicts" ? differs : apart).map(({ account }) => account);
}

/** The earliest claim of each account; where they share it, the next one. */
function claimsOf(from: Account, to: Account): Pairing {
  for (const fromId of from.claimIds) {
    const toId = to.claimIds.find((id) => id !== fromId);
    if (toId !== undefined) return { ok: true, from, to, fromId, toId };
  }
  return { ok: false, why: "same-claim" };
}

/** Whether two claims are related so already; contradicts and corroborates hold either way. */
export const isRelated = (relations: readonly Relation[], kind: RelationKind, fromId: string, toId: string): boolean =>
  relations.some(
    (relation) =>
      relation.kind === kind &&
      ((relation.fromId === fromId && relation.toId === toId) ||
        (mutual.has(kind) && relation.fromId === toId && relation.toId === fromId)),
  );

/** Where a key of the keyboard leads from a place. Up and down go through the accounts of a cell first. */
export function step(
  lines: readonly Line[],
  columns: number,
  { line, column, account }: Place,
  key: "next" | "previous" | "down" | "up" | "first" | "last" | "top" | "bottom",
): Place {
  const bottom = lines.length - 1;
  switch (key) {
    case "next":
      return { line, column: Math.min(columns - 1, column + 1), account: 0 };
    case "previous":
      return { line, column: Math.max(-1, column - 1), account: 0 };
    case "first":
      return { line, column: -1, account: 0 };
    case "last":
      return { line, column: columns - 1, account: 0 };
    case "top":
      return { line: -1, column: -1, account: 0 };
    case "bottom":
      return { line: bottom, column: columns - 1, account: 0 };
    case "down": {
      const accounts = lines[line]?.cells[column]?.accounts.length ?? 0;
      if (account + 1 < accounts) return { line, column, account: account + 1 };
      return line < bottom ? { line: line + 1, column, account: 0 } : { line, column, account };
    }
    case "up": {
      if (account > 0) return { line, column, account: account - 1 };
      if (line < 0) return { line, column, account: 0 };
      const above = lines[line - 1]?.cells[column]?.accounts.length ?? 0;
      return { line: line - 1, column, account: Math.max(0, above - 1) };
    }
    default:
      return key satisfies never;
  }
}

/** The first account that differs from another, else the first account of all. */
export function firstPlace(lines: readonly Line[]): Place {
  const find = (isWanted: (cell: Line["cells"][number]) => boolean): Place | null => {
    for (const [line, { cells }] of lines.entries()) {
      const column = cells.findIndex(isWanted);
      if (column >= 0) return { line, column, account: 0 };
    }
    return null;
  };
  return find(({ lit }) => lit) ?? find(({ accounts }) => accounts.length > 0) ?? { line: -1, column: 0, account: 0 };
}

/** Columns of one affiliation, by it: origins that may not be independent. */
export function sharedAffiliations(columns: Comparison["columns"]): { id: string; name: string; labels: string[] }[] {
  const found = new Map<string, { id: string; name: string; labels: string[] }>();
  for (const { label, sharedAffiliations: shared } of columns) {
    for (const { id, name } of shared) {
      const known = found.get(id) ?? { id, name, labels: [] };
      known.labels.push(label);
      found.set(id, known);
    }
  }
  return [...found.values()];
}

/** A relation of a claim to another one of the comparison, as the claim sees it. */
export interface Tie {
  relation: Relation;
  outgoing: boolean;
  otherId: string;
}

/** The relations of each claim of the comparison. */
export function tiesOf(relations: readonly Relation[]): Map<string, Tie[]> {
  const ties = new Map<string, Tie[]>();
  const add = (id: string, tie: Tie): void => void ties.set(id, [...(ties.get(id) ?? []), tie]);
  for (const relation of relations) {
    add(relation.fromId, { relation, outgoing: true, otherId: relation.toId });
    add(relation.toId, { relation, outgoing: false, otherId: relation.fromId });
  }
  return ties;
}
