import { Refusal } from "../../app/contract/errors.ts";
import { must } from "../../app/kernel/assert.ts";
import type { Act } from "../../app/ledger/model.ts";
import type { Desk } from "../desk.ts";
import type { Handlers, NamesOf, Session } from "../dispatch.ts";
import { nextToRedo, nextToUndo, reverse } from "../store/acts.ts";
import { entriesOf, findAct, listActs, newestAct } from "../store/ledger.ts";

export function makeLedger(desk: Desk): Handlers<NamesOf<"ledger">> {
  function go(session: Session, verb: "undo" | "redo", expected?: string): Act {
    const db = desk.write();
    const who = desk.who(session);
    const about = verb === "undo" ? nextToUndo(db, who.analyst.name) : nextToRedo(db, who.analyst.name);
    if (about === null)
      throw verb === "undo"
        ? new Refusal("nothing-to-undo", `${who.analyst.name} has done nothing here that could be undone`)
        : new Refusal("nothing-to-redo", "nothing was undone since the last change");
    if (expected !== undefined && expected !== about)
      throw new Refusal("not-newest", "something else was done since; undo goes back one act at a time");
    desk.reversed(db, reverse(db, who, verb, about));
    return must(newestAct(db), "an undo or redo writes an act");
  }

  return {
    "ledger.history": ({ object, offset, limit }) => listActs(desk.read(), object, offset, limit),
    "ledger.act": ({ act }) => {
      const entries = entriesOf(desk.read(), act);
      if (entries.length === 0) throw new Refusal("not-found", `there is no act ${act}`);
      return entries;
    },
    "ledger.standing": (_input, session) => {
      const db = desk.read();
      const analyst = desk.analyst(session);
      if (!analyst) return { undo: null, redo: null };
      const find = (act: string | null): Act | null => (act === null ? null : findAct(db, act));
      return { undo: find(nextToUndo(db, analyst.name)), redo: find(nextToRedo(db, analyst.name)) };
    },
    "ledger.undo": ({ act }, session) => go(session, "undo", act),
    "ledger.redo": (_input, session) => go(session, "redo"),
  };
}
