import { useQueries } from "@tanstack/react-query";

import type { ClaimFilter } from "../../../app/claims/model.ts";
import { useClient } from "../../data/client.tsx";

/** The names of the sources, articles and questions that a filter holds by id, for its chips. */
export function useNames(filter: ClaimFilter): Map<string, string> {
  const client = useClient();
  const sources = [...new Set([...(filter.sources ?? []), ...(filter.origins ?? [])])];
  const articles = filter.articles ?? [];
  const questions = filter.questions ?? [];
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
      ...questions.map((id) => ({
        queryKey: ["questions.get", { id }],
        queryFn: () => client.call("questions.get", { id }),
        select: (question: { text: string }) => question.text,
      })),
    ],
  });
  const names = new Map<string, string>();
  for (const [index, id] of [...sources, ...articles, ...questions].entries()) {
    const name = results[index]?.data;
    if (typeof name === "string") names.set(id, name);
  }
  return names;
}
