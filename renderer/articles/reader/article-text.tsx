import { memo, type ReactNode } from "react";

import type { Article, Block } from "../../../app/articles/model.ts";

import css from "./article-text.module.css";

/** About how many characters of the reading face fit on a line: a guess for the height of what was not yet laid out. */
const charactersOnLine = 78;
const listSign = /^(?:[•‣⁃◦▪▫●○■□►✓*·\-–—]|\(?[0-9٠-٩۰-۹]{1,3}[).-])/u;

/** About how much text the browser lays out or leaves out as one, in UTF-16 units and in blocks. */
const chunkLength = 5000;
const chunkBlocks = 24;

/**
 * The article's blocks as text nodes, one a block, each in its own direction. Nothing else is ever put among them: marks,
 * caret and cards lie over the text. Blocks are laid out a chunk at a time, as they come near the view
 * (`content-visibility`): fewer of them are cheaper to open and to find under the pointer than each block by itself.
 */
export const ArticleText = memo(function ArticleText({ article }: { article: Pick<Article, "text" | "blocks"> }) {
  return <>{chunksOf(groupsOf(article.blocks)).map((chunk) => renderChunk(article.text, chunk))}</>;
});

/** Blocks that belong together: the items of a list, the rows of a table; all others stand alone. */
function groupsOf(blocks: readonly Block[]): Block[][] {
  const found: Block[][] = [];
  for (const block of blocks) {
    const last = found.at(-1);
    const isJoined = block.kind === "list-item" || block.kind === "table-row";
    if (isJoined && last?.[0]?.kind === block.kind && last.length < chunkBlocks) last.push(block);
    else found.push([block]);
  }
  return found;
}

function chunksOf(groups: readonly Block[][]): Block[][][] {
  const chunks: Block[][][] = [];
  let chunk: Block[][] = [];
  let length = 0;
  let count = 0;
  for (const group of groups) {
    chunk.push(group);
    count += group.length;
    length += (group.at(-1)?.end ?? 0) - (group[0]?.start ?? 0);
    if (length < chunkLength && count < chunkBlocks) continue;
    chunks.push(chunk);
    chunk = [];
    length = 0;
    count = 0;
  }
  if (chunk.length > 0) chunks.push(chunk);
  return chunks;
}

function renderChunk(text: string, chunk: readonly Block[][]): ReactNode {
  const blocks = chunk.flat();
  const lines = blocks.reduce((sum, block) => sum + Math.ceil((block.end - block.start) / charactersOnLine), 0);
  // Lines of Arabic are set larger and wider apart.
  const tall = blocks.filter((block) => block.direction === "rtl").length / blocks.length;
  const height = lines * (1.65 + 0.61 * tall) + blocks.length * 0.85;
  return (
    <div
      key={blocks[0]?.start}
      data-chunk
      className={css.chunk}
      style={{ "--height": `${height.toFixed(1)}em` } as React.CSSProperties}
    >
      {chunk.map((group) => renderGroup(text, group))}
    </div>
  );
}

function renderGroup(text: string, group: readonly Block[]): ReactNode {
  const first = group[0];
  if (!first) return null;
  const children = group.map((block) => renderBlock(text, block));
  if (first.kind === "list-item")
    return (
      <ul key={first.start} className={css.list} dir={first.direction}>
        {children}
      </ul>
    );
  if (first.kind === "table-row")
    return (
      <div key={first.start} className={css.table} dir={first.direction}>
        {children}
      </div>
    );
  return children;
}

const elements = {
  heading: "h2",
  paragraph: "p",
  "list-item": "li",
  quotation: "blockquote",
  "table-row": "div",
} as const;

function renderBlock(text: string, block: Block): ReactNode {
  const words = text.slice(block.start, block.end);
  const Element = elements[block.kind];
  const isSigned = block.kind === "list-item" && listSign.test(words);
  return (
    <Element
      key={block.start}
      data-start={block.start}
      dir={block.direction}
      className={`${css.block} ${css[block.kind] ?? ""} ${isSigned ? css.signed : ""}`}
    >
      {words}
    </Element>
  );
}
