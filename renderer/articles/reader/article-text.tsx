import { memo, type ReactNode } from "react";

import type { Article, Block } from "../../../app/articles/model.ts";

import css from "./article-text.module.css";

/** About how many characters of the reading face fit on a line: a guess for the height of what was not yet laid out. */
const charactersOnLine = 78;
const listSign = /^(?:[•‣⁃◦▪▫●○■□►✓*·\-–—]|\(?[0-9٠-٩۰-۹]{1,3}[).-])/u;

/**
 * The article's blocks as text nodes, one a block, each in its own direction. Nothing else is ever put among them: marks,
 * caret and cards lie over the text. Blocks outside the view are not laid out (`content-visibility`).
 */
export const ArticleText = memo(function ArticleText({ article }: { article: Pick<Article, "text" | "blocks"> }) {
  return <>{groups(article.blocks).map((group) => renderGroup(article.text, group))}</>;
});

/** Blocks that belong together: the items of a list, the rows of a table; all others stand alone. */
function groups(blocks: readonly Block[]): Block[][] {
  const found: Block[][] = [];
  for (const block of blocks) {
    const last = found.at(-1);
    const isJoined = block.kind === "list-item" || block.kind === "table-row";
    if (isJoined && last?.[0]?.kind === block.kind) last.push(block);
    else found.push([block]);
  }
  return found;
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
      style={{ "--lines": Math.ceil(words.length / charactersOnLine) } as React.CSSProperties}
    >
      {words}
    </Element>
  );
}
