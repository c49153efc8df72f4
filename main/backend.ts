import { join } from "node:path";

import type { BackendEvent } from "../app/contract/events.ts";
import type { ProcedureName } from "../app/contract/index.ts";
import type { FileToken } from "../app/contract/procedure.ts";
import type { Reply } from "../app/contract/protocol.ts";
import { makeAnnotations } from "./annotations/service.ts";
import { readTable } from "./articles/importers/table-rows.ts";
import { forkParser, type StartParser } from "./articles/parsing/channel.ts";
import { makeParsers } from "./articles/parsing/parser-pool.ts";
import { makeArticles } from "./articles/service.ts";
import { fillSample } from "./cases/sample.ts";
import { makeCases } from "./cases/service.ts";
import { makeClaims } from "./claims/service.ts";
import { makeDesk } from "./desk.ts";
import { type Handlers, makeDispatch, type NamesOf, type Session, toFailure } from "./dispatch.ts";
import { type Events, makeEvents } from "./events.ts";
import { makeExchange } from "./exchange/service.ts";
import { writeTable } from "./exchange/tables.ts";
import { makeFiles } from "./files.ts";
import type { Watcher } from "./handed.ts";
import { type Jobs, makeJobs } from "./jobs.ts";
import { makeLedger } from "./ledger/service.ts";
import { describeError, makeLog } from "./log.ts";
import { makeQuestions } from "./questions/service.ts";
import { makeSearch } from "./search/service.ts";
import { makeSources } from "./sources/service.ts";
import { makeTags } from "./tags/service.ts";
import { makeProfileStore } from "./workstation/profiles.ts";
import { makeWorkstation, systemAnalyst } from "./workstation/service.ts";

/** The backend as a host sees it: in this thread or in another. It knows no host and no thread. */
export interface BackendPort {
  readonly dispatch: (request: unknown, session: Session) => Promise<Reply>;
  /** @returns a function that ends the subscription */
  readonly subscribe: (listener: (event: BackendEvent) => void) => () => void;
  /** For hosts only, never reachable through `dispatch`: makes a file that the analyst picked known by a token. */
  readonly grantFile: (path: string) => Promise<FileToken>;
  /** Stops jobs after their batch, closes the case. */
  readonly close: () => Promise<void>;
}

export interface BackendOptions {
  /** The workstation's configuration folder; see `workstation/folder.ts`. */
  readonly home: string;
  /** The folder `resources` of the checkout or the package. */
  readonly resources: string;
  readonly version: string;
  /** Whether what procedures give back is checked against the contract too: in tests and development. */
  readonly checkOutput: boolean;
  /** Whether watched folders are looked at unasked: where windows show what arrives. */
  readonly watchesFolders?: boolean;
}

/**
 * Composes the whole backend.
 * @param startParser how a process is started that files are read in, where the host has a way of its own
 */
export function createBackend(options: BackendOptions, startParser: StartParser = forkParser()): BackendPort {
  const log = makeLog(join(options.home, "isnad.log"));
  const events = makeEvents((error) => log.write("error", "listener", describeError(error)));
  const files = makeFiles();
  const jobs = makeJobs(events, (error) => toFailure(error, log));
  const workstation = makeWorkstation(options.home, options.version, files, events);
  const desk = makeDesk(events, workstation);
  const parsers = makeParsers(startParser);
  const profiles = makeProfileStore(options.home, events);

  const tags = makeTags(desk);
  const sources = makeSources(desk);
  const handlers: Handlers<ProcedureName> = {
    ...workstation.handlers,
    ...tags.handlers,
    ...sources.handlers,
    ...makeAnnotations(desk, tags.ensure),
    ...makeArticles({
      desk,
      files,
      ensureTags: tags.ensure,
      parsers,
      profiles,
      watcher: options.watchesFolders ? makeWatcher(jobs, events) : null,
    }),
    ...makeClaims({ desk, ensureSource: sources.ensure, ensureTags: tags.ensure }),
    ...makeQuestions(desk),
    ...makeLedger(desk),
    ...makeSearch(desk, events, files, { read: readTable, write: writeTable }),
    ...makeExchange(desk, files),
    ...jobHandlers(jobs),
    ...makeCases({
      desk,
      files,
      analystName: () => (workstation.analyst() ?? systemAnalyst()).name,
      remember: (path) => workstation.remember(path),
      sampleFolder: join(options.home, "sample"),
      fillSample: (session) => fillSample(handlers, files, join(options.resources, "sample"), session),
      startReindexing: (session) => {
        jobs.start("cases.reindex", (context) => handlers["cases.reindex"]({}, context, session));
      },
      settle: () => stopAll(jobs),
    }),
  };

  return {
    dispatch: makeDispatch(handlers, jobs, log, options),
    subscribe: (listener) => events.subscribe(listener),
    grantFile: async (path) => files.grant(path),
    async close() {
      await stopAll(jobs);
      parsers.close();
      desk.clear();
    },
  };
}

function makeWatcher(jobs: Jobs, events: Events): Watcher {
  return {
    start: (work) => void jobs.start("articles.draftArrived", work),
    follow(listener) {
      events.subscribe((event) => {
        const isNews =
          event.name === "case-changed" || (event.name === "changed" && event.value.kinds.includes("workstation"));
        if (isNews) listener();
      });
    },
  };
}

async function stopAll(jobs: Jobs): Promise<void> {
  for (const { jobId, state } of jobs.list()) if (state === "running") jobs.cancel(jobId);
  await jobs.settled();
}

function jobHandlers(jobs: Jobs): Handlers<NamesOf<"jobs">> {
  return {
    "jobs.list": () => jobs.list(),
    "jobs.get": ({ jobId }) => jobs.get(jobId),
    "jobs.cancel": ({ jobId }) => {
      jobs.cancel(jobId);
      return {};
    },
  };
}
