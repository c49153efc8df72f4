import { type Claim, type Slot, SlotKind } from "../claims/model.ts";
import type { SourceRef } from "../sources/model.ts";
import type { CellValue, Comparison, ComparisonColumn, ComparisonRow, Origin, Question, Relation } from "./model.ts";
import type { Origins } from "./origins.ts";
import { likeness, unitKey, type Value, valueOf } from "./values.ts";

/** What a comparison is made of. */
export interface Accounts {
  readonly question: Question;
  /** The claims gathered under it, earliest article first. */
  readonly claims: readonly Claim[];
  /** Relations between them. */
  readonly relations: readonly Relation[];
  readonly origins: Origins;
  /** What is known of origins that are sources: the current general letter, and the affiliations above, nearest first. */
  readonly about: (sourceId: string) => { readonly reliability: string | null; readonly above: readonly SourceRef[] };
}

/** A slot as it stands in a claim. */
interface Said {
  readonly claimId: string;
  readonly slot: Slot;
}

/** The articles that claims stand in, of each of their spans. */
export const countArticles = (claims: readonly Pick<Claim, "spans">[]): number =>
  new Set(claims.flatMap(({ spans }) => spans.map(({ articleId }) => articleId))).size;

interface Column {
  readonly origin: Origin;
  readonly claims: Claim[];
  readonly reliability: string | null;
  readonly above: readonly SourceRef[];
}

function columnsOf({ claims, origins, about }: Accounts): ComparisonColumn[] {
  const byKey = new Map<string, Column>();
  for (const claim of claims)
    for (const origin of origins.of(claim.id)) {
      const known = byKey.get(origin.key);
      if (known) known.claims.push(claim);
      else {
        const facts = origin.sourceId === null ? { reliability: null, above: [] } : about(origin.sourceId);
        byKey.set(origin.key, { origin, claims: [claim], reliability: facts.reliability, above: facts.above });
      }
    }
  const columns = [...byKey.values()];
  return columns.map((column): ComparisonColumn => ({
    key: column.origin.key,
    kind: column.origin.kind,
    label: column.origin.label,
    sourceId: column.origin.sourceId,
    reliability: column.reliability,
    articles: countArticles(column.claims),
    claimIds: column.claims.map(({ id }) => id),
    sharedAffiliations: sharedWith(
      column,
      columns.filter((other) => other !== column),
    ),
  }));
}

/** The affiliations of an origin that others have too or are themselves, and itself where others are affiliated to it. */
function sharedWith({ origin, above }: Column, others: readonly Column[]): SourceRef[] {
  const own = origin.sourceId === null ? [] : [{ id: origin.sourceId, name: origin.label }];
  return [...own, ...above].filter(({ id }) =>
    others.some((other) => other.origin.sourceId === id || other.above.some((each) => each.id === id)),
  );
}

interface Row {
  readonly kind: SlotKind;
  readonly unit: string | null;
  readonly said: readonly Said[];
}

/** The slots of all claims by row: in the fixed order of kinds, counts one row a unit. */
function rowsOf(claims: readonly Claim[]): Row[] {
  const byKind = new Map<SlotKind, Said[]>(SlotKind.options.map((kind) => [kind, []]));
  for (const { id, slots } of claims) for (const slot of slots) byKind.get(slot.kind)?.push({ claimId: id, slot });
  return [...byKind].flatMap(([kind, said]): Row[] => {
    if (kind === "count") return rowsOfCounts(said);
    return said.length === 0 ? [] : [{ kind, unit: null, said }];
  });
}

/**
 * What is counted, in the order in which it comes up. A bare number, or a unit that says less than one other, stands in
 * that one's row: "1" beside "إصابة واحدة", "إصابة" beside "إصابة في صفوف الأمن"; where several say more, by itself.
 */
function rowsOfCounts(said: readonly Said[]): Row[] {
  const key = ({ slot }: Said): string => (slot.unit === null ? "" : unitKey(slot.unit));
  const units = new Map<string, string | null>();
  for (const each of said) if (!units.has(key(each))) units.set(key(each), each.slot.unit);
  const words = new Map(Array.from(units.keys(), (unit) => [unit, unit.split(" ").filter(Boolean)]));
  const home = (unit: string): string => {
    const own = words.get(unit) ?? [];
    const wider = [...words].filter(
      ([, others]) => own.length < others.length && own.every((word) => others.includes(word)),
    );
    // Of units that say more and more only the next counts.
    const least = Math.min(...wider.map(([, others]) => others.length));
    const [only, ...more] = wider.filter(([, others]) => others.length === least);
    return only && more.length === 0 ? home(only[0]) : unit;
  };
  const homes = new Map(Array.from(units.keys(), (unit) => [unit, home(unit)]));
  const rows = new Map<string, Said[]>();
  for (const each of said) {
    const unit = homes.get(key(each)) ?? "";
    const known = rows.get(unit);
    if (known) known.push(each);
    else rows.set(unit, [each]);
  }
  return Array.from(rows, ([unit, own]) => ({ kind: "count", unit: units.get(unit) ?? null, said: own }));
}

/** What tells slots apart before they are compared: most claims of a question say the same in the same words. */
const exactly = ({ text, number, bound, date, unit, sourceId }: Slot): string =>
  JSON.stringify(number === null && date === null ? [text, sourceId] : [number, bound, date, unit]);

/** One value of a row: the first slot that says it, and the claims that do. */
interface Told {
  readonly value: Value;
  readonly claimIds: Set<string>;
}

/** The values of a row, those that most claims say first, with each slot's place among them. */
function valuesOf(said: readonly Said[]): { values: Value[]; group: ReadonlyMap<string, number> } {
  const values: Told[] = [];
  const found = new Map<string, Told>();
  for (const { claimId, slot } of said) {
    const name = exactly(slot);
    let known = found.get(name);
    if (!known) {
      const value = valueOf(slot);
      known = values.find((each) => likeness(each.value, value) === "same");
      if (!known) values.push((known = { value, claimIds: new Set() }));
      found.set(name, known);
    }
    known.claimIds.add(claimId);
  }
  const ranked = values.toSorted((a, b) => b.claimIds.size - a.claimIds.size);
  const place = new Map(ranked.map((each, index) => [each, index]));
  return {
    values: ranked.map(({ value }) => value),
    group: new Map(Array.from(found, ([name, each]) => [name, place.get(each) ?? 0])),
  };
}

function rowOf(
  { kind, unit, said }: Row,
  columns: readonly ComparisonColumn[],
  columnsOfClaim: ReadonlyMap<string, readonly number[]>,
): ComparisonRow {
  const { values, group } = valuesOf(said);
  const differing = values.map((value) => values.some((other) => likeness(value, other) === "differs"));
  const cells = columns.map(() => new Map<string, CellValue>());
  for (const { claimId, slot } of said) {
    const place = group.get(exactly(slot)) ?? 0;
    const { text, number, bound, date, unit: counted } = slot;
    for (const column of columnsOfClaim.get(claimId) ?? []) {
      // Within a cell what is the same stands once, in the words of its first claim.
      const name = String(place);
      const known = cells[column]?.get(name);
      if (known) {
        if (known.claimIds.at(-1) !== claimId) known.claimIds.push(claimId);
      } else cells[column]?.set(name, { text, number, bound, unit: counted, date, claimIds: [claimId], group: place });
    }
  }
  return {
    kind,
    unit,
    differs: differing.some(Boolean),
    cells: cells.map((cell) => {
      const own = [...cell.values()].toSorted((a, b) => a.group - b.group);
      return { values: own, lit: own.some((value) => differing[value.group] ?? false) };
    }),
  };
}

/**
 * The accounts of a question side by side: a column an origin, a row a kind of slot (counts one a unit), in each cell what
 * that origin says. Cells are lit where a row holds values that cannot both be true.
 */
export function compareAccounts(accounts: Accounts): Comparison {
  const { question, claims, relations } = accounts;
  const columns = columnsOf(accounts);
  const columnsOfClaim = new Map<string, number[]>(claims.map(({ id }) => [id, []]));
  for (const [index, { claimIds }] of columns.entries()) for (const id of claimIds) columnsOfClaim.get(id)?.push(index);
  return {
    question,
    articles: countArticles(claims),
    origins: columns.length,
    columns,
    rows: rowsOf(claims).map((row) => rowOf(row, columns, columnsOfClaim)),
    claims: [...claims],
    relations: [...relations],
  };
}
