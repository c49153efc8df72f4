import { useMemo } from "react";

import { useClient } from "./client.tsx";

/** What the undo of a notice goes by: the acts that it tells of, and none that was done since. */
export function useTakingBack() {
  const client = useClient();
  return useMemo(
    () => ({
      newest: async (): Promise<string | null> => (await client.call("ledger.standing", {})).undo?.act ?? null,
      async takeBack(act: string | null, acts: number): Promise<void> {
        await client.call("ledger.undo", act === null ? {} : { act });
        for (let left = acts - 1; left > 0; left -= 1) await client.call("ledger.undo", {});
      },
    }),
    [client],
  );
}
