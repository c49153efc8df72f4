import { z } from "../kernel/schema.ts";
import type { ErrorCode } from "./errors.ts";

/** A query reads, a command changes something in one transaction, a job goes on for a while and can be stopped. */
export type ProcedureKind = "query" | "command" | "job";

/** One procedure of the contract: what it is for, what goes in, what comes out, and which errors are its own. */
export interface Procedure<
  Kind extends ProcedureKind = ProcedureKind,
  Input extends z.ZodType = z.ZodType,
  Output extends z.ZodType = z.ZodType,
> {
  readonly kind: Kind;
  readonly summary: string;
  readonly input: Input;
  readonly output: Output;
  readonly errors: readonly ErrorCode[];
}

const maker =
  <Kind extends ProcedureKind>(kind: Kind) =>
  <Input extends z.ZodType, Output extends z.ZodType>(
    summary: string,
    input: Input,
    output: Output,
    errors: readonly ErrorCode[] = [],
  ): Procedure<Kind, Input, Output> => ({ kind, summary, input, output, errors });

export const query = maker("query");
export const command = maker("command");
/** `output` is the result of the finished job; the call itself answers at once with the job's id. */
export const job = maker("job");

export const Nothing = z.object({});
export const Id = z.string().min(1).max(64);
/** Stands for a file that the analyst picked; only the host that gave it out knows the path. */
export const FileToken = z.string().min(1).max(128);
export type FileToken = z.infer<typeof FileToken>;

/** A window of a long list: the first row wanted (0-based) and how many. */
export const Window = z.object({
  offset: z.number().int().min(0).default(0),
  limit: z.number().int().min(1).max(1000).default(100),
});
export type Window = z.infer<typeof Window>;
