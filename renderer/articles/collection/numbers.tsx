import { Button as AriaButton } from "react-aria-components";

import type { ArticleFilter } from "../../../app/articles/model.ts";
import type { CollectionOverview } from "../../../app/articles/overview.ts";
import { useFormats } from "../../i18n/formats.ts";
import { useText } from "../../i18n/index.ts";
import { Tooltip } from "../../ui/index.ts";
import { withoutDates } from "./bins.ts";

import css from "./collection.module.css";

/** The numbers that stand for work to do, each with what the library is filtered by to show those articles. */
const shown = {
  unread: (filter) => ({ ...filter, states: ["unread"] }),
  withClaims: (filter) => ({ ...filter, claims: "with" }),
  inFamilies: (filter) => ({ ...filter, family: "in-family" }),
  undated: (filter) => ({ ...withoutDates(filter), dated: "undated" }),
  withoutOutlet: (filter) => ({ ...filter, outlets: [null] }),
  withoutLanguage: (filter) => ({ ...filter, languages: [null] }),
} satisfies Partial<Record<keyof CollectionOverview["numbers"], (filter: ArticleFilter) => ArticleFilter>>;

const names = Object.keys(shown) as (keyof typeof shown)[];

/** What is unread, claimed, copied, missing and could not be read, in numbers; each leads to where those are listed. */
export function Numbers({
  numbers,
  unreadable,
  filter,
  onShow,
  onShowUnreadable,
}: {
  numbers: CollectionOverview["numbers"];
  /** Files and records of which there is no article; no filter speaks of them. */
  unreadable: number;
  filter: ArticleFilter;
  onShow: (filter: ArticleFilter) => void;
  onShowUnreadable: () => void;
}) {
  const t = useText("collection");
  const formats = useFormats();
  return (
    <ul className={css.numbers} aria-label={t("numbers")}>
      {names.map((name) => {
        const count = numbers[name];
        const { articles, families } = numbers;
        const share = (): string => {
          if (name === "inFamilies") return t("families", { count: families, n: formats.number(families) });
          if (count / articles < 0.01) return t("shareSmall", { percent: formats.percent(0.01) });
          return t("shareOfAll", { percent: formats.percent(count / articles) });
        };
        return (
          <Tile
            key={name}
            count={count}
            meaning={t(name)}
            detail={count === 0 ? "–" : share()}
            hint={t("showInLibrary")}
            onPress={() => onShow(shown[name](filter))}
          />
        );
      })}
      {unreadable === 0 ? null : (
        <Tile
          count={unreadable}
          meaning={t("unreadable")}
          detail={t("unreadableWhat")}
          hint={t("showUnreadable")}
          onPress={onShowUnreadable}
        />
      )}
    </ul>
  );
}

function Tile({
  count,
  meaning,
  detail,
  hint,
  onPress,
}: {
  count: number;
  meaning: string;
  detail: string;
  hint: string;
  onPress: () => void;
}) {
  const formats = useFormats();
  return (
    <li>
      <Tooltip text={hint}>
        <AriaButton className={css.number ?? ""} isDisabled={count === 0} onPress={onPress}>
          <span className={css.figure}>{formats.number(count)}</span> <span className={css.meaning}>{meaning}</span>{" "}
          <span className={css.share}>{detail}</span>
        </AriaButton>
      </Tooltip>
    </li>
  );
}
