import { Split } from "lucide-react";

import type { Source } from "../../../app/sources/model.ts";
import { useText } from "../../i18n/index.ts";
import { Button } from "../../ui/index.ts";
import { useMerging } from "../merging/use-merging.ts";

import css from "./profile.module.css";

/** The sources that were merged into this one; each can be split off, with all that was attributed to it. */
export function Merged({ source }: { source: Source }) {
  const t = useText("profile");
  const { split, isBusy } = useMerging();
  if (source.merged.length === 0) return null;
  return (
    <section className={css.section} aria-label={t("merged")}>
      <h3>{t("merged")}</h3>
      <ul className={css.merged}>
        {source.merged.map((one) => (
          <li key={one.id}>
            <bdi>{one.name}</bdi>
            <Button
              small
              changes
              tone="quiet"
              isDisabled={isBusy}
              icon={<Split aria-hidden />}
              aria-label={t("splitOne", { name: one.name })}
              {...(source.merged.length === 1 ? { keys: "s" } : {})}
              data-split
              onPress={() => split(one)}
            >
              {t("split")}
            </Button>
          </li>
        ))}
      </ul>
      <p className={css.hint}>{t("mergedHelp")}</p>
    </section>
  );
}
