import { useCallback } from "react";

import { useChange } from "../data/queries.ts";
import { directionOf, useLanguage, useText } from "../i18n/index.ts";
import { notify, notifyFailure } from "../ui/index.ts";

/** Tells of a deed, with a button that takes it back. */
export function useUndoable(): (text: string) => void {
  const t = useText("questions");
  const language = useLanguage();
  const { mutate: undo } = useChange("ledger.undo");
  return useCallback(
    (text) => {
      notify({
        // It may begin with a name in the other direction, and is a sentence of the interface all the same.
        text: `${directionOf(language) === "rtl" ? "\u200F" : "\u200E"}${text}`,
        tone: "good",
        action: { undoes: true, text: t("undo"), run: () => undo({}, { onError: notifyFailure }) },
      });
    },
    [t, language, undo],
  );
}
