import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { cleanup, render } from "vitest-browser-react";

import "./highlights.css";
import "../../styles/tokens.css";
import type { Article } from "../../../app/articles/model.ts";
import { ArticleText } from "./article-text.tsx";
import { offsetOfPoint, rangeOfSelection } from "./offsets.ts";
import { indexMarks } from "./painter.ts";
import { makeTextView, type TextView } from "./text-view.ts";

const lines = [
  "عملية واسعة ضد التنظيم",
  "وأوضح الأحمد أن القوى الأمنية ضبطت “أسلحة وذخائر متنوعة”، مشيرًا إلى إصابة أحد عناصر الاستخبارات بجروح بليغة.",
  "Two were hurt, he said 👩‍🚒. Three others fled.",
];
let offset = 0;
const blocks: Article["blocks"] = lines.map((line, i) => {
  const start = offset;
  offset += line.length + 2;
  return {
    start,
    end: start + line.length,
    kind: i === 0 ? "heading" : "paragraph",
    direction: i === 2 ? "ltr" : "rtl",
  };
});
const text = lines.join("\n\n");

let scroller: HTMLElement;
let root: HTMLElement;
let view: TextView;

async function show(article: { text: string; blocks: Article["blocks"] }): Promise<void> {
  await cleanup();
  const screen = await render(
    <div data-testid="scroller" style={{ blockSize: 400, overflowY: "auto", font: "18px serif" }}>
      <div data-testid="root" style={{ inlineSize: 500 }}>
        <ArticleText article={article} />
      </div>
    </div>,
  );
  scroller = screen.getByTestId("scroller").element() as HTMLElement;
  root = screen.getByTestId("root").element() as HTMLElement;
  view = makeTextView(scroller, root, article.text.length);
  view.refresh();
}

beforeEach(async () => show({ text, blocks }));
afterEach(() => {
  view.close();
  document.getSelection()?.removeAllRanges();
});

describe("offsets", () => {
  test("every offset within a block comes back as itself", () => {
    for (const block of blocks)
      for (let at = block.start; at < block.end; at += 1) {
        const point = view.blocks.pointAt(at);
        expect(point && offsetOfPoint(root, point, "start")).toBe(at);
      }
  });

  test("a double click on a word and a triple click on a paragraph give exactly these", () => {
    const block = view.blocks.elements[1];
    if (!block) throw new Error("no second block");
    const selection = document.getSelection();
    // What Chromium makes of a triple click: it ends at the start of the next block.
    selection?.setBaseAndExtent(block.firstChild ?? block, 0, view.blocks.elements[2] ?? block, 0);
    const whole = rangeOfSelection(root, selection, text);
    expect(whole && text.slice(whole.start, whole.end)).toBe(lines[1]);
    // Element positions, inside and between blocks.
    selection?.setBaseAndExtent(block, 0, block, 1);
    expect(rangeOfSelection(root, selection, text)).toEqual(whole);
    const parent = block.parentElement ?? root;
    selection?.setBaseAndExtent(parent, 1, parent, 2);
    expect(rangeOfSelection(root, selection, text)).toEqual(whole);
  });

  test("a selection across blocks, and one of everything", () => {
    const selection = document.getSelection();
    const from = view.blocks.pointAt(6);
    const to = view.blocks.pointAt((blocks[2]?.start ?? 0) + 3);
    if (!from || !to) throw new Error("no points");
    selection?.setBaseAndExtent(from.node, from.offset, to.node, to.offset);
    expect(rangeOfSelection(root, selection, text)).toEqual({ start: 6, end: (blocks[2]?.start ?? 0) + 3 });
    selection?.selectAllChildren(document.body);
    expect(rangeOfSelection(root, selection, text)).toEqual({ start: 0, end: text.length });
  });

  test("the character under the pointer is found in either direction", async () => {
    for (const word of ["القوى", "Three"]) {
      const at = text.indexOf(word) + 2;
      // The browser draws a block, and finds it under a point, a frame after it came into view.
      await expect
        .poll(() => {
          const box = view.boxOf({ start: at, end: at + 1 });
          return box && view.characterAt(box.left + box.width / 2, box.top + box.height / 2);
        })
        .toBe(at);
    }
    const edge = scroller.getBoundingClientRect();
    expect(view.characterAt(edge.right - 2, edge.bottom - 2)).toBeNull();
  });
});

describe("marks", () => {
  test("a mark inside a word leaves the joined letters and the text as they are", () => {
    const block = view.blocks.elements[1];
    const word = text.indexOf("الاستخبارات");
    const measure = () => {
      const range = document.createRange();
      range.selectNodeContents(block ?? root);
      return [...range.getClientRects()].map((box) => [box.width, box.height]);
    };
    const before = measure();
    const html = block?.outerHTML;
    view.painter.setMarks(
      indexMarks([
        { start: word + 3, end: word + 7, kind: "claim", id: "a", look: "rel-a" },
        { start: word + 5, end: word + 9, kind: "claim", id: "b", look: "rel-f" },
      ]),
    );
    expect(CSS.highlights.get("rel-a")?.size).toBe(1);
    expect(measure()).toEqual(before);
    expect(block?.outerHTML).toBe(html);
    expect(block?.childNodes).toHaveLength(1);
  });

  test("marks are found under an offset, overlapping ones all", () => {
    const index = indexMarks([
      { start: 0, end: 10, kind: "claim", id: "a", look: "rel-a" },
      { start: 5, end: 8, kind: "annotation", id: "b", look: "note" },
    ]);
    expect(index.at(6).map((mark) => mark.id)).toEqual(["a", "b"]);
    expect(index.at(8).map((mark) => mark.id)).toEqual(["a"]);
    expect(index.at(10)).toEqual([]);
  });

  test("leaving takes every highlight off the document", () => {
    view.painter.addMark({ start: 0, end: 4, kind: "annotation", id: "x", look: "note" });
    view.painter.setLayer("found-now", [{ start: 0, end: 4 }]);
    expect(CSS.highlights.size).toBe(2);
    view.close();
    expect(CSS.highlights.size).toBe(0);
  });
});

test("of a long article only what is near the viewport is painted, and the rest when it is scrolled to", async () => {
  const paragraph = "كلمة ".repeat(60).trim();
  const many: Article["blocks"] = Array.from({ length: 400 }, (_, i) => {
    const start = i * (paragraph.length + 1);
    return { start, end: start + paragraph.length, kind: "paragraph", direction: "rtl" };
  });
  const long = Array.from({ length: 400 }, () => paragraph).join("\n");
  view.close();
  await show({ text: long, blocks: many });
  const marks = many.map(({ start }, i) => ({
    start,
    end: start + 4,
    kind: "claim" as const,
    id: String(i),
    look: "rel-b",
  }));
  view.painter.setMarks(indexMarks(marks));
  // What is seen at once, the screens around it when the browser has time, the rest never.
  const painted = (): number => CSS.highlights.get("rel-b")?.size ?? 0;
  const first = painted();
  expect(first).toBeGreaterThan(0);
  await expect.poll(painted).toBeGreaterThan(first);
  expect(painted()).toBeLessThan(40);
  const target = many[350];
  if (!target) throw new Error("no block");
  view.reveal({ start: target.start, end: target.start + 4 });
  await expect.poll(() => view.window().start <= target.start && view.window().end >= target.end).toBe(true);
  const box = view.boxOf({ start: target.start, end: target.start + 4 });
  const edge = scroller.getBoundingClientRect();
  expect(box && box.top >= edge.top && box.bottom <= edge.bottom).toBe(true);
});
