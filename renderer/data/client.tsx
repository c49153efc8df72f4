import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { createContext, type ReactNode, useContext, useEffect, useState } from "react";

import type { Client } from "../../app/contract/client.ts";
import { followEvents } from "./invalidation.ts";

const ClientContext = createContext<Client | null>(null);

export function makeQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      // What was read stays true until an event says otherwise; a machine without a network is an ordinary machine.
      queries: {
        networkMode: "always",
        staleTime: Infinity,
        gcTime: 60_000,
        retry: false,
        refetchOnWindowFocus: false,
      },
      mutations: { networkMode: "always", retry: false },
    },
  });
}

/** Gives the page below its way to the backend, and keeps what it read up to date. */
export function ClientProvider({ client, children }: { client: Client; children: ReactNode }) {
  const [queryClient] = useState(makeQueryClient);
  useEffect(() => followEvents(client, queryClient), [client, queryClient]);
  return (
    <ClientContext value={client}>
      <QueryClientProvider client={queryClient}>{children}</QueryClientProvider>
    </ClientContext>
  );
}

export function useClient(): Client {
  const client = useContext(ClientContext);
  if (!client) throw new Error("a component that reads or changes data needs a ClientProvider above it");
  return client;
}
