import { useEffect, useRef, useState, useSyncExternalStore } from "react";

import type { Article } from "../../../app/articles/model.ts";
import type { Claim } from "../../../app/claims/model.ts";
import { useClient } from "../../data/client.tsx";
import { useText } from "../../i18n/index.ts";
import { explainFailure, notify, notifyFailure, notifyDone } from "../../ui/index.ts";
import { type EditorStart, makeSitting, type Sitting, type SittingState, type Tell } from "./sitting.ts";

/**
 * A sitting that lasts as long as the component: leaving the page leaves the editor; hiding or closing the window only
 * writes what waits. `article`, `start` and `onClosed` are those of the first rendering: another start is another editor.
 */
export function useSitting(
  article: Article,
  start: EditorStart,
  onClosed: (saved: Claim | null) => void,
): { sitting: Sitting; state: SittingState } {
  const t = useText("editor");
  const client = useClient();
  const [sitting] = useState(() => {
    const tell: Tell = {
      saved: () => notifyDone(t("saved")),
      kept: (why) =>
        "missing" in why
          ? void notify({ text: t("keptAsDraft", { why: t(`missing.${why.missing}`) }) })
          : void notify({ text: t("keptAsDraft", { why: explainFailure(why.error).title }), tone: "bad" }),
      discarded: (restore) =>
        void notify({
          text: t("discarded"),
          action: { text: t("restore"), run: () => void restore().catch(notifyFailure) },
        }),
      trouble: () => void notify({ text: t("draftTrouble"), tone: "bad" }),
    };
    return makeSitting(client, article, start, tell, onClosed);
  });
  const state = useSyncExternalStore(sitting.subscribe, sitting.state);

  const mounted = useRef(false);
  useEffect(() => {
    mounted.current = true;
    const flush = (): void => sitting.flush();
    document.addEventListener("visibilitychange", flush);
    window.addEventListener("pagehide", flush);
    return () => {
      document.removeEventListener("visibilitychange", flush);
      window.removeEventListener("pagehide", flush);
      mounted.current = false;
      // React's development mode takes a component off and puts it back at once; only a real departure counts.
      setTimeout(() => {
        if (!mounted.current) void sitting.leave();
      }, 0);
    };
  }, [sitting]);
  return { sitting, state };
}
