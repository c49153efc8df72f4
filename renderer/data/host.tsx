import { createContext, type ReactNode, useContext, useSyncExternalStore } from "react";

import type { Connection, HostTransport } from "../host/transport.ts";

export type { Connection, HostTransport } from "../host/transport.ts";

const HostContext = createContext<HostTransport | null>(null);

/** Gives the page what differs from host to host: taking in dropped files, and whether the program still answers. */
export function HostProvider({ transport, children }: { transport: HostTransport; children: ReactNode }) {
  return <HostContext value={transport}>{children}</HostContext>;
}

const never = (): (() => void) => () => undefined;

/** Whether the backend answers. Without a host (in a test) it always does. */
export function useConnection(): Connection {
  const host = useContext(HostContext);
  return useSyncExternalStore(host?.onConnection ?? never, () => host?.connection() ?? "connected");
}

export const useTransport = (): HostTransport | null => useContext(HostContext);
