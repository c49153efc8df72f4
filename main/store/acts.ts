import Database from "better-sqlite3";

import { Refusal } from "../../app/contract/errors.ts";
import { tick } from "../../app/kernel/clock.ts";
import { canonicalJson, type Json } from "../../app/kernel/json.ts";
import { z } from "../../app/kernel/schema.ts";
import { Change, type ObjectKind, type Verb } from "../../app/ledger/model.ts";
import { type ActSummary, entryText, FIRST_HASH, mergeChanges, summarise } from "../../app/ledger/rules.ts";
import type { Analyst } from "../../app/workstation/model.ts";
import { AssessmentValue } from "./assessments.ts";
import { transaction } from "./db.ts";
import { newId, sha256Hex } from "./identity.ts";
import { isStill, labelOf, objects } from "./objects.ts";
import { settleUses } from "./source-uses.ts";
import { SourceValue } from "./sources.ts";
import { all, first, integer, type ReadDb, run, text, type WriteDb } from "./sql.ts";

/** Who acts, and on which workstation. */
export interface Who {
  readonly analyst: Analyst;
  readonly device: string;
}

/** A running act: every change of evidence goes through `put`, so that none can miss the ledger. */
export interface Act {
  readonly id: string;
  /** The entry's time on the ledger's clock. */
  readonly clock: string;
  readonly who: Who;
  /**
   * Gives an object a value (null removes it), and records the one that it had: `before`, where the caller has just read
   * it within this act.
   */
  put(kind: ObjectKind, id: string, value: Json | null, before?: Json | null): void;
  /** Records a change that was written already, in bulk. */
  note(change: Change): void;
}

interface Options {
  /** The act that this entry is a further batch of. */
  readonly act?: string;
  /** The act that an undo or a redo is about. */
  readonly about?: string;
  /** Why it is done, where the analyst says so for the whole act. */
  readonly note?: string | null;
}

/** One act: one transaction, one ledger entry; nothing of either stays when `work` throws. No change, no entry. */
export function perform<Value>(
  db: WriteDb,
  who: Who,
  verb: Verb,
  work: (act: Act) => Value,
  options: Options = {},
): { value: Value; act: string; changes: readonly Change[] } {
  return transaction(db, () => {
    const last = first(db, "SELECT seq, clock, hash FROM ledger_entries ORDER BY seq DESC LIMIT 1");
    const clock = tick(last ? text(last, "clock") : null, Date.now());
    const changes: Change[] = [];
    const act: Act = {
      id: options.act ?? newId(),
      clock,
      who,
      put(kind, id, value, known) {
        const table = objects[kind];
        const before = known === undefined ? table.read(db, id) : known;
        table.write(db, id, value, before);
        act.note({ kind, id, before, after: value });
      },
      note(change) {
        changes.push(change);
      },
    };
    const value = work(act);
    settleUses(db);
    const merged = mergeChanges(changes);
    if (merged.length > 0)
      append(
        db,
        act,
        verb,
        { about: options.about ?? null, note: options.note ?? null },
        merged,
        last ? integer(last, "seq") : 0,
        last ? text(last, "hash") : FIRST_HASH,
      );
    return { value, act: act.id, changes: merged };
  });
}

/**
 * The objects in whose history a change stands: itself, of a grade also the claim or source that was graded, of a source
 * that is merged or split also the other one.
 */
function objectsOf({ kind, id, before, after }: Change): string[] {
  const itself = `${kind}/${id}`;
  if (kind === "source") {
    const [was, is] = [before, after].map((value) => SourceValue.safeParse(value).data?.mergedIntoId);
    return [itself, ...(was === is ? [] : [was, is].flatMap((other) => (other ? [`source/${other}`] : [])))];
  }
  const grade = kind === "assessment" ? AssessmentValue.safeParse(after ?? before) : null;
  if (!grade?.success) return [itself];
  const { claimId, sourceId } = grade.data;
  return [itself, claimId === null ? `source/${sourceId}` : `claim/${claimId}`];
}

function append(
  db: WriteDb,
  act: Act,
  verb: Verb,
  { about, note }: { about: string | null; note: string | null },
  changes: Change[],
  lastSeq: number,
  previousHash: string,
): void {
  const { analyst, device } = act.who;
  const seq = lastSeq + 1;
  const head = {
    seq,
    id: newId(),
    clock: act.clock,
    analyst: analyst.name,
    initials: analyst.initials,
    device,
    act: act.id,
    verb,
    about,
    note,
    previousHash,
  };
  const stored = canonicalJson(changes);
  run(
    db,
    `INSERT INTO ledger_entries
       (seq, id, clock, analyst, initials, device, act, verb, about, note, changes, previous_hash, hash)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    [
      seq,
      head.id,
      head.clock,
      head.analyst,
      head.initials,
      device,
      act.id,
      verb,
      about,
      note,
      stored,
      previousHash,
      sha256Hex(entryText(head, stored)),
    ],
  );
  for (const object of changes.flatMap(objectsOf))
    run(db, "INSERT OR IGNORE INTO ledger_objects (object, seq) VALUES (?, ?)", [object, seq]);
  const known = first(db, "SELECT summary FROM acts WHERE act = ?", [act.id]);
  const summary = summarise(changes, labelOf, known ? (JSON.parse(text(known, "summary")) as ActSummary) : undefined);
  run(
    db,
    `INSERT INTO acts (act, analyst, verb, first_seq, last_seq, summary) VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT (act) DO UPDATE SET last_seq = excluded.last_seq, summary = excluded.summary`,
    [act.id, analyst.name, verb, seq, seq, JSON.stringify(summary)],
  );
}

/** The act that undo would reverse: this analyst's newest that stands. */
export function nextToUndo(db: ReadDb, analyst: string): string | null {
  const row = first(
    db,
    `SELECT act FROM acts WHERE analyst = ? AND undone_by IS NULL AND verb NOT IN ('undo', 'redo')
     ORDER BY last_seq DESC LIMIT 1`,
    [analyst],
  );
  return row ? text(row, "act") : null;
}

/**
 * The act that redo would do again: the one undone last, if nothing new was done since. An act keeps its place
 * (`last_seq`) when it is redone, so whatever was undone after the newest standing act was done can still come back.
 */
export function nextToRedo(db: ReadDb, analyst: string): string | null {
  const row = first(
    db,
    `SELECT act FROM acts WHERE analyst = ?1 AND undone_by > ifnull(
       (SELECT max(last_seq) FROM acts
        WHERE analyst = ?1 AND undone_by IS NULL AND verb NOT IN ('undo', 'redo')), 0)
     ORDER BY undone_by DESC LIMIT 1`,
    [analyst],
  );
  return row ? text(row, "act") : null;
}

const isInUse = (error: unknown): boolean =>
  error instanceof Database.SqliteError && error.code === "SQLITE_CONSTRAINT_FOREIGNKEY";

/** What would come back is there again: two claims were related anew, an article is in another family by now. */
const isThere = (error: unknown): boolean =>
  error instanceof Database.SqliteError && /^SQLITE_CONSTRAINT_(?:UNIQUE|PRIMARYKEY)$/.test(error.code);

/** A source or tag that was made on the fly stays when somebody else came to use it; the rest of the act is reversed. */
function putBack(act: Act, { kind, id, before }: Change, now: Json | null): void {
  try {
    act.put(kind, id, before, now);
  } catch (error) {
    if (!isInUse(error) || before !== null || (kind !== "source" && kind !== "tag")) throw error;
  }
}

/** Reverses an act, or does it again: each object must still be as the act left it, else nothing is changed. */
export function reverse(db: WriteDb, who: Who, verb: "undo" | "redo", about: string): readonly Change[] {
  // Redo reverses the entry that undid the act.
  const done =
    verb === "undo"
      ? all(db, "SELECT seq, changes FROM ledger_entries WHERE act = ? ORDER BY seq DESC", [about])
      : all(db, `SELECT e.seq, e.changes FROM acts a JOIN ledger_entries e ON e.seq = a.undone_by WHERE a.act = ?`, [
          about,
        ]);
  try {
    const { changes } = perform(
      db,
      who,
      verb,
      (act) => {
        for (const entry of done)
          for (const change of z
            .array(Change)
            .parse(JSON.parse(text(entry, "changes")))
            .toReversed()) {
            const now = objects[change.kind].read(db, change.id);
            if (!isStill(change.kind, now, change.after))
              throw new Refusal(
                "undo-conflict",
                `${change.kind} "${labelOf(change.kind, change.after ?? change.before)}" was changed since`,
                { kind: change.kind, id: change.id },
              );
            putBack(act, change, now);
          }
        // The entry that this act is about to write.
        const last = first(db, "SELECT max(seq) AS seq FROM ledger_entries");
        run(db, "UPDATE acts SET undone_by = ? WHERE act = ?", [
          verb === "undo" && last ? integer(last, "seq") + 1 : null,
          about,
        ]);
      },
      { about },
    );
    return changes;
  } catch (error) {
    if (isInUse(error)) throw new Refusal("undo-conflict", "something made later refers to what this would take away");
    if (isThere(error)) throw new Refusal("undo-conflict", "what this would bring back was made anew meanwhile");
    throw error;
  }
}
