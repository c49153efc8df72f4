import {
  keepPreviousData,
  useMutation,
  type UseMutationResult,
  useQuery,
  useQueryClient,
  type UseQueryResult,
} from "@tanstack/react-query";

import type { HostCallName, HostInput, HostOutput } from "../../app/contract/host.ts";
import type { Answer, commands, Input, Output, queries } from "../../app/contract/index.ts";
import { useClient } from "./client.tsx";

export type QueryName = keyof typeof queries;
export type CommandName = keyof typeof commands;

export interface ReadOptions {
  enabled?: boolean;
  /** Goes on showing the last answer while that of another input is on its way. */
  keep?: boolean;
}

/** Reads through the contract; read again when an event says that it is stale. */
export function useRead<Name extends QueryName>(
  name: Name,
  input: Input<Name>,
  options: ReadOptions = {},
): UseQueryResult<Output<Name>> {
  const client = useClient();
  return useQuery({
    queryKey: [name, input],
    queryFn: async () => (await client.call(name, input)) as Output<Name>,
    enabled: options.enabled ?? true,
    ...(options.keep ? { placeholderData: keepPreviousData } : {}),
  }) as UseQueryResult<Output<Name>>;
}

/** As `useRead`, of what only the host knows. */
export function useHost<Name extends HostCallName>(
  name: Name,
  input: HostInput<Name>,
  options: ReadOptions = {},
): UseQueryResult<HostOutput<Name>> {
  const client = useClient();
  return useQuery({
    queryKey: [name, input],
    queryFn: () => client.host(name, input),
    enabled: options.enabled ?? true,
    ...(options.keep ? { placeholderData: keepPreviousData } : {}),
  }) as UseQueryResult<HostOutput<Name>>;
}

/** A command as a mutation: `const add = useChange("claims.add"); await add.mutateAsync(input)`. */
export function useChange<Name extends CommandName>(name: Name): UseMutationResult<Answer<Name>, Error, Input<Name>> {
  const client = useClient();
  const queryClient = useQueryClient();
  return useMutation({
    mutationKey: [name],
    mutationFn: (input: Input<Name>) => client.call(name, input),
    onSuccess: (value) => {
      // Commands of the workstation answer with all of it.
      if (name.startsWith("workstation.")) queryClient.setQueryData(["workstation.get", {}], value);
    },
  });
}
