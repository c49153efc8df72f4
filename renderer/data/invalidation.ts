import type { QueryClient } from "@tanstack/react-query";

import type { Client } from "../../app/contract/client.ts";
import type { BackendEvent } from "../../app/contract/events.ts";

type Kind = Extract<BackendEvent, { name: "changed" }>["value"]["kinds"][number];

/** The readings of claims; what is being typed is none of them. */
const claims = [
  "claims.of",
  "claims.get",
  "claims.list",
  "claims.ids",
  "claims.grid",
  "claims.groups",
  "claims.diagonal",
  "claims.looks",
];

/** Which readings a change of each kind makes stale: a procedure's name, or a row's with a dot. */
const stale: Record<Kind, readonly string[]> = {
  article: ["articles.", "search.", ...claims, "questions.", "relations.", "cases.current", "ledger."],
  // A query may look into memos, and name a tag, a question, or whether an article has copies.
  annotation: ["annotations.", "articles.anchors", "articles.anchorsToReview", "tags.", "search.", "ledger."],
  // A claim that is saved ends its draft.
  claim: [
    ...claims,
    "claims.drafts",
    "articles.",
    "sources.",
    "tags.",
    "questions.",
    "relations.",
    "search.",
    "cases.current",
    "ledger.",
  ],
  source: ["sources.", ...claims, "questions.", "relations.", "search.", "cases.current", "ledger."],
  assessment: ["sources.", ...claims, "questions.", "relations.", "search.", "ledger."],
  tag: ["tags.", "search.", "articles.", "annotations.", ...claims, "questions.", "relations.", "ledger."],
  relation: ["relations.", "questions.", "sources.record", ...claims, "ledger."],
  question: ["questions.", "search.", ...claims, "ledger."],
  family: ["articles.", "search.", "questions.", "relations.", ...claims, "ledger."],
  view: ["cases.views"],
  draft: ["claims.drafts"],
  "import-draft": [
    "articles.drafts",
    "articles.draftItems",
    "articles.draftItemIds",
    "articles.draftFacets",
    "articles.watchedFolders",
  ],
  "watched-folder": ["articles.watchedFolders"],
  "unreadable-file": [
    "articles.unreadable",
    "articles.unreadableIds",
    "articles.unreadableCounts",
    "articles.previewUnreadable",
    "articles.overview",
  ],
  workstation: ["workstation.", "articles.profiles", "articles.preview"],
  ledger: ["ledger."],
};

/** Whether a reading by this name is stale after changes of these kinds. */
export function isStale(name: string, kinds: Iterable<Kind>): boolean {
  for (const kind of kinds) {
    if (stale[kind].some((part) => (part.endsWith(".") ? name.startsWith(part) : name === part))) return true;
  }
  return false;
}

/**
 * What stays in sight while another case opens or this one closes: it is read again, but never blank in between, or the
 * page would fall back to another language for a moment.
 */
const lasting = ["workstation.", "cases.current", "jobs.", "host."];

/** Batches of an import tell of changes many times a second; the page reads again at most this often (ms). */
const pause = 150;

/** Makes stale what an event says has changed. @returns a function that stops it */
export function followEvents(client: Client, queryClient: QueryClient): () => void {
  const kinds = new Set<Kind>();
  let last = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const flush = (): void => {
    timer = undefined;
    last = Date.now();
    const now = new Set(kinds);
    kinds.clear();
    void queryClient.invalidateQueries({
      predicate: (query) => typeof query.queryKey[0] === "string" && isStale(query.queryKey[0], now),
    });
  };
  const stop = client.subscribe((event) => {
    if (event.name === "changed") {
      for (const kind of event.value.kinds) kinds.add(kind);
      // The first one at once, so that an analyst's own act shows without delay.
      timer ??= setTimeout(flush, Math.max(0, last + pause - Date.now()));
    } else if (event.name === "case-changed") {
      const outlives = (name: unknown): boolean =>
        typeof name !== "string" || lasting.some((part) => name.startsWith(part));
      void queryClient.resetQueries({ predicate: (query) => !outlives(query.queryKey[0]) });
      void queryClient.invalidateQueries({ predicate: (query) => outlives(query.queryKey[0]) });
    } else {
      void queryClient.invalidateQueries({ queryKey: ["jobs.list"] });
    }
  });
  return () => {
    clearTimeout(timer);
    stop();
  };
}
