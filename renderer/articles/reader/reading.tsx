// Over 400 lines: the reader's commands act on one another (selection, editor, focus, find), so they stand together here;
// everything that can stand alone is a file of its own.
import { PencilLine } from "lucide-react";
import { useEffect, useEffectEvent, useMemo, useRef, useState } from "react";

import type { Annotation } from "../../../app/annotations/model.ts";
import type { Article, Range } from "../../../app/articles/model.ts";
import type { Claim, ClaimDraft, RelationKind } from "../../../app/claims/model.ts";
import { isUnfinished } from "../../../app/claims/rules.ts";
import { useClient } from "../../data/client.tsx";
import { useRead } from "../../data/queries.ts";
import { useFormats } from "../../i18n/formats.ts";
import { useText } from "../../i18n/index.ts";
import { type ReaderTarget, useView } from "../../state/view.ts";
import { Button, notify, notifyFailure, useKeys, notifyDone } from "../../ui/index.ts";
import { ByHand } from "../review/by-hand.tsx";
import { ArticleHeader } from "./article-header.tsx";
import { ArticleText } from "./article-text.tsx";
import { CardsColumn } from "./cards-column.tsx";
import { CaretMark } from "./caret-mark.tsx";
import { caretBox } from "./caret.ts";
import { Card } from "./claim-card.tsx";
import { FindBar } from "./find-bar.tsx";
import { makeFinder } from "./find.ts";
import { countElsewhere, type Item, itemsOf, neighbour, spansOn } from "./items.ts";
import { MarksMenu } from "./marks-menu.tsx";
import { coloursOf, type HighlightAxis } from "./marks.ts";
import { RelateMenu } from "./relate-menu.tsx";
import { RelationsPane } from "./relations-pane.tsx";
import { SelectionBar } from "./selection-bar.tsx";
import { SideSplit } from "./side-split.tsx";
import type { ClaimEditorHandle, ReaderSlots } from "./slots.ts";
import type { TextView } from "./text-view.ts";
import { Toolbar } from "./toolbar.tsx";
import { useLayer, useMarks, usePosition, useTextView } from "./use-painting.ts";
import { useTextSelection } from "./use-text-selection.ts";
import { useWidth } from "./use-width.ts";

import css from "./reading.module.css";

/** What is open in the pane beside the text. */
type Pane =
  | { kind: "claim"; span: Range | null; claim: Claim | null; draft: ClaimDraft | null }
  | { kind: "note"; annotation: Annotation | null; span: Range }
  | { kind: "relations"; claimId: string };

export interface ReadingProps extends ReaderSlots {
  article: Article;
  target: ReaderTarget;
  neighbours: { previous: string | null; next: string | null; index: number | null; total: number };
  isListShown: boolean;
  onShowList: () => void;
}

const noRanges: readonly Range[] = [];
const noClaims: readonly Claim[] = [];
const noAnnotations: readonly Annotation[] = [];
/** Least width of the text's pane at which cards stand beside the text, in pixels. */
const wideEnough = 900;

/** One article as it is read: its text with the marks over it, cards beside it, and what is written about it. */
export function Reading({
  article,
  target,
  neighbours,
  isListShown,
  onShowList,
  ClaimEditor,
  ClaimRelations,
  AnnotationEditor,
}: ReadingProps) {
  const t = useText("reader");
  const words = useText("relations");
  const formats = useFormats();
  const client = useClient();
  const claims = useRead("claims.of", { articleId: article.id }).data ?? noClaims;
  const annotations = useRead("annotations.of", { articleId: article.id }).data ?? noAnnotations;
  const drafts = useRead("claims.drafts", { articleId: article.id }).data;
  const hasClaims = useRead("claims.of", { articleId: article.id }).isSuccess;
  const tags = useRead("tags.list", {}).data;
  const workstation = useRead("workstation.get", {}).data;
  const canChange = useRead("cases.current", {}).data?.readOnly === null;
  const axis: HighlightAxis = workstation?.settings.highlightAxis ?? "reliability";
  const colours = useMemo(() => coloursOf(tags ?? []), [tags]);
  const items = useMemo(() => itemsOf(article.version, claims, annotations), [article.version, claims, annotations]);
  const claimItems = items.filter((item) => item.kind === "claim");
  const unfinished = claimItems.filter((item) => item.kind === "claim" && isUnfinished(item.claim));

  const centre = useRef<HTMLDivElement | null>(null);
  const findInput = useRef<HTMLInputElement | null>(null);
  const editor = useRef<ClaimEditorHandle | null>(null);
  const { view, root, attach } = useTextView(article);
  const selection = useTextSelection(article, view, root);
  const isWide = useWidth(centre) >= wideEnough;

  const asked = target.claimId ?? target.annotationId ?? null;
  const [focused, setFocused] = useState(asked);
  const [open, setOpen] = useState<(Pane & { key: number }) | null>(null);
  const openKey = useRef(0);
  const [pendingSpans, setPendingSpans] = useState<readonly Range[]>(noRanges);
  const [isListOpen, setListOpen] = useState(false);
  const [menu, setMenu] = useState<{ items: Item[]; x: number; y: number } | null>(null);
  const [dropped, setDropped] = useState<{ from: Claim; to: Claim; x: number; y: number } | null>(null);
  const [isEditingFacts, setEditingFacts] = useState(false);
  const [find, setFind] = useState<{ query: string; at: number } | null>(null);

  const finder = useMemo(() => makeFinder(article.text), [article.text]);
  const query = find?.query ?? "";
  const found = useMemo(() => (query === "" ? noRanges : finder.find(query)), [finder, query]);
  const foundNow = useMemo(() => found.slice(find?.at ?? 0, (find?.at ?? 0) + 1), [found, find?.at]);
  const focusedItem = items.find((item) => item.id === focused);
  const focusRanges = useMemo(() => {
    if (!focusedItem) return noRanges;
    return focusedItem.kind === "claim" ? spansOn(focusedItem.claim, article.version) : [focusedItem.range];
  }, [focusedItem, article.version]);
  const marks = useMarks(view, article, claims, annotations, axis, colours);
  // What is being edited is painted as that, not twice.
  useLayer(view, "focus", open && open.kind !== "relations" ? noRanges : focusRanges);
  useLayer(view, "editing", pendingSpans);
  useLayer(view, "found", found);
  useLayer(view, "found-now", foundNow);
  usePosition(view, (position) => {
    client.call("articles.setPosition", { id: article.id, position }).catch(notifyFailure);
  });

  // Where reading begins: at the span or claim that was asked for, else where it stopped.
  const begin = useEffectEvent((shown: TextView | null, _visit: number) => {
    if (!shown) return;
    if (target.span) {
      shown.reveal(target.span);
      if (!target.claimId) shown.painter.setLayer("found-now", [target.span]);
    } else if (!target.claimId && !target.annotationId && article.position > 0)
      shown.reveal({ start: article.position, end: article.position + 1 }, "top");
    if (!document.activeElement || document.activeElement === document.body)
      root.current?.focus({ preventScroll: true });
  });
  useEffect(() => begin(view, target.at), [view, target.at]);

  const [visit, setVisit] = useState(target.at);
  if (visit !== target.at) {
    setVisit(target.at);
    setFocused(asked);
  }
  const goToAsked = useEffectEvent((shown: TextView | null, id: string | null, _visit: number, _isKnown: boolean) => {
    const item = items.find((one) => one.id === id);
    if (shown && item) shown.reveal(item.range);
    if (item || id === null || target.version !== undefined) return;
    // A claim stays on the version that it was made on: that is the one to show.
    const span = claims.find((claim) => claim.id === id)?.spans.find((one) => one.articleId === article.id);
    if (span && span.version !== article.version)
      useView.getState().openArticle(article.id, { version: span.version, claimId: id });
  });
  useEffect(() => goToAsked(view, asked, target.at, hasClaims), [view, asked, target.at, hasClaims]);

  // What was being typed when the program was left is offered at once, once a visit.
  const offered = useRef<Set<string>>(new Set());
  const offerDraft = useEffectEvent((isReady: boolean) => {
    if (!isReady) return;
    const draft = drafts?.find((one) => !offered.current.has(one.id));
    if (!draft || open) return;
    for (const one of drafts ?? []) offered.current.add(one.id);
    openDraft(draft);
  });
  const isReady = drafts !== undefined && hasClaims && canChange;
  useEffect(() => offerDraft(isReady), [isReady]);

  function openDraft(draft: ClaimDraft): void {
    const claim = claims.find((one) => one.id === draft.claimId) ?? null;
    // A draft of a claim that was deleted meanwhile becomes a new claim.
    openPane({ kind: "claim", span: null, claim, draft });
  }

  function goTo(item: Item | null, isKeyboard = false): void {
    if (!item) {
      notify({ text: t(claimItems.length === 0 ? "noClaims" : "noUnfinished") });
      return;
    }
    setFocused(item.id);
    view?.reveal(item.range);
    if (isKeyboard) root.current?.focus({ preventScroll: true });
  }

  const reached = (): number => selection.caret ?? view?.firstInView() ?? 0;
  const step = (of: readonly Item[], by: 1 | -1): void => goTo(neighbour(of, focused, reached(), by), true);

  function goToArticle(by: 1 | -1): void {
    const id = by === 1 ? neighbours.next : neighbours.previous;
    if (id !== null) useView.getState().openArticle(id);
  }

  function newClaim(): unknown {
    const { range } = selection;
    if (!range || !canChange) return false;
    selection.clear();
    openPane({ kind: "claim", span: range, claim: null, draft: null });
    return true;
  }

  function highlight(): unknown {
    const { range } = selection;
    if (!range || !canChange) return false;
    view?.painter.addMark({ ...range, kind: "annotation", id: "new", look: "note" });
    selection.clear();
    client.call("annotations.add", { articleId: article.id, version: article.version, ...range }).catch((error) => {
      view?.painter.setMarks(marks);
      notifyFailure(error);
    });
    return true;
  }

  function writeMemo(): unknown {
    if (!canChange) return false;
    const { range } = selection;
    if (range) {
      selection.clear();
      openPane({ kind: "note", annotation: null, span: range });
      setPendingSpans([range]);
    } else if (focusedItem?.kind === "annotation") edit(focusedItem);
    else return false;
    return true;
  }

  function addSpan(): unknown {
    if (open?.kind !== "claim" || !selection.range || !editor.current) return false;
    editor.current.addSpan(selection.range);
    selection.clear();
    editor.current.focus();
    return true;
  }

  function edit(item: Item): void {
    setFocused(item.id);
    if (item.kind === "claim") {
      const draft = drafts?.find((one) => one.claimId === item.id) ?? null;
      openPane({ kind: "claim", span: null, claim: item.claim, draft });
    } else openPane({ kind: "note", annotation: item.annotation, span: item.range });
  }

  function remove(item: Item): void {
    const done =
      item.kind === "claim"
        ? client.call("claims.remove", { ids: [item.id] })
        : client.call("annotations.remove", { id: item.id });
    done.then(
      () => notify({ text: t(item.kind === "claim" ? "deleted" : "removed"), undoes: 1 }),
      (error: unknown) => notifyFailure(error),
    );
  }

  /** Beside the text: what a claim has to do with others. */
  function showRelations(item: Item | undefined): unknown {
    if (item?.kind !== "claim") return false;
    setFocused(item.id);
    openPane({ kind: "relations", claimId: item.id });
    return true;
  }

  /** A claim's card was dropped on another's: it is asked how they are related. */
  function askHow(fromId: string, toId: string, x: number, y: number): void {
    const from = claims.find(({ id }) => id === fromId);
    const to = claims.find(({ id }) => id === toId);
    if (from && to) setDropped({ from, to, x, y });
  }

  function relate(kind: RelationKind, from: Claim, to: Claim): void {
    setDropped(null);
    root.current?.focus({ preventScroll: true });
    client.call("relations.add", { kind, pairs: [{ fromId: from.id, toId: to.id }], note: null }).then(
      () => notifyDone(words(`made.${kind}`)),
      (error: unknown) => notifyFailure(error),
    );
  }

  /** What is marked at an offset, as items; the narrowest first, for it is the hardest to meet otherwise. */
  function itemsAt(offset: number): Item[] {
    const ids = new Set(marks.at(offset).map((mark) => mark.id));
    return items
      .filter((item) => ids.has(item.id))
      .toSorted((a, b) => a.range.end - a.range.start - (b.range.end - b.range.start));
  }

  function offer(here: Item[], x: number, y: number): boolean {
    const [only, ...more] = here;
    if (!only) return false;
    if (more.length > 0) setMenu({ items: here, x, y });
    else if (only.kind === "claim" || only.id !== focused) setFocused(only.id);
    return true;
  }

  function handleClick(event: React.MouseEvent): void {
    if (selection.range && document.getSelection()?.isCollapsed === false) return;
    const offset = view?.characterAt(event.clientX, event.clientY);
    if (offset === null || offset === undefined || !offer(itemsAt(offset), event.clientX, event.clientY))
      setFocused(null);
  }

  function openAtCaret(): unknown {
    const active = document.activeElement;
    if (active !== root.current && active !== document.body) return false;
    const at = selection.caret;
    const here = at === null ? [] : [...new Set([...itemsAt(at), ...(at > 0 ? itemsAt(at - 1) : [])])];
    if (here.length === 0) {
      if (!focusedItem || !canChange) return false;
      edit(focusedItem);
      return true;
    }
    const box = view && at !== null ? caretBox(view, at, article.blocks) : null;
    if (here.length === 1 && here[0]?.id === focused && canChange) edit(here[0]);
    else offer(here, box?.left ?? 0, box?.bottom ?? 0);
    return true;
  }

  function stepFind(by: 1 | -1): void {
    if (!find || found.length === 0) return;
    const at = (find.at + by + found.length) % found.length;
    setFind({ ...find, at });
    const range = found[at];
    if (range) view?.reveal(range);
  }

  function typeFind(typed: string): void {
    const ranges = finder.find(typed);
    const here = view?.firstInView() ?? 0;
    const at = Math.max(
      0,
      ranges.findIndex((range) => range.start >= here),
    );
    setFind({ query: typed, at });
    const range = ranges[at];
    if (range) view?.reveal(range);
  }

  function openFind(): unknown {
    setFind((now) => now ?? { query: "", at: 0 });
    findInput.current?.focus();
    findInput.current?.select();
    return true;
  }

  function closeFind(): void {
    const range = foundNow[0];
    setFind(null);
    if (range) selection.place(range, true);
    else root.current?.focus({ preventScroll: true });
  }

  /** Opens a pane; one that is open is left first, as its own rules say, while this one already stands. */
  function openPane(pane: Pane): void {
    openKey.current += 1;
    setOpen({ ...pane, key: openKey.current });
  }

  function closePane(key: number, claimId: string | null): void {
    // A pane that gave way to another ends later than that one began.
    if (openKey.current !== key) return;
    setOpen(null);
    setPendingSpans(noRanges);
    if (claimId !== null) setFocused(claimId);
    root.current?.focus({ preventScroll: true });
  }

  function setAxis(next: HighlightAxis): void {
    client.call("workstation.setSettings", { highlightAxis: next }).catch(notifyFailure);
  }

  function nextAxis(): void {
    const all: HighlightAxis[] = ["reliability", "credibility", "tag"];
    setAxis(all[(all.indexOf(axis) + 1) % all.length] ?? "reliability");
  }

  function setState(state: Article["state"]): void {
    if (canChange) client.call("articles.edit", { ids: [article.id], state }).catch(notifyFailure);
  }

  useKeys(
    {
      c: { run: newClaim, label: t("claim") },
      h: { run: highlight, label: t("highlight") },
      m: { run: writeMemo, label: t("memo") },
      a: { run: addSpan, label: t("addSpan") },
      e: { run: () => (focusedItem && canChange ? edit(focusedItem) : false), label: t("editThis") },
      Delete: { run: () => (focusedItem && canChange ? remove(focusedItem) : false), label: t("deleteThis") },
      x: { run: () => showRelations(focusedItem), label: t("relations") },
      Enter: { run: openAtCaret, label: t("openMark") },
      j: { run: () => step(claimItems, 1), label: t("nextClaim") },
      k: { run: () => step(claimItems, -1), label: t("previousClaim") },
      u: { run: () => step(unfinished, 1), label: t("nextUnfinished") },
      "shift+u": { run: () => step(unfinished, -1), label: t("previousUnfinished") },
      n: { run: () => goToArticle(1), label: t("nextArticle") },
      "shift+n": { run: () => goToArticle(-1), label: t("previousArticle") },
      "/": { run: openFind, label: t("find") },
      "mod+f": { run: openFind, label: t("find") },
      F3: () => stepFind(1),
      "shift+F3": () => stepFind(-1),
      o: { run: nextAxis, label: t("nextAxis") },
      l: {
        run: () => (isWide ? false : setListOpen(!isListOpen)),
        label: t("claims", { shown: formats.number(claimItems.length) }),
      },
      i: { run: () => canChange && setEditingFacts(true), label: t("edit") },
      d: { run: () => setState("done"), label: t("setDone") },
      w: { run: () => setState("in-work"), label: t("setInWork") },
      r: { run: () => setState("unread"), label: t("setUnread") },
      Escape: () => {
        if (selection.range && selection.isSettled) selection.clear();
        else if (find) closeFind();
        else if (open?.kind === "claim") void editor.current?.leave();
        else if (open?.kind === "relations") closePane(open.key, null);
        else if (focused) setFocused(null);
        else return false;
        return true;
      },
    },
    { group: t("keysReading") },
  );
  const toCaret = (event: KeyboardEvent): unknown => {
    if (document.activeElement === root.current) return false;
    root.current?.focus({ preventScroll: true });
    event.preventDefault();
    return true;
  };
  useKeys(
    {
      s: { run: () => selection.grow("sentence"), label: t("selectSentence") },
      p: { run: () => selection.grow("paragraph"), label: t("selectParagraph") },
      t: { run: toCaret, label: t("toText") },
      // These are handled by the text itself while it has the focus; here they are named for the key sheet.
      ArrowLeft: { run: () => false, label: t("keyMove") },
      "shift+ArrowLeft": { run: () => false, label: t("keyExtend") },
      "mod+ArrowLeft": { run: () => false, label: t("keyWord") },
      "alt+ArrowDown": { run: () => false, label: t("keySentenceMove") },
      "mod+ArrowDown": { run: () => false, label: t("keyParagraphMove") },
    },
    { group: t("keysSelecting") },
  );

  const size = workstation?.settings.readingSize ?? 100;
  const showBar = canChange && view !== null && selection.range !== null && selection.isSettled;
  const cardProps = (item: Item) => ({
    item,
    isFocused: item.id === focused,
    colours,
    canChange,
    onFocus: () => goTo(item),
    onEdit: () => edit(item),
    onRemove: () => remove(item),
    onRelations: () => showRelations(item),
    onDropped: (from: string, x: number, y: number) => askHow(from, item.id, x, y),
  });

  const text = (
    <div className={css.centre} ref={centre}>
      <Toolbar
        {...neighbours}
        axis={axis}
        claims={claimItems.length}
        unfinished={unfinished.length}
        isListShown={isListShown}
        isClaimsShown={isListOpen}
        onShowList={onShowList}
        onArticle={goToArticle}
        onClaim={(by) => step(claimItems, by)}
        onUnfinished={(by) => step(unfinished, by)}
        onFind={openFind}
        onAxis={setAxis}
        onToggleClaims={isWide ? null : () => setListOpen(!isListOpen)}
      />
      {find ? (
        <FindBar
          query={find.query}
          onChange={typeFind}
          index={find.at}
          count={found.length}
          onStep={stepFind}
          onClose={closeFind}
          inputRef={findInput}
        />
      ) : null}
      {/* Once the text stands, so that its keys come before the reader's. */}
      {view ? <ByHand article={article} range={selection.range} /> : null}
      <div className={css.scroller} data-scroller>
        <div className={css.sheet} data-wide={isWide || undefined}>
          <div className={css.column}>
            <ArticleHeader
              article={article}
              colours={colours}
              canChange={canChange}
              elsewhere={countElsewhere(article.version, article.id, claims)}
              onVersion={(version) => useView.getState().openArticle(article.id, { version })}
              editing={isEditingFacts}
              onEditing={setEditingFacts}
            />
            {(drafts ?? [])
              .filter((draft) => !(open?.kind === "claim" && (open.draft?.id === draft.id || open.draft === null)))
              .map((draft) => (
                <div key={draft.id} className={css.draft}>
                  <PencilLine aria-hidden />
                  <span>{t("draft")}</span>
                  <Button small onPress={() => openDraft(draft)}>
                    {t("draftGoOn")}
                  </Button>
                  <Button
                    small
                    tone="quiet"
                    onPress={() => void client.call("claims.discardDraft", { id: draft.id }).catch(notifyFailure)}
                  >
                    {t("draftDiscard")}
                  </Button>
                </div>
              ))}
            {/* Text that is read and selected by keyboard, but never edited. */}
            {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
            <div
              className={css.text}
              role="document"
              aria-label={t("text")}
              lang={article.language ?? undefined}
              // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
              tabIndex={0}
              ref={attach}
              style={{ fontSize: `${(18 * size) / 100}px` }}
              onKeyDown={selection.handleKey}
              onClick={handleClick}
            >
              <ArticleText article={article} />
            </div>
          </div>
          {isWide && view ? (
            <aside className={css.cards} aria-label={t("claims", { shown: formats.number(claimItems.length) })}>
              <CardsColumn
                view={view}
                items={items}
                focused={focused}
                colours={colours}
                canChange={canChange}
                text={root}
                onFocus={goTo}
                onEdit={edit}
                onRemove={remove}
                onRelations={showRelations}
                onDropped={askHow}
              />
            </aside>
          ) : null}
          {view && selection.caret !== null ? (
            <CaretMark view={view} article={article} offset={selection.caret} />
          ) : null}
          {showBar && selection.range ? (
            <SelectionBar
              view={view}
              range={selection.range}
              isEditingClaim={open?.kind === "claim"}
              onClaim={newClaim}
              onHighlight={highlight}
              onMemo={writeMemo}
              onAddSpan={addSpan}
            />
          ) : null}
        </div>
      </div>
      {menu ? (
        <MarksMenu
          {...menu}
          onPick={(item) => {
            setMenu(null);
            goTo(item, true);
          }}
          onClose={() => setMenu(null)}
        />
      ) : null}
      {dropped ? (
        <RelateMenu
          {...dropped}
          onPick={(kind) => relate(kind, dropped.from, dropped.to)}
          onClose={() => setDropped(null)}
        />
      ) : null}
    </div>
  );

  const related = open?.kind === "relations" ? claims.find(({ id }) => id === open.claimId) : undefined;
  const side =
    open?.kind === "claim" ? (
      <ClaimEditor
        key={open.key}
        ref={editor}
        article={article}
        start={open}
        selection={selection.range}
        onSpans={setPendingSpans}
        onGoTo={(span) => view?.reveal(span)}
        onClosed={(saved) => closePane(open.key, saved?.id ?? null)}
      />
    ) : open?.kind === "note" ? (
      <AnnotationEditor
        key={open.key}
        article={article}
        annotation={open.annotation}
        span={open.span}
        onClosed={() => closePane(open.key, null)}
      />
    ) : open?.kind === "relations" && related ? (
      <RelationsPane claim={related} ClaimRelations={ClaimRelations} onClose={() => closePane(open.key, null)} />
    ) : !isWide && isListOpen ? (
      <ol className={css.list} aria-label={t("claims", { shown: formats.number(claimItems.length) })}>
        {items.slice(0, 500).map((item) => (
          <li key={item.id}>
            <Card {...cardProps(item)} />
          </li>
        ))}
        {items.length === 0 ? <li className={css.none}>{t("noClaims")}</li> : null}
      </ol>
    ) : null;

  return <SideSplit text={text} side={side} />;
}
