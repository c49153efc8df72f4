import { type Failure, Refusal } from "../app/contract/errors.ts";
import type { JobProgress, JobState } from "../app/contract/jobs.ts";
import type { Events } from "./events.ts";
import { newId } from "./store/identity.ts";

/** What a running job is handed. */
export interface JobContext {
  readonly jobId: string;
  /** Whether the analyst asked it to stop: finish the batch, return what is done. */
  readonly stopped: () => boolean;
  /** Says how far it is; passed on at most ten times a second. */
  report(done: number, total: number | null, current: string | null, unit?: JobProgress["unit"]): void;
  /** Whether somebody called within the last seconds: then batches are small, so that no call waits for one. */
  readonly hurried: () => boolean;
  /** Lets other calls through. A job that works synchronously awaits this between batches of at most some 30 ms. */
  breathe(): Promise<void>;
}

export interface Jobs {
  start(procedure: string, work: (context: JobContext) => Promise<JobState["result"]>): string;
  cancel(jobId: string): void;
  /** Somebody called: a window, not a script that waits for its job. */
  heard(): void;
  get(jobId: string): JobState;
  list(): JobState[];
  /** Resolves when no job runs any more. */
  settled(): Promise<void>;
}

/** Milliseconds between two progress events of one job. */
const REPORT_EVERY = 100;
/** Milliseconds after a call for which jobs go easy. */
const EASY = 3000;
const KEPT = 50;

export function makeJobs(events: Events, toFailure: (error: unknown) => Failure): Jobs {
  let heardAt = -Infinity;
  const known = new Map<string, { state: JobState; stop: boolean; end: Promise<void> }>();

  function find(jobId: string) {
    const found = known.get(jobId);
    if (!found) throw new Refusal("no-such-job", `there is no job ${jobId}`);
    return found;
  }

  function forgetOldest(): void {
    for (const [id, { state }] of known) {
      if (known.size <= KEPT) return;
      if (state.state !== "running") known.delete(id);
    }
  }

  return {
    start(procedure, work) {
      const jobId = newId();
      const startedAt = performance.now();
      let reportedAt = 0;
      const state: JobState = {
        jobId,
        procedure,
        unit: "items",
        done: 0,
        total: null,
        current: null,
        rate: null,
        secondsLeft: null,
        state: "running",
        result: null,
        error: null,
      };
      const context: JobContext = {
        jobId,
        stopped: () => entry.stop,
        report(done, total, current, unit = "items") {
          const now = performance.now();
          const rate = now > startedAt && done > 0 ? (done * 1000) / (now - startedAt) : null;
          const secondsLeft = rate !== null && total !== null ? Math.max(0, (total - done) / rate) : null;
          Object.assign(state, { unit, done, total, current, rate, secondsLeft });
          if (now - reportedAt < REPORT_EVERY) return;
          reportedAt = now;
          events.emit({ name: "job-progress", value: progressOf(state) });
        },
        hurried: () => performance.now() - heardAt < EASY,
        breathe: () => new Promise((resolve) => setImmediate(resolve)),
      };
      const go = async (): Promise<void> => {
        // The caller learns the job's id before the job's first event.
        await context.breathe();
        try {
          state.result = await work(context);
          state.state = entry.stop ? "cancelled" : "done";
        } catch (error) {
          state.error = toFailure(error);
          state.state = state.error.code === "cancelled" ? "cancelled" : "failed";
        }
        events.emit({ name: "job-ended", value: { ...state } });
        forgetOldest();
      };
      const entry = { state, stop: false, end: Promise.resolve() };
      known.set(jobId, entry);
      entry.end = go();
      return jobId;
    },
    cancel(jobId) {
      find(jobId).stop = true;
    },
    heard() {
      heardAt = performance.now();
    },
    get: (jobId) => ({ ...find(jobId).state }),
    list: () => [...known.values()].map(({ state }) => structuredClone(state)),
    async settled() {
      await Promise.all([...known.values()].map(({ end }) => end));
    },
  };
}

const progressOf = ({ jobId, procedure, unit, done, total, current, rate, secondsLeft }: JobState): JobProgress => ({
  jobId,
  procedure,
  unit,
  done,
  total,
  current,
  rate,
  secondsLeft,
});
