import { type Failure, Refusal } from "./errors.ts";
import type { BackendEvent } from "./events.ts";
import type { HostCallName, HostInput, HostOutput } from "./host.ts";
import type { Answer, Input, JobName, Output, ProcedureName } from "./index.ts";
import type { JobProgress, JobState } from "./jobs.ts";
import type { Reply, Request } from "./protocol.ts";

/** A way to a backend: Electron's channel, HTTP on loopback, a worker thread, or a plain function call. */
export interface Transport {
  readonly call: (request: Request) => Promise<Reply>;
  /** @returns a function that ends the subscription */
  readonly subscribe: (listener: (event: BackendEvent) => void) => () => void;
}

/** The contract as functions. A refusal is thrown as `Refusal`, so that query and mutation libraries see it. */
export interface Client {
  call<Name extends ProcedureName>(name: Name, input: Input<Name>): Promise<Answer<Name>>;
  host<Name extends HostCallName>(name: Name, input: HostInput<Name>): Promise<HostOutput<Name>>;
  /** Starts a job and waits for its end; `onProgress` hears how far it is, `onStart` gets its id (for a stop button). */
  run<Name extends JobName>(
    name: Name,
    input: Input<Name>,
    hooks?: { onStart?: (jobId: string) => void; onProgress?: (progress: JobProgress) => void },
  ): Promise<{ state: JobState["state"]; result: Output<Name> }>;
  readonly subscribe: Transport["subscribe"];
}

const refusal = (failure: Failure): Refusal => new Refusal(failure.code, failure.message, failure.details);

export function makeClient(transport: Transport): Client {
  async function ask(procedure: string, input: unknown): Promise<unknown> {
    const reply = await transport.call({ procedure, input: input as Request["input"] });
    if (!reply.ok) throw refusal(reply.error);
    return reply.value;
  }
  // The backend parsed the value against the contract's schema before it sent it (`main/dispatch.ts`), so the one cast
  // at this boundary states what was checked there.
  return {
    call: async (name, input) => (await ask(name, input)) as never,
    host: async (name, input) => (await ask(name, input)) as never,
    subscribe: (listener) => transport.subscribe(listener),
    async run(name, input, hooks = {}) {
      const early = new Map<string, JobState>();
      let wanted: string | undefined;
      let settle: ((state: JobState) => void) | undefined;
      const ended = new Promise<JobState>((resolve) => {
        settle = resolve;
      });
      const stop = transport.subscribe((event) => {
        if (event.name === "job-progress" && event.value.jobId === wanted) hooks.onProgress?.(event.value);
        if (event.name !== "job-ended") return;
        if (event.value.jobId === wanted) settle?.(event.value);
        else if (wanted === undefined) early.set(event.value.jobId, event.value);
      });
      try {
        const { jobId } = (await ask(name, input)) as { jobId: string };
        wanted = jobId;
        hooks.onStart?.(jobId);
        const before = early.get(jobId);
        const state = before ?? (await ended);
        if (state.error) throw refusal(state.error);
        return { state: state.state, result: state.result as never };
      } finally {
        stop();
      }
    },
  };
}
