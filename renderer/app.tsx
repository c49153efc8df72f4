import { useMemo } from "react";

import { makeClient } from "../app/contract/client.ts";
import { ClientProvider } from "./data/client.tsx";
import type { HostTransport } from "./host/transport.ts";

/** The program's window: it composes the features, which do not know one another. */
export function App({ transport }: { transport: HostTransport }) {
  const client = useMemo(() => makeClient(transport), [transport]);
  return (
    <ClientProvider client={client}>
      <main>Isnad</main>
    </ClientProvider>
  );
}
