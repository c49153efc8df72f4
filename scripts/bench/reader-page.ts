/** Runs in Chromium: opens articles with the reader's own parts and times them. */
import { createElement } from "react";
import { flushSync } from "react-dom";
import { createRoot } from "react-dom/client";

import "../../renderer/styles/tokens.css";
import "../../renderer/articles/reader/highlights.css";
import { findBlocks } from "../../app/text/blocks.ts";
import { ArticleText } from "../../renderer/articles/reader/article-text.tsx";
import { lookNames, type Mark } from "../../renderer/articles/reader/marks.ts";
import { indexMarks } from "../../renderer/articles/reader/painter.ts";
import { makeTextView } from "../../renderer/articles/reader/text-view.ts";

const sentence =
  "وأوضح الأحمد أن القوى الأمنية ضبطت أسلحة وذخائر متنوعة، مشيرًا إلى إصابة أحد عناصر الاستخبارات بجروح بليغة. ";

/** A text of paragraphs, `length` UTF-16 units long. */
function textOf(length: number): string {
  const paragraphs: string[] = [];
  for (let size = 0; size < length; size += sentence.length * 5) paragraphs.push(sentence.repeat(5));
  return paragraphs.join("\n\n").slice(0, length);
}

/** What can be on a page at once: the looks of one axis, and highlights. */
const looks = lookNames.filter((name) => name === "note" || name.startsWith("rel-"));

const marksOf = (text: string, count: number): Mark[] =>
  Array.from({ length: count }, (_, index) => {
    const start = Math.floor((index * 7919 * 31) % (text.length - 100));
    const look = looks[index % looks.length] ?? "note";
    return { start, end: start + 20 + (index % 60), kind: "claim" as const, id: `c${index}`, look };
  }).toSorted((a, b) => a.start - b.start);

/** Resolves after the frame that shows what was done until now. */
const painted = (): Promise<void> =>
  new Promise((done) => {
    requestAnimationFrame(() => {
      const channel = new MessageChannel();
      channel.port1.addEventListener("message", () => done());
      channel.port1.start();
      channel.port2.postMessage(null);
    });
  });

/** Times of one opened article, in ms. */
export interface Opened {
  open: number;
  newMark: number;
  hit: number;
}

async function open(length: number, count: number, isWhole: boolean): Promise<Opened> {
  document.body.replaceChildren();
  const text = textOf(length);
  const article = { text, blocks: findBlocks(text) };
  const marks = marksOf(text, count);
  const scroller = document.createElement("div");
  scroller.style.cssText = "block-size: 800px; overflow-y: auto; font: 18px/1.8 serif";
  const root = document.createElement("div");
  root.style.cssText = "inline-size: 640px";
  if (isWhole) root.className = "laid-out-whole";
  scroller.append(root);
  document.body.append(scroller);
  await painted();

  const start = performance.now();
  const react = createRoot(root);
  flushSync(() => react.render(createElement(ArticleText, { article })));
  const view = makeTextView(scroller, root, text.length);
  const index = indexMarks(marks);
  view.painter.setMarks(index);
  view.refresh();
  await painted();
  const opened = performance.now() - start;

  const added: number[] = [];
  for (let index_ = 0; index_ < 20; index_ += 1) {
    const before = performance.now();
    view.painter.addMark({
      start: 10 + index_ * 5,
      end: 60 + index_ * 5,
      kind: "claim",
      id: `n${index_}`,
      look: "rel-b",
    });
    added.push(performance.now() - before);
    await painted();
  }
  const before = performance.now();
  const points = 100;
  for (let point = 0; point < points; point += 1) {
    const offset = view.characterAt(100 + point * 4, 100 + (point % 10) * 50);
    if (offset !== null) index.at(offset);
  }
  const hit = (performance.now() - before) / points;
  view.close();
  react.unmount();
  return { open: opened, newMark: added.toSorted((a, b) => a - b)[10] ?? NaN, hit };
}

declare global {
  interface Window {
    openArticle: typeof open;
  }
}
window.openArticle = open;
