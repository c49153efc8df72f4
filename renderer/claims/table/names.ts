import { useQueries } from "@tanstack/react-query";

import type { ClaimFilter } from "../../../app/claims/model.ts";
import { useClient } from "../../data/client.tsx";

/** The names of the sources and articles that a filter holds by id, for its chips. */
export function useNames(filter: ClaimFilter): Map<string, string> {
  const client = useClient();
  const sources = [...new Set([...(filter.sources ?? []), ...(filter.origins ?? [])])];
  const articles = filter.articles ?? [];
  const results = useQueries({
    queries: [
      ...sources.map((id) => ({
        queryKey: ["sources.get", { id }],
        queryFn: () => client.call("sources.get", { id }),
        select: (source: { name: string }) => source.name,
      })),
      ...articles.map((id) => ({
        queryKey: ["articles.get", { id }],
        queryFn: () => client.call("articles.get", { id }),
        select: (article: { title: string }) => article.title,
      })),
    ],
  });
  const names = new Map<string, string>();
  for (const [index, id] of [...sources, ...articles].entries()) {
    const name = results[index]?.data;
    if (typeof name === "string") names.set(id, name);
  }
  return names;
}
