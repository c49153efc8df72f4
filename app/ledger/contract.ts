import { command, Id, Nothing, query, Window } from "../contract/procedure.ts";
import { z } from "../kernel/schema.ts";
import { Act, Entry, ObjectKind } from "./model.ts";

export const ledgerQueries = {
  "ledger.history": query(
    "Acts, newest first: all, or those that touched one object.",
    Window.extend({ object: z.object({ kind: ObjectKind, id: Id }).optional() }),
    z.object({ total: z.number().int(), acts: z.array(Act) }),
  ),
  "ledger.act": query(
    "The entries of one act, with every value before and after.",
    z.object({ act: Id }),
    z.array(Entry),
    ["not-found"],
  ),
  "ledger.standing": query(
    "What undo and redo would do now, for the analyst of this session.",
    Nothing,
    z.object({ undo: Act.nullable(), redo: Act.nullable() }),
  ),
};

export const ledgerCommands = {
  "ledger.undo": command(
    "Reverse this analyst's newest act that is not yet undone; where `act` is named, only if it is that one.",
    z.object({ act: Id.optional() }),
    Act,
    ["nothing-to-undo", "not-newest", "undo-conflict"],
  ),
  "ledger.redo": command("Do again what was undone last.", Nothing, Act, ["nothing-to-redo", "undo-conflict"]),
};
