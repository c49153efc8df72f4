import { wallTime } from "../../app/kernel/clock.ts";
import { z } from "../../app/kernel/schema.ts";
import { Act, Change, type Entry, type ObjectKind, Verb } from "../../app/ledger/model.ts";
import { entryText, FIRST_HASH } from "../../app/ledger/rules.ts";
import { sha256Hex } from "./identity.ts";
import { all, first, integer, oneOf, type ReadDb, type Row, text, textOrNull } from "./sql.ts";

const Summary = Act.pick({ counts: true, objects: true, fields: true });
const Changes = z.array(Change);

const ACT = `a.act, a.verb, a.analyst, e.clock, e.note, a.summary, a.undone_by,
  (SELECT b.verb FROM acts b WHERE b.act = e.about) AS about_verb, (SELECT b.summary FROM acts b WHERE b.act = e.about) AS about_summary`;
const FROM = "FROM acts a JOIN ledger_entries e ON e.seq = a.last_seq";

function toAct(row: Row): Act {
  const about = textOrNull(row, "about_verb");
  return {
    act: text(row, "act"),
    verb: oneOf(row, "verb", Verb.options),
    aboutVerb: about === null ? null : oneOf(row, "about_verb", Verb.options),
    analyst: text(row, "analyst"),
    at: new Date(wallTime(text(row, "clock"))).toISOString(),
    // Undoing and redoing are told by what they undid or did again.
    ...Summary.parse(JSON.parse(textOrNull(row, "about_summary") ?? text(row, "summary"))),
    undone: row["undone_by"] !== null,
    note: textOrNull(row, "note"),
  };
}

/** Acts, newest first: all, or those that touched one object. */
export function listActs(
  db: ReadDb,
  object: { kind: ObjectKind; id: string } | undefined,
  offset: number,
  limit: number,
): { total: number; acts: Act[] } {
  const where = object
    ? `WHERE a.act IN (SELECT x.act FROM ledger_objects t JOIN ledger_entries x ON x.seq = t.seq WHERE t.object = ?)`
    : "";
  const parameters = object ? [`${object.kind}/${object.id}`] : [];
  const count = first(db, `SELECT count(*) AS total FROM acts a ${where}`, parameters);
  const rows = all(db, `SELECT ${ACT} ${FROM} ${where} ORDER BY a.last_seq DESC LIMIT ? OFFSET ?`, [
    ...parameters,
    limit,
    offset,
  ]);
  return { total: count ? integer(count, "total") : 0, acts: rows.map(toAct) };
}

export function findAct(db: ReadDb, act: string): Act | null {
  const row = first(db, `SELECT ${ACT} ${FROM} WHERE a.act = ?`, [act]);
  return row && toAct(row);
}

/** The act that wrote the newest entry. */
export function newestAct(db: ReadDb): Act | null {
  const row = first(db, `SELECT ${ACT} ${FROM} ORDER BY a.last_seq DESC LIMIT 1`);
  return row && toAct(row);
}

const ENTRY = "seq, id, clock, analyst, initials, device, act, verb, about, note, changes, previous_hash, hash";

function toEntry(row: Row): Entry {
  return { ...toHead(row), changes: Changes.parse(JSON.parse(text(row, "changes"))), hash: text(row, "hash") };
}

/** The head of an entry as it was hashed; a verb that this version does not know is hashed all the same. */
const toHead = (row: Row): Omit<Entry, "changes" | "hash"> => ({
  seq: integer(row, "seq"),
  id: text(row, "id"),
  clock: text(row, "clock"),
  analyst: text(row, "analyst"),
  initials: text(row, "initials"),
  device: text(row, "device"),
  act: text(row, "act"),
  verb: text(row, "verb") as Verb,
  about: textOrNull(row, "about"),
  note: textOrNull(row, "note"),
  previousHash: text(row, "previous_hash"),
});

export function entriesOf(db: ReadDb, act: string): Entry[] {
  return all(db, `SELECT ${ENTRY} FROM ledger_entries WHERE act = ? ORDER BY seq`, [act]).map(toEntry);
}

const PAGE = 100;

function* entriesInOrder(db: ReadDb): Generator<Row> {
  let after = 0;
  for (;;) {
    const rows = all(db, `SELECT ${ENTRY} FROM ledger_entries WHERE seq > ? ORDER BY seq LIMIT ${PAGE}`, [after]);
    yield* rows;
    const last = rows.at(-1);
    if (!last) return;
    after = integer(last, "seq");
  }
}

/** Walks the chain and yields, for each entry, what is wrong with it, or null. */
export function* checkChain(db: ReadDb): Generator<{ seq: number; problem: string | null }> {
  let previous = FIRST_HASH;
  let expected = 1;
  // Page by page: a running iterator would refuse every write meanwhile.
  for (const row of entriesInOrder(db)) {
    const head = toHead(row);
    const problems = [
      head.seq !== expected && `entry ${expected} is missing before it`,
      head.previousHash !== previous && "it does not continue the entry before it",
      sha256Hex(entryText(head, text(row, "changes"))) !== text(row, "hash") &&
        "its content is not what its hash was made of",
    ].filter((problem) => problem !== false);
    yield { seq: head.seq, problem: problems.length > 0 ? problems.join("; ") : null };
    previous = text(row, "hash");
    expected = head.seq + 1;
  }
}
