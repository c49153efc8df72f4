import { useQueryClient } from "@tanstack/react-query";
import { Unplug } from "lucide-react";
import { useEffect, useRef } from "react";

import { useConnection } from "../data/host.tsx";
import { useText } from "../i18n/index.ts";

import css from "./banners.module.css";

/** Says that the program does not answer; when it does again, everything in sight is read anew. */
export function ConnectionBanner() {
  const t = useText("shell");
  const state = useConnection();
  const queryClient = useQueryClient();
  const wasLost = useRef(false);
  useEffect(() => {
    if (state === "connected" && wasLost.current) void queryClient.invalidateQueries();
    wasLost.current = state === "lost";
  }, [state, queryClient]);
  if (state === "connected") return null;
  return (
    <div className={`${css.banner} ${css.lost}`} role="alert" data-tone={state === "refused" ? "danger" : "warning"}>
      <Unplug aria-hidden />
      <span className={css.text}>{t(state === "refused" ? "refused" : "lost")}</span>
    </div>
  );
}
