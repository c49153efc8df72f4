import type { Act } from "../../../app/ledger/model.ts";
import type { Command } from "../command.ts";
import { allRows } from "../rows.ts";

/** An act as a line: when, who, what, on which objects. */
function actLine(act: Act): string {
  const counts = Object.entries(act.counts).map(([kind, count]) => `${count} ${kind}${count === 1 ? "" : "s"}`);
  const labels = act.objects.map(({ label }) => label).join("; ");
  const what = act.aboutVerb === null ? act.verb : `${act.verb} of ${act.aboutVerb}`;
  return [act.at, act.analyst, act.undone ? `${what} (undone)` : what, counts.join(", "), labels].join("\t");
}

const reverse = (name: "undo" | "redo", summary: string): Command => ({
  name,
  usage: `${name} --case FILE`,
  summary,
  options: ["case", "analyst"],
  words: false,
  async run(context) {
    await context.openCase();
    await context.print.document(await context.client().call(`ledger.${name}`, {}), (act) => [actLine(act)]);
    return true;
  },
});

export const undoCommand = reverse("undo", "reverse this analyst's newest act that is not yet undone");
export const redoCommand = reverse("redo", "do again what was undone last");

export const historyCommand: Command = {
  name: "history",
  usage: "history --case FILE",
  summary: "list all acts, newest first",
  options: ["case"],
  words: false,
  async run(context) {
    await context.openCase();
    const acts = allRows(async (window) => (await context.client().call("ledger.history", window)).acts);
    await context.print.list(acts, actLine);
    return true;
  },
};
