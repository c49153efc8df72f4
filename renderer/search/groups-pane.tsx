import { ArrowDownAZ, ArrowDownWideNarrow, X } from "lucide-react";
import { type RefObject, useCallback, useMemo, useState } from "react";

import { GroupBy, type SearchGroup } from "../../app/search/model.ts";
import { useClient } from "../data/client.tsx";
import { useRead } from "../data/queries.ts";
import { useFormats } from "../i18n/formats.ts";
import { useText } from "../i18n/index.ts";
import { useView } from "../state/view.ts";
import { DataTable, IconButton, Select, ShareTrack } from "../ui/index.ts";
import { useGroupWords } from "./group-words.ts";
import type { ArticlesAsked } from "./use-search.ts";

import css from "./groups.module.css";

/** What was found, by a field of the articles: how many there are of each, and each keeps the search within it. */
export function GroupsPane({
  asked,
  by,
  place,
}: {
  asked: ArticlesAsked;
  by: GroupBy;
  place: RefObject<HTMLElement | null>;
}) {
  const t = useText("search");
  const formats = useFormats();
  const client = useClient();
  const words = useGroupWords();
  const group = useView((view) => view.search.group);
  const setSearch = useView((view) => view.setSearch);
  const isDated = by === "month" || by === "year";
  const [chosenOrder, setOrder] = useState<"count" | "name" | null>(null);
  const order = chosenOrder ?? (isDated ? "name" : "count");
  const input = useMemo(() => {
    const { query, within } = asked;
    return { query, by, order, ...(within ? { within } : {}) };
  }, [asked, by, order]);
  const whole = useRead("search.groups", { ...input, offset: 0, limit: 1 }, { keep: true }).data;
  const fetchWindow = useCallback(
    async (offset: number, limit: number) => {
      const { total, groups } = await client.call("search.groups", { ...input, offset, limit });
      return { total, rows: groups };
    },
    [client, input],
  );
  const chosen = group?.of.by === by ? group.of.key : undefined;
  const toggle = (key: string | null, label: string | null): void =>
    setSearch({ group: chosen === key ? null : { of: { by, key }, label } });
  const all = Math.max(1, whole?.articles ?? 1);
  const nextOrder = order === "count" ? "name" : "count";

  const line = (
    key: string | null,
    label: string | null,
    articles: number,
    hits: number | null,
    size: number | null,
  ) => (
    <button
      type="button"
      tabIndex={key === null ? 0 : -1}
      className={css.group}
      aria-pressed={chosen === key}
      data-apart={key === null || undefined}
      data-muted={(chosen !== undefined && chosen !== key) || undefined}
      onClick={() => toggle(key, label)}
      onDoubleClick={(event) => event.stopPropagation()}
    >
      <span className={css.name}>
        <bdi title={label ?? undefined}>{words(by, key, label)}</bdi>
        {size === null ? null : (
          <span className={css.detail}>{t("ofCopies", { count: size, n: formats.number(size) })}</span>
        )}
      </span>
      <ShareTrack share={articles / all} tone={key === null ? "apart" : "plain"} />
      <span className={css.count}>
        {formats.number(articles)}
        <span className={css.detail}>
          {hits === null || by === "source" || by === "origin"
            ? ""
            : t("hits", { count: hits, n: formats.number(hits) })}
        </span>
      </span>
    </button>
  );
  return (
    <section className={css.pane} aria-label={t("groups")} ref={place}>
      <header className={css.head}>
        <div className={css.by}>
          <Select
            label={t("groupBy")}
            hideLabel
            small
            value={by}
            onChange={(next) => {
              setOrder(null);
              setSearch({ groupBy: next, group: null });
            }}
            choices={GroupBy.options.map((id) => ({ id, text: t(`by.${id}`) }))}
          />
        </div>
        <span className={css.total} aria-live="polite">
          {whole ? t("groupCount", { count: whole.total, n: formats.number(whole.total) }) : ""}
        </span>
        <IconButton label={t(`groupsBy.${nextOrder}`)} onPress={() => setOrder(nextOrder)}>
          {order === "count" ? <ArrowDownWideNarrow aria-hidden /> : <ArrowDownAZ aria-hidden />}
        </IconButton>
        <IconButton label={t("closeGroups")} keys="b" onPress={() => setSearch({ groupBy: null, group: null })}>
          <X aria-hidden />
        </IconButton>
      </header>
      <div className={css.list}>
        <DataTable<SearchGroup>
          label={t("groups")}
          queryKey={["search.groups", input]}
          fetchWindow={fetchWindow}
          columns={[
            {
              id: "group",
              header: t("groups"),
              width: "minmax(0, 1fr)",
              render: ({ key, label, articles, hits, size }) => line(key, label, articles, hits, size),
            },
          ]}
          rowId={({ key }) => key}
          rowHeight={40}
          hideHead
          onOpen={({ key, label }) => toggle(key, label)}
          rowTone={({ key }) => (key === chosen ? "strong" : undefined)}
          memory={`search-groups:${by}`}
          empty={<p className={css.nothing}>{t("noGroups")}</p>}
        />
      </div>
      {whole?.none ? (
        <div className={css.none}>{line(null, null, whole.none.articles, whole.none.hits, null)}</div>
      ) : null}
    </section>
  );
}
