import { BookOpenText, Check, CheckCheck, FileDiff, TextCursor } from "lucide-react";
import { useEffect, useEffectEvent, useMemo, useRef, useState } from "react";

import { type ArticleToReview, type Reanchoring, type StandingAnchor } from "../../../app/articles/anchors.ts";
import { useRead } from "../../data/queries.ts";
import { useFormats } from "../../i18n/formats.ts";
import { useText } from "../../i18n/index.ts";
import { useView } from "../../state/view.ts";
import { Button, EmptyState, ErrorNotice, notify, Page, PageBar, SplitPanes, useKeys } from "../../ui/index.ts";
import { AnchorRow } from "./anchor-row.tsx";
import { useReanchor } from "./use-reanchor.ts";
import { marksOf } from "./ways-in.tsx";

import css from "./review.module.css";

/** Articles that are listed at once; those after them follow as these are done. */
const LISTED = 200;
/** Marks of one article that are shown at once. */
const SHOWN = 300;
const none: readonly never[] = [];

/** Marks that stand on an earlier text than the one that is read: each is shown where it would stand, none moves by itself. */
export function ReviewPage() {
  const t = useText("review");
  const formats = useFormats();
  const asked = useView((view) => view.reviewed);
  const go = useView((view) => view.go);
  const goToReview = useView((view) => view.goToReview);
  const list = useRead("articles.anchorsToReview", { limit: LISTED }, { keep: true });
  const rows = list.data?.rows ?? none;
  const total = list.data?.total ?? 0;
  // One that stands beyond those listed is looked for by itself.
  const isListed = asked === null || rows.some(({ id }) => id === asked);
  const beyond = useRead(
    "articles.anchorsToReview",
    { articleId: asked ?? "none", limit: 1 },
    { enabled: list.isSuccess && !isListed },
  ).data?.rows;
  const all: readonly ArticleToReview[] = isListed || !beyond ? rows : [...rows, ...beyond];
  const article = all.find(({ id }) => id === asked) ?? all[0] ?? null;
  const heading = (
    <PageBar title={t("title")} total={list.data ? t("total", { count: total, n: formats.number(total) }) : ""} />
  );
  if (list.error)
    return (
      <Page>
        {heading}
        <ErrorNotice error={list.error} onRetry={() => void list.refetch()} />
      </Page>
    );
  if (article === null)
    return (
      <Page>
        {heading}
        {list.isSuccess ? (
          <EmptyState
            icon={<FileDiff aria-hidden />}
            title={t("emptyTitle")}
            action={<Button onPress={() => go("library")}>{t("toLibrary")}</Button>}
          >
            {t("emptyText")}
          </EmptyState>
        ) : null}
      </Page>
    );
  const step = (by: 1 | -1): void => {
    const next = all[(all.indexOf(article) + by + all.length) % all.length];
    if (next) goToReview(next.id);
  };
  return (
    <Page>
      {heading}
      <SplitPanes
        id="review"
        panes={[
          {
            id: "articles",
            content: (
              <nav className={css.rail} aria-label={t("articles")}>
                {all.map((row) => (
                  <ArticleButton
                    key={row.id}
                    row={row}
                    isShown={row.id === article.id}
                    onPress={() => goToReview(row.id)}
                  />
                ))}
                {total > rows.length ? (
                  <p className={css.hint}>
                    {t("moreArticles", { count: total - rows.length, n: formats.number(total - rows.length) })}
                  </p>
                ) : null}
              </nav>
            ),
            size: 22,
            min: 180,
            max: 380,
          },
          {
            id: "marks",
            content: <Marks key={article.id} article={article} onStep={step} />,
            size: 78,
            min: 320,
          },
        ]}
      />
    </Page>
  );
}

function ArticleButton({ row, isShown, onPress }: { row: ArticleToReview; isShown: boolean; onPress: () => void }) {
  const t = useText("review");
  const formats = useFormats();
  const count = marksOf(row);
  return (
    <button type="button" className={css.article} aria-current={isShown || undefined} onClick={onPress}>
      <span className={css.articleTitle} dir="auto">
        {row.title}
      </span>
      <span className={css.hint}>
        {row.outlet === null ? null : (
          <>
            <bdi>{row.outlet}</bdi>
            {" · "}
          </>
        )}
        {t("marksCount", { count, n: formats.number(count) })}
      </span>
    </button>
  );
}

const nameOf = ({ kind, objectId, index }: Pick<StandingAnchor, "kind" | "objectId" | "index">): string =>
  `${kind} ${objectId} ${index}`;

/** A mark with the place that it is taken over to. */
const itemOf = ({ kind, objectId, index }: StandingAnchor, at: { start: number; end: number }): Reanchoring => ({
  kind,
  objectId,
  index,
  start: at.start,
  end: at.end,
});

/** The marks of one article, one after the other. */
function Marks({ article, onStep }: { article: ArticleToReview; onStep: (by: 1 | -1) => void }) {
  const t = useText("review");
  const formats = useFormats();
  const openArticle = useView((view) => view.openArticle);
  const selectByHand = useView((view) => view.selectByHand);
  const read = useRead("articles.anchors", { id: article.id }, { keep: true });
  const found = read.data?.anchors ?? none;
  const anchors = useMemo(() => found.slice(0, SHOWN), [found]);
  const version = read.data?.version ?? article.version;
  const [at, setAt] = useState(0);
  const [chosen, setChosen] = useState<ReadonlyMap<string, number>>(new Map());
  const { take, isPending } = useReanchor();
  const rows = useRef<(HTMLLIElement | null)[]>([]);
  const index = Math.min(at, Math.max(0, anchors.length - 1));
  const current = anchors[index];

  const focus = (next: number): void => {
    const to = Math.max(0, Math.min(next, anchors.length - 1));
    setAt(to);
    rows.current[to]?.focus();
    rows.current[to]?.scrollIntoView({ block: "nearest" });
  };
  // At first, and where the mark that had the focus was taken over, the one in its place has it.
  const settle = useEffectEvent((_read: readonly StandingAnchor[]) => {
    if (anchors.length > 0 && (document.activeElement === null || document.activeElement === document.body))
      rows.current[index]?.focus();
  });
  useEffect(() => settle(anchors), [anchors]);

  const takeCurrent = (): unknown => {
    if (document.activeElement instanceof HTMLButtonElement) return false;
    takeOne();
    return true;
  };
  const takeOne = (): void => {
    if (!current || isPending) return;
    if (current.state === "orphan") {
      notify({ text: t("orphanFirst") });
      return;
    }
    const place = current.places[current.state === "ambiguous" ? (chosen.get(nameOf(current)) ?? -1) : 0];
    if (place === undefined) notify({ text: t("chooseFirst") });
    else take(article.id, version, [itemOf(current, place)]);
  };
  const along = (moved: boolean): Reanchoring[] =>
    found
      .filter(({ along: others }) => others === "exact" || (moved && others === "moved"))
      .flatMap((anchor) => anchor.places.map((place) => itemOf(anchor, place)));
  const [exact, same] = [along(false), along(true)];
  const takeAll = (items: Reanchoring[], nothing: string): void => {
    if (items.length === 0) notify({ text: nothing });
    else if (!isPending) take(article.id, version, items);
  };
  const choose = (candidate: number): unknown => {
    if (current?.state !== "ambiguous" || candidate >= current.places.length) return false;
    setChosen(new Map(chosen).set(nameOf(current), candidate));
    return true;
  };
  const hand = (): void => {
    if (!current) return;
    const { kind, objectId, index: number, old } = current;
    selectByHand({ articleId: article.id, version, mark: { kind, objectId, index: number }, quote: old.quote });
  };
  const openOld = (): void => {
    if (current) openArticle(article.id, { version: current.version, span: current.old });
  };
  const [next, previous] = [() => focus(index + 1), () => focus(index - 1)];
  useKeys(
    {
      Enter: { run: takeCurrent, label: t("take"), changes: true },
      e: { run: () => takeAll(exact, t("noneExact")), label: t("takeExact"), changes: true },
      "shift+e": { run: () => takeAll(same, t("noneSame")), label: t("takeSame"), changes: true },
      ...Object.fromEntries(
        Array.from({ length: 9 }, (_, candidate) => [
          String(candidate + 1),
          { run: () => choose(candidate), label: t("choose") },
        ]),
      ),
      f: { run: hand, label: t("byHand"), changes: true },
      o: { run: openOld, label: t("openOld") },
      s: { run: next, label: t("skip") },
      j: { run: next, label: t("next") },
      k: { run: previous, label: t("previous") },
      ArrowDown: { run: () => (isInRadio() ? false : next()) },
      ArrowUp: { run: () => (isInRadio() ? false : previous()) },
      "]": { run: () => onStep(1), label: t("nextArticle") },
      "[": { run: () => onStep(-1), label: t("previousArticle") },
    },
    { group: t("title") },
  );

  if (read.error) return <ErrorNotice error={read.error} onRetry={() => void read.refetch()} />;
  return (
    <div className={css.middle}>
      <div className={css.tools} role="toolbar" aria-label={t("marks")}>
        <Button
          changes
          tone="primary"
          keys="Enter"
          icon={<Check aria-hidden />}
          isDisabled={!current || current.state === "orphan" || isPending}
          onPress={takeOne}
        >
          {t("take")}
        </Button>
        <Button keys="s" isDisabled={!current} onPress={next}>
          {t("skip")}
        </Button>
        <Button changes keys="f" icon={<TextCursor aria-hidden />} isDisabled={!current} onPress={hand}>
          {t("byHand")}
        </Button>
        <Button keys="o" icon={<BookOpenText aria-hidden />} isDisabled={!current} onPress={openOld}>
          {t("openOld")}
        </Button>
        <span className={css.spring} />
        <Button
          changes
          keys="e"
          icon={<CheckCheck aria-hidden />}
          isDisabled={exact.length === 0 || isPending}
          onPress={() => takeAll(exact, t("noneExact"))}
        >
          {t("takeExactCount", { n: formats.number(exact.length) })}
        </Button>
        <Button
          changes
          keys="shift+e"
          icon={<CheckCheck aria-hidden />}
          isDisabled={same.length === 0 || isPending}
          onPress={() => takeAll(same, t("noneSame"))}
        >
          {t("takeSameCount", { n: formats.number(same.length) })}
        </Button>
      </div>
      <ol className={css.list} aria-label={t("marks")}>
        {anchors.map((anchor, place) => (
          <AnchorRow
            key={nameOf(anchor)}
            ref={(row) => {
              rows.current[place] = row;
            }}
            anchor={anchor}
            version={version}
            isCurrent={place === index}
            chosen={chosen.get(nameOf(anchor)) ?? null}
            onChoose={(candidate) => setChosen(new Map(chosen).set(nameOf(anchor), candidate))}
            onCurrent={() => setAt(place)}
          />
        ))}
      </ol>
      {found.length > anchors.length ? (
        <p className={css.more}>
          {t("moreMarks", { count: found.length - anchors.length, n: formats.number(found.length - anchors.length) })}
        </p>
      ) : null}
    </div>
  );
}

/** In a group of radio buttons the arrows choose. */
const isInRadio = (): boolean => document.activeElement?.getAttribute("type") === "radio";
