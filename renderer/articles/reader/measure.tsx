// Not part of the program: what `npm run bench` runs in a browser to hold the reader against its floors (measures.md §1).
import "../../styles/tokens.css";
import "../../styles/base.css";
import "./highlights.css";
import { flushSync } from "react-dom";
import { createRoot, type Root } from "react-dom/client";

import type { Block } from "../../../app/articles/model.ts";
import { ArticleText } from "./article-text.tsx";
import { lookNames, type Mark } from "./marks.ts";
import { indexMarks } from "./painter.ts";
import { makeTextView, type TextView } from "./text-view.ts";

/** Milliseconds, medians of the rounds. */
export interface ReaderMeasures {
  /** The same text without marks and without `content-visibility`, to painted: the floor. */
  plainOpen: number;
  /** The text with all its marks as the reader opens it, to painted. */
  open: number;
  /** Painting one more mark, its synchronous part. */
  newMark: number;
  /** Which marks lie under a point, from the point to the marks. */
  hitTest: number;
  /** How many marks were registered with the browser. */
  painted: number;
}

const painted = (): Promise<void> =>
  new Promise((resolve) => {
    // The second frame begins when the first was painted.
    requestAnimationFrame(() => requestAnimationFrame(() => resolve()));
  });

const median = (values: number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN;

/** Marks spread over a text, of all looks, some overlapping: lengths of 10 to 120 UTF-16 units. */
export function spreadMarks(length: number, count: number): Mark[] {
  return Array.from({ length: count }, (_, i) => {
    const start = Math.floor((i * Math.max(1, length - 130)) / count);
    return {
      start,
      end: Math.min(length, start + 10 + ((i * 37) % 110)),
      kind: i % 5 === 0 ? "annotation" : "claim",
      id: String(i),
      look: lookNames[(i * 7) % lookNames.length] ?? "note",
    };
  });
}

interface Mounted {
  root: Root;
  scroller: HTMLElement;
  text: HTMLElement;
}

function mount(article: { text: string; blocks: Block[] }, isPlain: boolean): Mounted {
  const scroller = document.createElement("div");
  scroller.style.cssText = "block-size: 900px; overflow-y: auto; font: 18px var(--font-reading)";
  const text = document.createElement("div");
  text.style.cssText = "max-inline-size: 44rem; margin: auto";
  if (isPlain) text.className = "measure-plain";
  scroller.append(text);
  document.body.append(scroller);
  const root = createRoot(text);
  flushSync(() => root.render(<ArticleText article={article} />));
  return { root, scroller, text };
}

function unmount({ root, scroller }: Mounted): void {
  root.unmount();
  scroller.remove();
}

/** Opens a text with marks a few times, in turn with the same text without, and measures what an analyst waits for. */
export async function measureReader(
  article: { text: string; blocks: Block[] },
  marks: readonly Mark[],
  rounds: number,
): Promise<ReaderMeasures> {
  const style = document.createElement("style");
  style.textContent = ".measure-plain [data-chunk] { content-visibility: visible !important }";
  document.head.append(style);
  const plain: number[] = [];
  const ours: number[] = [];
  const added: number[] = [];
  const hits: number[] = [];
  let count = 0;
  for (let round = 0; round < rounds; round += 1) {
    let from = performance.now();
    const floor = mount(article, true);
    await painted();
    plain.push(performance.now() - from);
    unmount(floor);
    await painted();

    from = performance.now();
    const reader = mount(article, false);
    const view = makeTextView(reader.scroller, reader.text, article.text.length);
    view.refresh();
    const index = indexMarks(marks);
    view.painter.setMarks(index);
    await painted();
    ours.push(performance.now() - from);
    count = [...CSS.highlights.values()].reduce((sum, highlight) => sum + highlight.size, 0);

    added.push(measureNewMark(view));
    hits.push(
      measureHits(reader.scroller, (x, y) => {
        const at = view.characterAt(x, y);
        return at === null ? 0 : index.at(at).length;
      }),
    );
    view.close();
    unmount(reader);
    await painted();
  }
  style.remove();
  return {
    plainOpen: median(plain),
    open: median(ours),
    newMark: median(added),
    hitTest: median(hits),
    painted: count,
  };
}

function measureNewMark(view: TextView): number {
  const { start } = view.window();
  const from = performance.now();
  for (let i = 0; i < 20; i += 1)
    view.painter.addMark({
      start: start + i * 9,
      end: start + i * 9 + 30,
      kind: "annotation",
      id: `n${i}`,
      look: "note",
    });
  return (performance.now() - from) / 20;
}

function measureHits(scroller: HTMLElement, hit: (x: number, y: number) => number): number {
  const box = scroller.getBoundingClientRect();
  // The first one pays for a layout that the new marks made stale; every real click comes after a frame.
  hit(box.left + box.width / 2, box.top + 40);
  const from = performance.now();
  for (let i = 0; i < 20; i += 1) hit(box.left + box.width / 2 + i, box.top + 40 + i * 17);
  return (performance.now() - from) / 20;
}
