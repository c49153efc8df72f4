import type { JobState } from "../../../app/contract/jobs.ts";
import { useClient } from "../../data/client.tsx";
import { useJobs } from "../../data/jobs.ts";
import { notifyFailure } from "../../ui/index.ts";

/** The search for copies: how far one is that runs, and how it is begun. */
export function useFinding(): { running: JobState | null; find: () => void } {
  const client = useClient();
  const running = useJobs().running.find(({ procedure }) => procedure === "articles.findFamilies") ?? null;
  const find = (): void => {
    if (!running) client.call("articles.findFamilies", {}).catch(notifyFailure);
  };
  return { running, find };
}
