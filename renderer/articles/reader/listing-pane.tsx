import { useVirtualizer } from "@tanstack/react-virtual";
import { PanelLeftClose } from "lucide-react";
import { useEffect, useRef } from "react";

import type { ArticleRow } from "../../../app/articles/model.ts";
import { useRead } from "../../data/queries.ts";
import { useFormats } from "../../i18n/formats.ts";
import { useText } from "../../i18n/index.ts";
import { type ReaderTarget, useView } from "../../state/view.ts";
import { IconButton } from "../../ui/index.ts";

import css from "./listing-pane.module.css";

const rowHeight = 54;
const pageSize = 100;
/** Above it the list would be taller than Chromium lets an element be; the library has the rest. */
const most = 500_000;

/** The articles of the listing that the open one comes from: what there is, beside what is read. */
export function ListingPane({
  target,
  index,
  total,
  onHide,
}: {
  target: ReaderTarget;
  /** The place of the open article in the listing, null where it is not in it. */
  index: number | null;
  total: number;
  onHide: () => void;
}) {
  const t = useText("reader");
  const formats = useFormats();
  const scroller = useRef<HTMLDivElement | null>(null);
  // oxlint-disable-next-line react/incompatible-library -- its answers are read in this rendering only
  const rows = useVirtualizer({
    count: Math.min(total, most),
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 6,
  });
  useEffect(() => {
    if (index !== null && index < most) rows.scrollToIndex(index, { align: "auto" });
  }, [index, rows]);
  const items = rows.getVirtualItems();
  const first = Math.floor((items[0]?.index ?? 0) / pageSize) * pageSize;
  const last = Math.floor((items.at(-1)?.index ?? 0) / pageSize) * pageSize;
  const upper = usePage(target, first);
  const lower = usePage(target, last);
  const rowAt = (at: number): ArticleRow | undefined => (at < first + pageSize ? upper[at - first] : lower[at - last]);

  return (
    <nav className={css.pane} aria-label={t("articles")}>
      <header className={css.header}>
        <span>{t("listOf", { shown: formats.number(total) })}</span>
        <IconButton label={t("hideList")} onPress={onHide}>
          <PanelLeftClose aria-hidden className={css.turned} />
        </IconButton>
      </header>
      <div className={css.scroller} ref={scroller}>
        <ul className={css.list} style={{ blockSize: rows.getTotalSize() }}>
          {items.map((item) => {
            const row = rowAt(item.index);
            return (
              <li key={item.key} className={css.slot} style={{ blockSize: rowHeight, insetBlockStart: item.start }}>
                {row ? (
                  <button
                    type="button"
                    className={css.row}
                    aria-current={row.id === target.articleId ? "page" : undefined}
                    onClick={() => useView.getState().openArticle(row.id)}
                  >
                    <span className={css.title} data-state={row.state} dir="auto">
                      {row.title}
                    </span>
                    <span className={css.facts}>
                      <bdi>{row.outlet ?? t("noOutlet")}</bdi>
                      <span>{row.publishedAt ? formats.date(row.publishedAt) : ""}</span>
                      {row.claims > 0 ? <span className={css.claims}>{formats.number(row.claims)}</span> : null}
                    </span>
                  </button>
                ) : null}
              </li>
            );
          })}
        </ul>
      </div>
    </nav>
  );
}

function usePage(target: ReaderTarget, offset: number): readonly ArticleRow[] {
  const { data } = useRead("articles.list", { ...target.from, offset, limit: pageSize });
  return data?.rows ?? [];
}
