import type { ImportProfile } from "../app/articles/profiles.ts";
import type { Output } from "../app/contract/index.ts";
import type { SourceKind } from "../app/sources/model.ts";
import type { JobContext } from "./jobs.ts";
import type { Act } from "./store/acts.ts";
import type { ReadDb } from "./store/sql.ts";

/** What one feature hands to another; `backend.ts` passes them, so that no feature knows where they come from. */

/** The ids of the tags with these paths, sorted; missing levels are made within the act. */
export type EnsureTags = (act: Act, db: ReadDb, paths: readonly string[]) => string[];

/** The id of the one source that bears this name; made within the act, of this kind, where none does. */
export type EnsureSource = (act: Act, db: ReadDb, name: string, kind: SourceKind) => string;

/** The import profiles of this workstation. */
export interface ProfileStore {
  /** By name. */
  list(): ImportProfile[];
  /** Refuses with `not-found`. */
  get(name: string): ImportProfile;
  /** @returns the one of the same name that it replaced */
  save(profile: ImportProfile): ImportProfile | null;
  /** Refuses with `not-found` and `name-taken`. */
  rename(name: string, to: string): ImportProfile;
  /** Refuses with `not-found`. */
  remove(name: string): ImportProfile;
}

/** What is needed to look, unasked, at what arrives in watched folders. */
export interface Watcher {
  /** Starts a job that looks at what arrived. */
  start(work: (context: JobContext) => Promise<Output<"articles.draftArrived">>): void;
  /** Calls when another case lies open, or none, and when somebody else works here. */
  follow(listener: () => void): void;
}
