import { useCallback } from "react";

import { useChange } from "../data/queries.ts";
import { useText } from "../i18n/index.ts";
import { notify, notifyFailure } from "../ui/index.ts";

/** Tells of a deed, with a button that takes it back. */
export function useUndoable(): (text: string) => void {
  const t = useText("questions");
  const { mutate: undo } = useChange("ledger.undo");
  return useCallback(
    (text) => {
      notify({
        text,
        tone: "good",
        action: { undoes: true, text: t("undo"), run: () => undo({}, { onError: notifyFailure }) },
      });
    },
    [t, undo],
  );
}
