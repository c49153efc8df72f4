import { useMemo } from "react";

import type { JobState } from "../../app/contract/jobs.ts";
import { useRead } from "./queries.ts";

/** The jobs of this session: those that run, and those that ended, newest first. */
export function useJobs(): { running: JobState[]; ended: JobState[] } {
  const { data } = useRead("jobs.list", {}, { keep: true });
  return useMemo(
    () => ({
      running: (data ?? []).filter((job) => job.state === "running"),
      ended: (data ?? []).filter((job) => job.state !== "running").toReversed(),
    }),
    [data],
  );
}

/** Jobs of which a dialog tells the end itself: the frame says nothing of them. */
export const toldElsewhere = new Set<string>();

/** Jobs of which only a failure is told by the frame: what they end with is seen on the page of drafts, or told of quietly. */
export const quietly: ReadonlySet<string> = new Set(["articles.draft", "articles.goOnDraft", "articles.draftArrived"]);

/** Jobs of which whoever starts them tells the end, however soon that comes. */
export const alwaysTold: ReadonlySet<string> = new Set([
  "articles.readAnew",
  "exchange.exportCodebook",
  "exchange.importCodebook",
  "search.batch",
]);
