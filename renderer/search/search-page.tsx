import { CircleHelp, Search } from "lucide-react";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";

import type { ArticleHit, ClaimHit } from "../../app/search/model.ts";
import { useClient } from "../data/client.tsx";
import { useRead } from "../data/queries.ts";
import { useFormats } from "../i18n/formats.ts";
import { useText } from "../i18n/index.ts";
import { useView } from "../state/view.ts";
import {
  Button,
  DataTable,
  EmptyState,
  ErrorNotice,
  Page,
  SearchField,
  Select,
  Tabs,
  toFailure,
  useKeys,
} from "../ui/index.ts";
import { useTyped } from "../ui/use-typed.ts";
import { WrongQuery } from "../ui/wrong-query.tsx";
import { ArticleResult, ClaimResult } from "./results.tsx";
import { firstHit } from "./snippet.ts";
import { SyntaxHelp } from "./syntax-help.tsx";

import css from "./search.module.css";

/** Title and two lines of text, in px: of one height, so that any number of results can be scrolled through. */
const resultHeight = 92;

/** Search over articles and claims: every hit in its words, and opened at its place. */
export function SearchPage() {
  const t = useText("search");
  const formats = useFormats();
  const client = useClient();
  const { query, order, kind } = useView((view) => view.search);
  const setSearch = useView((view) => view.setSearch);
  const openArticle = useView((view) => view.openArticle);
  const [typed, setTyped] = useTyped(query, (next) => setSearch({ query: next }));
  const [showsHelp, setShowsHelp] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const results = useRef<HTMLDivElement>(null);
  const asked = query.trim();
  const isAsked = asked !== "";

  const input = useMemo(() => ({ query: asked, order }), [asked, order]);
  const articles = useRead("search.articles", { ...input, limit: 1 }, { enabled: isAsked, keep: true });
  const claims = useRead("search.claims", { ...input, limit: 1 }, { enabled: isAsked, keep: true });
  const counts = { articles: articles.data?.total, claims: claims.data?.total };
  const error = articles.error ?? claims.error;
  const failure = error ? toFailure(error) : null;
  const tookMs = (kind === "articles" ? articles : claims).data?.tookMs;

  useEffect(() => field.current?.focus(), []);
  useKeys(
    {
      "/": {
        run: () => {
          field.current?.focus();
          field.current?.select();
        },
        label: t("label"),
      },
      "alt+a": { run: () => setSearch({ kind: "articles" }), label: t("articles") },
      "alt+c": { run: () => setSearch({ kind: "claims" }), label: t("claims") },
    },
    { group: t("title") },
  );
  // The first query's results are not drawn yet when Enter is pressed: the focus follows as soon as they are.
  const isAwaited = useRef(false);
  const toResults = (): void => {
    const grid = results.current?.querySelector<HTMLElement>('[role="grid"]');
    isAwaited.current = !grid;
    grid?.focus();
  };
  useEffect(() => {
    if (isAwaited.current && results.current) toResults();
  });

  const fetchArticles = useCallback(
    async (offset: number, limit: number) => {
      const page = await client.call("search.articles", { ...input, offset, limit });
      return { total: page.total, rows: page.hits };
    },
    [client, input],
  );
  const fetchClaims = useCallback(
    async (offset: number, limit: number) => {
      const page = await client.call("search.claims", { ...input, offset, limit });
      return { total: page.total, rows: page.hits };
    },
    [client, input],
  );
  const openHit = (hit: ArticleHit): void => {
    const span = firstHit(hit.snippets);
    openArticle(hit.articleId, span ? { span } : {});
  };
  const openClaim = (hit: ClaimHit): void => openArticle(hit.articleId, { claimId: hit.claimId });

  const other = kind === "articles" ? "claims" : "articles";
  const otherCount = counts[other] ?? 0;
  const empty = (
    <EmptyState
      icon={<Search aria-hidden />}
      title={t("noneTitle")}
      action={
        otherCount > 0 ? (
          <Button onPress={() => setSearch({ kind: other })}>
            {t("noneOther", { count: otherCount, n: formats.number(otherCount) })}
          </Button>
        ) : null
      }
    >
      {t("noneText")}
    </EmptyState>
  );
  const common = { rowHeight: resultHeight, hideHead: true, empty };
  const column = { id: "hit", header: t("results"), width: "minmax(0, 1fr)" };

  const list = (which: "articles" | "claims") => (
    <div className={css.results} ref={results}>
      {which === "articles" ? (
        <DataTable<ArticleHit>
          {...common}
          label={t("articles")}
          queryKey={["search.articles", input]}
          fetchWindow={fetchArticles}
          columns={[{ ...column, render: (hit) => <ArticleResult hit={hit} /> }]}
          rowId={(hit) => hit.articleId}
          onOpen={openHit}
          memory={`search-articles:${asked}`}
        />
      ) : (
        <DataTable<ClaimHit>
          {...common}
          label={t("claims")}
          queryKey={["search.claims", input]}
          fetchWindow={fetchClaims}
          columns={[{ ...column, render: (hit) => <ClaimResult hit={hit} /> }]}
          rowId={(hit) => hit.claimId}
          onOpen={openClaim}
          memory={`search-claims:${asked}`}
        />
      )}
    </div>
  );
  const countText = (count: number | undefined): { count?: string } =>
    count === undefined || !isAsked ? {} : { count: formats.number(count) };

  return (
    <Page>
      <header className={css.head}>
        <h1 className="visually-hidden">{t("title")}</h1>
        <search className={css.field}>
          <SearchField
            label={t("label")}
            placeholder={t("placeholder")}
            value={typed}
            onChange={(value) => {
              isAwaited.current = false;
              setTyped(value);
            }}
            onSubmit={(value) => {
              setSearch({ query: value });
              toResults();
            }}
            inputRef={field}
            onKeyDown={(event) => {
              if (event.key !== "ArrowDown") return;
              event.preventDefault();
              toResults();
            }}
          />
        </search>
        <div className={css.order}>
          <Select
            label={t("order")}
            hideLabel
            value={order}
            onChange={(next) => setSearch({ order: next })}
            choices={(["relevance", "newest", "oldest"] as const).map((id) => ({ id, text: t(id) }))}
          />
        </div>
        <Button
          tone="quiet"
          icon={<CircleHelp aria-hidden />}
          aria-expanded={showsHelp}
          onPress={() => setShowsHelp(!showsHelp)}
        >
          {t(showsHelp ? "hideHelp" : "help")}
        </Button>
      </header>
      {showsHelp ? <SyntaxHelp onTry={setTyped} /> : null}
      {failure?.code === "query-syntax" ? (
        <>
          <div className={css.notice}>
            <WrongQuery title={t("wrongTitle")} query={asked} failure={failure} />
          </div>
          {showsHelp ? null : <SyntaxHelp onTry={setTyped} />}
        </>
      ) : failure ? (
        <div className={css.notice}>
          <ErrorNotice error={failure} onRetry={() => void articles.refetch()} />
        </div>
      ) : null}
      {isAsked ? (
        failure ? null : (
          <div className={css.tabs}>
            {tookMs === undefined ? null : (
              <p className={css.took}>{t("took", { ms: formats.number(Math.round(tookMs * 10) / 10) })}</p>
            )}
            <Tabs
              label={t("results")}
              selected={kind}
              onSelect={(next) => setSearch({ kind: next })}
              tabs={[
                { id: "articles", text: t("articles"), ...countText(counts.articles), content: list("articles") },
                { id: "claims", text: t("claims"), ...countText(counts.claims), content: list("claims") },
              ]}
            />
          </div>
        )
      ) : (
        <div className={css.start}>
          <EmptyState icon={<Search aria-hidden />} title={t("startTitle")}>
            {t("startText")}
          </EmptyState>
          {showsHelp ? null : <SyntaxHelp onTry={setTyped} />}
        </div>
      )}
    </Page>
  );
}
