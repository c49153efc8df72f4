import type { BackendEvent } from "../app/contract/events.ts";
import type { FileToken } from "../app/contract/procedure.ts";
import type { Reply } from "../app/contract/protocol.ts";
import type { Session } from "./dispatch.ts";

/** What goes to the backend's thread; each is answered under its number. */
export type ToThread =
  | { id: number; do: "dispatch"; request: unknown; session: Session }
  | { id: number; do: "grant"; path: string }
  | { id: number; do: "close" };

/** What comes back. */
export type FromThread =
  | { kind: "ready" }
  | { kind: "reply"; id: number; value: Reply | FileToken | null }
  | { kind: "failed"; id: number; message: string }
  | { kind: "event"; event: BackendEvent };
