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

/** What is unread, claimed, copied and missing, in numbers; each leads to those articles in the library. */
export function Numbers({
  numbers,
  filter,
  onShow,
}: {
  numbers: CollectionOverview["numbers"];
  filter: ArticleFilter;
  onShow: (filter: ArticleFilter) => void;
}) {
  const t = useText("collection");
  const formats = useFormats();
  return (
    <ul className={css.numbers} aria-label={t("numbers")}>
      {names.map((name) => {
        const count = numbers[name];
        const { articles, families } = numbers;
        return (
          <li key={name}>
            <Tooltip text={t("showInLibrary")}>
              <AriaButton
                className={css.number ?? ""}
                isDisabled={count === 0}
                onPress={() => onShow(shown[name](filter))}
              >
                <span className={css.figure}>{formats.number(count)}</span>{" "}
                <span className={css.meaning}>{t(name)}</span>{" "}
                <span className={css.share}>
                  {count === 0
                    ? "–"
                    : name === "inFamilies"
                      ? t("families", { count: families, n: formats.number(families) })
                      : count / articles < 0.01
                        ? t("shareSmall", { percent: formats.percent(0.01) })
                        : t("shareOfAll", { percent: formats.percent(count / articles) })}
                </span>
              </AriaButton>
            </Tooltip>
          </li>
        );
      })}
    </ul>
  );
}
