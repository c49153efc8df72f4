import { z } from "../kernel/schema.ts";
import { Failure } from "./errors.ts";
import { command, Id, Nothing, query } from "./procedure.ts";

/** How far a job is, in its unit. `total` is null while it is not known; `rate` is units a second, `secondsLeft` an estimate. */
export const JobProgress = z.object({
  jobId: Id,
  procedure: z.string(),
  unit: z.enum(["items", "bytes"]),
  done: z.number().int(),
  total: z.number().int().nullable(),
  /** What it is at, by name. */
  current: z.string().nullable(),
  rate: z.number().nullable(),
  secondsLeft: z.number().nullable(),
});
export type JobProgress = z.infer<typeof JobProgress>;

export const JobStarted = z.object({ jobId: Id });

export const JobState = JobProgress.extend({
  state: z.enum(["running", "done", "failed", "cancelled"]),
  /** The result, checked against the job's output schema; a stopped job has the part that it finished. */
  result: z.json().nullable(),
  error: Failure.nullable(),
});
export type JobState = z.infer<typeof JobState>;

export const jobQueries = {
  "jobs.list": query("Jobs that run, and those that ended in this session.", Nothing, z.array(JobState)),
  "jobs.get": query("One job, with its result once it ended.", z.object({ jobId: Id }), JobState, ["no-such-job"]),
};

export const jobCommands = {
  "jobs.cancel": command("Ask a job to stop; finished batches stay.", z.object({ jobId: Id }), Nothing, [
    "no-such-job",
  ]),
};
