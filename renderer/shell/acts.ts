import { useCallback, useEffect } from "react";

import type { Act } from "../../app/ledger/model.ts";
import { useClient } from "../data/client.tsx";
import { useChange, useRead } from "../data/queries.ts";
import { useText } from "../i18n/index.ts";
import { explainFailure, notify, notifyFailure, outdateUndo, toFailure } from "../ui/index.ts";

/** An act in a few words, for buttons and notices: "add claim: 61 raids". */
export function useActWords(): (act: Act) => string {
  const t = useText("shell");
  return useCallback(
    (act: Act) => {
      const verb = t(`verb.${act.aboutVerb ?? act.verb}`);
      // An assessment's name is its letter or digit, which names nothing.
      const label = act.objects.find(({ kind }) => kind !== "assessment")?.label;
      if (!label) return verb;
      const short = label.length > 60 ? `${label.slice(0, 57)}…` : label;
      return t("actOn", { verb, label: short });
    },
    [t],
  );
}

/** That there is nothing to undo is an answer, not a fault. */
function tell(error: unknown): void {
  const { code } = toFailure(error);
  if (code === "nothing-to-undo" || code === "nothing-to-redo") notify({ text: explainFailure(error).title });
  else notifyFailure(error);
}

export interface Undoing {
  undo: Act | null;
  redo: Act | null;
  undoNow: () => void;
  redoNow: () => void;
}

/** Undo in a notice takes back the newest act: once another is done, older notices no longer offer it. */
export function useOutdatedUndo(): void {
  const client = useClient();
  useEffect(
    () =>
      client.subscribe((event) => {
        if (event.name === "changed" && event.value.kinds.includes("ledger")) outdateUndo();
      }),
    [client],
  );
}

/** Undo and redo as the ledger stands, with what each would do. */
export function useUndo(isReadOnly: boolean): Undoing {
  const t = useText("shell");
  const words = useActWords();
  const standing = useRead("ledger.standing", {}, { enabled: !isReadOnly, keep: true });
  const { mutate: undo } = useChange("ledger.undo");
  const { mutate: redo } = useChange("ledger.redo");
  const redoNow = useCallback((): void => {
    redo(
      {},
      {
        onSuccess: (act) => void notify({ text: t("redone", { act: words(act) }) }),
        onError: tell,
      },
    );
  }, [redo, t, words]);
  const undoNow = useCallback((): void => {
    undo(
      {},
      {
        onSuccess: (act) =>
          void notify({ text: t("undone", { act: words(act) }), action: { text: t("redo"), run: redoNow } }),
        onError: tell,
      },
    );
  }, [undo, redoNow, t, words]);
  return { undo: standing.data?.undo ?? null, redo: standing.data?.redo ?? null, undoNow, redoNow };
}
