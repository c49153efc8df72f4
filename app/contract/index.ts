import { annotationCommands, annotationQueries } from "../annotations/contract.ts";
import { articleCommands, articleJobs, articleQueries } from "../articles/contract.ts";
import { caseCommands, caseJobs, caseQueries } from "../cases/contract.ts";
import { claimCommands, claimQueries } from "../claims/contract.ts";
import { exchangeJobs } from "../exchange/contract.ts";
import type { z } from "../kernel/schema.ts";
import { ledgerCommands, ledgerQueries } from "../ledger/contract.ts";
import { questionCommands, questionQueries } from "../questions/contract.ts";
import { searchJobs, searchQueries } from "../search/contract.ts";
import { sourceCommands, sourceQueries } from "../sources/contract.ts";
import { tagCommands, tagQueries } from "../tags/contract.ts";
import { workstationCommands, workstationQueries } from "../workstation/contract.ts";
import { jobCommands, jobQueries, type JobStarted } from "./jobs.ts";

/** Reads. They change nothing and may run while a job does. */
export const queries = {
  ...workstationQueries,
  ...caseQueries,
  ...articleQueries,
  ...annotationQueries,
  ...claimQueries,
  ...sourceQueries,
  ...questionQueries,
  ...tagQueries,
  ...searchQueries,
  ...ledgerQueries,
  ...jobQueries,
};

/** Changes: each is one transaction and, where it touches evidence, one ledger entry. */
export const commands = {
  ...workstationCommands,
  ...caseCommands,
  ...articleCommands,
  ...annotationCommands,
  ...claimCommands,
  ...sourceCommands,
  ...questionCommands,
  ...tagCommands,
  ...ledgerCommands,
  ...jobCommands,
};

/** Long work: the call answers with a job's id; progress and end arrive as events. */
export const jobs = { ...caseJobs, ...articleJobs, ...searchJobs, ...exchangeJobs };

/** The whole contract: everything that an interface, a script or a test can ask of the backend. */
export const contract = { ...queries, ...commands, ...jobs };

export type Contract = typeof contract;
export type ProcedureName = keyof Contract;
export type JobName = keyof typeof jobs;

/** What a caller may leave out (defaults) and what a service gets, are two types of one schema. */
export type Input<Name extends ProcedureName> = z.input<Contract[Name]["input"]>;
export type ParsedInput<Name extends ProcedureName> = z.output<Contract[Name]["input"]>;
/** The value of a finished procedure: of a job, its result. */
export type Output<Name extends ProcedureName> = z.output<Contract[Name]["output"]>;
/** The value of a call: of a job, its id. */
export type Answer<Name extends ProcedureName> = Name extends JobName ? z.output<typeof JobStarted> : Output<Name>;

export const isProcedure = (name: string): name is ProcedureName => Object.hasOwn(contract, name);
export const isJob = (name: string): name is JobName => Object.hasOwn(jobs, name);
