import { ChartBarBig, CircleHelp, ListOrdered, Search } from "lucide-react";
import { useState } from "react";

import type { ArticleHit, ClaimHit, ConcordanceLine, MemoHit } from "../../app/search/model.ts";
import { useFormats } from "../i18n/formats.ts";
import { useText } from "../i18n/index.ts";
import { type Reading, readings } from "../state/search.ts";
import { useView } from "../state/view.ts";
import {
  Button,
  EmptyState,
  ErrorNotice,
  Page,
  Select,
  SplitPanes,
  type TabChoice,
  Tabs,
  toFailure,
  useKeys,
} from "../ui/index.ts";
import { useTyped } from "../ui/use-typed.ts";
import { WrongQuery } from "../ui/wrong-query.tsx";
import { BatchDialog } from "./batch-dialog.tsx";
import { isUnfinished } from "./completion.ts";
import { ConcordanceView } from "./concordance-view.tsx";
import { NothingFound } from "./empty.tsx";
import { GroupsPane } from "./groups-pane.tsx";
import { QueryField } from "./query-field.tsx";
import { ReadingList } from "./reading-list.tsx";
import { SavedSearches } from "./saved-searches.tsx";
import { firstHit } from "./snippet.ts";
import { Suggestions } from "./suggestions.tsx";
import { SwitchBar } from "./switch-bar.tsx";
import { SyntaxHelp } from "./syntax-help.tsx";
import { usePlaces } from "./use-places.ts";
import { useSearch } from "./use-search.ts";
import { WithinChips } from "./within-chips.tsx";

import css from "./search.module.css";

/** Search over articles, claims, memos and every place where a word stands: each hit in its words, and opened there. */
export function SearchPage() {
  const t = useText("search");
  const formats = useFormats();
  const { query, order, groupBy, group } = useView((view) => view.search);
  const setSearch = useView((view) => view.setSearch);
  const rememberQuery = useView((view) => view.rememberQuery);
  const openArticle = useView((view) => view.openArticle);
  const [typed, setTyped] = useTyped(query, (next) => {
    if (!isUnfinished(next)) setSearch({ query: next });
  });
  const [showsHelp, setShowsHelp] = useState(false);
  const [showsBatch, setShowsBatch] = useState(false);
  const search = useSearch();
  const { asked, isAsked, shown, offered, counts, tookMs } = search;
  const failure = search.error ? toFailure(search.error) : null;
  const { field, results, groups, goTo, onCurrent, toField, toResults, toGroups, step, wait } = usePlaces(
    shown,
    isAsked,
  );
  const readsArticles = shown === "articles" || shown === "concordance";
  const isGrouped = groupBy !== null && readsArticles && isAsked && !failure;

  const ask = (next: string): void => {
    setTyped(next);
    setSearch({ query: next });
    rememberQuery(next);
  };
  const read = (reading: Reading): unknown => (offered.includes(reading) ? setSearch({ reading }) : false);
  const turnGroups = (): unknown => {
    if (!readsArticles) return false;
    setSearch(groupBy === null ? { groupBy: "outlet" } : { groupBy: null, group: null });
    if (groupBy === null) toGroups();
    else toResults();
    return true;
  };
  useKeys(
    {
      "/": { run: toField, label: t("label") },
      ...Object.fromEntries(
        readings.map((reading, at) => [String(at + 1), { run: () => read(reading), label: t(reading) }]),
      ),
      n: { run: () => step(1), label: t("nextHit") },
      p: { run: () => step(-1), label: t("previousHit") },
      j: { run: () => step(1), label: t("nextHit") },
      k: { run: () => step(-1), label: t("previousHit") },
      b: { run: turnGroups, label: t("groupBy") },
      h: { run: () => setShowsHelp((before) => !before), label: t("help") },
      "alt+b": { run: () => setShowsBatch(true), label: t("batch") },
      Escape: () => {
        if (group === null) return false;
        setSearch({ group: null });
        return true;
      },
    },
    { group: t("title") },
  );

  /** Leaves for a place of an article, and comes back to where it left. */
  const leave = (articleId: string, target: Parameters<typeof openArticle>[1]): void => {
    rememberQuery(asked);
    openArticle(articleId, target);
    setSearch({ leftFor: useView.getState().reader?.at ?? null });
  };
  const openHit = ({ articleId, snippets }: ArticleHit): void => {
    const span = firstHit(snippets);
    leave(articleId, span ? { span } : {});
  };
  const openClaim = ({ articleId, claimId }: ClaimHit): void => leave(articleId, { claimId });
  const openMemo = ({ kind, id, articleId }: MemoHit): void =>
    leave(articleId, kind === "claim" ? { claimId: id } : { annotationId: id });
  const openLine = ({ articleId, start, end }: ConcordanceLine): void => leave(articleId, { span: { start, end } });

  const common = {
    place: results,
    goTo,
    onCurrent: (_: unknown, index: number) => onCurrent(index),
    empty: <NothingFound query={asked} shown={shown} counts={counts} onChange={ask} />,
  };
  const content = {
    articles: <ReadingList which="articles" asked={search.articles} onOpen={openHit} {...common} />,
    claims: <ReadingList which="claims" asked={search.claims} onOpen={openClaim} {...common} />,
    memos: <ReadingList which="memos" asked={search.claims} onOpen={openMemo} {...common} />,
    concordance: <ConcordanceView asked={search.concordance} onOpen={openLine} {...common} />,
  };
  const isMore = search.lines.data?.bounded === true;
  const tabOf = (id: Reading): TabChoice<Reading> => {
    const count = counts[id];
    const tab = { id, text: t(id), content: content[id] };
    return count === undefined
      ? tab
      : { ...tab, count: `${formats.number(count)}${id === "concordance" && isMore ? "+" : ""}` };
  };
  const found = (
    <Tabs
      label={t("results")}
      selected={shown}
      onSelect={(reading) => setSearch({ reading })}
      tabs={offered.map(tabOf)}
    />
  );

  return (
    <Page>
      <header className={css.head}>
        <h1 className="visually-hidden">{t("title")}</h1>
        <QueryField
          typed={typed}
          onType={(value) => {
            wait(false);
            setTyped(value);
          }}
          onSubmit={(value) => {
            ask(value);
            toResults();
          }}
          onLeave={toResults}
          field={field}
        />
        <SwitchBar query={typed} onChange={ask} />
      </header>
      <div className={css.tools} role="toolbar" aria-label={t("tools")}>
        {shown === "concordance" ? null : (
          <div className={css.order}>
            <Select
              label={t("order")}
              hideLabel
              small
              value={order}
              onChange={(next) => setSearch({ order: next })}
              choices={(["relevance", "newest", "oldest"] as const).map((id) => ({ id, text: t(id) }))}
            />
          </div>
        )}
        {readsArticles ? (
          <Button small keys="b" icon={<ChartBarBig aria-hidden />} aria-expanded={isGrouped} onPress={turnGroups}>
            {t("groupBy")}
          </Button>
        ) : null}
        <WithinChips readsArticles={readsArticles} />
        <span className={css.spring} />
        {isAsked && !failure && tookMs !== undefined ? (
          <span className={css.took}>{t("took", { ms: formats.number(Math.round(tookMs * 10) / 10) })}</span>
        ) : null}
        <SavedSearches />
        <Button small keys="alt+b" icon={<ListOrdered aria-hidden />} onPress={() => setShowsBatch(true)}>
          {t("batch")}
        </Button>
        <Button
          small
          keys="h"
          icon={<CircleHelp aria-hidden />}
          aria-expanded={showsHelp}
          onPress={() => setShowsHelp(!showsHelp)}
        >
          {t("help")}
        </Button>
      </div>
      {showsHelp && isAsked ? (
        <div className={css.helpPlace}>
          <SyntaxHelp onTry={ask} />
        </div>
      ) : null}
      {failure?.code === "query-syntax" ? (
        <div className={css.notice}>
          <WrongQuery title={t("wrongTitle")} query={asked} failure={failure} />
        </div>
      ) : failure ? (
        <div className={css.notice}>
          <ErrorNotice error={failure} onRetry={search.retry} />
        </div>
      ) : isAsked ? (
        <Suggestions query={asked} onChange={ask} />
      ) : null}
      {isAsked && !failure ? (
        <div className={css.tabs}>
          {isGrouped ? (
            <SplitPanes
              id="search"
              panes={[
                {
                  id: "groups",
                  size: 28,
                  min: 250,
                  content: <GroupsPane asked={search.articles} by={groupBy} place={groups} />,
                },
                { id: "found", size: 72, min: 360, content: <div className={css.found}>{found}</div> },
              ]}
            />
          ) : (
            <div className={css.found}>{found}</div>
          )}
        </div>
      ) : !isAsked ? (
        <div className={css.start}>
          <EmptyState icon={<Search aria-hidden />} title={t("startTitle")}>
            {t("startText")}
          </EmptyState>
          <SyntaxHelp onTry={ask} />
        </div>
      ) : showsHelp ? null : (
        <div className={css.start}>
          <SyntaxHelp onTry={ask} />
        </div>
      )}
      {showsBatch ? (
        <BatchDialog
          onPick={(next) => {
            setShowsBatch(false);
            ask(next);
            toResults();
          }}
          onClose={() => setShowsBatch(false)}
        />
      ) : null}
    </Page>
  );
}
