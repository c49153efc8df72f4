import { useQueries } from "@tanstack/react-query";

import { useClient } from "../data/client.tsx";
import { useRead } from "../data/queries.ts";
import type { Difference } from "./differences.ts";

const namesSource = /(?:^|\.)(?:sourceId|affiliationId)$/;
const namesTag = /(?:^|\.)(?:tags|parentId)$/;

/**
 * The ledger names other objects by id; a reader wants to see what they are called now. What is gone keeps its id.
 * @returns the text of one side of a difference
 */
export function useNamedValues(differences: readonly Difference[]): (field: string, value: string) => string {
  const client = useClient();
  const tags = useRead("tags.list", {}, { enabled: differences.some(({ field }) => namesTag.test(field)) }).data;
  const ids = [
    ...new Set(
      differences.flatMap(({ field, before, after }) =>
        namesSource.test(field) ? [before, after].filter((id) => id !== null) : [],
      ),
    ),
  ];
  const sources = useQueries({
    queries: ids.map((id) => ({
      queryKey: ["sources.get", { id }],
      queryFn: () => client.call("sources.get", { id }),
    })),
  });
  return (field, value) => {
    if (namesTag.test(field)) {
      const paths = value.split(", ").map((id) => tags?.find((tag) => tag.id === id)?.path ?? id);
      return paths.join(" · ");
    }
    return namesSource.test(field) ? (sources[ids.indexOf(value)]?.data?.name ?? value) : value;
  };
}
