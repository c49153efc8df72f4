import { type Failure, Refusal } from "../app/contract/errors.ts";
import {
  contract,
  isJob,
  isProcedure,
  type JobName,
  type Output,
  type ParsedInput,
  type ProcedureName,
} from "../app/contract/index.ts";
import { type Reply, Request } from "../app/contract/protocol.ts";
import { z } from "../app/kernel/schema.ts";
import type { Analyst } from "../app/workstation/model.ts";
import type { JobContext, Jobs } from "./jobs.ts";
import { describeError, type Log } from "./log.ts";

/** On whose behalf a call is made: `itself` is what the program does unasked. `analyst` overrides the workstation's, for scripts. */
export interface Session {
  readonly host: "electron" | "browser" | "cli" | "itself" | "test";
  readonly analyst?: Analyst | undefined;
}

/** The services' side of the contract: one function for each procedure of a feature. */
export type Handlers<Names extends ProcedureName> = {
  readonly [Name in Names]: Name extends JobName
    ? (input: ParsedInput<Name>, context: JobContext, session: Session) => Promise<Output<Name>>
    : (input: ParsedInput<Name>, session: Session) => Output<Name> | Promise<Output<Name>>;
};

/** The procedures whose names begin with a feature's name. */
export type NamesOf<Feature extends string> = Extract<ProcedureName, `${Feature}.${string}`>;

type AnyHandler = (input: unknown, second: unknown, third?: unknown) => unknown;

/** An error as a value. What is nobody's refusal is the program's own fault: logged whole, told in one sentence. */
export function toFailure(error: unknown, log: Log): Failure {
  if (error instanceof Refusal) return error.failure;
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  if (code === "SQLITE_FULL" || code === "ENOSPC")
    return {
      code: "disk-full",
      message: "There is no room left on the disk. Nothing was lost; free some and try again.",
    };
  if (error instanceof Error && /^SQLITE_(CORRUPT|NOTADB)/.test(code))
    return { code: "case-damaged", message: `The case file is damaged (${error.message}); it was left as it is.` };
  if (
    /^(EACCES|EPERM|EROFS|EBUSY|EMFILE|ENOENT|EISDIR|ENOTDIR|EIO|SQLITE_(IOERR|CANTOPEN|READONLY|PERM|BUSY))/.test(code)
  )
    return { code: "io", message: error instanceof Error ? error.message : code };
  log.write("error", "internal", describeError(error));
  return { code: "internal", message: error instanceof Error ? error.message : String(error) };
}

const pathOf = (error: z.ZodError): string => error.issues[0]?.path.map(String).join(".") ?? "";

const firstIssue = (error: z.ZodError): string => {
  const [issue] = error.issues;
  return issue ? `${issue.path.map(String).join(".") || "input"}: ${issue.message}` : "invalid";
};

const refuse = (code: Failure["code"], message: string, path?: string): Reply => ({
  ok: false,
  error: path === undefined ? { code, message } : { code, message, details: { path } },
});

/** The only way in: finds the procedure, parses what goes in and, where asked, what comes out. */
export function makeDispatch(
  handlers: Handlers<ProcedureName>,
  jobs: Jobs,
  log: Log,
  options: { checkOutput: boolean },
): (request: unknown, session: Session) => Promise<Reply> {
  async function answer(name: ProcedureName, input: unknown, session: Session): Promise<unknown> {
    const handler = handlers[name] as AnyHandler;
    const checked = (value: unknown): unknown => (options.checkOutput ? contract[name].output.parse(value) : value);
    if (!isJob(name)) return checked(await handler(input, session));
    return {
      jobId: jobs.start(
        name,
        async (context) => checked(await handler(input, context, session)) as z.core.util.JSONType,
      ),
    };
  }

  return async (request, session) => {
    const parsed = Request.safeParse(request);
    if (!parsed.success) return refuse("bad-request", firstIssue(parsed.error));
    const { procedure, input } = parsed.data;
    if (!isProcedure(procedure)) return refuse("unknown-procedure", `there is no procedure ${procedure}`);
    if (session.host === "electron" || session.host === "browser") jobs.heard();
    const fits = contract[procedure].input.safeParse(input ?? {});
    if (!fits.success) return refuse("bad-request", `${procedure}: ${firstIssue(fits.error)}`, pathOf(fits.error));
    try {
      return { ok: true, value: (await answer(procedure, fits.data, session)) as z.core.util.JSONType };
    } catch (error) {
      return { ok: false, error: toFailure(error, log) };
    }
  };
}
