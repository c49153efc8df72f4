import { useState } from "react";

import type { Ranking } from "../../../app/articles/overview.ts";
import { foldText } from "../../../app/text/fold.ts";
import { useFormats } from "../../i18n/formats.ts";
import { useText } from "../../i18n/index.ts";
import { type Bar, BarList, Button, SearchField } from "../../ui/index.ts";
import { Part } from "./part.tsx";

import css from "./collection.module.css";

/** Bars of a ranking that is not opened. */
export const FEW = 12;
/** Bars that are drawn of an opened one; the field above finds the others. */
const DRAWN = 200;

const keyOf = (value: string | null): string => (value === null ? "none" : `v:${value}`);
const valueOf = (key: string): string | null => (key === "none" ? null : key.slice(2));

/** The most frequent values of a field, those that state none apart; all of them with a field to find one. */
export function RankingPart({
  title,
  what,
  ranking,
  text,
  noneText,
  chosen,
  onToggle,
  isLong,
  onLong,
  asTable,
}: {
  title: string;
  /** One of the values: the head of the table. */
  what: string;
  ranking: Ranking;
  text: (value: string) => string;
  noneText: string;
  chosen: readonly (string | null)[];
  onToggle: (value: string | null) => void;
  isLong: boolean;
  onLong: (isLong: boolean) => void;
  asTable: boolean;
}) {
  const t = useText("collection");
  const formats = useFormats();
  const [typed, setTyped] = useState("");
  const bar = (value: string | null, count: number): Bar => ({
    key: keyOf(value),
    text: value === null ? noneText : text(value),
    count,
    countText: formats.number(count),
    isChosen: chosen.includes(value),
    isApart: value === null,
  });
  const listed = new Set(ranking.values.map(({ value }) => value));
  // What is filtered by stays in sight, also where the other filters leave nothing of it.
  const lost = chosen.filter((value) => value !== null && !listed.has(value));
  const wanted = isLong ? foldText(typed).trim() : "";
  const bars = [
    ...ranking.values.map(({ value, count }) => bar(value, count)),
    ...lost.map((value) => bar(value, 0)),
    ...(ranking.none > 0 || chosen.includes(null) ? [bar(null, ranking.none)] : []),
  ].filter((each) => wanted === "" || foldText(each.text).includes(wanted));
  const { values, articles } = ranking.more;
  return (
    <Part
      title={title}
      aside={
        isLong ? (
          <Button small tone="quiet" onPress={() => onLong(false)}>
            {t("showFew")}
          </Button>
        ) : null
      }
    >
      {isLong ? <SearchField label={t("find")} value={typed} onChange={setTyped} autoFocus /> : null}
      {bars.length === 0 ? <p className={css.hint}>{isLong ? t("noneFound") : t("noneLeft")}</p> : null}
      <div className={isLong ? css.long : undefined}>
        <BarList
          label={title}
          bars={bars.slice(0, DRAWN)}
          onToggle={(key) => onToggle(valueOf(key))}
          table={asTable ? { what, count: t("articles") } : null}
        />
      </div>
      {bars.length > DRAWN ? <p className={css.hint}>{t("cut", { n: formats.number(DRAWN) })}</p> : null}
      {values > 0 && !isLong ? (
        <p className={css.more}>
          <span className={css.hint}>
            {t("more", {
              count: values,
              n: formats.number(values),
              articles: t("total", { count: articles, n: formats.number(articles) }),
            })}
          </span>
          <Button small tone="quiet" onPress={() => onLong(true)}>
            {t("showAll")}
          </Button>
        </p>
      ) : null}
    </Part>
  );
}
