import type { Act, Verb } from "../../app/ledger/model.ts";
import { useFormats } from "../i18n/formats.ts";
import { useText } from "../i18n/index.ts";
import { tellAct } from "./sentence.ts";

/** Tells acts in the interface's language: "You graded 3 claims B2". */
export function useActSentence(me: string | null): (act: Act) => string {
  const t = useText("history");
  const formats = useFormats();
  return (act) => {
    const told = tellAct(act);
    const isMe = act.analyst === me;
    const counted = (name: "acc" | "gen"): string =>
      t(`${name}-${told.kind}`, { count: told.count, n: formats.number(told.count) });
    // "The grading of 3 claims": what undo and redo are about is told as a thing, not as an act.
    const deed = t(`deed-${told.deed ?? "undo"}`, { what: counted("gen") });
    return t(`act-${told.pattern}_${isMe ? "you" : "other"}`, {
      who: act.analyst,
      what: counted(isMe ? "acc" : "gen"),
      grade: told.grade ?? t("notGraded"),
      state: told.state === null ? "" : t(`state-${told.state}`, { defaultValue: told.state }),
      deed,
    });
  };
}

/** What undo would reverse, told as a thing. */
export function useDeed(): (act: Act) => string {
  const t = useText("history");
  const formats = useFormats();
  return (act) => {
    const told = tellAct(act);
    const verb: Verb = act.verb;
    const pattern = told.pattern === "grade" || told.pattern === "ungrade" ? told.pattern : verb;
    return t(`deed-${pattern}`, {
      what: t(`gen-${told.kind}`, { count: told.count, n: formats.number(told.count) }),
    });
  };
}
