import { type ReactNode, type RefObject, useCallback } from "react";

import type { Output } from "../../app/contract/index.ts";
import type { ArticleHit, ClaimHit, MemoHit } from "../../app/search/model.ts";
import { useClient } from "../data/client.tsx";
import { useText } from "../i18n/index.ts";
import { DataTable } from "../ui/index.ts";
import { ArticleResult, ClaimResult, MemoResult } from "./results.tsx";
import type { Searching } from "./use-search.ts";

import css from "./search.module.css";

/** Title and two lines of text, in px: of one height, so that any number of results can be scrolled through. */
const resultHeight = 92;

type Hits = { articles: ArticleHit; claims: ClaimHit; memos: MemoHit };
export type ListReading = keyof Hits;
type Name<Which extends ListReading> = `search.${Which}`;

const idOf: { [Which in ListReading]: (hit: Hits[Which]) => string } = {
  articles: (hit) => hit.articleId,
  claims: (hit) => hit.claimId,
  memos: (hit) => `${hit.kind}:${hit.id}`,
};
const drawn: { [Which in ListReading]: (hit: Hits[Which]) => ReactNode } = {
  articles: (hit) => <ArticleResult hit={hit} />,
  claims: (hit) => <ClaimResult hit={hit} />,
  memos: (hit) => <MemoResult hit={hit} />,
};

/** What was found, each with its words, in windows as they come into sight. */
export function ReadingList<Which extends ListReading>({
  which,
  asked,
  place,
  empty,
  goTo,
  onCurrent,
  onOpen,
}: {
  which: Which;
  asked: Searching["articles"] | Searching["claims"];
  place: RefObject<HTMLDivElement | null>;
  empty: ReactNode;
  goTo: { index: number } | null;
  onCurrent: (hit: Hits[Which] | null, index: number) => void;
  onOpen: (hit: Hits[Which]) => void;
}) {
  const t = useText("search");
  const client = useClient();
  const fetchWindow = useCallback(
    async (offset: number, limit: number) => {
      // One name out of three: the answer is that of the reading.
      const page = (await client.call(
        `search.${which}` as "search.articles",
        { ...asked, offset, limit } as never,
      )) as Output<Name<Which>>;
      return { total: page.total, rows: page.hits as Hits[Which][] };
    },
    [client, which, asked],
  );
  return (
    <div className={css.results} ref={place}>
      <DataTable<Hits[Which]>
        label={t(which as string)}
        rowHeight={resultHeight}
        hideHead
        queryKey={[`search.${which}`, asked]}
        fetchWindow={fetchWindow}
        columns={[{ id: "hit", header: t("results"), width: "minmax(0, 1fr)", render: drawn[which] }]}
        rowId={idOf[which]}
        onOpen={onOpen}
        goTo={goTo}
        onCurrent={onCurrent}
        empty={empty}
        memory={`search-${which}`}
      />
    </div>
  );
}
