import {
  type RefObject,
  useCallback,
  useEffect,
  useEffectEvent,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from "react";

import type { Annotation } from "../../../app/annotations/model.ts";
import type { Article, Range } from "../../../app/articles/model.ts";
import type { Claim } from "../../../app/claims/model.ts";
import { type HighlightAxis, marksOf } from "./marks.ts";
import { indexMarks, type LayerName, type MarkIndex } from "./painter.ts";
import { makeTextView, type TextView } from "./text-view.ts";

/**
 * The open text on the page: made when its blocks stand, gone with them.
 *
 * @returns `attach` is the ref of the element that holds the blocks, `root` what it was attached to; its scroller carries
 * `data-scroller`
 */
export function useTextView(article: Article): {
  view: TextView | null;
  root: RefObject<HTMLElement | null>;
  attach: (root: HTMLElement | null) => (() => void) | undefined;
} {
  const element = useRef<HTMLElement | null>(null);
  const [view, setView] = useState<TextView | null>(null);
  const length = article.text.length;
  const attach = useCallback(
    (root: HTMLElement | null) => {
      element.current = root;
      const scroller = root?.closest<HTMLElement>("[data-scroller]");
      if (!root || !scroller) return undefined;
      const made = makeTextView(scroller, root, length);
      made.refresh();
      setView(made);
      let frame = 0;
      const refresh = (): void => {
        frame ||= requestAnimationFrame(() => {
          frame = 0;
          made.refresh();
        });
      };
      scroller.addEventListener("scroll", refresh, { passive: true });
      const observer = new ResizeObserver(refresh);
      observer.observe(scroller);
      observer.observe(root);
      return () => {
        cancelAnimationFrame(frame);
        scroller.removeEventListener("scroll", refresh);
        observer.disconnect();
        made.close();
        element.current = null;
        setView(null);
      };
    },
    [length],
  );
  return { view, root: element, attach };
}

/** Paints the marks of the open version and gives the index by which they are found again. */
export function useMarks(
  view: TextView | null,
  article: Article,
  claims: readonly Claim[],
  annotations: readonly Annotation[],
  axis: HighlightAxis,
  colours: ReadonlyMap<string, number>,
): MarkIndex {
  const index = useMemo(
    () => indexMarks(marksOf(article.version, claims, annotations, axis, colours)),
    [article.version, claims, annotations, axis, colours],
  );
  useLayoutEffect(() => view?.painter.setMarks(index), [view, index]);
  // The first question builds the tree; asked ahead, no click waits for it.
  useEffect(() => {
    const idle = requestIdleCallback(() => index.at(0));
    return () => cancelIdleCallback(idle);
  }, [index]);
  return index;
}

export function useLayer(view: TextView | null, name: LayerName, ranges: readonly Range[]): void {
  useLayoutEffect(() => view?.painter.setLayer(name, ranges), [view, name, ranges]);
}

/** How long reading rests before its place is kept, in ms. */
const rest = 700;

/** Tells where reading rests, after scrolling, and when the article is left. */
export function usePosition(view: TextView | null, onRest: (offset: number) => void): void {
  const tell = useEffectEvent(onRest);
  useEffect(() => {
    if (!view) return undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const scroller = view.blocks.elements[0]?.closest<HTMLElement>("[data-scroller]");
    const keep = (): void => {
      clearTimeout(timer);
      timer = undefined;
      tell(view.firstInView());
    };
    const later = (): void => {
      clearTimeout(timer);
      timer = setTimeout(keep, rest);
    };
    scroller?.addEventListener("scroll", later, { passive: true });
    return () => {
      scroller?.removeEventListener("scroll", later);
      if (timer !== undefined) keep();
    };
  }, [view]);
}
