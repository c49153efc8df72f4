import type { BackendEvent } from "../app/contract/events.ts";
import type { FileToken } from "../app/contract/procedure.ts";
import type { Reply } from "../app/contract/protocol.ts";
import type { BackendOptions } from "./backend.ts";
import type { Session } from "./dispatch.ts";
import type { ParserCall, ParserEvent } from "./thread-parsers.ts";

/** What the thread is started with. */
export interface ThreadData {
  readonly options: BackendOptions;
  /** Whether the host starts the processes that files are read in. */
  readonly offersParsers: boolean;
}

/** What goes to the backend's thread; each call is answered under its number. */
export type ToThread = { do: "parser"; event: ParserEvent } | ThreadCall;

export type ThreadCall =
  | { id: number; do: "dispatch"; request: unknown; session: Session }
  | { id: number; do: "grant"; path: string }
  | { id: number; do: "close" };

/** What comes back. */
export type FromThread =
  | { kind: "ready" }
  | { kind: "reply"; id: number; value: Reply | FileToken | null }
  | { kind: "failed"; id: number; message: string }
  | { kind: "event"; event: BackendEvent }
  | { kind: "parser"; call: ParserCall };
